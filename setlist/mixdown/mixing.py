"""Voices, summed block by block."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Final

import numpy as np

from setlist.audio import RATE_HZ, Block, decode, fade_in_gain, fade_out_gain, ride_gain
from setlist.errors import AudioError, Finding, Place
from setlist.mixdown.voices import Voice
from setlist.units import Frames, Seconds

BLOCK_FRAMES: Final = 16_384
"""Frames of a block, a third of a second: what is worked on stays in the processor's cache."""

_ZERO: Final = Frames(0)

_MISSING_MAX_S: Final = Seconds(0.1)
"""What a file may lack at its end before it counts as another file; own design."""


def check_sources(voices: Sequence[Voice]) -> None:
    """Open every file that a mix needs and read its beginning.

    Raises
    ------
    AudioError
        Files are missing or cannot be read as sound: all of them at once.
    """
    findings: list[Finding] = []
    for path in dict.fromkeys(voice.path for voice in voices):
        try:
            with closing(decode(path)) as blocks:
                next(blocks)
        except AudioError as error:
            findings += error.findings
    if findings:
        raise AudioError(*findings)


def mix(
    voices: Sequence[Voice], *, length: Frames, first: Frames = _ZERO
) -> Generator[Block, None, None]:
    """Sum voices into one stream; where none sounds there is silence.

    Each file is decoded once, as it is needed, and is open only while it sounds.  What begins
    in the middle of a mix is what the whole one has there.

    Parameters
    ----------
    voices : sequence of Voice
        In the order of their starts.
    length : int [frames]
        Of the mix.
    first : int [frames]
        Where to begin in it.

    Yields
    ------
    ndarray [shape=(n, 2), full scale]
        Consecutive blocks of 16,384 frames; the last may be shorter.

    Raises
    ------
    AudioError
        A file is broken, or ends more than 0.1 s before its cue-out.
    """
    waiting = [voice for voice in reversed(voices) if voice.end > first]
    playing: list[_Player] = []
    try:
        for begin in range(first, length, BLOCK_FRAMES):
            block = np.zeros((min(BLOCK_FRAMES, length - begin), 2), np.float32)
            while waiting and waiting[-1].start < begin + len(block):
                voice = waiting.pop()
                playing.append(_Player(voice, skip=max(first - voice.start, 0)))
            for player in playing:
                player.add_to(block, begin)
            playing = [player for player in playing if not player.over()]
            yield block
    finally:
        for player in playing:
            player.close()


class _Player:
    """Plays one voice into block after block, from its beginning or some frames later."""

    def __init__(self, voice: Voice, *, skip: int) -> None:
        self.voice = voice
        self._length = voice.end - voice.start
        self._played = skip
        self._blocks = decode(
            voice.path,
            start_s=Seconds((voice.file_start + skip) / RATE_HZ),
            end_s=Seconds((voice.file_start + self._length) / RATE_HZ),
        )
        self._rest = np.zeros((0, 2), np.float32)

    def over(self) -> bool:
        """Tell whether the voice has played to its end."""
        return self._played == self._length

    def close(self) -> None:
        """Close the file."""
        self._blocks.close()

    def add_to(self, block: Block, first: int) -> None:
        """Add what sounds in a block of the mix that begins at frame ``first``."""
        begin = max(self.voice.start - first, 0)
        end = min(self.voice.end - first, len(block))
        for sound in self._pull(end - begin):
            np.multiply(sound, np.float32(self.voice.gain), out=sound)
            self._ride(sound)
            self._fade(sound)
            block[begin : begin + len(sound)] += sound
            begin += len(sound)
            self._played += len(sound)
        if self.over():
            self.close()

    def _pull(self, count: int) -> Iterator[Block]:
        """Take the next frames of the file, in pieces; zeros where it has come to its end."""
        while count:
            if not len(self._rest):
                self._rest = next(self._blocks, self._rest)
            if not len(self._rest):
                self._refuse_a_shorter_file()
                self._rest = np.zeros((self._length - self._played, 2), np.float32)
            piece, self._rest = self._rest[:count], self._rest[count:]
            count -= len(piece)
            yield piece

    def _ride(self, sound: Block) -> None:
        """Lower what lies in the rides of the voice."""
        start_s, end_s = self._played / RATE_HZ, (self._played + len(sound)) / RATE_HZ
        rides = [one for one in self.voice.rides if one.start_s() < end_s and one.end_s() > start_s]
        if rides:
            at_s = np.arange(self._played, self._played + len(sound)) / RATE_HZ
            sound *= ride_gain(rides, at_s)

    def _fade(self, sound: Block) -> None:
        """Fade what lies in the first or the last stretch of the voice."""
        fade_in, fade_out = self.voice.fade_in, self.voice.fade_out
        count = min(fade_in.length - self._played, len(sound))
        if count > 0:
            sound[:count] *= fade_in_gain(
                fade_in.law, length=fade_in.length, start=self._played, count=count
            )
        before = self._length - fade_out.length - self._played
        count = len(sound) - max(before, 0)
        if count > 0:
            sound[-count:] *= fade_out_gain(
                fade_out.law, length=fade_out.length, start=max(-before, 0), count=count
            )

    def _refuse_a_shorter_file(self) -> None:
        """Stop at a file that lacks more than a moment of what the plan has of it."""
        missing_s = (self._length - self._played) / RATE_HZ
        if missing_s > _MISSING_MAX_S:
            ends_s = (self.voice.file_start + self._played) / RATE_HZ
            raise AudioError(
                Finding(
                    said=f"ends at {ends_s:.1f} s, {missing_s:.1f} s before the plan leaves it: "
                    "it is not the file that was planned with",
                    mend="put the former file back, or scan the library and plan again",
                    place=Place(file=str(self.voice.path)),
                )
            )
