"""Prompts of a plan that sound in the mix, where somebody asks for it: soft tones, or words.

A tone lies below the music, so that whoever waits for it hears it and nobody startles; words
are as loud as the music, since what is softer is not understood over it.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from setlist.audio import RATE_HZ, LoudnessMeter, decode, open_encoder
from setlist.errors import AudioError, Finding, InputError, Place
from setlist.mixdown.report import SoundedPrompt
from setlist.mixdown.voices import Fade, Voice, frame_of, length_of
from setlist.model import FadeLaw, Plan
from setlist.units import Db, Frames, Lu, Lufs, Seconds, to_frames, to_ratio

_TONE_LU: Final = Lu(-8.0)
"""How loud a tone is beside the music it falls on; at -8 it adds 0.6 LU.  This and all numbers
here are our own design."""
_TONE_S: Final = 4.0
_ATTACK_S, _DECAY_S = 0.4, 1.1
_PARTIALS: Final = ((440.0, 1.0), (880.0, 0.2), (1320.0, 0.06))
_TONE_PEAK: Final = 0.25
_UNDER_SILENCE_LU: Final = Lu(-12.0)
"""Where no music sounds, a prompt is measured against this, from the session's reference."""
_LONGEST_S: Final = Seconds(30.0)
_FADE: Final = Frames(24_000)
"""Half a second: what sounds longer than the mix fades out with it."""


class _Sound(NamedTuple):
    """A sound for a prompt: its file, length and loudness, and how loud it is to be."""

    path: Path
    length: Frames
    loudness_lufs: Lufs
    beside_lu: Lu


def lay_prompts(
    plan: Plan, *, tones: bool, spoken: Path | None, scratch: Path
) -> tuple[tuple[Voice, ...], tuple[SoundedPrompt, ...]]:
    """Place a sound on every prompt of a plan that falls within its mix.

    Parameters
    ----------
    plan : Plan
        Its prompts stand in session time.
    tones : bool
        A tone where there is no file.
    spoken : Path or None
        A folder with a sound file for each prompt, named by :func:`name_prompt`.
    scratch : Path
        A folder for the sound of the tone.

    Returns
    -------
    tuple of Voice
        In order of their starts; none where nothing was asked for.
    tuple of SoundedPrompt
        What they are.

    Raises
    ------
    InputError
        The folder lacks a file and no tone may stand in, a file is silent or longer than half a
        minute; all of them at once.
    AudioError
        A file is broken.
    """
    length = length_of(plan)
    prompts = [one for one in plan.prompts if 0 <= frame_of(plan, one.at_s) < length]
    if not prompts or not (tones or spoken is not None):
        return (), ()
    files = {} if spoken is None else _find_files(spoken, {one.say for one in prompts}, tones=tones)
    sounds = {say: _hear(path) for say, path in files.items()}
    tone = _make_tone(scratch / "tone.wav") if len(sounds) < len({p.say for p in prompts}) else None
    voices, sounded = [], []
    for one in prompts:
        sound = sounds.get(one.say, tone)
        if sound is None:
            continue
        start = frame_of(plan, one.at_s)
        voices.append(_voice(plan, one.at_s, start, sound))
        file = str(sound.path) if one.say in sounds else None
        sounded.append(SoundedPrompt(at_s=one.at_s, say=one.say, file=file))
    return tuple(voices), tuple(sounded)


def name_prompt(say: str) -> str:
    """Give the name, without suffix, of the file that speaks a prompt: ``end-of-the-hold``."""
    return re.sub(r"[^\w]+", "-", say.casefold()).strip("-_")


