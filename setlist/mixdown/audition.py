"""A join or a track as it will sound in the mix, without making the mix."""

from typing import Final

import numpy as np

from setlist.audio import RATE_HZ, Block, Limiter
from setlist.mixdown.mixing import mix
from setlist.mixdown.segments import ease_edges
from setlist.mixdown.settings import USUAL
from setlist.mixdown.voices import Voice, frame_of, lay_out, length_of
from setlist.model import CueKind, Plan
from setlist.units import Frames, Seconds, to_frames

_BESIDE_S: Final = Seconds(15.0)
"""How much is heard before and after the overlap of a join; own design."""

_PREVIEW_S: Final = Seconds(30.0)
_INTO: Final = 0.3
"""Where in a track its preview begins: past its opening; own design."""

_EASE: Final = Frames(240)
"""5 ms at either end, as where nothing overlaps in a mix."""

_AROUND: Final = Frames(4_800)
"""What is mixed beyond either end, 0.1 s, and not kept; own design.

The limiter lowers what is up to 64 ms away from a peak, wherever an audition is cut.
"""


def hear_join(plan: Plan, later: int) -> Block:
    """Mix what is heard around the beginning of a cue.

    Parameters
    ----------
    plan : Plan
        Only the files of the stretch have to be there.
    later : int [>= 1]
        The cue, counted from zero.

    Returns
    -------
    ndarray [shape=(n, 2), full scale]
        From 15 seconds before the overlap to 15 seconds after it, as in the mix, but for 5 ms
        of fade at either end.

    Raises
    ------
    InputError
        The plan contradicts itself.
    AudioError
        A file is missing, broken, or shorter than the plan has it.
    """
    cue = plan.cues[later]
    begin = frame_of(plan, Seconds(cue.start_s - _BESIDE_S))
    end = frame_of(plan, Seconds(cue.start_s + cue.overlap_s + _BESIDE_S))
    return _hear(lay_out(plan), Frames(max(begin, 0)), Frames(min(end, length_of(plan))))


def hear_track(plan: Plan, number: int) -> Block:
    """Play some of a track alone, as loud as the mix has it.

    Parameters
    ----------
    plan : Plan
        Only the file of the track has to be there.
    number : int [>= 0]
        Its cue, counted from zero; a track.

    Returns
    -------
    ndarray [shape=(n, 2), full scale]
        30 seconds, or all of a shorter track.

    Raises
    ------
    InputError, AudioError
        As for :func:`hear_join`.
    """
    before = sum(cue.kind is CueKind.TRACK for cue in plan.cues[:number])
    voice = lay_out(plan)[before]
    whole, wanted = voice.end - voice.start, to_frames(_PREVIEW_S, rate_hz=RATE_HZ)
    begin = voice.start + min(round(whole * _INTO), max(whole - wanted, 0))
    return _hear((voice,), Frames(begin), Frames(min(begin + wanted, voice.end)))


def _hear(voices: tuple[Voice, ...], begin: Frames, end: Frames) -> Block:
    """Mix a stretch, under the ceiling of a mix."""
    first, length = Frames(max(begin - _AROUND, 0)), Frames(end + _AROUND)
    limiter = Limiter(USUAL.ceiling_dbtp)
    blocks = [limiter.push(block) for block in mix(voices, length=length, first=first)]
    sound = np.concatenate([*blocks, limiter.finish()])[begin - first : end - first]
    ease_edges(sound, _EASE)
    return sound
