"""The audit: a plan is judged again by code that shares nothing with the search."""

from collections.abc import Iterable, Iterator, Mapping

from setlist.errors import Finding, Place
from setlist.model import (
    CostPart,
    CostParts,
    Plan,
    Track,
    TrackId,
)
from setlist.planning.clock_audit import audit_clock
from setlist.planning.costing import cost_plan
from setlist.planning.level_audit import audit_levels
from setlist.planning.rules_audit import audit_rules

_SAME_COST = 1e-6


def audit_plan(plan: Plan, tracks: Iterable[Track] | None = None) -> tuple[Finding, ...]:
    """Judge a plan: times, loudness, rules, cost, and that its reasons add up to it.

    Every plan passes this before ``solve`` hands it over; a plan file that somebody edited is
    judged by the same.

    Parameters
    ----------
    plan : Plan
        It carries its own problem.
    tracks : iterable of Track or None
        The tracks to choose from.  With them sudden rises, works that were torn apart and the
        cost are judged too; without them only what the cues say of themselves.

    Returns
    -------
    tuple of Finding
        Empty if nothing is wrong.
    """
    known = {track.id: track for track in tracks or ()}
    findings = [*audit_clock(plan), *audit_levels(plan), *audit_rules(plan, known)]
    findings += _costs(plan, known if tracks is not None else None)
    findings += _reasons(plan)
    return tuple(findings)


def _costs(plan: Plan, tracks: Mapping[TrackId, Track] | None) -> Iterator[Finding]:
    """Check that the cost is the sum of its parts, above its bound, and that of the cues."""
    parts, place = plan.cost_parts, Place(field="cost")
    if abs(_sum(parts) - plan.cost) > _SAME_COST * max(1.0, abs(plan.cost)):
        said = f"is {plan.cost:.6f}, its parts add up to {_sum(parts):.6f}"
        yield Finding(said=said, mend="plan again", place=place)
    if plan.bound is not None and plan.bound > plan.cost + _SAME_COST * max(1.0, abs(plan.cost)):
        said = f"is {plan.cost:.6f}, below the bound of {plan.bound:.6f}"
        yield Finding(said=said, mend="plan again", place=place)
    if tracks is not None and all(cue.track is None or cue.track in tracks for cue in plan.cues):
        cost = _sum(cost_plan(plan.problem, plan.cues, tracks))
        if abs(cost - plan.cost) > _SAME_COST * max(1.0, abs(plan.cost)):
            said = f"is {plan.cost:.6f}, its cues cost {cost:.6f}"
            yield Finding(said=said, mend="plan again", place=place)


def _reasons(plan: Plan) -> Iterator[Finding]:
    """Check that the reasons, where there are any, are one a cue and add up to the cost."""
    if not plan.reasons:
        return
    place = Place(field="reasons")
    if [reason.cue for reason in plan.reasons] != list(range(len(plan.cues))):
        said = f"there are {len(plan.reasons)} for {len(plan.cues)} cues, or in another order"
        yield Finding(said=said, mend="plan again", place=place)
    for part in CostPart:
        cost = getattr(plan.cost_parts, part.value)
        charges = (charge for reason in plan.reasons for charge in reason.charges)
        found = sum(charge.cost for charge in charges if charge.part is part)
        if abs(found - cost) > _SAME_COST * max(1.0, abs(cost)):
            said = f"the charges for {part} add up to {found:.6f}, the plan says {cost:.6f}"
            yield Finding(said=said, mend="plan again", place=place)


def _sum(parts: CostParts) -> float:
    """Add up the parts of a cost."""
    return parts.misfit + parts.transitions + parts.boundaries + parts.wishes + parts.end
