"""A survey: everything that can be known of a folder of music without listening to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from setlist.errors import Finding
from setlist.library.curation import Entry, list_entries, read_library_files
from setlist.library.folder import Walk
from setlist.library.spelling import make_speller, spell_entry
from setlist.library.vocabulary import read_vocabulary
from setlist.model import AudioFile, Record, Vocabulary
from setlist.wording import escape_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything that is known of a folder of music before it is listened to.

    ``records`` are in the order of the files' names, ``entries`` with the library file nearest
    to the tracks first.  ``opened`` are the names of the files that were new or had changed;
    ``missing`` is what was known of files that are gone.  ``mark`` is that of the walk.
    """

    folder: Path
    mark: str
    records: tuple[Record, ...]
    entries: tuple[Entry, ...]
    vocabulary: Vocabulary
    findings: tuple[Finding, ...]
    opened: tuple[str, ...]
    missing: tuple[Record, ...]

    def unheard(self, *, measures_version: int) -> tuple[Path, ...]:
        """Give the files to listen to: never heard, or heard with measures of another version.

        Those that could not be heard the last time are among them.
        """
        return tuple(
            Path(record.file.path)
            for record in self.records
            if record.heard is None or record.heard[1].version != measures_version
        )


def survey_walk(walk: Walk, *, known: Mapping[str, Record]) -> Survey:
    """Read the library files of a folder, and the tags of its audio files.

    A file that is as it was known is not opened.

    Parameters
    ----------
    walk : Walk
        What stands in the folder.
    known : mapping
        From name to what is remembered of the file.

    Returns
    -------
    Survey
        Files that cannot be used are findings in it, as warnings.

    Raises
    ------
    InputError
        A library file or vocabulary in the folder is wrong.
    """
    library_files, own = read_library_files(walk.sidecars)
    vocabulary, doubles = read_vocabulary(own)
    entries, amiss = list_entries(library_files, (file.name for file in walk.files))
    speller = make_speller(vocabulary)
    spelt = tuple(spell_entry(entry, speller) for entry in entries)
    before = {name: record.file for name, record in known.items()}
    opened = walk.changed(before)
    fresh = _open_files(opened)
    records = tuple(fresh.get(file.name) or _carry(known[file.name], file) for file in walk.files)
    return Survey(
        folder=walk.folder,
        mark=walk.mark,
        records=records,
        entries=spelt,
        vocabulary=vocabulary,
        findings=(*walk.findings, *doubles, *amiss, *speller.findings),
        opened=tuple(file.name for file in opened),
        missing=tuple(known[name] for name in walk.missing(before)),
    )


def _open_files(files: tuple[AudioFile, ...]) -> dict[str, Record]:
    """Open files for their tags."""
    if not files:
        return {}
    from setlist.library.embedded import read_embedded  # noqa: PLC0415  # mutagen takes 40 ms to load; a survey that opens no file saves them

    return {file.name: Record(file=file, embedded=read_embedded(file.path)) for file in files}


def _carry(record: Record, file: AudioFile) -> Record:
    """Keep what is known of a file, under the path where it stands now."""
    if record.file.path == file.path:
        return record
    path = escape_text(file.path)
    findings = tuple(
        replace(finding, place=replace(finding.place, file=path)) for finding in record.findings
    )
    return replace(record, file=file, findings=findings)
