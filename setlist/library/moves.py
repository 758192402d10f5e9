"""Files that are gone: which of them were only moved, and which are missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from setlist.errors import Finding, Place, Severity
from setlist.model import AudioFile, Record, TrackId
from setlist.wording import escape_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Each old name with the new one, and what there is to say about all files that are gone."""

    renamed: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def recognise_moves(missing: Sequence[Record], new: Sequence[tuple[AudioFile, TrackId]]) -> Moves:
    """Tell which of the files that are gone stand somewhere else now.

    A file is recognised by its sound.  Where several files with one sound are gone and several
    came, those of the same last name belong together, the rest in the order of their names.

    Parameters
    ----------
    missing : sequence of Record
        What was known of the files that are gone.
    new : sequence of (AudioFile, TrackId)
        The files that came, each with the sound that was heard in it.

    Returns
    -------
    Moves
        With a warning for every file that is gone, in the order of the old names.
    """
    arrived: dict[TrackId, list[AudioFile]] = {}
    for file, track_id in sorted(new, key=lambda pair: pair[0].name):
        arrived.setdefault(track_id, []).append(file)
    found = _pair(missing, arrived, same_name=True)
    found |= _pair(
        (record for record in missing if record.file.name not in found), arrived, same_name=False
    )
    gone = sorted(missing, key=lambda record: record.file.name)
    names = tuple(
        (old.file.name, found[old.file.name].name) for old in gone if old.file.name in found
    )
    findings = tuple(_say(record, found.get(record.file.name)) for record in gone)
    return Moves(renamed=names, findings=findings)


def _pair(
    missing: Iterable[Record], arrived: dict[TrackId, list[AudioFile]], *, same_name: bool
) -> dict[str, AudioFile]:
    """Find for files that are gone one of the same sound, and take it out of ``arrived``."""
    found = {}
    for record in sorted(missing, key=lambda record: record.file.name):
        files = arrived.get(record.heard[0], []) if record.heard else []
        last = PurePosixPath(record.file.name).name
        fitting = (it for it in files if not same_name or PurePosixPath(it.name).name == last)
        file = next(fitting, None)
        if file is not None:
            files.remove(file)
            found[record.file.name] = file
    return found


def _say(record: Record, now: AudioFile | None) -> Finding:
    """Say where a file went, or that it is missing."""
    old = escape_text(record.file.name)
    if now is not None:
        new = escape_text(now.name)
        return Finding(
            said=f"was moved from {old} to {new}: nothing is lost",
            mend="nothing need be done, unless a library file names it by its old path",
            place=Place(file=escape_text(now.path)),
            severity=Severity.WARNING,
        )
    return Finding(
        said="is missing: the file was here, and no new file holds its sound",
        mend="put it back; what was said about it is kept and will count again",
        place=Place(file=escape_text(record.file.path)),
        severity=Severity.WARNING,
    )
