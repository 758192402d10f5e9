"""Rows that take the place of others."""

from sqlalchemy import select

from setlist.catalog import Catalog
from setlist.catalog.rows import put_rows, start_root
from setlist.catalog.store import begin_writing
from setlist.catalog.tables import measures, roots


def test_a_row_takes_the_place_of_one_with_the_same_key(catalog: Catalog) -> None:
    old = {"track": "a", "version": 1, "measures": "old"}
    with begin_writing(catalog) as connection:
        put_rows(connection, measures, [])
        put_rows(connection, measures, [old, {**old, "version": 2}])
        put_rows(connection, measures, [{**old, "measures": "new"}])
        held = connection.execute(select(measures).order_by(measures.c.version)).all()
    assert [tuple(row) for row in held] == [("a", 1, "new"), ("a", 2, "old")]


def test_a_root_that_is_known_stays_as_it_is(catalog: Catalog) -> None:
    with begin_writing(catalog) as connection:
        start_root(connection, roots, "main")
        connection.execute(roots.update().values(mark="m"))
        start_root(connection, roots, "main")
        assert connection.scalar(select(roots.c.mark)) == "m"
