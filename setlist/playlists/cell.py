"""Small pieces that several parts of the session sheet write alike."""

from setlist.drawing import tell_clock, tell_elapsed, tell_length
from setlist.model import Cue, CueKind, Plan, Source
from setlist.playlists.markdown import escape
from setlist.units import Minutes, Seconds

DASH = "\u2013"
"""The dash of ranges, and of cells with nothing to say."""


def head_times(plan: Plan, clock_min: Minutes | None) -> tuple[str, ...]:
    """Name the columns of times: the clock where it is known, and time from the dose."""
    elapsed = "From start" if plan.route is None else "From dose"
    return (elapsed,) if clock_min is None else ("Clock", elapsed)


def tell_times(at_s: Seconds, clock_min: Minutes | None) -> tuple[str, ...]:
    """Write a time for the columns that ``head_times`` names."""
    elapsed = tell_elapsed(at_s)
    return (elapsed,) if clock_min is None else (f"**{tell_clock(clock_min, at_s)}**", elapsed)


def tell_rating(cue: Cue) -> str:
    """Write the intensity: ``6``, ``~6`` where a measure suggested it, ``?`` where unknown."""
    if cue.intensity is None:
        return "?"
    suggested = cue.intensity_source in {Source.SUGGESTED, Source.MEASURED}
    return f"{'~' if suggested else ''}{cue.intensity:g}"


def tell_byline(cue: Cue) -> str:
    """Write what follows a title: artist and length."""
    artist = f"· {escape(cue.artist)} " if cue.artist and cue.kind is CueKind.TRACK else ""
    return f"{artist}· {tell_length(cue.length_s())}"
