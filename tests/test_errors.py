"""Errors say what, where and the mend."""

import pytest

from setlist import errors
from setlist.errors import Finding, InputError, Place, SetlistError

CODES = {
    "SetlistError": 1,
    "InputError": 3,
    "NoPlanError": 4,
    "AudioError": 5,
    "CatalogError": 6,
    "ExtraError": 7,
    "LimitError": 8,
}


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_each_error_has_its_exit_code_and_one_root(name: str, code: int) -> None:
    error: type[SetlistError] = getattr(errors, name)
    assert issubclass(error, SetlistError)
    assert error.exit_code == code


def test_a_finding_is_written_on_one_line_with_place_and_mend() -> None:
    place = Place(file="arcs/x.toml", line=21, field='phase 2 "peak".intensity')
    finding = Finding(said="is 14", mend="give 1 to 9", place=place)
    assert str(finding) == 'arcs/x.toml:21: phase 2 "peak".intensity: is 14 — give 1 to 9'


def test_a_finding_without_a_place_starts_with_what_is_wrong() -> None:
    assert str(Finding(said="no music", mend="add some")) == "no music — add some"


def test_an_error_carries_all_findings_of_a_file() -> None:
    error = InputError(Finding(said="one", mend="a"), Finding(said="two", mend="b"))
    assert str(error).splitlines() == ["one — a", "two — b"]