def _find_files(folder: Path, says: set[str], *, tones: bool) -> dict[str, Path]:
    """Find the file of every prompt, or say which ones are not there."""
    if not folder.is_dir():
        said, mend = "is no folder", "give the folder with the spoken prompts"
        raise InputError(Finding(said=said, mend=mend, place=Place(file=str(folder))))
    there = {path.stem.casefold(): path for path in sorted(folder.iterdir()) if path.is_file()}
    found = {say: there[name] for say in says if (name := name_prompt(say)) in there}
    missing = sorted(name_prompt(say) for say in says - set(found))
    if missing and not tones:
        raise InputError(
            *(
                Finding(
                    said=f"has no sound file named {name}, such as {name}.flac",
                    mend="record it, or add --tones, so that a tone stands in for what is missing",
                    place=Place(file=str(folder)),
                )
                for name in missing
            )
        )
    return found


def _hear(path: Path) -> _Sound:
    """Measure a spoken prompt."""
    meter = LoudnessMeter()
    with closing(decode(path)) as blocks:
        for block in blocks:
            meter.add(block)
            if meter.length_s() > _LONGEST_S:
                raise _refuse(path, f"is longer than {_LONGEST_S:g} s", "cut it")
    loudness_lufs = meter.integrated_lufs()
    if loudness_lufs is None:
        raise _refuse(path, "is silent, or shorter than 0.4 s", "record it again")
    length = to_frames(meter.length_s(), rate_hz=RATE_HZ)
    return _Sound(path=path, length=length, loudness_lufs=loudness_lufs, beside_lu=Lu(0.0))


def _refuse(path: Path, said: str, mend: str) -> AudioError:
    """Refuse a file that cannot be a prompt."""
    return AudioError(Finding(said=said, mend=mend, place=Place(file=str(path))))


def _make_tone(path: Path) -> _Sound:
    """Make a soft tone: it swells for 0.4 s, then rings out."""
    at_s = np.arange(round(_TONE_S * RATE_HZ)) / RATE_HZ
    swell = 0.5 - 0.5 * np.cos(np.pi * np.minimum(at_s / _ATTACK_S, 1.0))
    ring = np.exp(-np.maximum(at_s - _ATTACK_S, 0.0) / _DECAY_S)
    end = np.minimum((_TONE_S - at_s) / _ATTACK_S, 1.0)
    wave = sum(part * np.sin(2.0 * np.pi * hertz * at_s) for hertz, part in _PARTIALS)
    sound = (_TONE_PEAK * swell * ring * end * wave).astype(np.float32)
    block = np.stack([sound, sound], axis=1)
    with open_encoder(path, bits=24) as encoder:
        encoder.write(block)
    meter = LoudnessMeter()
    meter.add(block)
    return _Sound(
        path=path,
        length=Frames(len(block)),
        loudness_lufs=meter.highest_momentary_lufs() or Lufs(0.0),
        beside_lu=_TONE_LU,
    )


def _voice(plan: Plan, at_s: Seconds, start: Frames, sound: _Sound) -> Voice:
    """Place a sound, as loud as it is to be beside the music of that moment."""
    end = Frames(min(start + sound.length, length_of(plan)))
    gain_db = Db(_music_lufs(plan, at_s) + sound.beside_lu - sound.loudness_lufs)
    fade = Fade(law=FadeLaw.EQUAL_GAIN, length=Frames(min(_FADE, end - start)))
    ease = Fade(law=FadeLaw.EQUAL_GAIN, length=Frames(min(240, end - start)))
    return Voice(
        path=sound.path,
        file_start=Frames(0),
        start=start,
        end=end,
        gain=to_ratio(gain_db),
        fade_in=ease,
        fade_out=fade if end - start < sound.length else ease,
    )


def _music_lufs(plan: Plan, at_s: Seconds) -> Lufs:
    """Say how loud the music is at a moment, after gain: the quietest of what sounds."""
    levels = list(_list_levels(plan, at_s))
    quiet = Lufs(plan.problem.music.reference_lufs + _UNDER_SILENCE_LU)
    return min(levels, default=quiet)


def _list_levels(plan: Plan, at_s: Seconds) -> Iterator[Lufs]:
    """List how loud each track is that sounds at a moment."""
    for cue in plan.cues:
        if cue.loudness_lufs is not None and cue.start_s <= at_s < cue.end_s():
            yield Lufs(cue.loudness_lufs + cue.gain_db)
