"""The stretches of a session that music fills, and the silences between them.

Music stands on a grid: a cue starts a whole number of steps after the session does.  A silence
takes up what the grid leaves over: it begins at the moment the music before it ends, which may
be up to half a minute off its place, and lasts until the first step at or after its own end (a
closing silence: until the exact end of the session).  So silence never falls where nobody asked
for it, and a session with a closing silence has its length to the millisecond.
"""

import math
from dataclasses import dataclass

from setlist.model import Terms
from setlist.units import Seconds

SLACK_S = Seconds(30.0)
"""How far the end of the music may lie from where it is wanted: our own design."""
_LEAST_MUSIC_S = 60.0
"""A shorter stretch between two silences stays silent: our own design."""
_SAME_S = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Hush:
    """A silence of the session: where it is wanted and when it is over for certain."""

    wanted_s: Seconds
    until_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of music: its first step, where it should end, and the silence after it."""

    first_step: int
    end_s: Seconds
    slack_s: Seconds
    then: Hush | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A session as music and silence in turn; ``opening`` is a silence before any music."""

    opening: Hush | None
    segments: tuple[Segment, ...]

    def longest_s(self, terms: Terms) -> Seconds:
        """Give the longest time that one track could fill, slack included."""
        spans = (
            one.end_s + one.slack_s - terms.start_s - one.first_step * terms.step_s
            for one in self.segments
        )
        return Seconds(max(spans, default=0.0))


def cut_course(terms: Terms) -> Course:
    """Cut a session into stretches of music and silences.

    Parameters
    ----------
    terms : Terms
        Its silences are in order and do not touch.

    Returns
    -------
    Course
        Segments in order of time; none where the whole session is silent.
    """
    cursor_s: float = terms.start_s
    opening: Hush | None = None
    segments: list[Segment] = []
    for silence in terms.silences:
        closing = silence.start_s + silence.length_s >= terms.end_s - _LEAST_MUSIC_S
        until_s = terms.end_s if closing else _step_after(silence.start_s + silence.length_s, terms)
        hush = Hush(wanted_s=silence.start_s, until_s=Seconds(until_s))
        if silence.start_s - cursor_s >= _LEAST_MUSIC_S:
            segments.append(_segment(terms, cursor_s, hush))
        elif segments:
            segments[-1] = _longer(segments[-1], hush)
        else:
            opening = Hush(wanted_s=terms.start_s, until_s=hush.until_s)
        cursor_s = until_s
    if terms.end_s - cursor_s >= _LEAST_MUSIC_S:
        segments.append(_segment(terms, cursor_s, None))
    return Course(opening=opening, segments=tuple(segments))


def shortest_s(terms: Terms) -> Seconds:
    """Give the shortest time that a track may last: room for a join at either end."""
    overlaps = [phase.phase.overlap_s for phase in terms.phases]
    overlap_s = max(terms.music.overlap_s if one is None else one for one in overlaps)
    return Seconds(2.0 * (overlap_s + terms.step_s))


def _segment(terms: Terms, begin_s: float, then: Hush | None) -> Segment:
    """Make the stretch of music from a moment on the grid to a silence or the end."""
    slack_s = SLACK_S if then is None else min(SLACK_S, (then.until_s - then.wanted_s) / 2.0)
    return Segment(
        first_step=round((begin_s - terms.start_s) / terms.step_s),
        end_s=terms.end_s if then is None else then.wanted_s,
        slack_s=Seconds(slack_s),
        then=then,
    )


def _longer(segment: Segment, hush: Hush) -> Segment:
    """Let the silence after a stretch last until a later one is over."""
    before = segment.then or hush
    return Segment(
        first_step=segment.first_step,
        end_s=segment.end_s,
        slack_s=segment.slack_s,
        then=Hush(wanted_s=before.wanted_s, until_s=hush.until_s),
    )


def _step_after(at_s: float, terms: Terms) -> float:
    """Give the first step of the grid at or after a moment."""
    steps = math.ceil((at_s - terms.start_s) / terms.step_s - _SAME_S)
    return terms.start_s + steps * terms.step_s
