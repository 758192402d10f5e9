"""What a finished file says about itself: chapters and tags."""

from pathlib import PurePath
from typing import Final

from setlist.audio import RATE_HZ, Chapter
from setlist.mixdown.voices import frame_of, length_of
from setlist.model import Cue, CueKind, Plan
from setlist.units import Seconds

_SILENCE: Final = "Silence"
_NOTICED: Final = RATE_HZ
"""Frames of silence after the last cue that are worth a chapter: a second; own design."""


def chapters_of(plan: Plan) -> tuple[Chapter, ...]:
    """Give a chapter for each cue of a plan, on the frames of the mix.

    A chapter begins with the first frame of its cue, overlap included, and reaches to the
    next one; the last ends with the file.  Silence after the last cue has a chapter too.
    """
    whole = length_of(plan)
    starts = [(frame_of(plan, cue.start_s), _title(cue)) for cue in plan.cues]
    over = frame_of(plan, plan.cues[-1].end_s())
    if whole - over > _NOTICED and plan.cues[-1].kind is CueKind.TRACK:
        starts.append((over, _SILENCE))
    ends = [*(start for start, _ in starts[1:]), whole]
    return tuple(
        Chapter(start=start, end=end, title=title)
        for (start, title), end in zip(starts, ends, strict=True)
        if start < end
    )


def tags_of(plan: Plan) -> dict[str, str]:
    """Give the tags of a mix: what it is and what it was made from, nothing about a client."""
    terms = plan.problem
    tags = {
        "title": terms.arc_title,
        "setlist_arc": terms.arc,
        "setlist_phases": _phases(plan),
        "setlist_plan": plan.provenance.digest,
        "setlist_version": plan.provenance.setlist,
    }
    return {name: value for name, value in tags.items() if value}


def _title(cue: Cue) -> str:
    """Name a cue; a track without a title by its file."""
    if cue.kind is CueKind.SILENCE:
        return cue.title or _SILENCE
    title = cue.title or PurePath(cue.path or "").stem or "Untitled"
    return f"{title} — {cue.artist}" if cue.artist else title


def _phases(plan: Plan) -> str:
    """List the phases and when each begins, counted from the start of the file."""
    return ", ".join(
        f"{stretch.name} {_clock(Seconds(stretch.start_s - plan.start_s()))}"
        for stretch in plan.phases
    )


def _clock(time_s: Seconds) -> str:
    """Write a time as hours, minutes and seconds."""
    minutes, seconds = divmod(max(round(time_s), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"
