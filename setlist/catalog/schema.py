"""Which schema a catalog has, and how one of an earlier setlist gets that of this."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from setlist.catalog.address import Address
from setlist.catalog.refusal import refuse
from setlist.wording import escape_text

REVISIONS = ("0001", "0002")
"""Every schema that a setlist ever wrote, the oldest first."""

_VERSIONS = "catalog_version"
_SHOWN = 40


def read_revision(connection: Connection, address: Address) -> str | None:
    """Give the revision of a catalog, or None if nothing is in it yet.

    Parameters
    ----------
    connection : Connection
        Inside a transaction.
    address : Address
        What the catalog is called in messages.

    Raises
    ------
    CatalogError
        A newer setlist wrote it, or it belongs to another program.
    """
    tables = inspect(connection).get_table_names()
    if _VERSIONS not in tables:
        if tables:
            named = escape_text(", ".join(sorted(tables)))[:_SHOWN]
            mend = "give a new file, or make a database of its own for setlist"
            raise refuse(address, f"holds the tables of another program ({named})", mend)
        return None
    revision = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608  # a constant
    if revision not in REVISIONS:
        named = escape_text(str(revision))[:_SHOWN]
        said = f"was written by a newer setlist (its schema is {named}, this knows {REVISIONS[-1]})"
        raise refuse(address, said, "update setlist: pip install --upgrade setlist")
    return str(revision)


def migrate(connection: Connection, *, until: str = REVISIONS[-1]) -> None:
    """Bring a catalog to a later schema, inside the transaction of the connection.

    Parameters
    ----------
    connection : Connection
        Inside a writer's transaction.
    until : str
        The revision to stop at.
    """
    from alembic import command  # noqa: PLC0415  # takes 400 ms; paid only when a schema is behind
    from alembic.config import Config  # noqa: PLC0415  # the same

    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["version_table"] = _VERSIONS
    command.upgrade(config, until)
