"""Where the files of a catalog stand on this machine: under another mount point or system."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from setlist.catalog.store import Catalog

_DRIVE = re.compile(r"[A-Za-z]:")
"""How the path of another disk begins on Windows."""

_STREAM = re.compile(r"[:\\]")
"""What is part of a name elsewhere, but on Windows leads to a folder or into a file."""

_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
"""Names that Windows gives to devices in every folder, with any suffix [microsoft-naming2025]."""


def find_path(
    catalog: Catalog, root: str, name: str | None, places: Mapping[str, Path]
) -> str | None:
    """Give where a file of a catalog stands on this machine, if it does.

    Others may write to a catalog, so no name leads out of its root.  A catalog in memory holds
    what this person's own table says, which may name files anywhere.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    root : str
        The root of the file.
    name : str or None
        The file, relative to its root, with ``/`` between folders.
    places : mapping
        Where the roots stand here.

    Returns
    -------
    str or None
        Nobody looked whether there is such a file.
    """
    if name is None or root not in places:
        return None
    if catalog.address.is_in_memory() and Path(name).is_absolute():
        return name
    return str(places[root].joinpath(*name.split("/"))) if stays_below(name) else None


def stays_below(name: str, *, windows: bool = os.name == "nt") -> bool:
    """Tell whether a name, which may come from a stranger, stays below the root it is of.

    Parameters
    ----------
    name : str
        The file, relative to its root, with ``/`` between folders.
    windows : bool
        Look also for what is an ordinary name on other systems but leads elsewhere on Windows.
    """
    parts = name.split("/")
    if "\0" in name or not {"", ".", ".."}.isdisjoint(parts):
        return False
    return not windows or _stays_below_on_windows(name, parts)


def _stays_below_on_windows(name: str, parts: list[str]) -> bool:
    """Tell whether Windows takes a name for a file of the root, and for nothing else."""
    if _DRIVE.match(name) or _STREAM.search(name):
        return False
    return not any(part.endswith((".", " ")) or _DEVICE.fullmatch(part) for part in parts)
