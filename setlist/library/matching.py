"""Which entries of library files speak of which audio files, and which speak of none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath

from setlist.errors import Finding, Severity
from setlist.library.curation import Entry
from setlist.model import TrackId
from setlist.wording import escape_text

_LIKENESS = 0.6
_MOST_COMPARED = 2000
_MOST_SOUGHT = 20
"""How many names are compared, and for how many entries (our own): a library that moved as a
whole misses thousands, and comparing all with all would take minutes."""


@dataclass(slots=True)
class _Names:
    """The names of a library's files, to find the nearest to one that is missing."""

    names: tuple[str, ...]
    by_stem: dict[str, str] = field(default_factory=dict)
    sought: int = 0

    def nearest(self, asked: str) -> str | None:
        """Give the name that was probably meant: the same file elsewhere, else one like it."""
        if not self.by_stem:
            self.by_stem = {_stem(name): name for name in reversed(self.names)}
        stem = _stem(asked)
        if stem in self.by_stem:
            return self.by_stem[stem]
        if self.sought >= _MOST_SOUGHT:
            return None
        self.sought += 1
        folder = PurePosixPath(asked).parent
        beside = {_stem(name): name for name in self.names if PurePosixPath(name).parent == folder}
        for known in (beside, self.by_stem):
            near = get_close_matches(stem, list(known)[:_MOST_COMPARED], n=1, cutoff=_LIKENESS)
            if near:
                return known[near[0]]
        return None


def _stem(name: str) -> str:
    """Give the last part of a name without its suffix, case aside."""
    return PurePosixPath(name).stem.casefold()


def match_entries(
    entries: Iterable[Entry], *, names: tuple[str, ...], ids: Mapping[str, TrackId]
) -> tuple[dict[str, list[Entry]], tuple[Finding, ...]]:
    """Find the files that entries speak of.

    An entry with an id goes with the sound, wherever below its folder the file now is; a path
    beside it is then only a memory aid.

    Parameters
    ----------
    entries : iterable of Entry
        Entries, the one to believe first first.
    names : tuple of str
        Every audio file, relative to the library.
    ids : mapping
        From name to identity, for the files that were heard.

    Returns
    -------
    dict
        For each file that is spoken of, its entries in the order given.
    tuple of Finding
        A warning for every entry whose file is missing or holds another sound.
    """
    holders: dict[str, list[str]] = {}
    for name, track_id in ids.items():
        holders.setdefault(track_id, []).append(name)
    known = _Names(names=names)
    matched: dict[str, list[Entry]] = {}
    findings = []
    for entry in entries:
        found = [entry.name] if entry.name else []
        if entry.said.id:
            folder = entry.file.folder
            found = [name for name in holders.get(entry.said.id, ()) if name.startswith(folder)]
        for name in found:
            matched.setdefault(name, []).append(entry)
        if not found and (entry.name is None or entry.name in ids):
            findings.append(_missing(entry, known))
    return matched, tuple(findings)


def _missing(entry: Entry, known: _Names) -> Finding:
    """Say that the file of an entry is missing, or is not the one that was meant."""
    path, key = entry.said.path, "id"
    if entry.name is not None:
        said = "the file at this path holds another sound than the one with this id"
        mend = "listen to it and change the id, or put the right file back"
    elif path is None:
        said = "no file of the library holds the sound with this id"
        mend = "put the file back, or take this entry out"
    else:
        key, said = "path", "there is no such file"
        mend = "put the file back, correct the path, or take this entry out"
        near = known.nearest(entry.file.folder + path)
        if near:
            mend = f"did you mean {escape_text(near.removeprefix(entry.file.folder))}? Or {mend}"
    return Finding(said=said, mend=mend, place=entry.place(key), severity=Severity.WARNING)
