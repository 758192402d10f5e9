"""What databases refuse, said with a mend."""

import sqlite3
from collections.abc import Callable

import pytest
from shelves import resolve
from sqlalchemy import literal, select, text

from setlist.catalog import Catalog, open_catalog
from setlist.catalog.address import read_address
from setlist.catalog.refusal import say_refusals
from setlist.catalog.store import begin_writing
from setlist.errors import CatalogError

ADDRESS = read_address("sqlite:////music/catalog.db")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "another program is writing"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "is damaged"),
        (sqlite3.SQLITE_IOERR_READ, "disk does not read"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "cannot be written"),
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_MISUSE, "refuses this"),
    ],
)
def test_every_code_of_sqlite_has_words(code: int, said: str) -> None:
    error = sqlite3.OperationalError("its own words")
    error.sqlite_errorcode = code
    with pytest.raises(CatalogError, match=said) as caught, say_refusals(ADDRESS):
        raise error
    assert "its own words" in str(caught.value)
    assert caught.value.findings[0].mend
    assert caught.value.exit_code == 6


def test_an_error_without_a_code_has_words(url: str) -> None:
    with pytest.raises(CatalogError, match="refuses this"), say_refusals(read_address(url)):
        raise sqlite3.ProgrammingError("closed")


def test_what_is_wrong_in_a_program_is_no_refusal() -> None:
    with pytest.raises(ZeroDivisionError), say_refusals(ADDRESS):
        _ = 1 / 0


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("53100", "disk is full"),
        ("53300", "no connection left"),
        ("25006", "cannot be written"),
        ("42501", "does not let this user"),
        ("57P01", "went away"),
        ("XX001", "is damaged"),
        ("22000", "refuses this"),
    ],
)
def test_every_state_of_a_server_has_words(
    make_schema: Callable[[], str], state: str, said: str
) -> None:
    block = f"DO $$ BEGIN RAISE EXCEPTION 'its own' USING ERRCODE = '{state}'; END $$"
    with open_catalog(make_schema(), resolve=resolve) as catalog:
        with (
            pytest.raises(CatalogError, match=said) as caught,
            begin_writing(catalog) as connection,
        ):
            connection.exec_driver_sql(block)
        assert "its own" in str(caught.value)


def test_a_refusal_stays_on_one_line_and_short(catalog: Catalog) -> None:
    with pytest.raises(CatalogError) as caught, begin_writing(catalog) as connection:
        connection.execute(select(literal("x" * 2000 + "\n")).select_from(text("none")))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 600
