"""Queries as conditions on the shelf."""

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from setlist.catalog.condition import make_condition
from setlist.catalog.grammar import parse_query


@pytest.mark.parametrize("dialect", [SQLiteDialect(), PGDialect()])  # type: ignore[no-untyped-call]  # SQLAlchemy does not type it
def test_no_text_of_a_person_is_part_of_the_sql(dialect: Dialect) -> None:
    query = """pwned title:"';pwned" tag:pwned -artist:pwned track:pwned key:pwned"""
    condition = make_condition(parse_query(query), "pwned'")
    assert "pwned" not in str(condition.compile(dialect=dialect))
