"""The way to a PostgreSQL server."""

from importlib import import_module

from sqlalchemy import Engine, create_engine

from setlist.catalog.address import Address
from setlist.errors import ExtraError, Finding

_DEFAULTS = {"connect_timeout": "10", "application_name": "setlist"}


def open_server(address: Address) -> Engine:
    """Make the engine for a server; nothing is reached before it is used.

    Parameters
    ----------
    address : Address
        Where the server stands.

    Raises
    ------
    ExtraError
        psycopg is not installed.
    """
    try:
        import_module("psycopg")
    except ImportError as error:
        raise ExtraError(
            Finding(
                said="a catalog on a server needs the package psycopg, which is not installed",
                mend="pip install 'setlist[network]'; a catalog in an SQLite file needs nothing",
            )
        ) from error
    given = {name: value for name, value in _DEFAULTS.items() if name not in address.url.query}
    return create_engine(address.url, connect_args=given, pool_pre_ping=True)
