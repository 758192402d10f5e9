"""Opening a catalog: finding it, making it safe, and bringing it up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from setlist.catalog.address import Address, read_address
from setlist.catalog.postgres import open_server
from setlist.catalog.refusal import refuse
from setlist.catalog.schema import REVISIONS, migrate, read_revision
from setlist.catalog.shelf import refresh_shelf
from setlist.catalog.sqlite import open_file, open_memory
from setlist.catalog.store import Catalog, Resolve, begin_reading, begin_writing
from setlist.errors import Finding
from setlist.units import Seconds

_PATIENCE_S = Seconds(60.0)
"""How long a writer waits for another (our own): a merge of 100,000 statements takes less."""


@contextmanager
def open_catalog(
    url: str | Path,
    *,
    resolve: Resolve,
    clinic: str = "",
    create: bool = True,
    patience_s: Seconds = _PATIENCE_S,
    mounts: str | None = None,
) -> Iterator[Catalog]:
    """Open a catalog, and close it when the block ends.

    One of an earlier setlist is brought up to date first, in one step.

    Parameters
    ----------
    url : str or Path
        The path of a file, ``sqlite:////abs/file``, ``sqlite://`` (in memory) or ``postgresql://...``.
    resolve : Resolve
        Turns the side of files and the statements that count for a clinic into one track.
    clinic : str
        Whose overlay counts on top of the shared base.
    create : bool
        Make the catalog if there is none.
    patience_s : float [s, > 0]
        How long to wait for another writer.
    mounts : str, optional
        The table of mounted disks; the system's if left out.

    Yields
    ------
    Catalog
        With a warning in its findings if it stands on a network disk.

    Raises
    ------
    InputError
        ``url`` is no URL of a catalog.
    CatalogError
        There is none, it cannot be reached or used, or a newer setlist wrote it.
    ExtraError
        It stands on a server, and psycopg is not installed.
    """
    address = read_address(url)
    engine, writable, findings = _open_engine(
        address, create=create, patience_s=patience_s, mounts=mounts
    )
    catalog = Catalog(
        address=address,
        engine=engine,
        clinic=clinic,
        resolve=resolve,
        writable=writable,
        patience_s=patience_s,
        findings=findings,
    )
    try:
        _bring_up_to_date(catalog, create=create)
        yield catalog
    finally:
        engine.dispose()


def _open_engine(
    address: Address, *, create: bool, patience_s: Seconds, mounts: str | None
) -> tuple[Engine, bool, tuple[Finding, ...]]:
    """Make the engine, and tell whether it writes and what is amiss with where it stands."""
    if address.is_server():
        return open_server(address), True, ()
    if address.path is None:
        return open_memory(patience_s=patience_s), True, ()
    return open_file(address, address.path, create=create, patience_s=patience_s, mounts=mounts)


def _bring_up_to_date(catalog: Catalog, *, create: bool) -> None:
    """Give a catalog the schema of this setlist, and fill what is new in it."""
    with begin_reading(catalog) as connection:
        _check_encoding(connection, catalog.address)
        revision = read_revision(connection, catalog.address)
    if revision == REVISIONS[-1]:
        return
    if revision is None and not create:
        mend = "correct the address, or scan music into it first: setlist library scan"
        raise refuse(catalog.address, "there is no catalog here", mend)
    with begin_writing(catalog) as connection:
        # Another program may have done it in the meantime.
        if read_revision(connection, catalog.address) != REVISIONS[-1]:
            migrate(connection)
            refresh_shelf(connection, catalog.resolve)


def _check_encoding(connection: Connection, address: Address) -> None:
    """Refuse a server's database that cannot hold every text."""
    if address.is_server():
        encoding = connection.execute(text("SHOW server_encoding")).scalar()
        if encoding != "UTF8":
            mend = "make a database for it: createdb --encoding=UTF8 --template=template0 NAME"
            raise refuse(address, f"the database holds {encoding} text only, not UTF-8", mend)
