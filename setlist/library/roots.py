"""A library under another mount point, or on another operating system."""

import os
import re
from pathlib import Path

from setlist.errors import Finding, InputError, Place
from setlist.wording import escape_text

_DRIVE = re.compile(r"[A-Za-z]:")
"""How the path of another disk begins on Windows."""

_STREAM = re.compile(r"[:\\]")
"""What is part of a name elsewhere, but on Windows leads to a folder or into a file."""

_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
"""Names that Windows gives to devices in every folder, with any suffix [microsoft-naming2025]."""

_MEND = "scan the library again where it stands now; a name stays below its folder, with / in it"


def locate_file(place: Path, name: str, *, windows: bool = os.name == "nt") -> Path:
    """Give where a file of a library stands on this machine.

    The name may come from another machine, and from a stranger: none leads out of the place.

    Parameters
    ----------
    place : Path
        Where the library stands here.
    name : str
        The file, relative to the library, with ``/`` between folders.
    windows : bool
        Refuse also what is an ordinary name on other systems but not on Windows.

    Returns
    -------
    Path
        Below ``place``; nobody looked whether there is such a file.

    Raises
    ------
    InputError
        The name is empty, absolute, climbs out, names a disk or a device, or cannot be a name.
    """
    said = _refuse(name) or (_refuse_on_windows(name) if windows else None)
    if said:
        where = Place(file=escape_text(str(place)), field=escape_text(name[:200]))
        raise InputError(Finding(said=said, mend=_MEND, place=where))
    return place.joinpath(*name.split("/"))


def _refuse(name: str) -> str | None:
    """Say why a name is refused on every system."""
    parts = re.split(r"[/\\]", name)
    if ".." in parts:
        return "this name climbs out of the library"
    if name.startswith(("/", "\\")):
        return "this name is not relative to the library"
    if _DRIVE.match(name):
        return "this name begins with a disk"
    if "\0" in name or not {"", "."}.isdisjoint(name.split("/")):
        return "this is no name of a file"
    return None


def _refuse_on_windows(name: str) -> str | None:
    """Say why Windows would take a name for something else than a file of the library."""
    if _STREAM.search(name):
        return "this name holds a character that leads elsewhere on Windows"
    parts = name.split("/")
    if any(_DEVICE.fullmatch(part) for part in parts):
        return "this name belongs to a device on Windows"
    if any(part.endswith((".", " ")) for part in parts):
        return "this name ends in a dot or a space, which Windows drops"
    return None
