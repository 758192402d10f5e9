"""Solving: the best plan that the search finds for a problem, audited before it is handed over."""

import math
from collections.abc import Callable
from dataclasses import replace

from setlist.errors import Finding, NoPlanError, SetlistError
from setlist.model import (
    CostParts,
    Cue,
    Plan,
    Problem,
    Provenance,
    Stretch,
)
from setlist.planning.auditing import audit_plan
from setlist.planning.building import build_cues, count_unknown
from setlist.planning.certificate import Certified, certify
from setlist.planning.costing import cost_plan
from setlist.planning.explanation import explain_plan
from setlist.planning.fit import Fit
from setlist.planning.items import gather_items
from setlist.planning.labels import Path
from setlist.planning.refusals import explain_refusal
from setlist.planning.reserves import choose_reserves
from setlist.units import Seconds

_PLACES = 6
_SAME_COST, _SAME_SHARE = 1e-3, 1e-5


def solve(
    problem: Problem,
    *,
    effort: float = 1.0,
    out_of_time: Callable[[], bool] | None = None,
    provenance: Provenance,
) -> Plan:
    """Find a plan for a problem, every rule kept, and prove how good it is.

    The same problem with the same effort gives the same plan, unless time runs out.

    Parameters
    ----------
    problem : Problem
        As ``pose`` gives it.
    effort : float [> 0]
        How much work may be done, 1 as usual: more closes the gap between cost and bound.
    out_of_time : callable or None
        Asked again and again; once true, the best that can be had at once is returned, and the
        plan says that it cannot be made again.
    provenance : Provenance
        With what the plan is made.

    Returns
    -------
    Plan
        Audited; its cost is counted from the cues, not taken from the search.  ``bound`` is
        a proven lower bound on the cost of every plan for the problem, and ``gap_pct`` how far
        the cost lies above it, of what lies above the floor that no music could avoid.

    Raises
    ------
    NoPlanError
        The rules and the tracks leave no plan; says which phase lacks what.
    """
    items = gather_items(problem.tracks, seed=problem.terms.seed)
    certified = certify(problem.terms, items, effort=effort, out_of_time=out_of_time)
    found = certified.search
    if found.path is None:
        raise NoPlanError(*explain_refusal(problem, items).findings)
    cues = build_cues(found.fit, found.course, found.path)
    plan = replace(_plan(problem, found.fit, certified, cues, provenance), effort=effort)
    _prove(plan, found.path, problem)
    return plan


def _plan(
    problem: Problem,
    fit: Fit,
    certified: Certified,
    cues: tuple[Cue, ...],
    provenance: Provenance,
) -> Plan:
    """Put a plan together; its cost is counted from the cues."""
    terms = problem.terms
    tracks = {track.id: track for track in problem.tracks}
    parts = cost_plan(terms, cues, tracks)
    notes = [*terms.notes, *count_unknown(cues, terms, tracks)]
    cost = total_cost(parts)
    bound = min(math.floor(certified.bound * 10**_PLACES) / 10**_PLACES, cost)
    if certified.cut_short:
        notes.append("The search was cut short by the clock: this plan may not come out again.")
    return Plan(
        arc=terms.arc,
        route=terms.route.name if terms.route else None,
        seed=terms.seed,
        total_s=Seconds(round(cues[-1].end_s() - cues[0].start_s, 6)),
        phases=tuple(
            Stretch(name=one.phase.name, start_s=one.start_s, end_s=one.end_s)
            for one in terms.phases
        ),
        cues=cues,
        prompts=terms.prompts,
        reserves=choose_reserves(fit, cues),
        cost=cost,
        cost_parts=parts,
        bound=bound,
        gap_pct=round(certified.gap_pct(cost), 4),
        cut_short=certified.cut_short,
        reasons=explain_plan(terms, cues, tracks),
        candidates=len(problem.tracks),
        removals=problem.removals,
        notes=tuple(notes),
        problem=terms,
        provenance=provenance,
    )


def _prove(plan: Plan, path: Path, problem: Problem) -> None:
    """Refuse to hand over a plan that the audit faults or costs otherwise than the search did."""
    findings = audit_plan(plan, problem.tracks)
    if abs(plan.cost - path.cost) > _SAME_COST + _SAME_SHARE * plan.cost:
        said = (
            f"the search takes the plan's cost for {path.cost:.4f}, its cues cost {plan.cost:.4f}"
        )
        findings = (*findings, Finding(said=said, mend="report this with the plan's problem"))
    if findings:
        raise SetlistError(*findings)


def total_cost(parts: CostParts) -> float:
    """Add up the parts of a cost."""
    return parts.misfit + parts.transitions + parts.boundaries + parts.wishes + parts.end
