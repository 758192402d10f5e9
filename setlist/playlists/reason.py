"""Why a cue stands where it does, in a few words, from the reasons that the plan carries."""

from itertools import takewhile

from setlist.model import Charge, CostPart, Plan

_MOST = 3
"""Clauses that fit in a column of a sheet beside what stands before them: our own design."""


def tell_reason(plan: Plan, place: int) -> str:
    """Say what weighs most for or against a cue at its place.

    Parameters
    ----------
    plan : Plan
        A plan with reasons.
    place : int
        Place of the cue among the cues of the plan, the first is 0.

    Returns
    -------
    str
        A few clauses: a pin, the work it belongs to or the silence before it, then the three
        that are furthest from the best that could be, in the order of the plan.  Empty where the
        plan gives no reasons.
    """
    if place >= len(plan.reasons):
        return ""
    charges = plan.reasons[place].charges
    facts = tuple(takewhile(_is_fact, charges))
    others = charges[len(facts) :]
    heaviest = sorted(others, key=lambda one: -round(one.cost - one.floor, 1))[:_MOST]
    return "; ".join(one.said for one in charges if one in facts or one in heaviest)


def _is_fact(charge: Charge) -> bool:
    """Tell whether a charge says what decided the place before anything was weighed."""
    return charge.part is not CostPart.MISFIT and charge.cost == 0.0
