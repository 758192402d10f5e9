"""Why there is no plan: which phase lacks what, which rule takes most, and what to add."""

import math
from dataclasses import dataclass, replace

from setlist.errors import Finding, Place
from setlist.model import (
    Firmness,
    PhaseName,
    PlacedPhase,
    Problem,
    Removal,
    Terms,
    Voice,
)
from setlist.planning.items import Item, gather_items
from setlist.planning.missing import Piece, find_missing, make_fillers
from setlist.planning.rules import break_rules
from setlist.planning.searching import search
from setlist.planning.wording import quote, word_minutes
from setlist.units import Lu, Minutes

_FREE_CAP = Lu(1000.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """Why there is no plan: one finding or more, and the pieces that are missing, if any are."""

    findings: tuple[Finding, ...]
    pieces: tuple[Piece, ...] = ()


def find_shortage(problem: Problem, items: tuple[Item, ...]) -> Shortage:
    """Say why a problem has no plan, one finding a phase that lacks music.

    Parameters
    ----------
    problem : Problem
        That the search found no plan for.
    items : tuple of Item
        What it searched with.

    Returns
    -------
    Shortage
        At least one finding, each with what to add or to relax.
    """
    terms = problem.terms
    gentle = replace(terms, music=replace(terms.music, step_up_max_lu=_FREE_CAP))
    if items and search(gentle, items).path is not None:
        return Shortage(findings=(_too_steep(terms),))
    loose = replace(terms, music=replace(terms.music, artist_gap=Firmness.WISH))
    if items and loose != terms and search(loose, items).path is not None:
        return Shortage(findings=(_too_alike(terms),))
    pieces = find_missing(problem)
    if pieces:
        phases = [placed for placed in terms.phases if _in(pieces, placed.phase.name)]
        findings = tuple(_lacking(problem, placed, pieces) for placed in phases)
        return Shortage(findings=findings, pieces=pieces)
    return Shortage(findings=(_no_room(terms, items),))


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
    mend = f"add {word_pieces(own)}"
    # What the client avoids never gives way, and what is too long cannot.
    if worst is not None and worst not in problem.removals:
        mend += f", or relax {worst.reason}"
    return Finding(said=said, mend=mend, place=Place(field=f"phase {placed.phase.name}"))


def _span(low: float, high: float) -> str:
    """Write a range in whole numbers that holds both ends."""
    whole = math.floor(low), math.ceil(high)
    return f"{whole[0]}" if whole[0] == whole[1] else f"{whole[0]}-{whole[1]}"


def word_pieces(pieces: list[Piece]) -> str:
    """Say what to add: so many minutes of what kind, in how many pieces."""
    missing_min = sum(piece.length_s for piece in pieces) / 60.0
    levels = [piece.intensity for piece in pieces if piece.intensity is not None]
    lows, highs = [one[0] for one in levels], [one[1] for one in levels]
    lengths_s = [piece.length_s for piece in pieces]
    said = word_music(
        missing_min,
        intensity=(min(lows), max(highs)) if levels else None,
        voices=set.intersection(*(set(piece.voices) for piece in pieces)),
    )
    said += f", in {len(pieces)} piece{'s' if len(pieces) > 1 else ''} of "
    return f"{said}{_span(min(lengths_s) / 60.0, max(lengths_s) / 60.0)} min"


def word_music(
    length_min: float, *, intensity: tuple[float, float] | None, voices: set[Voice]
) -> str:
    """Say how many more minutes of what intensity, and which voices they may not have."""
    said = f"{math.ceil(length_min)} more minutes"
    if intensity is not None:
        said += f" at intensity {_span(*intensity)}"
    if voices == {Voice.NONE}:
        return said + ", without voices"
    return said + ("" if Voice.WORDS in voices else ", no words")


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


def _too_alike(terms: Terms) -> Finding:
    """Say that only the distance between tracks of one artist stands in the way."""
    gap_min = terms.music.artist_gap_min
    return Finding(
        said="the tracks fill the session, but only with artists who come again before "
        f"{gap_min:g} min are over",
        mend="add tracks by other artists, lower artist_gap_min of the arc, or make it a wish: "
        'artist_gap = "wish"',
        place=Place(field="music.artist_gap"),
    )


def _no_room(terms: Terms, items: tuple[Item, ...]) -> Finding:
    """Say what stands in the way when more music would not help."""
    free = replace(terms, pins=())
    fillers = gather_items(make_fillers(terms), seed=0)
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
