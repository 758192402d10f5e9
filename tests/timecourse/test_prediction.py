"""The bands, the people, the floors and the taps are those of the design."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray
from timings import DATA, IM, INFUSION, MODES, ORAL, UNKNOWN, esketamine, write_mode

from setlist.errors import InputError
from setlist.model import (
    BANDED,
    Band,
    Landmark,
    Part,
    Route,
    RouteName,
    Timecourse,
    TimingModel,
)
from setlist.timecourse import Tap, narrow, predict, predict_effect
from setlist.timecourse.cohort import Axis, Cohort
from setlist.timecourse.parameters import BandRow
from setlist.timecourse.population import simulate
from setlist.timecourse.routes import check_route
from setlist.units import Minutes

Courses = dict[str, Timecourse]
PERCENTILES = (10, 25, 50, 75, 90)


def five(band: Band) -> tuple[float, ...]:
    return band.p10, band.p25, band.p50, band.p75, band.p90


def band_of(course: Timecourse, where: Landmark) -> Band:
    band = course.band(where)
    assert band is not None
    return band


def row_of(route: Route) -> BandRow:
    for row in DATA.table.rows:
        if (row.route, row.handling, row.devices) == (route.name, route.handling, route.devices):
            return row
    raise AssertionError(route)


def peak_over(at_min: float) -> Tap:
    return Tap(landmark=Landmark.PEAK_END, at_min=Minutes(at_min))


def onset_now(at_min: float) -> Tap:
    return Tap(landmark=Landmark.ONSET, at_min=Minutes(at_min))


@pytest.fixture(scope="module")
def courses() -> Courses:
    """Every mode, predicted once."""
    return {write_mode(route): predict(route, DATA) for route in MODES}


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_the_reference_bands_are_reproduced(route: Route) -> None:
    """Within 5 %, where the design allows 8 and 12 %; the reference is rounded to 0.1 min."""
    found = simulate(route, DATA.parameters, cohort=Cohort()).boundaries
    apart = []
    for where in BANDED:
        band = np.percentile(getattr(found, f"{where.value}_min"), PERCENTILES)
        expected = np.array(five(getattr(row_of(route), where.value)))
        apart.append(np.maximum(np.abs(band - expected) - 0.1, 0.0) / expected)
    assert np.max(apart) < 0.05
    assert np.sqrt(np.mean(np.square(apart))) < 0.02


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_percentiles_and_people_come_in_order(route: Route, courses: Courses) -> None:
    course = courses[write_mode(route)]
    for where in BANDED:
        assert list(five(band_of(course, where))) == sorted(five(band_of(course, where)))
    assert 100 <= len(course.people) <= 128
    for person in course.people:
        assert 0.0 < person.onset_min < person.peak_start_min < person.peak_min
        assert person.peak_min < person.peak_end_min <= person.return_end_min


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_the_people_have_the_bands_of_the_population(route: Route, courses: Courses) -> None:
    course = courses[write_mode(route)]
    for where in BANDED:
        times = [getattr(person, f"{where.value}_min") for person in course.people]
        expected = five(band_of(course, where))
        np.testing.assert_allclose(np.percentile(times, PERCENTILES), expected, rtol=0.12)
        assert np.median(times) == pytest.approx(expected[2], rel=0.05)


def test_reported_timings_are_met_in_nine_rows_of_ten(
    reported: list[dict[str, str]], courses: Courses
) -> None:
    met = 0
    for row in reported:
        mode = "-".join(part for part in (row["route"], row["handling"]) if part)
        course = courses.get(mode) or courses[f"{mode}-2"]
        low, high = float(row["low_min"]), float(row["high_min"])
        middle = band_of(course, Landmark(row["boundary"])).p50
        met += low - max(5.0, low / 4.0) <= middle <= high + max(5.0, high / 4.0)
    assert met >= 0.9 * len(reported)


def test_the_same_route_gives_the_same_times() -> None:
    assert predict(UNKNOWN, DATA) == predict(UNKNOWN, DATA)


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_the_size_of_a_dose_does_not_move_a_boundary(route: Route) -> None:
    parts = (Part(at_min=Minutes(0.0), size=1.0), Part(at_min=Minutes(20.0), size=0.3))
    scaled = tuple(replace(part, size=part.size * 37.5) for part in parts)
    one = predict(replace(route, parts=parts), DATA)
    other = predict(replace(route, parts=scaled), DATA)
    for where in BANDED:
        np.testing.assert_allclose(
            five(band_of(one, where)), five(band_of(other, where)), atol=1e-6, rtol=0.0
        )


def test_an_infusion_keeps_its_return_above_the_floor() -> None:
    course = predict(INFUSION, DATA)
    assert course.floor_min == 70.0
    assert course.return_end.p10 == course.return_end.p50 == 70.0 < course.return_end.p90
    assert min(person.return_end_min for person in course.people) == 70.0
    assert predict(replace(INFUSION, infusion_min=Minutes(60.0)), DATA).floor_min == 90.0


def test_nasal_esketamine_keeps_the_landing_open_and_the_return_where_it_is() -> None:
    course = predict(esketamine(3), DATA)
    assert course.floor_min == 130.0
    assert course.return_end.p50 < 120.0


def test_a_floor_counts_from_the_last_part() -> None:
    parts = (Part(at_min=Minutes(0.0), size=1.0), Part(at_min=Minutes(30.0), size=1.0))
    assert predict(replace(INFUSION, parts=parts), DATA).floor_min == 100.0
    assert predict(replace(esketamine(2), parts=parts), DATA).floor_min == 155.0


def test_other_routes_have_no_floor(courses: Courses) -> None:
    for course in courses.values():
        with_floor = course.route.name in (RouteName.IV_INFUSION, RouteName.NASAL_ESKETAMINE)
        assert (course.floor_min is not None) is with_floor


def test_a_longer_infusion_or_hold_makes_a_later_peak() -> None:
    short, long = (
        predict(Route(name=RouteName.IV_INFUSION, infusion_min=Minutes(length)), DATA)
        for length in (20.0, 60.0)
    )
    assert short.peak.p50 < 22.0
    assert long.peak.p50 > 59.0
    brief, held = (
        predict(Route(name=RouteName.SUBLINGUAL, hold_min=Minutes(hold)), DATA)
        for hold in (7.0, 15.0)
    )
    assert brief.peak.p50 < held.peak.p50


@pytest.mark.parametrize(
    ("route", "before", "after"), [(IM, 1.96, 1.42), (ORAL, 2.30, 1.30)], ids=["im", "oral"]
)
def test_a_tap_at_the_end_of_the_peak_narrows_the_return(
    route: Route, before: float, after: float
) -> None:
    course = predict(route, DATA)
    tapped = narrow(route, DATA, taps=(peak_over(course.peak_end.p50),))
    assert course.return_end.p90 / course.return_end.p50 == pytest.approx(before, rel=0.04)
    assert tapped.return_end.p90 / tapped.return_end.p50 == pytest.approx(after, rel=0.04)


def test_what_was_tapped_stands_and_the_rest_keeps_its_order() -> None:
    course = narrow(ORAL, DATA, taps=(onset_now(30.0), peak_over(90.0)))
    assert set(five(course.onset)) == {30.0}
    assert set(five(course.peak_end)) == {90.0}
    assert course.peak.p90 <= 90.0 <= course.return_end.p10
    for person in course.people:
        assert person.onset_min <= person.peak_start_min <= person.peak_min
        assert person.peak_min <= person.peak_end_min <= person.return_end_min


def test_a_late_onset_makes_a_late_return() -> None:
    early, late = (narrow(IM, DATA, taps=(onset_now(at),)) for at in (2.5, 6.0))
    assert early.return_end.p50 < late.return_end.p50


def test_a_tap_unlike_anyone_is_still_answered_and_said_to_be_a_guess() -> None:
    near = narrow(IM, DATA, taps=(peak_over(38.0),))
    far = narrow(IM, DATA, taps=(peak_over(600.0),))
    assert len(far.people) >= 50
    assert far.return_end.p10 >= 600.0
    assert len(far.notes) == len(near.notes) + 1


def test_a_tapped_infusion_keeps_its_floor() -> None:
    course = narrow(INFUSION, DATA, taps=(peak_over(45.0),))
    assert course.return_end.p10 == 70.0


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_the_effect_rises_from_nothing_to_the_peak_and_falls(
    route: Route, courses: Courses
) -> None:
    effect = predict_effect(route, DATA)
    course = courses[write_mode(route)]
    assert effect.p10[0] == effect.p90[0] == 0.0
    assert max(effect.p90) == pytest.approx(1.0, abs=0.02)
    assert effect.p50[-1] < 0.6
    assert effect.at_min[-1] >= max(course.return_end.p90, course.floor_min or 0.0)
    for low, middle, high in zip(effect.p10, effect.p50, effect.p90, strict=True):
        assert 0.0 <= low <= middle <= high <= 1.0


def test_a_tap_narrows_the_band_of_the_effect() -> None:
    wide = predict_effect(ORAL, DATA)
    slim = predict_effect(ORAL, DATA, taps=(peak_over(120.0),))
    at = wide.at_min.index(Minutes(180.0))
    assert slim.p90[at] - slim.p10[at] < 0.6 * (wide.p90[at] - wide.p10[at])


def test_a_route_is_given_back_with_everything_filled_in() -> None:
    assert predict(Route(name=RouteName.SUBLINGUAL), DATA).route == UNKNOWN
    assert predict(Route(name=RouteName.NASAL_ESKETAMINE), DATA).route.devices == 2


def test_an_impossible_route_is_refused_before_anything_is_computed() -> None:
    bad = replace(IM, devices=2)
    for ask in (
        lambda: predict(bad, DATA),
        lambda: predict(bad, DATA, model=TimingModel.TABLE),
        lambda: predict_effect(bad, DATA),
        lambda: narrow(bad, DATA, taps=(onset_now(4.0),)),
    ):
        with pytest.raises(InputError, match="devices"):
            ask()


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd(Cohort):
    """People drawn at random instead."""

    places: NDArray[np.int64]

    def _rank(self, axis: Axis) -> NDArray[np.int64]:
        rank: NDArray[np.int64] = self.places[axis]
        return rank


def draw_places(seed: int, size: int) -> NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, size, (len(Axis), size))


@pytest.mark.slow
def test_the_lattice_gives_the_bands_of_a_large_random_population() -> None:
    """Each percentile within 5 %, and 1 % root mean square, of forty thousand people."""
    crowds = [Crowd(size=20_000, places=draw_places(seed, 20_000)) for seed in range(2)]
    apart = []
    for route in MODES:
        checked = check_route(route)
        few = simulate(checked, DATA.parameters, cohort=Cohort()).boundaries
        many = [simulate(checked, DATA.parameters, cohort=crowd).boundaries for crowd in crowds]
        for where in BANDED:
            name = f"{where.value}_min"
            everyone = np.concatenate([getattr(found, name) for found in many])
            expected = np.percentile(everyone, PERCENTILES)
            apart.append(np.percentile(getattr(few, name), PERCENTILES) / expected - 1.0)
    assert np.abs(apart).max() < 0.05
    assert np.sqrt(np.mean(np.square(apart))) < 0.01
