"""Client files: a code name and what to avoid."""

from pathlib import Path

from setlist.documents import Document, open_listener, read_text
from setlist.model import Listener

_MOST_BYTES = 1 << 20
"""1 MiB (our own): room for ten thousand pieces already heard."""


def read_client(path: Path) -> Listener:
    """Read a client file.

    Parameters
    ----------
    path : Path
        A TOML file, as ``arcs/schema/client.schema.json`` describes it.

    Returns
    -------
    Listener
        A code name and what to avoid.

    Raises
    ------
    InputError
        The file is missing or wrong, or holds what looks like personal data; all at once.
    """
    return open_client(path).value


def open_client(path: Path) -> Document[Listener]:
    """Read a client file as `read_client` does, and keep where each part of it stands."""
    return open_listener(read_text(path, most_bytes=_MOST_BYTES), file=str(path))
