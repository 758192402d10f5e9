"""What is known of one audio file of a library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from setlist.errors import Finding
from setlist.library.words import escape_text
from setlist.model import Measures, Tags, TrackId
from setlist.units import Seconds

Heard = tuple[TrackId, Measures]
"""What listening to a file gives: which sound it is, and its measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioFile:
    """One audio file: where it is, and what tells that it has not changed.

    ``path`` is absolute, and plain text because a survey of many files makes no other use of
    it; ``name`` is relative to the library, with ``/`` on every system.
    """

    path: str
    name: str
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """What a file says about itself; ``fault`` tells why its tags could not be read.

    ``declared_s`` is the length in its header, which may lie.
    """

    tags: Tags = field(default_factory=Tags)
    declared_s: Seconds | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One audio file, what it says about itself, and what listening to it gave.

    ``findings`` are what listening found amiss.  A file that has some and was not heard could
    not be listened to; one that has none was not listened to yet.
    """

    file: AudioFile
    embedded: Embedded
    heard: Heard | None = None
    findings: tuple[Finding, ...] = ()


def add_outcome(
    records: Iterable[Record], *, heard: Mapping[Path, Heard], findings: Sequence[Finding]
) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """Add to records what listening gave now; it replaces what it gave before.

    Parameters
    ----------
    records : iterable of Record
        What was known before.
    heard : mapping
        From path to identity and measures.
    findings : sequence of Finding
        What was found amiss; the ``file`` of its place tells which record each belongs to.

    Returns
    -------
    tuple of Record
        In the order given.
    tuple of Finding
        Those that belong to no record.
    """
    fresh = {str(path): result for path, result in heard.items()}
    waiting: dict[str | None, list[Finding]] = {}
    for finding in findings:
        file = finding.place.file and escape_text(finding.place.file)
        place = replace(finding.place, file=file)
        waiting.setdefault(file, []).append(replace(finding, place=place))
    added = []
    for record in records:
        new = fresh.get(record.file.path)
        amiss = tuple(waiting.pop(escape_text(record.file.path), ()))
        known = record if new is None and not amiss else replace(record, heard=new, findings=amiss)
        added.append(known)
    return tuple(added), tuple(finding for group in waiting.values() for finding in group)
