"""Variety: several plans for one problem that truly differ.

Two plans differ where they share at most a third of their tracks.  Each further plan is solved
without most of what the earlier ones play; what is hardest to replace in them may come again.
"""

from collections.abc import Callable
from dataclasses import replace

from setlist.errors import Finding, Severity
from setlist.model import Alternative, CueKind, Plan, Problem, Provenance, TrackId
from setlist.planning.assembly import gap_of
from setlist.planning.floor import Floor
from setlist.planning.playhead import unite
from setlist.planning.segments import cut_course
from setlist.planning.solving import find_plan, solve
from setlist.planning.targets import set_targets

MOST_SHARED = 1.0 / 3.0
"""How much of a plan another one may share and still differ."""


def solve_alternatives(
    problem: Problem,
    count: int,
    *,
    effort: float = 1.0,
    out_of_time: Callable[[], bool] | None = None,
    provenance: Provenance,
) -> tuple[tuple[Plan, ...], tuple[Finding, ...]]:
    """Find several plans for a problem of which every two share at most a third of their tracks.

    Parameters
    ----------
    problem : Problem
        As ``pose`` gives it.
    count : int [1..5]
        How many.
    effort, out_of_time, provenance
        As for ``solve``; the effort goes into each.

    Returns
    -------
    tuple of Plan
        The best one first; fewer where the library has no more.  All carry the bound of the
        first, which holds for every plan of the problem.  Pinned tracks are in all of them and
        do not count as shared.
    tuple of Finding
        Why there are fewer.

    Raises
    ------
    NoPlanError
        There is not even one.
    """
    first = solve(problem, effort=effort, out_of_time=out_of_time, provenance=provenance)
    plans, terms = [first], problem.terms
    floor = Floor(terms, set_targets(terms), cut_course(terms)).total
    while len(plans) < count:
        barred = {track for plan in plans for track in _list_barred(plan)}
        left = tuple(track for track in problem.tracks if track.id not in barred)
        other = find_plan(
            replace(problem, tracks=left),
            effort=effort,
            out_of_time=out_of_time,
            provenance=provenance,
        )
        if other is None:
            return tuple(plans), (_say_why(problem, plans, count),)
        bound = None if first.bound is None else min(first.bound, other.cost)
        plans.append(
            replace(
                other,
                bound=bound,
                gap_pct=gap_of(other.cost, bound, floor=floor),
                candidates=len(problem.tracks),
            )
        )
    return tuple(plans), ()


def count_shared(one: Plan, other: Plan) -> int:
    """Count the tracks that two plans share, pinned ones left out."""
    pinned = {pin.track for pin in (*one.problem.pins, *other.problem.pins)}
    return len((_list_tracks(one) & _list_tracks(other)) - pinned)


def _list_tracks(plan: Plan) -> set[TrackId]:
    """List the tracks of a plan."""
    return {cue.track for cue in plan.cues if cue.track is not None}


def _list_barred(plan: Plan) -> set[TrackId]:
    """List what another plan must do without: all but pins and the third hardest to replace."""
    units = [unit for unit in unite(plan.cues) if unit[0].kind is CueKind.TRACK]
    fixed = {pin.track for pin in plan.problem.pins}
    listener = plan.problem.listener
    if listener is not None and listener.anchor is not None:
        fixed.add(listener.anchor)
    runners_up = {plan.cues[reason.cue].track: reason.runner_up for reason in plan.reasons}
    by_need = sorted(
        (unit for unit in units if not fixed & {cue.track for cue in unit}),
        key=lambda unit: _rank(runners_up.get(unit[0].track)),
        reverse=True,
    )
    room = int(MOST_SHARED * sum(map(len, units)))
    barred: set[TrackId] = set()
    for unit in by_need:
        if len(unit) <= room:
            room -= len(unit)
            continue
        barred |= {cue.track for cue in unit if cue.track is not None}
    return barred


def _rank(runner_up: Alternative | None) -> float:
    """Give how dear it is to replace a unit; what nothing could replace is the dearest."""
    return float("inf") if runner_up is None else runner_up.more


def _say_why(problem: Problem, plans: list[Plan], count: int) -> Finding:
    """Say why there are no more plans that differ."""
    said = (
        f"{len(plans)} of {count} plans: another would share more than a third of its tracks with "
        f"one of them, because without those the {len(problem.tracks)} tracks that may sound "
        "leave no plan"
    )
    return Finding(said=said, mend="add music, or ask for fewer", severity=Severity.WARNING)
