"""What people said, as it stands in rows."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from setlist.catalog.rows import Row
from setlist.catalog.tables import statements
from setlist.model import Field, Standing, Statement, TrackId

_FIELDS = {field.value: field for field in Field}
_STANDINGS = {standing.value: standing for standing in Standing}
"""A look-up takes a fifth of the time of asking the class."""


def read_words(
    connection: Connection, tracks: Sequence[TrackId] | None = None
) -> Iterator[Statement]:
    """Read the statements of every clinic, in the order of their seats.

    Parameters
    ----------
    connection : Connection
        Inside a transaction.
    tracks : sequence of TrackId, optional
        So many as one question may name; all of them if left out.
    """
    asked = select(statements)
    if tracks is not None:
        asked = asked.where(statements.c.track.in_(tracks))
    columns = statements.c
    ordered = asked.order_by(columns.track, columns.field, columns.clinic, columns.by)
    for row in connection.execute(ordered):
        yield _make_statement(*row)


def write_word(statement: Statement) -> Row:
    """Write a statement as a row."""
    return {
        "track": statement.track,
        "field": statement.field.value,
        "clinic": statement.clinic,
        "by": statement.by,
        "value": statement.value,
        "on": statement.on,
        "standing": statement.standing.value,
        "reviewer": statement.reviewer,
    }


def _make_statement(  # the cells of a row, of which a catalog has many
    track: str,
    field: str,
    clinic: str,
    by: str,
    value: str | None,
    on: str,
    standing: str,
    reviewer: str | None,
) -> Statement:
    """Make a statement of a row."""
    return Statement(
        track=TrackId(track),
        field=_FIELDS[field],
        value=value,
        by=by,
        on=on,
        clinic=clinic,
        standing=_STANDINGS[standing],
        reviewer=reviewer,
    )
