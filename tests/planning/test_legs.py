"""Phases are cut, stretched and laid out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import pose_inward, some_tracks

from setlist.model import Curve, PhaseName, PlacedPhase
from setlist.planning.legs import (
    cut_curve,
    lay_legs,
    list_legs,
    measure_spread,
    trim,
)
from setlist.units import Seconds

TERMS = pose_inward(some_tracks(30)).terms


@given(
    points=st.lists(st.floats(1.0, 9.0), min_size=1, max_size=2),
    low=st.floats(0.0, 0.9),
    share=st.floats(0.0, 1.0),
)
def test_a_cut_curve_reads_as_the_part_it_was_cut_from(
    points: list[float], low: float, share: float
) -> None:
    curve = Curve(points=tuple(points))
    cut = cut_curve(curve, low, 1.0)
    assert cut.at(share) == pytest.approx(curve.at(low + share * (1.0 - low)))


def test_a_cut_curve_of_many_points_is_near_the_part_it_was_cut_from() -> None:
    curve = Curve(points=(5.0, 6.5, 6.0))
    cut = cut_curve(curve, 0.3, 1.0)
    for share in (0.0, 0.2, 0.4, 0.8, 1.0):
        assert cut.at(share) == pytest.approx(curve.at(0.3 + 0.7 * share), abs=0.06)


@pytest.mark.parametrize("at_s", [-600.0, 0.0, 1000.0, 5000.0])
def test_the_same_legs_give_the_same_times(at_s: float) -> None:
    legs = list_legs(TERMS, Seconds(at_s))
    laid = lay_legs(
        TERMS,
        legs,
        from_s=Seconds(at_s),
        clear_s=Seconds(at_s),
        spread=measure_spread(TERMS),
    )
    assert laid.end_s == TERMS.end_s
    ends = {one.phase.name: one.end_s for one in laid.phases}
    assert ends == {one.phase.name: one.end_s for one in TERMS.phases}
    for old, new in zip(TERMS.scenarios, laid.scenarios, strict=True):
        assert new.ends_s[-1] == old.ends_s[-1]
        assert list(new.ends_s) == sorted(new.ends_s)
        assert new.ends_s[-2] == max(old.ends_s[-2], at_s)


def test_the_guard_of_a_protected_phase_moves_along_with_its_end() -> None:
    legs = list_legs(TERMS, Seconds(1000.0))
    longer = [
        leg
        if number
        else type(leg)(phase=leg.phase, length_s=Seconds(leg.length_s + 600.0), source=leg.source)
        for number, leg in enumerate(legs)
    ]
    laid = lay_legs(
        TERMS,
        longer,
        from_s=Seconds(1000.0),
        clear_s=Seconds(1100.0),
        spread=measure_spread(TERMS),
    )
    old = next(one for one in TERMS.phases if one.phase.name is PhaseName.PEAK)
    new = [one for one in laid.phases if one.phase.name is PhaseName.PEAK][-1]
    assert new.guard_from_s == 1100.0
    assert new.guard_to_s == old.guard_to_s + 600.0


def test_a_phase_that_has_ended_for_certain_guards_no_longer() -> None:
    legs = list_legs(TERMS, Seconds(1000.0))

    def guards(known: int | None) -> list[PlacedPhase]:
        laid = lay_legs(
            TERMS,
            legs[1:],
            from_s=Seconds(1000.0),
            clear_s=Seconds(1100.0),
            spread=measure_spread(TERMS),
            known=known,
        )
        return [one for one in laid.phases if one.guard_to_s > 1000.0 and one.start_s < 1000.0]

    assert guards(2) == []


def test_trimming_takes_from_the_front() -> None:
    legs = list_legs(TERMS, Seconds(1000.0))
    left = trim(legs, legs[0].length_s + 60.0)
    assert len(left) == len(legs) - 1
    assert left[0].length_s == legs[1].length_s - 60.0
    assert trim(legs, 0.0) == legs
    assert trim(legs, 1e9) == ()
