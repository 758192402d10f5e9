"""Why a cue stands where it does, in a few words."""

from dataclasses import replace

from plans import a_cue, a_plan

from setlist.model import Charge, CostPart, Plan, Reason
from setlist.playlists.reason import tell_reason


def because(*charges: tuple[CostPart, str, float, float]) -> Plan:
    """A plan of one cue with these charges: part, words, cost, and what of it is unavoidable."""
    made = tuple(
        Charge(part=part, said=said, cost=cost, floor=floor) for part, said, cost, floor in charges
    )
    return replace(a_plan(a_cue()), reasons=(Reason(cue=0, charges=made),))


def test_what_decided_the_place_comes_first_and_then_what_weighs_most() -> None:
    plan = because(
        (CostPart.TRANSITIONS, "pinned", 0.0, 0.0),
        (CostPart.TRANSITIONS, "follows silence", 0.0, 0.0),
        (CostPart.MISFIT, "intensity 5 against 4.0 wanted", 2.0, 0.0),
        (CostPart.MISFIT, "as loud as wanted", 0.0, 0.0),
        (CostPart.TRANSITIONS, "4.0 LU step up", 1.1, 0.0),
        (CostPart.TRANSITIONS, "same key family", 0.0, 0.0),
        (CostPart.WISHES, "none of 3 preferred tags", 0.6, 0.0),
    )
    assert tell_reason(plan, 0) == (
        "pinned; follows silence; intensity 5 against 4.0 wanted; 4.0 LU step up;"
        " none of 3 preferred tags"
    )


def test_what_nobody_could_avoid_does_not_count() -> None:
    plan = because(
        (CostPart.MISFIT, "intensity 5 against 5.0 wanted", 9.0, 9.0),
        (CostPart.MISFIT, "1.0 LU louder than wanted", 0.2, 0.0),
        (CostPart.TRANSITIONS, "3.0 LU step up", 0.6, 0.0),
        (CostPart.WISHES, "none of 3 preferred tags", 0.5, 0.0),
    )
    assert tell_reason(plan, 0).startswith("1.0 LU louder")


def test_where_everything_fits_the_fit_is_told() -> None:
    plan = because(
        (CostPart.MISFIT, "intensity 5 against 5.0 wanted", 0.01, 0.0),
        (CostPart.MISFIT, "as loud as wanted", 0.0, 0.0),
        (CostPart.TRANSITIONS, "0.4 LU step up", 0.0, 0.0),
        (CostPart.TRANSITIONS, "same key family", 0.0, 0.0),
    )
    assert tell_reason(plan, 0) == (
        "intensity 5 against 5.0 wanted; as loud as wanted; 0.4 LU step up"
    )


def test_a_plan_without_reasons_gives_none() -> None:
    assert tell_reason(a_plan(a_cue()), 0) == ""
