"""The table gives its bands as they are, and refuses what it does not hold."""

from dataclasses import replace

import numpy as np
import pytest
from timings import DATA, IM, INFUSION, MODES, a_lozenge, esketamine, write_mode

from setlist.errors import InputError
from setlist.model import BANDED, Handling, Part, Route, RouteName, TimingModel
from setlist.timecourse import predict
from setlist.units import Minutes

TABLE = TimingModel.TABLE


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_the_table_gives_its_own_bands(route: Route) -> None:
    course = predict(route, DATA, model=TABLE)
    row = next(
        row
        for row in DATA.table.rows
        if (row.route, row.handling, row.devices) == (route.name, route.handling, route.devices)
    )
    assert course.model is TABLE
    assert (course.onset, course.peak_start) == (row.onset, row.peak_start)
    assert (course.peak, course.peak_end) == (row.peak, row.peak_end)
    if route.name is not RouteName.IV_INFUSION:
        assert course.return_end == row.return_end


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_the_people_of_the_table_have_its_bands(route: Route) -> None:
    course = predict(route, DATA, model=TABLE)
    assert len(course.people) == 100
    for where in BANDED:
        band = course.band(where)
        assert band is not None
        times = [getattr(person, f"{where.value}_min") for person in course.people]
        expected = (band.p10, band.p25, band.p50, band.p75, band.p90)
        np.testing.assert_allclose(np.percentile(times, (10, 25, 50, 75, 90)), expected, rtol=0.02)
        assert times == sorted(times)


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_the_people_of_the_table_come_in_order(route: Route) -> None:
    for place, person in enumerate(predict(route, DATA, model=TABLE).people):
        times = [getattr(person, f"{where.value}_min") for where in BANDED]
        assert times == sorted(times)
        assert place == 0 or times[0] < times[1] < times[2] < times[3]


def test_the_table_keeps_the_floors() -> None:
    course = predict(INFUSION, DATA, model=TABLE)
    assert course.floor_min == 70.0
    assert course.return_end.p50 == 70.0
    assert course.return_end.p90 == 82.9
    assert predict(esketamine(3), DATA, model=TABLE).floor_min == 130.0


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (replace(INFUSION, infusion_min=Minutes(60.0)), "infusion_min: is 60 min"),
        (a_lozenge(Handling.SPIT, hold_min=7.0), "hold_min: is 7 min"),
        (esketamine(1), "devices: is 1, and the table holds 2 or 3 only"),
        (
            replace(
                IM,
                parts=(Part(at_min=Minutes(0.0), size=1), Part(at_min=Minutes(9.0), size=1)),
            ),
            "parts: the table holds one dose, not 2 parts",
        ),
    ],
    ids=["infusion", "hold", "devices", "parts"],
)
def test_settings_that_the_table_does_not_hold_are_refused(route: Route, said: str) -> None:
    with pytest.raises(InputError) as caught:
        predict(route, DATA, model=TABLE)
    assert said in str(caught.value)
    assert "use the population model" in str(caught.value)


def test_a_route_without_a_row_is_refused() -> None:
    rows = tuple(row for row in DATA.table.rows if row.route is not RouteName.IM)
    thin = replace(DATA, table=replace(DATA.table, rows=rows))
    with pytest.raises(InputError, match="the table does not hold im"):
        predict(IM, thin, model=TABLE)
