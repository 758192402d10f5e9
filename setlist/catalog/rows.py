"""Rows that are put into a table, in place of those with the same key."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]
"""What is to stand in the columns of a table, by name."""


def put_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Put rows into a table; one with the same key as another takes its place.

    Parameters
    ----------
    connection : Connection
        Inside a writer's transaction.
    table : Table
        Where they go.
    rows : sequence of mapping
        All with the same columns.
    """
    if rows:
        replaced = [column.name for column in table.c if not column.primary_key]
        statement = start_insert(connection, table)
        keys = list(table.primary_key)
        values = {name: statement.excluded[name] for name in replaced}
        changed = (
            statement.on_conflict_do_update(index_elements=keys, set_=values)
            if values
            else statement.on_conflict_do_nothing(index_elements=keys)
        )
        connection.execute(changed, rows)


def start_insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Give an insertion that can say what happens to a key that is there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def start_root(connection: Connection, roots: Table, root: str) -> None:
    """Make a root known, if it is not."""
    new = {"root": root, "mark": None, "vocabulary": "[]", "findings": "[]"}
    statement = start_insert(connection, roots).on_conflict_do_nothing(index_elements=["root"])
    connection.execute(statement, new)
