"""The music that a problem lacks: made-up pieces that fit everywhere, and where they are used.

The library is filled up with pieces that fit everywhere and cost so much that the search uses
as few minutes of them as it can.  Where they come to stand, that much music is missing; a
library with pieces of just that kind has a plan.
"""

import math
from dataclasses import dataclass

import numpy as np

from setlist.model import (
    Measures,
    PhaseName,
    PlacedPhase,
    Problem,
    Rating,
    Tags,
    Terms,
    Track,
    TrackId,
    Voice,
)
from setlist.planning.items import Item, gather_items
from setlist.planning.searching import search, search_hard
from setlist.planning.segments import cut_course, shortest_s
from setlist.units import DbTp, Lufs, Seconds

_BURDEN = 1000.0
_SHORT_S, _LONG_S, _STEP_S = 120.0, 360.0, 10.0
_SHORTEST_S = 60.0
_TIGHT_S = 240.0
_SPARE = 3
_MOST_COPIES = 3
_MIDDLE = (3.0, 3.0)
_SILENT_LUFS = Lufs(-120.0)
_LOUD_LUFS = Lufs(60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One missing piece: where it would stand, how long it is, what it must be like."""

    phase: PhaseName
    start_s: Seconds
    length_s: Seconds
    intensity: tuple[float, float] | None
    voices: tuple[Voice, ...]

    def middle(self) -> float:
        """Give the intensity in the middle of what it must be like."""
        return sum(self.intensity or _MIDDLE) / 2.0


def find_missing(problem: Problem) -> tuple[Piece, ...]:
    """Give the least music that the search finds a problem to lack, piece by piece.

    Parameters
    ----------
    problem : Problem
        Pins and silences stay as they are.

    Returns
    -------
    tuple of Piece
        Tracks like these have been tried and give a plan; several of each where the search
        needs a choice.  Empty if nothing is missing, or if no music in the world would help.
    """
    terms = problem.terms
    fillers = make_fillers(terms)
    items = (*gather_items(problem.tracks, seed=terms.seed), *gather_items(fillers, seed=0))
    made_up = {track.id for track in fillers}
    burden = np.array([_BURDEN if item.head().id in made_up else 0.0 for item in items])
    found = search(terms, items, burden=burden)
    if found.path is None:
        return ()
    pieces = tuple(
        place_piece(
            terms, Seconds(terms.start_s + step.begin * terms.step_s), items[step.item].length_s
        )
        for step in found.path.steps
        if items[step.item].head().id in made_up
    )
    for copies in range(1, _MOST_COPIES + 1):
        mended = (*problem.tracks, *make_tracks(pieces * copies))
        if search_hard(terms, gather_items(mended, seed=terms.seed)).path is not None:
            return pieces * copies
    return pieces


def make_tracks(pieces: tuple[Piece, ...]) -> tuple[Track, ...]:
    """Make tracks of just the kind that is missing; no file stands behind them."""
    return tuple(
        Track(
            id=TrackId(f"missing:{number}"),
            path=None,
            tags=Tags(
                title=f"Missing {number}",
                ratings=(Rating(intensity=piece.middle()),),
                voice=piece.voices[0] if piece.voices else Voice.NONE,
            ),
            measures=_sound(piece.length_s, Lufs(-23.0)),
        )
        for number, piece in enumerate(pieces)
    )


def make_fillers(terms: Terms) -> tuple[Track, ...]:
    """Make pieces of every length that suit any place and any neighbour."""
    course = cut_course(terms)
    spans_s = [one.end_s - terms.start_s - one.first_step * terms.step_s for one in course.segments]
    tight = min(spans_s, default=_TIGHT_S) < _TIGHT_S
    short_s = max(_SHORTEST_S if tight else _SHORT_S, shortest_s(terms))
    long_s = max(_LONG_S, short_s + _LONG_S)
    if terms.tracks is not None:
        long_s = max(long_s, 1.5 * sum(spans_s) / max(1, terms.tracks[1]))
    lengths_s = np.arange(math.ceil(short_s / _STEP_S) * _STEP_S, long_s + 1.0, _STEP_S)
    copies = _SPARE + math.ceil(sum(spans_s) / max(1.0, float(lengths_s.sum())))
    return tuple(
        _filler(terms, float(length_s), number)
        for length_s in lengths_s
        for number in range(copies)
    )


def falls_short(terms: Terms, items: tuple[Item, ...]) -> bool:
    """Tell whether all items together are too short for the music, without any search."""
    wanted_s = sum(
        one.end_s - one.slack_s - terms.start_s - one.first_step * terms.step_s
        for one in cut_course(terms).segments
    )
    once = terms.music.repeat_after_min is None
    return once and sum(item.length_s for item in items) < wanted_s


def misses_count(terms: Terms, items: tuple[Item, ...]) -> bool:
    """Tell whether no items of the right number could fill the music, without any search."""
    if terms.tracks is None or not items or any(len(item.members) > 1 for item in items):
        return False
    low, high = terms.tracks
    lengths_s = sorted(item.length_s for item in items)
    most_s, least_s = high * lengths_s[-1], low * lengths_s[0]
    if terms.music.repeat_after_min is None:
        most_s, least_s = sum(lengths_s[-high:]), sum(lengths_s[:low])
    overlap_s = max(
        terms.music.overlap_s if one.phase.overlap_s is None else one.phase.overlap_s
        for one in terms.phases
    )
    least_s -= low * (overlap_s + terms.step_s)
    room_s = [
        (one.end_s - terms.start_s - one.first_step * terms.step_s, one.slack_s)
        for one in cut_course(terms).segments
    ]
    return (
        (low > len(items) and terms.music.repeat_after_min is None)
        or most_s < sum(long_s - slack_s for long_s, slack_s in room_s)
        or least_s > sum(long_s + slack_s for long_s, slack_s in room_s)
    )


def _filler(terms: Terms, length_s: float, number: int) -> Track:
    """Make one piece: no voice, no tags, silent at its beginning and loud at its end."""
    return Track(
        id=TrackId(f"missing:{length_s:g}/{number}"),
        path=None,
        tags=Tags(voice=Voice.NONE),
        measures=_sound(length_s, terms.music.reference_lufs),
    )


def _sound(length_s: float, loudness_lufs: Lufs) -> Measures:
    """Measure a piece that no neighbour minds."""
    return Measures(
        version=1,
        duration_s=Seconds(length_s),
        audible_start_s=Seconds(0.0),
        audible_end_s=Seconds(length_s),
        loudness_lufs=loudness_lufs,
        peak_dbtp=DbTp(loudness_lufs),
        head_lufs=_SILENT_LUFS,
        tail_lufs=_LOUD_LUFS,
    )


def place_piece(terms: Terms, start_s: Seconds, length_s: Seconds) -> Piece:
    """Say what a missing piece must be like."""
    middle_s = start_s + length_s / 2.0
    placed = next((one for one in terms.phases if middle_s < one.end_s), terms.phases[-1])
    voices = set(placed.phase.voice)
    for other in terms.phases:
        if start_s < other.guard_to_s and start_s + length_s > other.guard_from_s:
            voices &= set(other.phase.voice)
    return Piece(
        phase=placed.phase.name,
        start_s=start_s,
        length_s=length_s,
        intensity=read_wanted(placed, start_s, start_s + length_s),
        voices=tuple(voice for voice in Voice if voice in voices),
    )


def read_wanted(placed: PlacedPhase, begin_s: float, end_s: float) -> tuple[float, float] | None:
    """Give the lowest and highest intensity that a phase wants over a stretch."""
    curve = placed.phase.intensity
    if curve is None:
        return None
    long_s = max(placed.end_s - placed.start_s, 1e-9)
    shares = np.linspace((begin_s - placed.start_s) / long_s, (end_s - placed.start_s) / long_s, 5)
    levels = [curve.at(float(share)) for share in shares]
    return min(levels), max(levels)
