"""From a plan to voices: what sounds where, in frames.

Session time becomes frames here and nowhere else, each number once and from an absolute time,
so that no rounding adds up and every output of the mixdown agrees.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from setlist.audio import CHAPTERS_MAX, RATE_HZ, Ride
from setlist.errors import Finding, InputError, Place
from setlist.model import Cue, CueKind, FadeLaw, Plan
from setlist.units import Frames, Seconds, to_frames, to_ratio

_EASE: Final = Frames(240)
"""Frames of the fade at an edge that nothing overlaps, 5 ms: no click, no music lost; ours."""

_TOLERANCE_S: Final = Seconds(0.001)
"""How far the times of a plan may miss each other; own design, a forty-eighth of it a frame."""

_MEND: Final = "plan again, or undo what was changed in the plan file by hand"
_SCAN: Final = "scan the folder that holds it, and plan again with that library"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fade:
    """A fade at one end of a voice."""

    law: FadeLaw
    length: Frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A stretch of a file and its place in the mix.

    ``start`` and ``end`` count from the first frame of the mix, ``file_start`` from the first
    frame of the file at 48 kHz.  ``rides`` are on the clock of what sounds of the file.
    """

    path: Path
    file_start: Frames
    start: Frames
    end: Frames
    gain: float
    fade_in: Fade
    fade_out: Fade
    rides: tuple[Ride, ...] = ()


def frame_of(plan: Plan, at_s: Seconds) -> Frames:
    """Give the frame of the mix that is heard at a session time."""
    return to_frames(Seconds(at_s - plan.start_s()), rate_hz=RATE_HZ)


def length_of(plan: Plan) -> Frames:
    """Give the length of the mix."""
    return to_frames(plan.total_s, rate_hz=RATE_HZ)


def lay_out(plan: Plan) -> tuple[Voice, ...]:
    """Place every track of a plan on the frames of the mix.

    Raises
    ------
    InputError
        The times of the plan contradict each other, or a track has no file or no known
        loudness; all places at once.
    """
    findings = tuple(_contradictions(plan))
    if findings:
        raise InputError(*findings)
    tracks = [number for number, cue in enumerate(plan.cues) if cue.kind is CueKind.TRACK]
    return tuple(_voice(plan, number, ends=(tracks[0], tracks[-1])) for number in tracks)


def _voice(plan: Plan, number: int, *, ends: tuple[int, int]) -> Voice:
    """Place one track; the first and the last one of a plan have their own fades."""
    cue, music = plan.cues[number], plan.problem.music
    start, end = frame_of(plan, cue.start_s), frame_of(plan, cue.end_s())
    fade_in, fade_out = _join_fade(plan, number), _join_fade(plan, number + 1)
    if cue.faded_s > 0.0 and (number == ends[1] or plan.cues[number + 1].overlap_s <= 0.0):
        fade_out = _long_fade(cue.faded_s)
    if number == ends[0]:
        fade_in = _long_fade(music.fade_in_s)
    if number == ends[1] and cue.faded_s <= 0.0:
        fade_out = _long_fade(music.fade_out_s)
    return Voice(
        path=Path(cue.path or ""),
        file_start=to_frames(cue.cue_in_s, rate_hz=RATE_HZ),
        start=start,
        end=end,
        gain=to_ratio(cue.gain_db),
        fade_in=_within(fade_in, Frames(end - start)),
        fade_out=_within(fade_out, Frames(end - start)),
    )


def _join_fade(plan: Plan, later: int) -> Fade:
    """Give the fade of a join, which its later cue decides, for either side of it."""
    if not 0 < later < len(plan.cues):
        return Fade(law=FadeLaw.EQUAL_GAIN, length=_EASE)
    cue = plan.cues[later]
    before_end = frame_of(plan, plan.cues[later - 1].end_s())
    overlap = Frames(before_end - frame_of(plan, cue.start_s))
    if overlap <= 0 and cue.fade is not FadeLaw.GAPLESS:
        return Fade(law=FadeLaw.EQUAL_GAIN, length=_EASE)
    return Fade(law=cue.fade, length=overlap)


def _long_fade(length_s: Seconds) -> Fade:
    """Give the fade that opens or closes a session: equal gain, which starts and ends softly."""
    length = Frames(max(to_frames(length_s, rate_hz=RATE_HZ), _EASE))
    return Fade(law=FadeLaw.EQUAL_GAIN, length=length)


def _within(fade: Fade, longest: Frames) -> Fade:
    """Keep a fade within its voice."""
    return Fade(law=fade.law, length=Frames(min(fade.length, longest)))


def _contradictions(plan: Plan) -> Iterator[Finding]:
    """Say where the times of a plan cannot all be true."""
    cues = plan.cues
    if len(cues) >= CHAPTERS_MAX:
        said = f"the plan has {len(cues)} cues, more than a file can have chapters"
        yield Finding(said=said, mend=f"keep it below {CHAPTERS_MAX}")
    for number, cue in enumerate(cues):
        before = cues[number - 1] if number else None
        for said in _faults(cue, before):
            yield Finding(said=said, mend=_MEND, place=_place(number, cue))
        if said := _lack(cue):
            yield Finding(said=said, mend=_SCAN, place=_place(number, cue))
    if cues[-1].end_s() - plan.start_s() > plan.total_s + _TOLERANCE_S:
        said = f"the plan is {plan.total_s:.3f} s long, but its last cue ends later"
        yield Finding(said=said, mend=_MEND, place=Place(field="total_s"))


def _faults(cue: Cue, before: Cue | None) -> Iterator[str]:
    """Say what is wrong with a cue and its join to the one before."""
    if cue.length_s() <= 0:
        yield "it ends before it begins"
    if before is None:
        return
    gap_s = cue.start_s - (before.end_s() - cue.overlap_s)
    if abs(gap_s) > _TOLERANCE_S:
        yield f"it starts {gap_s:+.3f} s from where the cue before it and the overlap put it"
    if cue.overlap_s > min(cue.length_s(), before.length_s()) + _TOLERANCE_S:
        yield f"it overlaps by {cue.overlap_s:.1f} s, more than one of the two cues is long"
    if cue.fade is FadeLaw.GAPLESS and cue.overlap_s > _TOLERANCE_S:
        yield "it is joined without a gap and overlaps all the same"


def _lack(cue: Cue) -> str:
    """Say what a track lacks to be mixed: its file, or a loudness to set its gain by."""
    if cue.kind is not CueKind.TRACK:
        return ""
    if not cue.path:
        return "no file is named for it"
    if cue.loudness_lufs is None:
        return "its loudness is not known, so it could come in far too loud"
    return ""


def _place(number: int, cue: Cue) -> Place:
    """Name a cue by its number, counted from one, and its title."""
    title = " ".join(cue.title.split())[:60]
    return Place(field=f"cue {number + 1}" + (f' "{title}"' if title else ""))
