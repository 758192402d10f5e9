"""What a noun asks for, in words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import pytest
from annotated_types import Ge, Gt, Le, Len, Lt

from setlist.documents.shape import Shapes, describe, list_fields, unwrap
from setlist.units import Hertz, Lu, Minutes, Seconds


class Colour(StrEnum):
    """A closed list."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A table inside another."""

    share: Annotated[float, Ge(0), Lt(1)]
    words: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """Every kind of field once."""

    overlap_s: Annotated[Seconds, Ge(0), Le(60)] | None = None
    length_min: Annotated[Minutes, Gt(0), Le(120)]
    step_lu: Annotated[Lu, Gt(0)]
    bright_hz: Hertz
    rate_per_s: Annotated[float, Ge(0)]
    count: Annotated[int, Ge(1)]
    flag: bool
    name: Annotated[str, Len(1, 40)]
    word: Annotated[str, Len(1)]
    free: str
    colour: Colour
    colours: Annotated[tuple[Colour, ...], Len(1, 2)]
    pair: tuple[int, Annotated[int, Ge(1)]]
    inner: Inner
    inners: tuple[Inner, ...]
    words: dict[str, str]
    either: int | tuple[int, ...]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("overlap_s", "a number, 0 to 60 s"),
        ("length_min", "a number, more than 0, at most 120 min"),
        ("step_lu", "a number, more than 0 LU"),
        ("bright_hz", "a number, in Hz"),
        ("rate_per_s", "a number, at least 0 a second"),
        ("count", "a whole number, at least 1"),
        ("flag", "true or false"),
        ("name", "text of 1 to 40 characters"),
        ("word", "text of at least 1 character"),
        ("free", "text"),
        ("colour", "one of red, blue"),
        ("colours", "a list of 1 to 2 items, each one of red, blue"),
        ("pair", "a list of 2: a whole number then a whole number, at least 1"),
        ("inner", "a table with the keys share, words"),
        ("inners", "a list, each a table with the keys share, words"),
        ("words", "a table, each value text"),
        ("either", "a whole number or a list, each a whole number"),
    ],
)
def test_every_shape_is_described_with_its_range_and_unit(key: str, words: str) -> None:
    assert describe(list_fields(Noun)[key]) == words


def test_an_upper_end_that_is_out_of_reach_is_said_so() -> None:
    assert describe(list_fields(Inner)["share"]) == "a number, at least 0, less than 1"
    assert describe(unwrap(float)) == "a number"


@pytest.mark.parametrize(
    ("place", "path", "is_known"),
    [
        (("inner", "share"), ("inner", "share"), True),
        (("inners", 3, "share"), ("inners", 3, "share"), True),
        (("inner", "shape"), ("inner", "shape"), False),
        (("pair", 1), ("pair", 1), True),
        (("pair", 2), ("pair",), True),
        (("words", "x", "[key]"), ("words", "x"), True),
        (("either", "tuple[int, ...]", 0), ("either",), True),
        (("name", "x"), ("name",), True),
    ],
)
def test_a_place_is_followed_as_far_as_the_noun_goes(
    place: tuple[str | int, ...], path: tuple[str | int, ...], *, is_known: bool
) -> None:
    reached, shape = Shapes(Noun).trace(place)
    assert reached == path
    assert (shape is not None) is is_known
    assert Shapes(Noun).has(place) is (is_known and path == place)
