"""Review stamps: who looked at a track, when, and at which version of what is said of it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select

from setlist.catalog.store import Catalog, begin_reading, begin_writing, cut_chunks
from setlist.catalog.tables import reviews as table
from setlist.catalog.trail import add_changes
from setlist.model import Review, TrackId


def stamp_reviews(
    catalog: Catalog, reviews: Iterable[Review], *, how: str, at: str
) -> tuple[Review, ...]:
    """Keep review stamps; one that is there already changes nothing.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    reviews : iterable of Review
        From anybody, for any clinic.
    how : str
        By what door they come in, such as ``review`` or ``merge``.
    at : str
        When, as in `Statement`.

    Returns
    -------
    tuple of Review
        Those that are new; each stands in the trail.

    Raises
    ------
    CatalogError
        The catalog cannot be written; then nothing of this was.
    """
    given = tuple(dict.fromkeys(reviews))
    if not given:
        return ()
    with begin_writing(catalog) as connection:
        tracks = dict.fromkeys(review.track for review in given)
        known = {
            review for chunk in cut_chunks(tracks) for review in _list_reviews(connection, chunk)
        }
        new = tuple(review for review in given if review not in known)
        if new:
            connection.execute(insert(table), [_write_row(review) for review in new])
            add_changes(connection, new, how=how, at=at)
    return new


def read_reviews(
    catalog: Catalog, tracks: Iterable[TrackId] | None = None, *, every_clinic: bool = False
) -> tuple[Review, ...]:
    """Give the review stamps.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    tracks : iterable of TrackId, optional
        On these; on all if left out.
    every_clinic : bool
        Those of all clinics, not only of the shared base and the catalog's clinic.

    Returns
    -------
    tuple of Review
        In the order of track, time and person.

    Raises
    ------
    CatalogError
        The catalog cannot be read.
    """
    chunks = [None] if tracks is None else list(cut_chunks(sorted(set(tracks))))
    with begin_reading(catalog) as connection:
        found = [review for chunk in chunks for review in _list_reviews(connection, chunk)]
    return tuple(each for each in found if every_clinic or each.clinic in ("", catalog.clinic))


def _list_reviews(connection: Connection, tracks: Sequence[TrackId] | None) -> list[Review]:
    """Read the stamps of every clinic."""
    asked = select(table)
    if tracks is not None:
        asked = asked.where(table.c.track.in_(tracks))
    ordered = asked.order_by(table.c.track, table.c.on, table.c.by, table.c.clinic, table.c.version)
    return [Review(**row) for row in connection.execute(ordered).mappings()]


def _write_row(review: Review) -> dict[str, str]:
    """Write a stamp as a row."""
    return {
        "track": review.track,
        "clinic": review.clinic,
        "by": review.by,
        "on": review.on,
        "version": review.version,
    }
