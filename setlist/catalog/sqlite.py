"""The way to an SQLite file: how safely it is written, and whether it can be written at all."""

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Pool, QueuePool, StaticPool, create_engine, event

from setlist.catalog.address import Address
from setlist.catalog.disk import find_far_disk
from setlist.catalog.refusal import refuse, say_refusals
from setlist.errors import Finding, Place, Severity
from setlist.units import Seconds

_PAUSE_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How a file is opened: its address, and what every connection is told first."""

    uri: str
    patience_s: Seconds
    pragmas: tuple[str, ...] = ()

    def connect(self) -> sqlite3.Connection:
        """Open the file once."""
        connection = sqlite3.connect(
            self.uri,
            uri=True,
            timeout=self.patience_s,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in ("foreign_keys=ON", "recursive_triggers=ON", *self.pragmas):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection


def open_memory(*, patience_s: Seconds) -> Engine:
    """Open a catalog that is gone when it is closed."""
    way = _Way(uri="file::memory:", patience_s=patience_s)
    return _make_engine(way.connect, pool=StaticPool)


def open_file(
    address: Address, path: Path, *, create: bool, patience_s: Seconds, mounts: str | None
) -> tuple[Engine, bool, tuple[Finding, ...]]:
    """Open the file of a catalog, as safely as its disk asks for.

    Parameters
    ----------
    address : Address
        What the file is called in messages.
    path : Path
        The file.
    create : bool
        Make the file if it is not there.
    patience_s : float [s, > 0]
        How long to wait for another writer.
    mounts : str, optional
        The table of mounted disks; the system's if left out.

    Returns
    -------
    Engine
        The way to it.
    bool
        Whether it can be written.
    tuple of Finding
        A warning where the disk belongs to another machine.

    Raises
    ------
    CatalogError
        The file or its folder is missing, is none, or cannot be opened.
    """
    _check_place(address, path, create=create)
    if path.exists() and not (_may_write(path) and _may_write(path.parent)):
        return _open_unwritable(address, path, patience_s), False, ()
    mode = "rwc" if create else "rw"
    way = _Way(uri=_write_uri(path, f"mode={mode}"), patience_s=patience_s)
    kind = find_far_disk(path, mounts=mounts)
    journal, level = ("WAL", "NORMAL") if kind is None else ("DELETE", "FULL")
    with say_refusals(address):
        _set_journal(way, journal)
    way = _Way(uri=way.uri, patience_s=patience_s, pragmas=(f"synchronous={level}",))
    findings = () if kind is None else (_warn_of_disk(address, kind),)
    return _make_engine(way.connect), True, findings


def _check_place(address: Address, path: Path, *, create: bool) -> None:
    """Say before SQLite does that there is no file to open."""
    if path.is_dir():
        raise refuse(address, "is a folder", "give the path of a file in it")
    if not path.parent.is_dir():
        raise refuse(address, "its folder does not exist", "make it first, or correct the path")
    if path.exists():
        return
    if not create:
        mend = "correct the path, or scan music into it first: setlist library scan"
        raise refuse(address, "there is no catalog here", mend)
    if not _may_write(path.parent):
        raise refuse(address, "its folder is read-only", "choose a folder that you may write")


def _may_write(path: Path) -> bool:
    """Tell whether whoever runs this may write a file or into a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _open_unwritable(address: Address, path: Path, patience_s: Seconds) -> Engine:
    """Open a file that cannot be written: beside its writers if they let us, else as it lies."""
    for options in ("mode=ro", "mode=ro&immutable=1"):
        way = _Way(uri=_write_uri(path, options), patience_s=patience_s)
        try:
            connection = way.connect()
        except sqlite3.Error:
            continue
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            continue
        else:
            return _make_engine(way.connect)
        finally:
            connection.close()
    # What the last of them says is what is wrong with the file.
    with say_refusals(address):
        connection = way.connect()
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    return _make_engine(way.connect)


def _set_journal(way: _Way, journal: str) -> None:
    """Choose how writes are made safe; it stays with the file.

    SQLite does not wait for other users when it changes this, so that is done here.
    """
    end = time.monotonic() + way.patience_s
    connection = way.connect()
    try:
        while True:
            try:
                (now,) = connection.execute("PRAGMA journal_mode").fetchone()
                if now.upper() != journal:
                    connection.execute(f"PRAGMA journal_mode={journal}").fetchone()
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > end:
                    raise
                time.sleep(_PAUSE_S)
            else:
                return
    finally:
        connection.close()


def _make_engine(
    connect: Callable[[], sqlite3.Connection], *, pool: type[Pool] = QueuePool
) -> Engine:
    """Make the engine; every transaction is begun here, a writer's before it reads anything.

    A reader that turns into a writer would fail where another has written since.
    """
    engine = create_engine("sqlite://", creator=connect, poolclass=pool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Any) -> None:  # noqa: ANN401  # SQLAlchemy's own signature
    """Begin a transaction, as a writer where one is meant."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _write_uri(path: Path, options: str) -> str:
    """Write the path of a file as SQLite reads addresses."""
    uri = path.as_uri()
    if not uri.startswith("file:///"):
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?{options}"


def _warn_of_disk(address: Address, kind: str) -> Finding:
    """Say what a network disk means for a catalog."""
    return Finding(
        said=f"stands on a network disk ({kind}), so it is written slowly and safely; "
        "two machines that write at once may still damage it",
        mend="move it to a disk of this machine, or use PostgreSQL, which serves several machines",
        place=Place(file=address.shown),
        severity=Severity.WARNING,
    )
