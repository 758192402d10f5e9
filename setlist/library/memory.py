"""What earlier scans found out, kept beside the library in ``setlist.measures.json``.

A file whose name, size and time of change are the same is never opened again.  The memory is
a convenience and nothing more: one that is broken, or that a person edited, is left aside and
everything is read again.  It holds no absolute path.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from setlist.errors import Finding, Place, Severity
from setlist.files import write_whole
from setlist.library.words import escape_text
from setlist.model import AudioFile, Embedded, Licence, Measures, Record, Tags, TrackId, Work

MEMORY_NAME = "setlist.measures.json"

_SCHEMA = 1
_HEAD = '{{"schema": 1, "digest": "{digest}", "files": '

Row = Mapping[str, Any]
"""One file as it stands in the memory; the digest vouches that it was written by this room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What stands in the places of a memory: of each, its rows by file name."""

    shelves: tuple[Mapping[str, Row], ...]

    def recall(self, file: AudioFile, *, measures_version: int) -> Record | None:
        """Give what is known of a file, or None if it is new or has changed.

        Measures of another version count as not heard; the tags beside them stay known.
        """
        for rows in self.shelves:
            row = rows.get(file.name)
            if row and row["size"] == file.size_bytes and row["mtime"] == file.mtime_ns:
                return _revive(row, file, measures_version)
        return None

    def holds_just(self, count: int) -> bool:
        """Tell whether one place holds so many files and no other."""
        return any(len(rows) == count for rows in self.shelves)


def read_memory(paths: Iterable[Path]) -> tuple[Memory, tuple[Finding, ...]]:
    """Read what earlier scans wrote.

    Parameters
    ----------
    paths : iterable of Path
        Where a memory may stand, the first to be believed first; it need not stand there.

    Returns
    -------
    Memory
        Every row that could be read.
    tuple of Finding
        A warning for each memory that cannot be used.
    """
    shelves = []
    findings = []
    for path in paths:
        try:
            shelves.append(_read_rows(path.read_text(encoding="ascii")))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            findings.append(
                Finding(
                    said="cannot be used; every file is read and measured again",
                    mend="nothing need be done: it will be written anew",
                    place=Place(file=escape_text(str(path))),
                    severity=Severity.WARNING,
                )
            )
    return Memory(shelves=tuple(shelves)), tuple(findings)


def write_memory(path: Path, records: Iterable[Record], *, measures_version: int) -> None:
    """Write what is known of files, whole or not at all.

    Parameters
    ----------
    path : Path
        The memory; one that stands there is replaced.
    records : iterable of Record
        What is known, in the order in which it is to stand.
    measures_version : int [>= 1]
        Which measures the files were listened to with.

    Raises
    ------
    InputError
        The folder is missing or cannot be written, or the disk is full.
    """
    rows = ((record.file.name, _write_row(record, measures_version)) for record in records)
    lines = [f"{json.dumps(name)}: {row}" for name, row in rows]
    body = "{\n" + ",\n".join(lines) + "\n}}\n"
    with write_whole(path, force=True) as part:
        part.write_text(_HEAD.format(digest=_digest(body)) + body, encoding="ascii")


def plain_fields(noun: object) -> dict[str, object]:
    """Give the fields of a noun that hold something, for ``json`` to write."""
    values = ((name, getattr(noun, name)) for name in type(noun).__slots__)  # type: ignore[attr-defined]  # every noun of the model has slots
    return {name: value for name, value in values if value is not None and value != ()}


def _read_rows(text: str) -> dict[str, Row]:
    """Read the rows of a memory; one of another schema has none.

    The digest stands for a check of every value: a text that still has it is one that was
    written here.
    """
    whole = json.loads(text)
    if whole["schema"] != _SCHEMA:
        return {}
    body = text[len(_HEAD.format(digest=whole["digest"])) :]
    if whole["digest"] != _digest(body):
        message = "changed since it was written"
        raise ValueError(message)
    rows: dict[str, Row] = whole["files"]
    return rows


def _digest(body: str) -> str:
    """Give the digest of the rows as they are written."""
    return hashlib.sha256(body.encode("ascii")).hexdigest()


def _write_row(record: Record, measures_version: int) -> str:
    """Write one row on one line; the file of a finding is left out, as it is the row's own."""
    row: dict[str, object] = {"size": record.file.size_bytes, "mtime": record.file.mtime_ns}
    row |= plain_fields(record.embedded)
    if record.heard or record.findings:
        row["version"] = measures_version
    if record.heard:
        row["id"], row["measures"] = record.heard
    if record.findings:
        row["findings"] = [(each.said, each.mend, each.severity) for each in record.findings]
    return json.dumps(row, default=plain_fields, separators=(",", ":"))


def _revive(row: Row, file: AudioFile, measures_version: int) -> Record | None:
    """Make a record of a row, or None if another setlist wrote it with other fields."""
    try:
        embedded = _revive_embedded(row)
        if row.get("version") != measures_version:
            return Record(file=file, embedded=embedded)
        heard = None
        if measures := row.get("measures"):
            profile = tuple(measures.get("profile_lufs", ()))
            heard = (TrackId(row["id"]), Measures(**{**measures, "profile_lufs": profile}))
        findings = tuple(_revive_finding(each, file) for each in row.get("findings", ()))
        return Record(file=file, embedded=embedded, heard=heard, findings=findings)
    except (KeyError, TypeError, ValueError):
        return None


def _revive_finding(row: Sequence[str], file: AudioFile) -> Finding:
    """Make a finding about a file of what stands in its row."""
    said, mend, severity = row
    place = Place(file=escape_text(file.path))
    return Finding(said=said, mend=mend, place=place, severity=Severity(severity))


def _revive_embedded(row: Row) -> Embedded:
    """Make of a row what the file says about itself."""
    tags = dict(row["tags"])
    if "languages" in tags:
        tags["languages"] = tuple(tags["languages"])
    if "work" in tags:
        tags["work"] = Work(**tags["work"])
    if "licence" in tags:
        licence = tags["licence"]
        tags["licence"] = Licence(name=licence["name"], holder=licence.get("holder"))
    return Embedded(tags=Tags(**tags), declared_s=row.get("declared_s"), fault=row.get("fault"))
