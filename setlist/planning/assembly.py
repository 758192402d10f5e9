"""Assembly: from the cues of a plan to the plan, and the proof that it holds.

A plan that was searched for and one that was edited by hand are put together and judged alike.
"""

import math
from collections.abc import Sequence

from setlist.errors import Finding, SetlistError
from setlist.model import (
    CostParts,
    Cue,
    Plan,
    Problem,
    Provenance,
    Stretch,
)
from setlist.planning.auditing import audit_plan
from setlist.planning.building import count_unknown
from setlist.planning.costing import cost_plan
from setlist.planning.explanation import explain_plan
from setlist.planning.fit import Fit
from setlist.planning.reserves import choose_reserves
from setlist.units import Seconds

_PLACES = 6
_NOTHING = 1e-9
_SAME_COST, _SAME_SHARE = 1e-3, 1e-5


def assemble_plan(
    problem: Problem,
    fit: Fit,
    cues: tuple[Cue, ...],
    *,
    provenance: Provenance,
    bound: float | None = None,
    floor: float = 0.0,
    effort: float = 1.0,
    cut_short: bool = False,
    notes: Sequence[str] = (),
) -> Plan:
    """Put a plan together; its cost is counted from the cues.

    Parameters
    ----------
    problem : Problem
        Whose terms the plan carries.
    fit : Fit
        All items of the problem, for the reserves.
    cues : tuple of Cue
        In order of time.
    provenance : Provenance
        With what the plan is made.
    bound : float or None [misfit-minutes]
        A proven lower bound on the cost of a plan.
    floor : float [misfit-minutes]
        What no music could avoid.
    effort : float [> 0]
        The work that was allowed.
    cut_short : bool
        The clock ended the search.
    notes : sequence of str
        What is to be said besides what the terms and the cues say of themselves.

    Returns
    -------
    Plan
        Not audited yet.
    """
    terms = problem.terms
    tracks = {track.id: track for track in problem.tracks}
    parts = cost_plan(terms, cues, tracks)
    said = [*terms.notes, *count_unknown(cues, terms, tracks)]
    if cut_short:
        said.append("The search was cut short by the clock: this plan may not come out again.")
    cost = total_cost(parts)
    if bound is not None:
        bound = min(math.floor(bound * 10**_PLACES) / 10**_PLACES, cost)
    return Plan(
        arc=terms.arc,
        route=terms.route.name if terms.route else None,
        seed=terms.seed,
        total_s=Seconds(round(cues[-1].end_s() - cues[0].start_s, _PLACES)),
        phases=tuple(
            Stretch(name=one.phase.name, start_s=one.start_s, end_s=one.end_s)
            for one in terms.phases
        ),
        cues=cues,
        prompts=terms.prompts,
        reserves=choose_reserves(fit, cues),
        cost=cost,
        cost_parts=parts,
        reasons=explain_plan(terms, cues, tracks),
        bound=bound,
        gap_pct=gap_of(cost, bound, floor=floor),
        effort=effort,
        cut_short=cut_short,
        candidates=len(problem.tracks),
        removals=problem.removals,
        notes=(*said, *notes),
        problem=terms,
        provenance=provenance,
    )


def prove_plan(plan: Plan, problem: Problem, *, expected: float | None = None) -> None:
    """Refuse to hand over a plan that the audit faults or costs otherwise than the search did.

    Parameters
    ----------
    plan : Plan
        As ``assemble_plan`` gives it.
    problem : Problem
        That it was made for.
    expected : float or None
        What the search takes its cost for, if it was one that counts the same.

    Raises
    ------
    SetlistError
        With what the audit found.
    """
    findings = audit_plan(plan, problem.tracks)
    far = _SAME_COST + _SAME_SHARE * plan.cost
    if expected is not None and abs(plan.cost - expected) > far:
        said = f"the search takes the plan's cost for {expected:.4f}, its cues cost {plan.cost:.4f}"
        findings = (*findings, Finding(said=said, mend="report this with the plan's problem"))
    if findings:
        raise SetlistError(*findings)


def gap_of(cost: float, bound: float | None, *, floor: float = 0.0) -> float | None:
    """Give how far a plan may be from the best in per cent, or None where nothing is proven.

    Parameters
    ----------
    cost, bound : float [misfit-minutes]
        Of the plan, and the least that any plan can cost.
    floor : float [misfit-minutes]
        What every plan costs whatever it plays; only what lies above it counts.
    """
    if bound is None:
        return None
    above = cost - floor
    return round(100.0 * max(0.0, cost - bound) / above, 4) if above > _NOTHING else 0.0


def total_cost(parts: CostParts) -> float:
    """Add up the parts of a cost."""
    return parts.misfit + parts.transitions + parts.boundaries + parts.wishes + parts.end
