"""The closed form is the solution of the differential equations."""

import numpy as np
import pytest
from equations import integrate
from scipy.linalg import expm
from timings import DATA, IM, INFUSION, MODES, ORAL, SPIT, UNKNOWN, esketamine, write_mode

from setlist.model import Handling, Part, Route, RouteName
from setlist.timecourse.cohort import Cohort
from setlist.timecourse.course import Depot, Dosing, follow
from setlist.timecourse.disposition import Disposition
from setlist.timecourse.population import follow_route
from setlist.units import Minutes

PARAMETERS = DATA.parameters
PEOPLE = Cohort(size=3)
BOOSTED = (
    Part(at_min=Minutes(0.0), size=1.0),
    Part(at_min=Minutes(17.5), size=0.4),
    Part(at_min=Minutes(60.0), size=2.0),
)
COURSES = (
    *MODES,
    Route(name=RouteName.IM, parts=BOOSTED),
    Route(name=RouteName.IV_INFUSION, infusion_min=Minutes(25.0), parts=BOOSTED),
    Route(
        name=RouteName.SUBLINGUAL,
        handling=Handling.UNKNOWN,
        hold_min=Minutes(7.0),
        parts=BOOSTED,
    ),
    Route(name=RouteName.NASAL_ESKETAMINE, devices=3, parts=BOOSTED),
)


@pytest.mark.parametrize("route", COURSES, ids=write_mode)
def test_the_closed_form_agrees_with_a_stiff_solver(route: Route) -> None:
    minutes = np.concatenate((np.arange(0.0, 120.0, 2.5), np.arange(120.0, 481.0, 30.0)))
    closed = follow_route(route, PARAMETERS, cohort=PEOPLE).at(minutes)
    for person in range(PEOPLE.size):
        solved = integrate(route, PEOPLE, person, minutes, accuracy=1e-9)
        assert np.abs(closed[person] - solved).max() < 1e-5 * solved.max()


@pytest.mark.parametrize(
    ("effect", "uptake", "allowed"),
    [
        (1.0, 3.0, 1e-5),
        (3.0, 1.0, 1e-5),
        (3.0, 3.0, 1e-5),
        (3.0, 3.000004, 1e-5),
        (5.0, 2.0, 1e-5),
        (1.0, 1.0, 3e-5),
        (1.000007, 0.999999, 3e-5),
    ],
)
def test_equal_rates_are_no_trouble(effect: float, uptake: float, allowed: float) -> None:
    minutes = np.linspace(0.0, 12.0, 13)
    body = Disposition(
        rates_per_min=np.array([[1.0, 5.0]]),
        from_blood=np.array([[1.0, 0.0]]),
        from_gut=np.array([[1.0, 0.0]]),
    )
    course = follow(
        body,
        effect_per_min=np.array([effect]),
        uptakes_per_min={Depot.TISSUE: np.array([uptake])},
        dosings=(Dosing(at_min=0.0, length_min=0.0, depot=Depot.TISSUE, amount=np.ones(1)),),
    )
    chain = np.array([[-uptake, 0.0, 0.0], [uptake, -1.0, 0.0], [0.0, effect, -effect]])
    exact = np.array([expm(chain * at)[2, 0] for at in minutes])
    assert np.abs(course.at(minutes)[0] - exact).max() < allowed * exact.max()


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_nothing_is_seen_before_an_input(route: Route) -> None:
    begins = {RouteName.SUBLINGUAL: 4.0, RouteName.ORAL: 10.0, RouteName.NASAL: 3.0}
    course = follow_route(route, PARAMETERS, cohort=Cohort())
    before = course.at(np.array([0.0, begins.get(route.name, 0.0)]))
    assert np.abs(before).max() < 1e-8


@pytest.mark.parametrize(
    "route", [IM, INFUSION, ORAL, SPIT, UNKNOWN, esketamine(3)], ids=write_mode
)
def test_heights_and_slopes_of_one_person_are_those_of_all(route: Route) -> None:
    course = follow_route(route, PARAMETERS, cohort=PEOPLE)
    minutes = np.array([2.5, 11.0, 23.3, 41.7, 90.0, 300.0])
    own = np.repeat(minutes[None, :], PEOPLE.size, axis=0)
    height, slope = course.at_own(own)
    np.testing.assert_allclose(height, course.at(minutes), rtol=1e-9, atol=1e-12)
    near = 1e-4
    rise = (course.at(minutes + near) - course.at(minutes - near)) / (2.0 * near)
    np.testing.assert_allclose(slope, rise, rtol=1e-4, atol=1e-9)
