"""What listening adds to what is known of files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from setlist.errors import Finding
from setlist.model import Heard, Record
from setlist.wording import escape_text


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
