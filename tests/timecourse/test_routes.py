"""A route is filled in or refused, with every fault at once."""

import math
from dataclasses import replace

import pytest
from timings import IM, INFUSION, MODES, ORAL, SPIT, esketamine, write_mode

from setlist.errors import InputError
from setlist.model import Handling, Part, Route, RouteName
from setlist.timecourse import check_route, parse_route_name
from setlist.units import Minutes


def parts(*pairs: tuple[float, float]) -> tuple[Part, ...]:
    return tuple(Part(at_min=Minutes(at), size=size) for at, size in pairs)


def refusals(route: Route) -> list[str]:
    with pytest.raises(InputError) as caught:
        check_route(route)
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_a_complete_route_is_left_alone(route: Route) -> None:
    assert check_route(route) == route


def test_what_is_not_said_takes_its_usual_value() -> None:
    lozenge = check_route(Route(name=RouteName.SUBLINGUAL))
    assert (lozenge.handling, lozenge.hold_min) == (Handling.UNKNOWN, 10.0)
    assert check_route(Route(name=RouteName.IV_INFUSION)).infusion_min == 40.0
    assert check_route(Route(name=RouteName.NASAL_ESKETAMINE)).devices == 2


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (replace(IM, handling=Handling.SPIT), "handling: is spit, but the route is im"),
        (replace(ORAL, hold_min=Minutes(10.0)), "hold_min: is 10.0, but the route is oral"),
        (replace(IM, infusion_min=Minutes(40.0)), "it belongs to iv-infusion"),
        (replace(ORAL, devices=2), "it belongs to nasal-esketamine"),
        (esketamine(4), "give 1, 2 or 3 devices"),
        (esketamine(0), "give 1, 2 or 3 devices"),
        (replace(INFUSION, infusion_min=Minutes(0.0)), "is 0 — give 5 to 180 minutes"),
        (replace(INFUSION, infusion_min=Minutes(600.0)), "is 600 — give 5 to 180 minutes"),
        (replace(INFUSION, infusion_min=Minutes(math.nan)), "is nan — give 5 to 180 minutes"),
        (replace(SPIT, hold_min=Minutes(45.0)), "is 45 — give 1 to 30 minutes"),
        (replace(IM, parts=()), "there are 0 — give 1 to 4 parts"),
        (replace(IM, parts=parts(*((5.0 * i, 1.0) for i in range(5)))), "give 1 to 4 parts"),
        (replace(IM, parts=parts((5.0, 1.0))), "give the first part at minute 0"),
        (replace(IM, parts=parts((0, 1), (30, 1), (15, 1))), "part 3 at minute 15 does not come"),
        (replace(IM, parts=parts((0, 1), (0, 1))), "does not come after part 1"),
        (replace(IM, parts=parts((0, 1), (300, 1))), "is 300 — give 0 to 240 minutes"),
        (replace(IM, parts=parts((0, 1), (10, 0))), "above 0 and up to 100"),
        (replace(IM, parts=parts((0, 1), (10, math.inf))), "never an amount"),
        (replace(IM, parts=parts((0, 1), (10, 50))), "a tenth to 10 times"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_allowed(route: Route, said: str) -> None:
    assert any(said in refusal for refusal in refusals(route))


def test_all_faults_of_a_route_come_at_once() -> None:
    bad = replace(IM, handling=Handling.SPIT, devices=4, parts=parts((0.0, 1.0), (300.0, 0.0)))
    assert len(refusals(bad)) == 5


@pytest.mark.parametrize("name", RouteName)
def test_every_route_is_read_by_its_name(name: RouteName) -> None:
    assert parse_route_name(f" {name} ") is name


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("intranasal", "say nasal"),
        ("Intramuscular", "say im"),
        ("iv", "say iv-infusion or iv-bolus"),
        ("iv infusion", "did you mean iv-infusion?"),
        ("nasal_esketamine", "did you mean nasal-esketamine?"),
        ("sublingal", "did you mean sublingual?"),
        ("lozenge", "say sublingual"),
        ("telepathy", "use one of: im, sublingual, oral"),
        ("", "use one of: im, sublingual, oral"),
    ],
)
def test_a_misspelt_route_names_the_one_that_was_meant(text: str, mend: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_route_name(text)
    assert mend in str(caught.value)


@pytest.mark.parametrize("text", ["subcutaneous", "SC", "rectal", "inhaled", "buccal"])
def test_a_route_without_data_is_refused_and_not_approximated(text: str) -> None:
    with pytest.raises(InputError, match="does not approximate"):
        parse_route_name(text)


def test_an_amount_beside_a_route_is_refused() -> None:
    with pytest.raises(InputError, match="never reads a dose"):
        parse_route_name("im 40mg")


def test_a_hostile_name_stays_on_one_short_line() -> None:
    with pytest.raises(InputError) as caught:
        parse_route_name("im\n\x1b[31m" + "x" * 10_000)
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 300
