"""Every number of the model says what it rests on."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from timings import DATA, ROOM

from setlist.documents import read_toml
from setlist.errors import InputError
from setlist.timecourse import Parameters
from setlist.timecourse.parameters import Basis, Parameter

ROOT = Path(__file__).parents[2]


def walk(value: object, path: str = "") -> Iterator[tuple[str, Parameter]]:
    """Give every parameter with its path."""
    if isinstance(value, Parameter):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name), f"{path}.{field.name}".strip("."))


ALL = dict(walk(DATA.parameters))


def test_there_are_as_many_parameters_as_the_file_has() -> None:
    text = (ROOM / "routes.toml").read_text(encoding="utf-8")
    assert len(ALL) == len(re.findall(r"^\w+ = \{ value", text, re.MULTILINE)) > 40


def test_a_published_number_names_its_source() -> None:
    listed = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    for path, parameter in ALL.items():
        keys = re.findall(r"\[([a-z0-9-]+)\]", parameter.rests_on)
        assert keys or parameter.basis is not Basis.PUBLISHED, path
        for key in keys:
            assert f"\n[{key}]\n" in listed, path


def test_no_parameter_speaks_of_an_amount() -> None:
    for path in ALL:
        assert not re.search(r"mg|kg|dose|weight", path)


def test_a_broken_parameter_is_refused_with_its_line() -> None:
    text = (ROOM / "routes.toml").read_text(encoding="utf-8")
    broken = text.replace("value = 90.0", "value = -90.0")
    with pytest.raises(InputError, match=r"routes\.toml:\d+: .*clearance"):
        read_toml(broken, file="routes.toml", noun=Parameters)


def test_the_reports_that_calibrate_the_heights_are_those_of_the_tests(
    reported: list[dict[str, str]],
) -> None:
    assert set(DATA.parameters.effect.sources) == {row["source"] for row in reported}
