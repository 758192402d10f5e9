"""Cells that no spreadsheet runs."""

import pytest
from hypothesis import given
from sayings import texts

from setlist.wording import free_cell, guard_cell


@given(texts)
def test_no_cell_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    guarded = guard_cell(text)
    assert not guarded.startswith(tuple("=+-@\t\r"))
    assert free_cell(guarded) == text


@pytest.mark.parametrize("text", ["", "Still Pond", "'Round Midnight", "''", "a=b"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guard_cell(text) == text == free_cell(text)
