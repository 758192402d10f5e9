"""A catalog that is open, and its transactions: each is done whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Engine

from setlist.catalog.address import Address
from setlist.catalog.refusal import refuse, say_refusals
from setlist.errors import Finding
from setlist.model import Statement, Track
from setlist.units import Seconds

T = TypeVar("T")

Resolve = Callable[[Track, Sequence[Statement]], Track]
"""Turns what files say of a track, and what people say for one clinic, into one track."""

_CHUNK = 500
"""How many keys one question names (our own); both databases take thousands."""

_LOCK = 0x5E71157
"""The number under which writers of a catalog on a server wait for each other (our own)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A catalog that is open: where it stands, for which clinic, and what is amiss with it."""

    address: Address
    engine: Engine = field(repr=False)
    clinic: str
    resolve: Resolve = field(repr=False)
    writable: bool
    patience_s: Seconds
    findings: tuple[Finding, ...] = ()


@contextmanager
def begin_reading(catalog: Catalog) -> Iterator[Connection]:
    """Lend a connection that sees the catalog as it is at one moment.

    Raises
    ------
    CatalogError
        The database refuses something.
    """
    with say_refusals(catalog.address), catalog.engine.connect() as connection:
        if catalog.address.is_server():
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection


@contextmanager
def begin_writing(catalog: Catalog) -> Iterator[Connection]:
    """Lend a connection to the one writer; others wait until the block ends.

    What the block wrote is kept whole when it ends well, and not at all otherwise.

    Raises
    ------
    CatalogError
        The catalog cannot be written, or the database refuses something.
    """
    if not catalog.writable:
        mend = "copy the catalog to a folder that you may write, or ask for the right to"
        raise refuse(catalog.address, "the file or its folder is read-only", mend)
    with say_refusals(catalog.address), catalog.engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            if catalog.address.is_server():
                _take_turn(connection, catalog.patience_s)
            yield connection


def cut_chunks(items: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Cut many keys into as many as one question may name."""
    rest = iter(items)
    while chunk := tuple(islice(rest, _CHUNK)):
        yield chunk


def _take_turn(connection: Connection, patience_s: Seconds) -> None:
    """Wait until no other writer of this catalog is at work."""
    connection.exec_driver_sql(
        f"SET LOCAL lock_timeout = {max(1, round(patience_s * 1000))}; "
        f"SELECT pg_advisory_xact_lock({_LOCK}, hashtext(current_schema()))"
    )
