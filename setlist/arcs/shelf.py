"""The shelf: folders of arc files, the person's own before the shipped ones."""

from collections.abc import Sequence
from pathlib import Path

from setlist.documents import Document, quote, read_text, suggest
from setlist.documents import open_arc as open_text
from setlist.errors import Finding, InputError
from setlist.model import Arc

_MOST_BYTES = 1 << 20
"""1 MiB (our own): a hundred times the longest arc that ships."""


def list_arcs(folders: Sequence[Path]) -> tuple[Arc, ...]:
    """Read every arc of the shelf.

    Parameters
    ----------
    folders : sequence of Path
        Where arcs stand; an arc hides one of the same name in a later folder.

    Returns
    -------
    tuple of Arc
        In order of name.

    Raises
    ------
    InputError
        Arc files are wrong; all faults of all files are said at once.
    """
    found: list[Arc] = []
    faults: list[Finding] = []
    for path in _list_files(folders).values():
        try:
            found.append(_open(path).value)
        except InputError as error:
            faults += error.findings
    if faults:
        raise InputError(*faults)
    return tuple(found)


def find_arc(name_or_path: str, *, folders: Sequence[Path]) -> Arc:
    """Read an arc by its name on the shelf, or by the path of its file.

    Parameters
    ----------
    name_or_path : str
        ``"inward"``, or ``"my/own-arc.toml"``.
    folders : sequence of Path
        Where arcs stand, the first that has the name counts.

    Raises
    ------
    InputError
        There is no such arc (the nearest is named), or its file is wrong.
    """
    return open_arc(name_or_path, folders=folders).value


def open_arc(name_or_path: str, *, folders: Sequence[Path]) -> Document[Arc]:
    """Read an arc as `find_arc` does, and keep where each part of it stands in its file."""
    files = _list_files(folders)
    if name_or_path in files:
        return _open(files[name_or_path])
    if "/" in name_or_path or "\\" in name_or_path or name_or_path.endswith(".toml"):
        return _open(Path(name_or_path))
    near = suggest(name_or_path, files)
    known = "give one of " + ", ".join(files) if files else "there are none on the shelf"
    raise InputError(
        Finding(
            said=f"there is no arc {quote(name_or_path)}",
            mend=(f"did you mean {near}? " if near else "") + f"{known}, or the path of a file",
        )
    )


def _list_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Give the arc files of all folders by name, in order of name."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in folder.glob("*.toml"):
            files.setdefault(path.stem, path)
    return dict(sorted(files.items()))


def _open(path: Path) -> Document[Arc]:
    """Read one arc file."""
    text = read_text(path, most_bytes=_MOST_BYTES)
    return open_text(text, file=str(path), name=path.stem)
