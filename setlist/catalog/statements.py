"""What people say about tracks: kept, traced, and shown on the shelf in one step."""

from collections.abc import Iterable

from setlist.catalog.rows import put_rows
from setlist.catalog.shelf import refresh_shelf
from setlist.catalog.store import Catalog, begin_reading, begin_writing, cut_chunks
from setlist.catalog.tables import statements as table
from setlist.catalog.trail import add_changes
from setlist.catalog.words import read_words, write_word
from setlist.model import Field, Statement, TrackId

_Seat = tuple[TrackId, Field, str, str]


def say(
    catalog: Catalog, statements: Iterable[Statement], *, how: str, at: str
) -> tuple[Statement, ...]:
    """Keep what people say; on every seat the statement with the highest rank stays.

    Saying the same again changes nothing.  Tracks need not be in the catalog yet.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    statements : iterable of Statement
        From anybody, for any clinic.
    how : str
        By what door they come in, such as ``rate`` or ``merge``.
    at : str
        When, as in `Statement`.

    Returns
    -------
    tuple of Statement
        Those that changed something; each stands in the trail.

    Raises
    ------
    CatalogError
        The catalog cannot be written; then nothing of this was.
    """
    best: dict[_Seat, Statement] = {}
    for statement in statements:
        _seat_higher(best, statement)
    if not best:
        return ()
    with begin_writing(catalog) as connection:
        tracks = tuple(dict.fromkeys(statement.track for statement in best.values()))
        for chunk in cut_chunks(tracks):
            for known in read_words(connection, chunk):
                said = best.get(known.seat())
                if said is not None and said.rank() <= known.rank():
                    del best[known.seat()]
        changed = tuple(best.values())
        put_rows(connection, table, [write_word(statement) for statement in changed])
        add_changes(connection, changed, how=how, at=at)
        refresh_shelf(connection, catalog.resolve, (statement.track for statement in changed))
    return changed


def read_statements(
    catalog: Catalog, tracks: Iterable[TrackId] | None = None, *, every_clinic: bool = False
) -> tuple[Statement, ...]:
    """Give what people said.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    tracks : iterable of TrackId, optional
        About these; about all if left out.
    every_clinic : bool
        The overlays of all clinics, not only the shared base and that of the catalog's clinic.

    Returns
    -------
    tuple of Statement
        However each stands, in the order of track, field, clinic and person.

    Raises
    ------
    CatalogError
        The catalog cannot be read.
    """
    chunks = [None] if tracks is None else list(cut_chunks(sorted(set(tracks))))
    with begin_reading(catalog) as connection:
        said = [each for chunk in chunks for each in read_words(connection, chunk)]
    return tuple(each for each in said if every_clinic or each.clinic in ("", catalog.clinic))


def _seat_higher(best: dict[_Seat, Statement], statement: Statement) -> None:
    """Let a statement take its seat, if none of a higher rank has it."""
    known = best.get(statement.seat())
    if known is None or known.rank() < statement.rank():
        best[statement.seat()] = statement
