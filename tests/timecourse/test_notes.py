"""What must be said is said, and nothing that must not."""

from dataclasses import replace

import pytest
from timings import DATA, IM, INFUSION, MODES, SPIT, UNKNOWN, esketamine, write_mode

from setlist.model import Handling, Part, Route, RouteName
from setlist.timecourse import (
    DISCLAIMER,
    LIMITS,
    UNCHECKED_PARTS,
    UNKNOWN_HANDLING,
    check_route,
    predict,
)
from setlist.timecourse.notes import note
from setlist.units import Minutes

TWO = (Part(at_min=Minutes(0.0), size=1.0), Part(at_min=Minutes(20.0), size=0.5))


@pytest.mark.parametrize("route", MODES, ids=write_mode)
def test_every_timing_says_what_it_is_not(route: Route) -> None:
    assert predict(route, DATA).notes[0] == DISCLAIMER


def test_the_words_of_the_disclaimer_are_fixed() -> None:
    assert DISCLAIMER.startswith("Timings are population estimates for planning music.")
    assert "when to give more, or whether anyone is safe" in DISCLAIMER
    assert DISCLAIMER.endswith("Music ending does not mean the effect has ended.")


def test_unknown_handling_is_said_and_known_handling_is_not() -> None:
    assert UNKNOWN_HANDLING in note(UNKNOWN, floor_min=None)
    assert UNKNOWN_HANDLING not in note(SPIT, floor_min=None)
    lozenge = check_route(Route(name=RouteName.SUBLINGUAL))
    assert lozenge.handling is Handling.UNKNOWN


def test_parts_are_said_to_be_unchecked() -> None:
    assert UNCHECKED_PARTS == "No published data let us check this prediction."
    assert UNCHECKED_PARTS in predict(replace(IM, parts=TWO), DATA).notes
    assert UNCHECKED_PARTS not in predict(IM, DATA).notes


def test_a_floor_is_said_with_its_minute() -> None:
    assert any("before minute 70:" in said for said in predict(INFUSION, DATA).notes)
    assert any("before minute 125:" in said for said in predict(esketamine(2), DATA).notes)


def test_nothing_that_is_said_speaks_of_an_amount() -> None:
    for said in (DISCLAIMER, UNKNOWN_HANDLING, UNCHECKED_PARTS, *LIMITS):
        assert not {"mg", "mL", "concentration", "redose"} & set(said.split())
