"""From a survey and what was heard to a library of tracks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from setlist.errors import Finding, InputError, Place, Severity
from setlist.library.curation import Entry
from setlist.library.digest import digest_tracks
from setlist.library.folder import SIDECAR_NAME
from setlist.library.matching import match_entries
from setlist.library.merging import merge_tags
from setlist.library.record import add_outcome
from setlist.library.survey import Survey
from setlist.model import Heard, Library, LibraryStamp, Origin, Record, Source, Track, TrackId
from setlist.units import Seconds
from setlist.wording import escape_text

_LIE_S = Seconds(2.0)
"""A header off by more is a finding; of 40 files known to lie, 39 were (our own trial)."""

_SCAN = "run: setlist library scan, with this folder"


def assemble_library(
    survey: Survey, *, heard: Mapping[Path, Heard], failures: Iterable[Finding] = ()
) -> Library:
    """Make a library of everything that is known of a folder of music.

    A file that was not heard is no track.  Of several files with the same sound the first in
    the order of names is the track, and everything said about the others counts for it.

    Parameters
    ----------
    survey : Survey
        The files with their tags.
    heard : mapping
        From path to identity and measures, for files that were listened to since.
    failures : iterable of Finding
        What was found amiss while listening.

    Returns
    -------
    Library
        Tracks in the order of names.  The digest of its stamp depends on sounds, tags and
        measures alone: it is the same wherever the folder stands.

    Raises
    ------
    InputError
        Not one file could be listened to.
    """
    records, loose = add_outcome(survey.records, heard=heard, findings=tuple(failures))
    amiss = [finding for record in records for finding in _list_amiss(record)]
    ids = {record.file.name: record.heard[0] for record in records if record.heard}
    if not ids:
        raise InputError(*amiss, *loose, _nothing_heard(survey, tried=bool(amiss)))
    names = tuple(record.file.name for record in records)
    matched, unmatched = match_entries(survey.entries, names=names, ids=ids)
    findings = [*survey.findings, *amiss, *loose, *_count_unheard(survey, records), *unmatched]
    groups: dict[TrackId, list[Record]] = {}
    for record in records:
        if record.heard:
            groups.setdefault(record.heard[0], []).append(record)
    tracks = []
    for first, *others in groups.values():
        group = (first, *others)
        entries = [entry for record in group for entry in matched.get(record.file.name, ())]
        track = _make_track(first, entries)
        tracks.append(track)
        findings += [_double(record, first) for record in others]
        findings += _list_lies(first, track)
    digest = digest_tracks(tracks)
    stamp = LibraryStamp(locator=str(survey.folder), digest=digest, tracks=len(tracks))
    return Library(
        stamp=stamp,
        tracks=tuple(tracks),
        vocabulary=survey.vocabulary,
        findings=tuple(findings),
    )


def _make_track(record: Record, entries: Sequence[Entry]) -> Track:
    """Make a track of a file that was heard and what is said about it."""
    assert record.heard is not None
    track_id, measures = record.heard
    tags, origins = merge_tags(record, entries)
    measured = Origin(field="measures", source=Source.MEASURED, detail=str(measures.version))
    return Track(
        id=track_id,
        path=record.file.path,
        tags=tags,
        measures=measures,
        origins=(*origins, measured),
    )


def _list_amiss(record: Record) -> Iterator[Finding]:
    """Say what is amiss with one file; tags are nothing to speak of where there is no sound."""
    if record.embedded.fault and (record.heard or not record.findings):
        said = f"its tags cannot be read ({record.embedded.fault})"
        mend = f"the sound may be whole: say what it is in {SIDECAR_NAME}, or copy the file again"
        yield _warn(record, said, mend)
    yield from record.findings


def _double(record: Record, first: Record) -> Finding:
    """Say that a file holds the same sound as another."""
    said = f"holds the same sound as {escape_text(first.file.name)}, which is kept"
    mend = "delete one of the two files; what library files say of either counts"
    return _warn(record, said, mend)


def _list_lies(record: Record, track: Track) -> Iterator[Finding]:
    """Say that a header declares a length that the sound does not have, unless that is known."""
    declared_s, measured_s = record.embedded.declared_s, track.measures.duration_s
    if declared_s is None or record.findings or abs(declared_s - measured_s) <= _LIE_S:
        return
    said = f"its header declares {declared_s:.1f} s, but it holds {measured_s:.1f} s of sound"
    yield _warn(record, said, "the sound counts; if some of it is missing, copy the file again")


def _warn(record: Record, said: str, mend: str) -> Finding:
    """Make a warning about a file."""
    place = Place(file=escape_text(record.file.path))
    return Finding(said=said, mend=mend, place=place, severity=Severity.WARNING)


def _count_unheard(survey: Survey, records: Iterable[Record]) -> Iterator[Finding]:
    """Say how many files nobody listened to yet."""
    count = sum(not record.heard and not record.findings for record in records)
    if count:
        said = f"{count} audio file{' was' if count == 1 else 's were'} not listened to yet"
        yield Finding(said=said, mend=_SCAN, place=_folder(survey), severity=Severity.WARNING)


def _nothing_heard(survey: Survey, *, tried: bool) -> Finding:
    """Say that there is nothing to plan with, because nobody listened or nothing can be heard."""
    if tried:
        said, mend = "not one audio file of this folder can be listened to", "copy the files again"
    else:
        said, mend = "not one audio file of this folder was listened to yet", _SCAN
    return Finding(said=said, mend=mend, place=_folder(survey))


def _folder(survey: Survey) -> Place:
    """Give the place of the whole library."""
    return Place(file=escape_text(str(survey.folder)))
