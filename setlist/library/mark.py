"""The mark of a library: what tells that nothing beside its audio files has changed."""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from setlist.documents import read_toml
from setlist.errors import InputError
from setlist.model import Sidecar
from setlist.shipped import shipped_folder

_MOST_BYTES = 1 << 25
"""32 MiB (our own): a longer library file is refused when it is read."""

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
"""Where the first table of a TOML text may begin; the keys of the top stand before it."""

_SILENT = re.compile(r"\s*(#.*\s*)*")
"""Lines that say nothing."""


def take_mark(sidecars: Iterable[tuple[str, Path]]) -> str:
    """Give the mark of all that a library depends on besides its audio files.

    These are its library files, the vocabulary files that they name, and the shipped
    vocabulary.  Of a library file no more is parsed than stands before its first track.

    Parameters
    ----------
    sidecars : iterable of (str, Path)
        Each library file, after the folder it stands in, relative to the library.

    Returns
    -------
    str
        It changes with the name, size, time or content of any of these files.
    """
    whole = hashlib.sha256()
    _add_file(whole, "", shipped_folder("library") / "vocabulary.toml", timed=False)
    for folder, path in sidecars:
        name = folder + path.name
        text = _add_file(whole, name, path).decode("utf-8-sig", errors="replace")
        for own in _list_vocabularies(text):
            _add_file(whole, f"{name}: {own}", path.parent / own)
    return f"sha256:{whole.hexdigest()}"


def _add_file(whole: "hashlib._Hash", name: str, path: Path, *, timed: bool = True) -> bytes:
    """Add a file to a mark and give what it holds; one that cannot be read holds nothing."""
    try:
        status = path.stat()
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES)
        state: tuple[object, ...] = (status.st_size, status.st_mtime_ns if timed else 0)
    except (OSError, ValueError) as error:
        content, state = b"", (type(error).__name__,)
    row = (name, *state, hashlib.sha256(content).hexdigest())
    whole.update(json.dumps(row).encode("ascii") + b"\n")
    return content


def _list_vocabularies(text: str) -> tuple[str, ...]:
    """Give the vocabulary files that a library file names; a wrong one names none.

    Where the cut falls into the middle of a value, the head is no TOML and the whole is read.
    """
    table = _TABLE.search(text)
    head = text[: table.start()] if table else text
    if _SILENT.fullmatch(head):
        return ()
    for part in (head, text):
        try:
            return read_toml(part, file="", noun=Sidecar).value.vocabularies
        except InputError:
            continue
    return ()
