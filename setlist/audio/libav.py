"""FLAC, Opus and AAC, encoded by FFmpeg's libraries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import BinaryIO, Final, Literal

import av
import numpy as np
from av.container import OutputContainer
from mutagen.flac import FLAC, CueSheet, CueSheetTrack, CueSheetTrackIndex
from mutagen.mp4 import MP4
from numpy.typing import NDArray

from setlist.audio.blocks import RATE_HZ, Block
from setlist.audio.chapters import Chapter, clean_label, to_comments
from setlist.audio.dither import Dither, quantise_24
from setlist.audio.formats import AudioFormat

_BITEXACT: Final = {"flags": "+bitexact"}
"""No version of FFmpeg in the file: the same sound gives the same bytes."""

_EXACT_CONTAINER: Final = {"fflags": "+bitexact"}
"""The serial number of an Ogg stream is random without it."""

_FLAC_ROOM: Final = {"metadata_header_padding": "16384"}
"""Bytes kept free in the head of a FLAC file: a cue sheet of 254 tracks takes 12,624."""

_MP4_CLOCK: Final = {"movie_timescale": str(RATE_HZ)}
"""Length, priming and chapters of an MP4 are counted in frames, not in milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipe:
    """How a format is made: codec, container, sample format, bit rate, options."""

    codec: Literal["flac", "libopus", "aac"]
    container: str
    layout: str
    bit_rate: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)


_RECIPES: Final = {
    AudioFormat.FLAC: _Recipe(
        codec="flac",
        container="flac",
        layout="s16",
        options={"compression_level": "5"},
        container_options=_FLAC_ROOM,
    ),
    AudioFormat.OPUS: _Recipe(codec="libopus", container="ogg", layout="flt", bit_rate=128_000),
    AudioFormat.M4A: _Recipe(
        codec="aac",
        container="ipod",
        layout="fltp",
        bit_rate=192_000,
        container_options=_MP4_CLOCK,
    ),
}


class LibavEncoder:
    """Writes FLAC, Opus or AAC to a stream that can be read and sought in.

    Parameters
    ----------
    stream : BinaryIO
        An empty file, open for reading and writing; it is left open.
    audio_format : AudioFormat
        FLAC, OPUS or M4A.
    bits : 16 or 24
        Of a sample in FLAC; the others have none.
    tags : mapping of str to str
        ``title``, ``artist``, ``album``, ``comment`` or own names.
    chapters : sequence of Chapter
        In their order.
    """

    def __init__(
        self,
        stream: BinaryIO,
        audio_format: AudioFormat,
        *,
        bits: Literal[16, 24],
        tags: Mapping[str, str],
        chapters: Sequence[Chapter],
    ) -> None:
        recipe = _RECIPES[audio_format]
        self._stream = stream
        self._format = audio_format
        self._tags = {name: clean_label(value) for name, value in tags.items()}
        self._chapters = chapters
        self._frames = 0
        self._dither = Dither()
        self._layout = "s32" if audio_format is AudioFormat.FLAC and bits == 24 else recipe.layout
        self._container: OutputContainer = av.open(
            stream,
            "w",
            format=recipe.container,
            container_options={**_EXACT_CONTAINER, **recipe.container_options},
        )
        self._track = self._container.add_stream(
            recipe.codec, rate=RATE_HZ, options={**_BITEXACT, **recipe.options}
        )
        self._track.codec_context.layout = "stereo"
        self._track.codec_context.format = self._layout
        self._track.codec_context.thread_count = 1
        if recipe.bit_rate:
            self._track.codec_context.bit_rate = recipe.bit_rate
        self._name_everything()

    def write(self, block: Block) -> None:
        """Encode the next block."""
        if not len(block):
            return
        frame = av.AudioFrame.from_ndarray(self._arrange(block), self._layout, "stereo")
        frame.sample_rate = RATE_HZ
        frame.pts = self._frames
        frame.time_base = Fraction(1, RATE_HZ)
        self._frames += len(block)
        self._container.mux(self._track.encode(frame))

    def finish(self) -> None:
        """Encode what the codec holds back, and write what stands at head and end.

        A file of no sound at all holds one silent frame, so that it is a file.
        """
        if not self._frames:
            self.write(np.zeros((1, 2), np.float32))
        self._container.mux(self._track.encode(None))
        self._container.close()
        if self._format is AudioFormat.FLAC and self._chapters:
            _add_cue_sheet(self._stream, self._chapters, length=self._frames)
        if self._format is AudioFormat.M4A:
            _add_mp4_tags(self._stream, self._tags)

    def _name_everything(self) -> None:
        """Hand tags and chapters over, in the way that each container keeps them."""
        if self._format is not AudioFormat.M4A:
            comments = {name.upper(): value for name, value in self._tags.items()}
            self._container.metadata.update({**comments, **to_comments(self._chapters)})
            return
        self._container.set_chapters(
            [
                {
                    "id": number,
                    "start": chapter.start,
                    "end": chapter.end,
                    "time_base": Fraction(1, RATE_HZ),
                    "metadata": {"title": clean_label(chapter.title)},
                }
                for number, chapter in enumerate(self._chapters)
            ]
        )

    def _arrange(self, block: Block) -> NDArray[np.float32] | NDArray[np.int32] | NDArray[np.int16]:
        """Lay a block out as the codec takes it: interleaved in one row, or a row a channel."""
        if self._layout == "s16":
            return self._dither.quantise(block).reshape(1, -1)
        if self._layout == "s32":
            return np.left_shift(quantise_24(block), 8).reshape(1, -1)
        if self._layout == "flt":
            return np.ascontiguousarray(block).reshape(1, -1)
        return np.ascontiguousarray(block.T)


def _add_cue_sheet(stream: BinaryIO, chapters: Sequence[Chapter], *, length: int) -> None:
    """Add a cue sheet, exact to the frame, before the comments; track 255 is its end.

    FFmpeg keeps what it reads last: in this order its chapters have titles, in the other one
    they have none.
    """
    stream.seek(0)
    flac = FLAC(stream)  # type: ignore[no-untyped-call]
    sheet = CueSheet(None)  # type: ignore[no-untyped-call]
    sheet.compact_disc, sheet.lead_in_samples, sheet.media_catalog_number = False, 0, b""
    for number, chapter in enumerate(chapters, start=1):
        track = CueSheetTrack(number, chapter.start)  # type: ignore[no-untyped-call]
        track.indexes.append(CueSheetTrackIndex(1, 0))  # type: ignore[no-untyped-call]
        sheet.tracks.append(track)
    sheet.tracks.append(CueSheetTrack(255, length))  # type: ignore[no-untyped-call]
    flac.metadata_blocks.insert(1, sheet)
    flac.cuesheet = sheet
    stream.seek(0)
    flac.save(stream, padding=lambda room: room.padding)


def _add_mp4_tags(stream: BinaryIO, tags: Mapping[str, str]) -> None:
    """Add the tags of an MP4, own names in the free form that iTunes began."""
    known = {"title": "©nam", "artist": "©ART", "album": "©alb", "comment": "©cmt"}
    stream.seek(0)
    mp4 = MP4(stream)  # type: ignore[no-untyped-call]
    for name, value in tags.items():
        if name in known:
            mp4[known[name]] = [value]
        else:
            mp4[f"----:com.apple.iTunes:{name.upper()}"] = [value.encode()]
    stream.seek(0)
    mp4.save(stream)  # type: ignore[no-untyped-call]
