"""What a database refuses, said as one `CatalogError` with a mend."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from setlist.catalog.address import Address
from setlist.errors import CatalogError, Finding, Place
from setlist.wording import escape_text


class _Saying(NamedTuple):
    """What is wrong, and the mend."""

    said: str
    mend: str


_READ_ONLY = _Saying(
    "cannot be written", "copy the catalog to a folder that you may write, or ask for the right to"
)
_FULL = _Saying(
    "the disk is full; nothing of this was written", "free some space, then do the same again"
)
_LOCKED = _Saying(
    "another program is writing to it and does not end",
    "wait until the other run of setlist has ended, or close the program that holds the catalog",
)
_DAMAGED = _Saying(
    "is damaged",
    "put a copy from before in its place, or scan the music into a new catalog; "
    "a curation file that was exported can be imported there",
)
_GONE = _Saying(
    "the server went away; nothing of this was written",
    "see that the server runs and can be reached, then do the same again",
)
_PASSWORD = _Saying(
    "the server refuses this user or password", "correct the user and password in the URL"
)
_RIGHTS = _Saying(
    "the server does not let this user do that",
    "ask its keeper for the right to read and write the tables of setlist",
)

_SQLITE: Mapping[int, _Saying] = {
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _Saying(
        "the disk does not read or write as it should",
        "see that the disk is there and whole, then do the same again",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: _Saying(
        "cannot be opened", "see that it is a file, and that you may read it"
    ),
    sqlite3.SQLITE_NOTADB: _Saying(
        "is no catalog, and no SQLite database", "give the path of a catalog, or of a new file"
    ),
}
"""By the primary result code of SQLite."""

_POSTGRESQL: Mapping[str, _Saying] = {
    "08": _GONE,
    "25006": _READ_ONLY,
    "28": _PASSWORD,
    "3D000": _Saying(
        "the server has no such database",
        "make it first (createdb --encoding=UTF8 NAME), or correct its name in the URL",
    ),
    "3F000": _Saying("there is no such schema", "make it first, or correct search_path in the URL"),
    "42501": _RIGHTS,
    "53100": _FULL,
    "53300": _Saying(
        "the server has no connection left", "close other programs that use it, or raise its limit"
    ),
    "55P03": _LOCKED,
    "57P": _GONE,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By the beginning of the state that the server gives."""

_UNREACHED = (
    ("password authentication failed", _PASSWORD),
    ("no password supplied", _PASSWORD),
    ("no pg_hba.conf entry", _PASSWORD),
    ("does not exist", _POSTGRESQL["3D000"]),
    ("starting up", _GONE),
    ("shutting down", _GONE),
    ("closed the connection", _GONE),
    ("connection is lost", _GONE),
    ("too many clients", _POSTGRESQL["53300"]),
    (
        "",
        _Saying(
            "the server cannot be reached",
            "see that it runs, and that host, port and the network are right",
        ),
    ),
)
"""By what stands in the message of a connection that failed, which has no state."""

_OTHER = _Saying(
    "the database refuses this", "do the same again; if it stays so, ask the keeper of the catalog"
)


@contextmanager
def say_refusals(address: Address) -> Iterator[None]:
    """Turn whatever the database refuses inside the block into a `CatalogError`.

    Parameters
    ----------
    address : Address
        Where the catalog stands; its password never shows.

    Raises
    ------
    CatalogError
        The database refused something.
    """
    try:
        yield
    except DBAPIError as error:
        raise _refuse(address, error.orig or error) from error
    except SQLAlchemyError as error:
        raise _refuse(address, error) from error
    except sqlite3.Error as error:
        raise _refuse(address, error) from error


def refuse(address: Address, said: str, mend: str) -> CatalogError:
    """Make the error that says what is wrong with a catalog."""
    return CatalogError(Finding(said=said, mend=mend, place=Place(file=address.shown)))


def _refuse(address: Address, error: BaseException) -> CatalogError:
    """Say what a database refused, and what it said itself."""
    saying = _find_saying(address, error)
    own = address.hide_secrets(" ".join(str(error).split()))[:200]
    return refuse(
        address, f"{saying.said} ({escape_text(own)})" if own else saying.said, saying.mend
    )


def _find_saying(address: Address, error: BaseException) -> _Saying:
    """Find out what an error of a database is about."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return _OTHER if code is None else _SQLITE.get(code & 0xFF, _OTHER)
    state = getattr(error, "sqlstate", None)
    if state:
        known = (saying for start, saying in _POSTGRESQL.items() if state.startswith(start))
        return next(known, _OTHER)
    if address.is_server() and type(error).__name__ in {"OperationalError", "ConnectionTimeout"}:
        text = str(error)
        return next(saying for part, saying in _UNREACHED if part in text)
    return _OTHER
