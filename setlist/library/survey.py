"""A survey: everything that can be known of a folder of music without listening to it."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from setlist.errors import Finding, InputError, Place, Severity
from setlist.library.curation import Entry, list_entries, read_library_files
from setlist.library.folder import AUDIO_SUFFIXES, SIDECAR_NAME, walk_folder
from setlist.library.memory import MEMORY_NAME, read_memory, write_memory
from setlist.library.record import add_outcome
from setlist.library.spelling import make_speller, spell_entry
from setlist.library.vocabulary import read_vocabulary
from setlist.library.words import escape_text
from setlist.model import AudioFile, Heard, Record, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything that is known of a folder of music before it is listened to.

    ``records`` are in the order of the files' names, ``entries`` with the library file nearest
    to the tracks first.  ``memories`` are the places where findings out may be kept, the best
    first; ``remembered`` tells that nothing is known that is not kept already.
    """

    folder: Path
    records: tuple[Record, ...]
    entries: tuple[Entry, ...]
    vocabulary: Vocabulary
    findings: tuple[Finding, ...]
    memories: tuple[Path, ...]
    remembered: bool
    measures_version: int

    def unheard(self) -> tuple[Path, ...]:
        """Give the files to listen to, those included that could not be heard the last time."""
        return tuple(Path(record.file.path) for record in self.records if record.heard is None)


def survey_folder(folder: Path, *, measures_version: int, fallback: Path | None = None) -> Survey:
    """Find the audio files of a folder, with their tags and what is remembered of them.

    A file that has not changed since it was last remembered is not opened.

    Parameters
    ----------
    folder : Path
        The top of the library.
    measures_version : int [>= 1]
        Measures of another version count as not heard.
    fallback : Path, optional
        A folder of the user's own, for the memory of libraries that cannot be written.

    Returns
    -------
    Survey
        Files that cannot be used are findings in it, as warnings.

    Raises
    ------
    InputError
        The folder is missing, is a file, or holds no audio; or a library file or vocabulary
        in it is wrong.
    """
    root = Path(os.path.abspath(folder))  # noqa: PTH100  # resolve() would lose the name a person gave
    walk = walk_folder(root)
    if not walk.files:
        raise InputError(*walk.findings, _no_audio(root))
    library_files, own = read_library_files(walk.sidecars)
    vocabulary, doubles = read_vocabulary(own)
    entries, amiss = list_entries(library_files, (file.name for file in walk.files))
    speller = make_speller(vocabulary)
    spelt = tuple(spell_entry(entry, speller) for entry in entries)
    memories = _memory_places(root, fallback)
    memory, broken = read_memory(memories)
    known = [memory.recall(file, measures_version=measures_version) for file in walk.files]
    records = _fill_gaps(known, walk.files)
    faults = tuple(_broken_tags(record) for record in records if record.embedded.fault)
    return Survey(
        folder=root,
        records=records,
        entries=spelt,
        vocabulary=vocabulary,
        findings=(*broken, *walk.findings, *faults, *doubles, *amiss, *speller.findings),
        memories=memories,
        remembered=None not in known and memory.holds_just(len(known)),
        measures_version=measures_version,
    )


def remember(
    survey: Survey, heard: Mapping[Path, Heard], failures: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Keep what was found out, so that the next survey opens only what has changed.

    Parameters
    ----------
    survey : Survey
        The survey whose files were listened to.
    heard : mapping
        From path to identity and measures, for as many files as were heard by now.
    failures : iterable of Finding
        What was found amiss while listening.

    Returns
    -------
    tuple of Finding
        One warning if it could be kept nowhere; the work goes on without.
    """
    failures = tuple(failures)
    if survey.remembered and not heard and not failures:
        return ()
    records, _ = add_outcome(survey.records, heard=heard, findings=failures)
    refusals: list[Finding] = []
    for place in survey.memories:
        try:
            if place.parent != survey.folder:
                place.parent.mkdir(parents=True, exist_ok=True)
            write_memory(place, records, measures_version=survey.measures_version)
        except InputError as error:
            refusals += error.findings
        except OSError as error:
            said = f"cannot be written: {error.strerror or error}"
            refusals.append(_warn(place, said, "choose a folder that can be written"))
        else:
            return ()
    return (replace(refusals[0], severity=Severity.WARNING),)


def _fill_gaps(known: Sequence[Record | None], files: Sequence[AudioFile]) -> tuple[Record, ...]:
    """Open the files that are new or have changed, for their tags."""
    if None not in known:
        return tuple(record for record in known if record)
    from setlist.library.embedded import read_embedded  # noqa: PLC0415  # mutagen takes 40 ms to load; a survey that opens no file saves them

    return tuple(
        record or Record(file=file, embedded=read_embedded(file.path))
        for record, file in zip(known, files, strict=True)
    )


def _memory_places(root: Path, fallback: Path | None) -> tuple[Path, ...]:
    """Give where the memory of a library may stand, the best first."""
    beside = root / MEMORY_NAME
    if fallback is None:
        return (beside,)
    mark = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    return (beside, fallback / f"{mark}.json")


def _broken_tags(record: Record) -> Finding:
    """Say that the tags of a file cannot be read."""
    said = f"its tags cannot be read ({record.embedded.fault})"
    mend = f"the sound may be whole: say what it is in {SIDECAR_NAME}, or copy the file again"
    return _warn(Path(record.file.path), said, mend)


def _no_audio(root: Path) -> Finding:
    """Say that there is nothing to plan with."""
    kinds = ", ".join(sorted(suffix[1:] for suffix in AUDIO_SUFFIXES))
    place = Place(file=escape_text(str(root)))
    mend = f"choose a folder with music in it ({kinds})"
    return Finding(said="there is no audio in this folder", mend=mend, place=place)


def _warn(path: Path, said: str, mend: str) -> Finding:
    """Make a warning about a file."""
    place = Place(file=escape_text(str(path)))
    return Finding(said=said, mend=mend, place=place, severity=Severity.WARNING)
