"""How a library stands against an arc: what each phase needs, what it is left with, what to add."""

from collections.abc import Mapping

from setlist.errors import Finding
from setlist.model import (
    GapReport,
    Library,
    PhaseGap,
    Problem,
    Terms,
    TrackId,
    Voice,
)
from setlist.planning.funnel import Funnel, list_candidates, list_ruling, sift
from setlist.planning.gaps import Shortage, word_music, word_pieces
from setlist.planning.items import gather_items
from setlist.planning.levels import count_unrated, music_spans, weigh_levels
from setlist.planning.refusals import explain_refusal
from setlist.planning.searching import search_hard
from setlist.planning.voices import suggest
from setlist.planning.wording import word_minutes
from setlist.units import Minutes

_LEAST_MIN = 0.5
"""Less than this is not missing: our own design."""


def survey_gaps(
    problem: Problem,
    library: Library,
    *,
    suggested: Mapping[TrackId, float] | None = None,
    allow_suggested: bool = False,
) -> GapReport:
    """Say for every phase of a session what a library has for it and what it lacks.

    Whether there is a plan, and why not, is found by the search that ``solve`` uses.  A track
    within one step of what a phase asks for counts as within its reach.

    Parameters
    ----------
    problem : Problem
        The arc on the clock, as ``pose`` gives it for this library.
    library : Library
        All of it; it may be empty.
    suggested : mapping of TrackId to float [1..9] or None
        Intensities that measures suggest, shown apart from what people rated.
    allow_suggested : bool
        As the problem was posed.

    Returns
    -------
    GapReport
        Music that fits several phases is counted in each.
    """
    terms = problem.terms
    marked = suggest(library.tracks, suggested or {})
    candidates = list_candidates(terms, marked, allow_suggested=allow_suggested)
    funnels = tuple(sift(candidates, placed, terms) for placed in terms.phases)
    musical = tuple(one for one in funnels if music_spans(one.placed, terms))
    items = gather_items(problem.tracks, seed=terms.seed)
    planned = search_hard(terms, items).path is not None
    shortage = Shortage(findings=()) if planned else explain_refusal(problem, items)
    phases = tuple(_phase_gap(funnel, shortage, terms) for funnel in musical)
    return GapReport(
        arc=terms.arc_title,
        route=terms.route,
        listener=terms.listener.code if terms.listener else None,
        planned=planned,
        summary=_summarise(phases, shortage.findings, planned=planned),
        findings=shortage.findings,
        phases=phases,
        levels=weigh_levels(candidates, musical, terms),
        unrated_min=count_unrated(candidates, musical),
    )


def _phase_gap(funnel: Funnel, shortage: Shortage, terms: Terms) -> PhaseGap:
    """Put together what one phase needs, has and lacks."""
    placed = funnel.placed
    needed_min = sum(end_s - begin_s for begin_s, end_s in music_spans(placed, terms)) / 60.0
    curve = placed.phase.intensity
    intensity = None if curve is None else (min(curve.points), max(curve.points))
    remains = funnel.remains()
    pieces = [piece for piece in shortage.pieces if piece.phase is placed.phase.name]
    missing_min, add = max(needed_min - remains[-1].length_min, 0.0), ""
    if pieces:
        missing_min = sum(piece.length_s for piece in pieces) / 60.0
        add = word_pieces(pieces)
    elif missing_min >= _LEAST_MIN:
        ruling = (set(other.phase.voice) for other in list_ruling(placed, terms))
        voices = set.intersection(set(Voice), *ruling)
        add = word_music(missing_min, intensity=intensity, voices=voices)
    return PhaseGap(
        phase=placed.phase.name,
        needed_min=Minutes(round(needed_min, 1)),
        intensity=intensity,
        remains=remains,
        costliest=funnel.costliest(),
        missing_min=Minutes(round(missing_min, 1)) if add else Minutes(0.0),
        add=add,
    )


def _summarise(
    phases: tuple[PhaseGap, ...], findings: tuple[Finding, ...], *, planned: bool
) -> str:
    """Say in one sentence how the library stands."""
    if not phases:
        return "the arc asks for no music"
    if not planned:
        fields = {finding.place.field for finding in findings}
        lacking = [
            f"{one.phase} lacks {word_minutes(one.missing_min)}"
            for one in phases
            if f"phase {one.phase}" in fields
        ]
        return f"there is no plan: {', '.join(lacking) or findings[0].said}"
    shares = [(share, one.phase) for one in phases if (share := one.share()) is not None]
    share, phase = min(shares)
    thinnest = f"thinnest: {phase}, {share:.1f} x what it needs"
    if share >= 1.0:
        return f"nothing is missing; {thinnest}"
    return f"there is a plan, but little is within reach of what the arc asks; {thinnest}"
