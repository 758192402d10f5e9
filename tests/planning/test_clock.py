"""Moments of an arc become minutes of a session."""

from dataclasses import replace

import pytest
from builders import a_timecourse
from sessions import at

from setlist.errors import InputError
from setlist.model import (
    Handling,
    Landmark,
    Listener,
    OwnMinute,
    Part,
    Route,
    RouteName,
)
from setlist.planning.clock import start_clock
from setlist.units import Minutes

START = at(Landmark.DOSE, plus=-10)


def own(landmark: Landmark, at_min: float) -> Listener:
    return Listener(code="x-1", own_minutes=(OwnMinute(landmark=landmark, at_min=Minutes(at_min)),))


def test_a_moment_is_read_at_its_percentile_with_its_offset() -> None:
    clock = start_clock(START, a_timecourse(), None)
    assert clock.read(at(Landmark.PEAK_END, 75, 5)) == pytest.approx(57.0)
    assert clock.read(at(Landmark.PEAK_END)) == pytest.approx(37.7)
    assert clock.read(at(Landmark.DOSE)) == 0.0
    assert clock.read(at(Landmark.START)) == -10.0


def test_a_slide_moves_late_percentiles_of_the_late_landmarks_only() -> None:
    clock = start_clock(START, a_timecourse(), None).slide(1.0)
    assert clock.read(at(Landmark.RETURN_END, 75)) == pytest.approx(64.1)
    assert clock.read(at(Landmark.RETURN_END, 25)) == pytest.approx(44.0)
    assert clock.read(at(Landmark.PEAK_START, 75)) == pytest.approx(14.3)


def test_an_own_minute_moves_the_whole_band() -> None:
    clock = start_clock(START, a_timecourse(), own(Landmark.PEAK_END, 47.7))
    assert clock.read(at(Landmark.PEAK_END, 50)) == pytest.approx(47.7)
    assert clock.read(at(Landmark.PEAK_END, 75)) == pytest.approx(62.0)
    assert clock.read(at(Landmark.RETURN_END, 50)) == pytest.approx(64.1)


@pytest.mark.parametrize("landmark", [Landmark.DOSE, Landmark.FLOOR, Landmark.END, Landmark.START])
def test_an_own_minute_of_a_fixed_landmark_is_refused(landmark: Landmark) -> None:
    with pytest.raises(InputError, match="cannot be moved"):
        start_clock(START, a_timecourse(), own(landmark, 5))


def test_the_return_of_an_infusion_is_never_before_its_floor() -> None:
    route = Route(name=RouteName.IV_INFUSION, infusion_min=Minutes(40))
    course = replace(a_timecourse(route), floor_min=Minutes(70))
    clock = start_clock(START, course, None)
    assert clock.read(at(Landmark.RETURN_END, 50)) == 70.0
    assert clock.read(at(Landmark.RETURN_END, 75)) == pytest.approx(93.5)
    assert clock.read(at(Landmark.INFUSION_END)) == 40.0
    assert clock.read(at(Landmark.FLOOR)) == 70.0


def test_a_landmark_that_a_route_lacks_is_nowhere() -> None:
    clock = start_clock(START, a_timecourse(), own(Landmark.HOLD_END, 12))
    for landmark in (Landmark.HOLD_END, Landmark.BOOSTER, Landmark.INFUSION_END, Landmark.FLOOR):
        assert clock.read(at(landmark)) is None


def test_holds_and_boosters_stand_where_the_route_puts_them() -> None:
    parts = (Part(at_min=Minutes(0), size=1), Part(at_min=Minutes(30), size=0.5))
    route = Route(
        name=RouteName.SUBLINGUAL, handling=Handling.SPIT, hold_min=Minutes(10), parts=parts
    )
    clock = start_clock(START, a_timecourse(route), None)
    assert clock.read(at(Landmark.HOLD_END)) == 10.0
    assert clock.read(at(Landmark.BOOSTER)) == 30.0
    moved = start_clock(START, a_timecourse(route), own(Landmark.BOOSTER, 35))
    assert moved.read(at(Landmark.BOOSTER)) == 35.0


def test_an_arc_that_starts_nowhere_is_refused() -> None:
    with pytest.raises(InputError, match=r"stands on onset.*name the route"):
        start_clock(at(Landmark.ONSET), None, None)
