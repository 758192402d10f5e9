"""The model is the one that was designed and published."""

from dataclasses import replace

import numpy as np
import pytest
from timings import DATA

from setlist.model import Handling, Part, Route, RouteName
from setlist.timecourse.cohort import Cohort
from setlist.timecourse.parameters import Parameters
from setlist.timecourse.population import follow_route, simulate
from setlist.timecourse.routes import check_route
from setlist.units import Minutes

ONE = Cohort(size=1)


def without_delay(parameters: Parameters) -> Parameters:
    """Let the effect site be the blood."""
    delay = replace(parameters.effect.ke0_half_life_min, value=1e-3)
    return replace(parameters, effect=replace(parameters.effect, ke0_half_life_min=delay))


def read_route(row: dict[str, str]) -> Route:
    handling = Handling(row["handling"]) if row["handling"] else None
    return check_route(Route(name=RouteName(row["route"]), handling=handling))


def test_the_typical_person_has_the_designed_course(typical: list[dict[str, str]]) -> None:
    assert len(typical) == 9
    for row in typical:
        person = simulate(read_route(row), DATA.parameters, cohort=ONE)
        marks = [key for key in row if key.startswith("rel_ce_")]
        minutes = np.array([float(key.removeprefix("rel_ce_")) for key in marks])
        relative = person.course.at(minutes)[0] / person.boundaries.peak_height[0]
        expected = np.array([float(row[key]) for key in marks])
        np.testing.assert_allclose(relative, expected, atol=0.01, err_msg=row["route"])


def test_the_typical_person_has_the_designed_boundaries(typical: list[dict[str, str]]) -> None:
    for row in typical:
        found = simulate(read_route(row), DATA.parameters, cohort=ONE).boundaries
        plasma = simulate(read_route(row), without_delay(DATA.parameters), cohort=ONE).boundaries
        times = {
            "plasma_tmax_min": plasma.peak_min,
            "ce_tmax_min": found.peak_min,
            "typ_onset_min": found.onset_min,
            "typ_peak_start_min": found.peak_start_min,
            "typ_peak_end_min": found.peak_end_min,
            "typ_return_end_min": found.return_end_min,
        }
        for key, value in times.items():
            assert value[0] == pytest.approx(float(row[key]), abs=1.0), (row["route"], key)


@pytest.mark.parametrize(("devices", "published_ng_ml"), [(1, 43.8), (3, 101.0)])
def test_esketamine_reaches_the_published_height_in_blood(
    devices: int, published_ng_ml: float
) -> None:
    """28 mg a device, all at once, adults of 18 to 60 [perez-ruixo2021, table 4]."""
    parameters = without_delay(DATA.parameters)
    at_once = replace(parameters.nasal_esketamine.device_interval_min, value=0.0)
    spray = replace(parameters.nasal_esketamine, device_interval_min=at_once)
    route = Route(name=RouteName.NASAL_ESKETAMINE, devices=devices)
    course = follow_route(route, replace(parameters, nasal_esketamine=spray), cohort=ONE)
    highest = course.at(np.arange(0.0, 240.0, 0.25)).max()
    blood_l = parameters.esketamine.central_l.value
    assert highest * 28.0 / blood_l * 1000.0 == pytest.approx(published_ng_ml, rel=0.03)


def test_unknown_handling_lies_between_spitting_and_swallowing() -> None:
    ends = [
        np.median(
            simulate(
                Route(name=RouteName.SUBLINGUAL, handling=handling, hold_min=Minutes(10.0)),
                DATA.parameters,
                cohort=Cohort(size=200),
            ).boundaries.return_end_min
        )
        for handling in (Handling.SPIT, Handling.UNKNOWN, Handling.SWALLOW)
    ]
    assert ends == sorted(ends)


def test_only_the_relative_sizes_of_parts_matter() -> None:
    parts = (Part(at_min=Minutes(0.0), size=2.0), Part(at_min=Minutes(30.0), size=0.6))
    tens = tuple(replace(part, size=part.size * 10.0) for part in parts)
    one, other = (
        simulate(Route(name=RouteName.ORAL, parts=some), DATA.parameters, cohort=ONE).boundaries
        for some in (parts, tens)
    )
    assert one.return_end_min[0] == pytest.approx(other.return_end_min[0], abs=1e-6)
    assert one.peak_height[0] == pytest.approx(other.peak_height[0])


def test_later_devices_are_taken_up_less() -> None:
    heights = [
        simulate(
            Route(name=RouteName.NASAL_ESKETAMINE, devices=devices), DATA.parameters, cohort=ONE
        ).boundaries.peak_height[0]
        for devices in (1, 2, 3)
    ]
    assert heights[0] < heights[1] < heights[2] < 2.6 * heights[0]
