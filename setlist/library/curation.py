"""Library files (``setlist.library.toml``): what curators say about the tracks beside them.

A library file speaks of the files in its own folder and below.  Where several speak of one
track, the nearest to the track wins, value by value.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from setlist.documents import Document, read_text, read_toml
from setlist.errors import Finding, InputError, Place, Severity
from setlist.model import Sidecar, SidecarTrack
from setlist.wording import escape_text

_OUTWARD = re.compile(r"[/\\]|[A-Za-z]:|(.*[/\\])?\.\.([/\\]|$)", re.DOTALL)
"""Begins at the root of a disk, or goes up a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFile:
    """One library file as it was read.

    ``name`` is its path relative to the library, ``folder`` the part of it that every file it
    speaks of begins with (empty at the top, else ending in ``/``).
    """

    document: Document[Sidecar]
    name: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one library file says about one track.

    ``name`` is the file that its path names, relative to the library, or None if there is no
    such file or no path.
    """

    said: SidecarTrack
    name: str | None
    file: LibraryFile
    position: int

    def place(self, *path: str | int) -> Place:
        """Give the place of this entry, or of a value in it."""
        return self.file.document.place("track", self.position, *path)


def read_library_files(
    sidecars: Iterable[tuple[str, Path]],
) -> tuple[tuple[LibraryFile, ...], tuple[Path, ...]]:
    """Read every library file of a folder tree.

    Parameters
    ----------
    sidecars : iterable of (str, Path)
        Each library file, after the folder it stands in, relative to the library.

    Returns
    -------
    tuple of LibraryFile
        In the order given.
    tuple of Path
        The vocabulary files that they name, each once.

    Raises
    ------
    InputError
        One of them is wrong; every fault of all of them is named.  To go on without it would
        lose ratings, and what an exclusion looks for, in silence.
    """
    files: list[LibraryFile] = []
    vocabularies: list[Path] = []
    faults: list[Finding] = []
    for folder, path in sidecars:
        try:
            document = read_toml(read_text(path), file=escape_text(str(path)), noun=Sidecar)
        except InputError as error:
            faults += error.findings
            continue
        files.append(LibraryFile(document=document, name=folder + path.name, folder=folder))
        vocabularies += [path.parent / own for own in document.value.vocabularies]
    if faults:
        raise InputError(*faults)
    return tuple(files), tuple(dict.fromkeys(vocabularies))


def list_entries(
    files: Iterable[LibraryFile], names: Iterable[str]
) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Give every entry of every library file with the audio file that its path names.

    Parameters
    ----------
    files : iterable of LibraryFile
        Library files of one folder tree.
    names : iterable of str
        Every audio file, relative to the library.

    Returns
    -------
    tuple of Entry
        Those that say of which track they speak, the library files deepest in the tree first.
    tuple of Finding
        A warning for each of the others, and for each that its file holds twice.
    """
    known = {_compose(name): name for name in names}
    entries: list[Entry] = []
    findings: list[Finding] = []
    for file in sorted(files, key=lambda file: -file.folder.count("/")):
        seen: dict[str, Entry] = {}
        for position, said in enumerate(file.document.value.track):
            name = _find_file(said, file, known)
            entry = Entry(said=said, name=name, file=file, position=position)
            finding = _refuse(entry, seen)
            if finding:
                findings.append(finding)
            else:
                entries.append(entry)
    return tuple(entries), tuple(findings)


def _compose(name: str) -> str:
    """Give the composed form of a name: é as one character, however the disk spells it."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _find_file(said: SidecarTrack, file: LibraryFile, known: Mapping[str, str]) -> str | None:
    """Find the audio file that a path names; either slash will do."""
    if said.path is None or _OUTWARD.match(said.path):
        return None
    for spelt in (said.path, said.path.replace("\\", "/")):
        asked = file.folder + str(PurePosixPath(spelt))
        if asked in known:
            return known[asked]
        if (composed := _compose(asked)) in known:
            return known[composed]
    return None


def _refuse(entry: Entry, seen: dict[str, Entry]) -> Finding | None:
    """Say why an entry cannot count, and note it in ``seen`` if it can."""
    path = entry.said.path
    if path is None and entry.said.id is None:
        return _warn(entry.place(), "names no track", "add path, relative to this file, or id")
    if path is not None and _OUTWARD.match(path):
        said = "the path leaves the folder of this file"
        mend = "give a path below it, with / between folders"
        return _warn(entry.place("path"), said, mend)
    key = entry.said.id or entry.name or path or ""
    first = seen.setdefault(key, entry)
    if first is not entry:
        said = f"speaks of the same track as the entry in line {first.place().line}"
        return _warn(entry.place(), said, "make one entry of the two; the first one counts")
    return None


def _warn(place: Place, said: str, mend: str) -> Finding:
    """Make a warning."""
    return Finding(said=said, mend=mend, place=place, severity=Severity.WARNING)
