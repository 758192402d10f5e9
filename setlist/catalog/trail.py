"""The audit trail: a line for every change that people made, which nobody can take out again."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from setlist.catalog.jsontext import read_review, read_statement, write_noun
from setlist.catalog.store import Catalog, begin_reading
from setlist.catalog.tables import trail
from setlist.model import Change, Review, Statement, TrackId

_STATEMENT = "statement"
_REVIEW = "review"


def add_changes(
    connection: Connection, changed: Sequence[Statement | Review], *, how: str, at: str
) -> None:
    """Add a line for each change, inside the transaction that makes it."""
    if changed:
        rows = [
            {
                "at": at,
                "how": how,
                "track": each.track,
                "kind": _STATEMENT if isinstance(each, Statement) else _REVIEW,
                "what": write_noun(each),
            }
            for each in changed
        ]
        connection.execute(insert(trail), rows)


def read_trail(catalog: Catalog, track: TrackId | None = None) -> tuple[Change, ...]:
    """Give the audit trail.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    track : TrackId, optional
        Only what was said about this track.

    Returns
    -------
    tuple of Change
        For every clinic, in the order in which it was written down.

    Raises
    ------
    CatalogError
        The catalog cannot be read, or is damaged.
    """
    asked = select(trail).order_by(trail.c.number)
    if track is not None:
        asked = asked.where(trail.c.track == track)
    with begin_reading(catalog) as connection:
        rows = connection.execute(asked).all()
    return tuple(
        Change(number=row.number, at=row.at, how=row.how, what=_read_what(row.kind, row.what))
        for row in rows
    )


def _read_what(kind: str, text: str) -> Statement | Review:
    """Read what came in."""
    return read_statement(text) if kind == _STATEMENT else read_review(text)
