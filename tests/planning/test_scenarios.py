"""Scenarios and guards: how the timing may turn out, and where rules hold."""

from dataclasses import replace

import pytest
from builders import a_person, a_timecourse
from sessions import a_flat_arc, a_population, the_inward_arc

from setlist.model import Slide, Timecourse
from setlist.planning.clock import start_clock
from setlist.planning.placement import Placement, place_phases
from setlist.planning.scenarios import MOST_SCENARIOS, guard_phases, spread_timing
from setlist.units import Seconds

ARC = the_inward_arc()


def full(course: Timecourse) -> Placement:
    return place_phases(ARC, start_clock(ARC.start, course, None), Slide.FULL)


def test_the_median_person_has_the_timing_of_the_arc() -> None:
    placement = full(replace(a_timecourse(), people=(a_person(3.9, 11.2, 20.0, 37.7, 64.1),)))
    scenarios = spread_timing(ARC, placement)
    assert scenarios[0].ends_s == tuple(
        Seconds(float(round(one * 60.0))) for one in placement.ends_min
    )


def test_a_late_person_moves_the_ends_by_as_much() -> None:
    late = a_person(3.9, 11.2, 20.0, 47.7, 74.1)
    placement = full(replace(a_timecourse(), people=(late,)))
    ends_s = spread_timing(ARC, placement)[0].ends_s
    assert ends_s[2] == pytest.approx((52.0 + 10.0) * 60.0)
    assert ends_s[3] == pytest.approx((93.5 + 10.0) * 60.0)
    assert ends_s[4] == float(round(placement.end_min() * 60.0))


def test_scenarios_stay_in_order_inside_the_session_and_few() -> None:
    placement = full(a_population(a_timecourse(), 350))
    scenarios = spread_timing(ARC, placement)
    assert len(scenarios) == MOST_SCENARIOS
    for scenario in scenarios:
        assert list(scenario.ends_s) == sorted(scenario.ends_s)
        assert scenario.ends_s[-1] == float(round(placement.end_min() * 60.0))
        assert scenario.ends_s[0] >= placement.start_min * 60.0


def test_thinning_does_not_depend_on_the_order_of_the_people() -> None:
    course = a_population(a_timecourse(), 350)
    turned = replace(course, people=course.people[::-1])
    assert spread_timing(ARC, full(course)) == spread_timing(ARC, full(turned))


def test_a_protected_peak_is_guarded_for_nearly_everyone() -> None:
    course = a_population(a_timecourse(), 300)
    placed = guard_phases(ARC, full(course))
    peak = placed[2]
    starts = [one.peak_start_min * 60.0 >= peak.guard_from_s - 1 for one in course.people]
    ends = [one.peak_end_min * 60.0 <= peak.guard_to_s + 1 for one in course.people]
    assert sum(starts) >= 0.94 * len(starts)
    assert sum(ends) >= 0.94 * len(ends)
    assert peak.guard_from_s < peak.start_s
    assert peak.guard_to_s > peak.end_s
    assert peak.guard_to_s < placed[-1].end_s
    assert all(
        (one.guard_from_s, one.guard_to_s) == (one.start_s, one.end_s)
        for one in placed
        if not one.phase.protect
    )


def test_a_table_without_people_guards_by_its_outer_percentiles() -> None:
    peak = guard_phases(ARC, full(replace(a_timecourse(), people=())))[2]
    assert peak.guard_from_s == pytest.approx(7.2 * 60.0)
    assert peak.guard_to_s == 4146.0


def test_an_arc_without_a_route_has_one_timing() -> None:
    arc = a_flat_arc(20.0)
    placement = place_phases(arc, start_clock(arc.start, None, None), Slide.USUAL)
    assert [one.ends_s for one in spread_timing(arc, placement)] == [(1200.0,)]
    assert guard_phases(arc, placement)[0].guard_to_s == 1200.0
