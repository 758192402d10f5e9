"""Boundaries stand where the course crosses its heights, in order, for everyone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timings import BOLUS, DATA, IM, MODES, ORAL, UNKNOWN, esketamine, write_mode

from setlist.model import Handling, Part, Route, RouteName
from setlist.timecourse.boundaries import Boundaries, Shares, find_boundaries
from setlist.timecourse.cohort import Cohort
from setlist.timecourse.population import follow_route, simulate
from setlist.timecourse.routes import check_route
from setlist.units import Minutes

FEW = Cohort(size=40)


def plain_shares(people: int) -> Shares:
    return Shares(onset=np.full(people, 0.30), peak=0.85, back=np.full(people, 0.60))


def all_five(found: Boundaries) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.stack(
        (
            found.onset_min,
            found.peak_start_min,
            found.peak_min,
            found.peak_end_min,
            found.return_end_min,
        )
    )


@st.composite
def routes(draw: st.DrawFn) -> Route:
    """Draw any route that may be asked for, with one to four parts."""
    name = draw(st.sampled_from(RouteName))
    gaps = draw(st.lists(st.floats(0.5, 80.0), max_size=3))
    sizes = draw(st.lists(st.floats(0.35, 3.0), min_size=4, max_size=4))
    times = np.cumsum([0.0, *gaps])
    parts = tuple(
        Part(at_min=Minutes(float(at)), size=size)
        for at, size in zip(times, sizes, strict=False)
        if at <= 240.0
    )
    route = Route(name=name, parts=parts)
    if name is RouteName.SUBLINGUAL:
        handling = draw(st.sampled_from(Handling))
        return replace(route, handling=handling, hold_min=Minutes(draw(st.floats(1.0, 30.0))))
    if name is RouteName.IV_INFUSION:
        return replace(route, infusion_min=Minutes(draw(st.floats(5.0, 180.0))))
    if name is RouteName.NASAL_ESKETAMINE:
        return replace(route, devices=draw(st.integers(1, 3)))
    return route


@settings(max_examples=60, deadline=None)
@given(route=routes())
def test_boundaries_come_in_order_for_everyone_on_any_route(route: Route) -> None:
    found = simulate(check_route(route), DATA.parameters, cohort=FEW).boundaries
    assert np.all(found.onset_min > 0.0)
    assert np.all(found.onset_min < found.peak_start_min)
    assert np.all(found.peak_start_min < found.peak_min)
    assert np.all(found.peak_min < found.peak_end_min)
    assert np.all(found.peak_end_min <= found.return_end_min)
    assert np.all(np.isfinite(all_five(found)))


@settings(max_examples=25, deadline=None)
@given(route=routes())
def test_a_fine_grid_finds_the_same_boundaries(route: Route) -> None:
    people = Cohort(size=3)
    alone = replace(route, parts=route.parts[:1])
    course = follow_route(check_route(route), DATA.parameters, cohort=people)
    first = follow_route(check_route(alone), DATA.parameters, cohort=people)
    found = find_boundaries(course, first=first, shares=plain_shares(3))
    minutes = np.arange(0.0, float(found.return_end_min.max()) + 5.0, 0.05)
    heights = course.at(minutes)
    reference = first.at(minutes).max(axis=1)
    for person, curve in enumerate(heights):
        top = np.flatnonzero(curve >= 0.85 * curve.max())
        over = np.flatnonzero(curve >= 0.60 * reference[person])
        onset = np.flatnonzero(curve >= 0.30 * reference[person])
        ends = (onset[0], top[0], top[-1], max(over[-1], top[-1]))
        mine = (
            found.onset_min[person],
            found.peak_start_min[person],
            found.peak_end_min[person],
            found.return_end_min[person],
        )
        np.testing.assert_allclose(mine, minutes[list(ends)], atol=0.11, rtol=1e-4)


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_the_course_has_the_height_of_each_boundary(route: Route) -> None:
    course = follow_route(route, DATA.parameters, cohort=Cohort())
    found = find_boundaries(course, first=course, shares=plain_shares(1000))
    heights = course.at_own(all_five(found).T)[0] / found.peak_height[:, None]
    expected = np.array([0.30, 0.85, 1.0, 0.85, 0.60])
    np.testing.assert_allclose(heights, np.tile(expected, (1000, 1)), atol=1e-9)


@pytest.mark.parametrize("route", [BOLUS, IM, UNKNOWN, ORAL, esketamine(3)], ids=write_mode)
def test_the_unit_of_the_effect_cancels_out(route: Route) -> None:
    course = follow_route(route, DATA.parameters, cohort=FEW)
    larger = replace(course, weights=course.weights * 37.5)
    shares = plain_shares(FEW.size)
    one = find_boundaries(course, first=course, shares=shares)
    other = find_boundaries(larger, first=larger, shares=shares)
    assert np.abs(all_five(one) - all_five(other)).max() < 1e-6


def test_a_hump_that_only_just_reaches_the_peak_is_not_missed() -> None:
    """Its top stands at minute 6.25, between two points of the coarse grid."""
    parts = (Part(at_min=Minutes(0.0), size=1.0), Part(at_min=Minutes(23.0), size=1.0))
    route = Route(name=RouteName.IV_INFUSION, infusion_min=Minutes(5.0), parts=parts)
    course = follow_route(route, DATA.parameters, cohort=Cohort(size=5))
    curve = course.at(np.arange(0.0, 60.0, 0.01))
    humps = curve[:, :2000].max(axis=1) / curve.max(axis=1)
    for person, hump in enumerate(humps):
        for share, expected in ((hump - 1e-5, True), (hump + 1e-5, False)):
            shares = replace(plain_shares(5), peak=float(share))
            found = find_boundaries(course, first=course, shares=shares)
            assert bool(found.peak_start_min[person] < 20.0) is expected


def test_a_large_booster_moves_the_peak_and_leaves_the_onset() -> None:
    booster = (Part(at_min=Minutes(0.0), size=1.0), Part(at_min=Minutes(40.0), size=1.5))
    alone = simulate(IM, DATA.parameters, cohort=FEW).boundaries
    boosted = simulate(replace(IM, parts=booster), DATA.parameters, cohort=FEW).boundaries
    np.testing.assert_allclose(boosted.onset_min, alone.onset_min, atol=1e-6)
    assert np.all(boosted.peak_min > 40.0)
    assert np.all(boosted.return_end_min > alone.return_end_min)


def test_a_return_height_above_the_peaks_ends_the_return_with_the_peak() -> None:
    course = follow_route(IM, DATA.parameters, cohort=FEW)
    shares = replace(plain_shares(FEW.size), back=np.full(FEW.size, 0.95))
    found = find_boundaries(course, first=course, shares=shares)
    np.testing.assert_allclose(found.return_end_min, found.peak_end_min)
