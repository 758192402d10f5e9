"""The audit trail, which is only ever added to."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from builders import a_track_id
from shelves import NOON, a_word, resolve
from sqlalchemy.exc import DBAPIError

from setlist.catalog import Catalog, open_catalog, read_trail, say, stamp_reviews
from setlist.model import Change, Review

ID = a_track_id("x")
LATER = "2026-11-25T12:00:01.000000Z"
REVIEW = Review(track=ID, version="v1", by="cd", on=NOON)


def test_every_change_is_a_line_with_its_door_and_time(catalog: Catalog) -> None:
    first, second = a_word(ID, "3"), a_word(ID, "4", on=LATER)
    say(catalog, [first], how="rate", at=NOON)
    stamp_reviews(catalog, [REVIEW], how="review", at=LATER)
    say(catalog, [second], how="merge", at=LATER)
    assert read_trail(catalog) == (
        Change(number=1, at=NOON, how="rate", what=first),
        Change(number=2, at=LATER, how="review", what=REVIEW),
        Change(number=3, at=LATER, how="merge", what=second),
    )


def test_the_trail_of_one_track_is_a_part_of_the_whole(catalog: Catalog) -> None:
    other = a_word(a_track_id("y"))
    say(catalog, [a_word(ID), other], how="rate", at=NOON)
    assert [change.what for change in read_trail(catalog, other.track)] == [other]
    assert read_trail(catalog, a_track_id("z")) == ()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM trail",
        "UPDATE trail SET how = 'x'",
        "UPDATE trail SET number = 7",
        "DELETE FROM trail WHERE number = 1",
    ],
)
def test_no_line_is_ever_changed_or_taken_out(catalog: Catalog, sql: str) -> None:
    say(catalog, [a_word(ID)], how="rate", at=NOON)
    before = read_trail(catalog)
    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        catalog.engine.begin() as connection,
    ):
        connection.exec_driver_sql(sql)
    assert read_trail(catalog) == before


def test_no_line_is_put_in_place_of_another(tmp_path: Path) -> None:
    with open_catalog(f"sqlite:///{tmp_path}/catalog.db", resolve=resolve) as catalog:
        say(catalog, [a_word(ID)], how="rate", at=NOON)
        before = read_trail(catalog)
        with (
            closing(sqlite3.connect(tmp_path / "catalog.db")) as connection,
            pytest.raises(sqlite3.IntegrityError, match="only ever added to"),
        ):
            connection.execute("REPLACE INTO trail VALUES (1, 'a', 'b', 'c', 'd', 'e')")
        assert read_trail(catalog) == before


def test_the_trail_is_never_emptied(make_schema: Callable[[], str]) -> None:
    with open_catalog(make_schema(), resolve=resolve) as catalog:
        say(catalog, [a_word(ID)], how="rate", at=NOON)
        with (
            pytest.raises(DBAPIError, match="only ever added to"),
            catalog.engine.begin() as connection,
        ):
            connection.exec_driver_sql("TRUNCATE trail")
        assert len(read_trail(catalog)) == 1
