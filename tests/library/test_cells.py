"""Single cells of a table."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.library.cells import (
    read_length,
    read_number,
    split_words,
    write_number,
)


@pytest.mark.parametrize(
    ("text", "length_s"),
    [
        ("250", 250.0),
        (" 250.5 ", 250.5),
        ("4:10", 250.0),
        ("04:10.5", 250.5),
        ("1:04:10", 3850.0),
        ("90:00", 5400.0),
        ("2.5e2", 250.0),
        ("-3", -3.0),
    ],
)
def test_a_length_is_read_as_seconds_or_as_a_clock(text: str, length_s: float) -> None:
    assert read_length(text, comma=False, milliseconds=False) == length_s


def test_milliseconds_are_read_as_such_unless_there_is_a_clock() -> None:
    assert read_length("230666", comma=False, milliseconds=True) == 230.666
    assert read_length("3:50", comma=False, milliseconds=True) == 230.0


@pytest.mark.parametrize(
    "text",
    ["", "nan", "inf", "1_000", "1,5", "\uff14", "0x10", "4:10:10:10", "four", "1e999", "4:"],
)
def test_what_is_no_plain_number_or_clock_is_none(text: str) -> None:
    assert read_length(text, comma=False, milliseconds=False) is None
    assert read_number(text, comma=False) is None


def test_a_decimal_comma_is_read_where_it_may_be_one() -> None:
    assert read_number("-23,5", comma=True) == -23.5
    assert read_number("4.5", comma=True) == 4.5
    assert read_number("1.000,5", comma=True) is None
    assert read_length("4:10,5", comma=True, milliseconds=False) == 250.5


@given(st.floats(min_value=1e-9, max_value=1e15) | st.floats(-99.0, 0.0))
def test_a_number_is_read_back_exactly(number: float) -> None:
    text = write_number(number)
    assert "inf" not in text
    assert read_number(text, comma=False) == number


def test_a_number_that_is_none_is_written_as_nothing() -> None:
    assert write_number(math.nan) == write_number(math.inf) == ""
    assert write_number(250.0) == "250"


def test_words_are_split_at_any_separator() -> None:
    assert split_words(" warm; film score ,slow|") == ["warm", "film score", "slow"]
