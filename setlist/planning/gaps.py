"""Why there is no plan: which phase lacks what, which rule takes most, and what to add.

The library is filled up with pieces that fit everywhere and cost so much that the search uses
as few minutes of them as it can.  Where they come to stand, that much music is missing; a
library with pieces of just that kind has a plan.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from setlist.errors import Finding, Place
from setlist.model import (
    Measures,
    PhaseName,
    PlacedPhase,
    Problem,
    Rating,
    Removal,
    Tags,
    Terms,
    Track,
    TrackId,
    Voice,
)
from setlist.planning.items import Item, gather_items
from setlist.planning.rules import break_rules
from setlist.planning.searching import search, search_hard
from setlist.planning.segments import cut_course
from setlist.planning.wording import quote, word_minutes
from setlist.units import DbTp, Lu, Lufs, Minutes, Seconds

_BURDEN = 1000.0
_SHORT_S, _LONG_S, _STEP_S = 120.0, 360.0, 10.0
_SHORTEST_S = 60.0
_TIGHT_S = 240.0
_SPARE = 3
_MOST_COPIES = 3
_MIDDLE = (3.0, 3.0)
_FREE_CAP = Lu(1000.0)
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


def explain_gaps(problem: Problem, items: tuple[Item, ...]) -> tuple[Finding, ...]:
    """Say why a problem has no plan, one finding a phase that lacks music.

    Parameters
    ----------
    problem : Problem
        That the search found no plan for.
    items : tuple of Item
        What it searched with.

    Returns
    -------
    tuple of Finding
        At least one, each with what to add or to relax.
    """
    terms = problem.terms
    gentle = replace(terms, music=replace(terms.music, step_up_max_lu=_FREE_CAP))
    if items and search(gentle, items).path is not None:
        return (_too_steep(terms),)
    pieces = find_missing(problem)
    if pieces:
        phases = [placed for placed in terms.phases if _in(pieces, placed.phase.name)]
        return tuple(_lacking(problem, placed, pieces) for placed in phases)
    return (_no_room(terms, items),)


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
    fillers = _fillers(terms)
    items = (*gather_items(problem.tracks, seed=terms.seed), *gather_items(fillers, seed=0))
    made_up = {track.id for track in fillers}
    burden = np.array([_BURDEN if item.head().id in made_up else 0.0 for item in items])
    found = search(terms, items, burden=burden)
    if found.path is None:
        return ()
    pieces = tuple(
        _piece(terms, Seconds(terms.start_s + step.begin * terms.step_s), items[step.item].length_s)
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
                ratings=(Rating(intensity=sum(piece.intensity or _MIDDLE) / 2.0),),
                voice=piece.voices[0] if piece.voices else Voice.NONE,
            ),
            measures=_sound(piece.length_s, Lufs(-23.0)),
        )
        for number, piece in enumerate(pieces)
    )


def _fillers(terms: Terms) -> tuple[Track, ...]:
    """Make pieces of every length that suit any place and any neighbour."""
    course = cut_course(terms)
    spans_s = [one.end_s - terms.start_s - one.first_step * terms.step_s for one in course.segments]
    overlaps = [placed.phase.overlap_s for placed in terms.phases]
    overlap_s = max(terms.music.overlap_s if one is None else one for one in overlaps)
    tight = min(spans_s, default=_TIGHT_S) < _TIGHT_S
    short_s = max(_SHORTEST_S if tight else _SHORT_S, 2.0 * (overlap_s + terms.step_s))
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


def _piece(terms: Terms, start_s: Seconds, length_s: Seconds) -> Piece:
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
        intensity=_wanted(placed, start_s, start_s + length_s),
        voices=tuple(voice for voice in Voice if voice in voices),
    )


def _wanted(placed: PlacedPhase, begin_s: float, end_s: float) -> tuple[float, float] | None:
    """Give the lowest and highest intensity that a phase wants over a stretch."""
    curve = placed.phase.intensity
    if curve is None:
        return None
    long_s = max(placed.end_s - placed.start_s, 1e-9)
    shares = np.linspace((begin_s - placed.start_s) / long_s, (end_s - placed.start_s) / long_s, 5)
    levels = [curve.at(float(share)) for share in shares]
    return min(levels), max(levels)


def _in(pieces: tuple[Piece, ...], name: PhaseName) -> list[Piece]:
    """Give the pieces that a phase lacks."""
    return [piece for piece in pieces if piece.phase is name]


def _lacking(problem: Problem, placed: PlacedPhase, pieces: tuple[Piece, ...]) -> Finding:
    """Say what one phase lacks, what it has, and what takes most from it."""
    own = _in(pieces, placed.phase.name)
    missing_min = sum(piece.length_s for piece in own) / 60.0
    free = [
        track for track in problem.tracks if break_rules(track, placed.phase, problem.terms) is None
    ]
    there_min = sum(track.measures.audible_s() for track in free) / 60.0
    said = f"lacks {word_minutes(missing_min)} of music: under its rules there are "
    said += f"{word_minutes(there_min)} for the whole session"
    worst = _worst(problem, placed)
    if worst is not None:
        said += f"; most goes by {worst.reason} ({word_minutes(worst.length_min)})"
    mend = f"add {math.ceil(missing_min)} more minutes"
    levels = [piece.intensity for piece in own if piece.intensity is not None]
    if levels:
        low, high = min(one[0] for one in levels), max(one[1] for one in levels)
        mend += f" at intensity {_span(low, high)}"
    mend += _word_voices(own)
    lengths_s = [piece.length_s for piece in own]
    mend += f", in {len(own)} piece{'s' if len(own) > 1 else ''} of "
    mend += f"{_span(min(lengths_s) / 60.0, max(lengths_s) / 60.0)} min"
    if worst is not None:
        mend += f", or relax {worst.reason}"
    return Finding(said=said, mend=mend, place=Place(field=f"phase {placed.phase.name}"))


def _span(low: float, high: float) -> str:
    """Write a range in whole numbers that holds both ends."""
    whole = math.floor(low), math.ceil(high)
    return f"{whole[0]}" if whole[0] == whole[1] else f"{whole[0]}-{whole[1]}"


def _word_voices(pieces: list[Piece]) -> str:
    """Say which voices the missing pieces may not have."""
    allowed = set.intersection(*(set(piece.voices) for piece in pieces))
    if allowed == {Voice.NONE}:
        return ", without voices"
    if Voice.WORDS not in allowed:
        return ", no words"
    return ""


def _worst(problem: Problem, placed: PlacedPhase) -> Removal | None:
    """Find the rule or exclusion that takes the most minutes from a phase."""
    lost: dict[str, list[float]] = {}
    for track in problem.tracks:
        reason = break_rules(track, placed.phase, problem.terms)
        if reason is not None:
            lost.setdefault(reason, []).append(track.measures.audible_s() / 60.0)
    removals = [
        *problem.removals,
        *(
            Removal(reason=reason, tracks=len(minutes), length_min=Minutes(sum(minutes)))
            for reason, minutes in lost.items()
        ),
    ]
    return max(removals, key=lambda one: (one.length_min, one.reason), default=None)


def _too_steep(terms: Terms) -> Finding:
    """Say that only the loudness of the joins stands in the way."""
    cap_lu = terms.music.step_up_max_lu
    return Finding(
        said="the tracks fill the session, but only with joins that step up too far: too many "
        f"end quietly and begin loudly for a cap of {cap_lu:g} LU",
        mend="add tracks that begin quietly, or raise step_up_max_lu of the arc",
        place=Place(field="music.step_up_max_lu"),
    )


def _no_room(terms: Terms, items: tuple[Item, ...]) -> Finding:
    """Say what stands in the way when more music would not help."""
    free = replace(terms, pins=())
    fillers = gather_items(_fillers(terms), seed=0)
    if terms.pins and search(free, (*items, *fillers)).path is not None:
        names = {
            member.track.id: member.track.tags.title or member.track.id
            for item in items
            for member in item.members
        }
        pinned = ", ".join(quote(names.get(pin.track, pin.track)) for pin in terms.pins)
        return Finding(
            said=f"the pinned tracks cannot all sound where they are pinned: {pinned}",
            mend="move or take away a pin: one may break a rule of its phase, overlap another, "
            "or leave a stretch that no track fits",
            place=Place(field="pins"),
        )
    if terms.tracks is not None and search(replace(terms, tracks=None), (*items, *fillers)).path:
        low, high = terms.tracks
        return Finding(
            said=f"{low} to {high} tracks cannot fill this length",
            mend="choose another length, or another number of tracks",
            place=Place(field="tracks"),
        )
    return Finding(
        said="the silences leave stretches that no music fits into",
        mend="move the silences apart, or make the session longer",
        place=Place(field="silence"),
    )
