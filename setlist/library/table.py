"""A library as a table of comma-separated values, for people with spreadsheets."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from setlist.errors import Finding, InputError, Place, Severity
from setlist.library.cells import write_number
from setlist.library.columns import HEADER, Columns, count_columns, find_columns, names_tracks
from setlist.library.digest import digest_tracks
from setlist.library.ledger import Ledger
from setlist.library.rows import RowReader
from setlist.library.sheet import read_head, read_sheet, split_sheet
from setlist.library.vocabulary import read_vocabulary
from setlist.model import Library, LibraryStamp, Track, TrackId, Vocabulary
from setlist.wording import escape_text, fold_terms, guard_cell

_MOST_NAMED = 8
"""How many columns that are not known are named (our own)."""


def read_table(path: Path, *, vocabularies: Sequence[Path] = ()) -> Library:
    """Read a library from a table: a track a row, with or without audio on this machine.

    Tables of Exportify and others of the same fields are read too, whatever spreadsheet wrote
    them, in whatever encoding and with commas, semicolons or tabs.

    Parameters
    ----------
    path : Path
        The table.
    vocabularies : sequence of Path
        Vocabulary files of the clinic.

    Returns
    -------
    Library
        A row that cannot be used is a finding in it, as a warning.

    Raises
    ------
    InputError
        There is no such file; it has no header with a title and a length; not one row can be
        used; or a vocabulary file is wrong.
    """
    vocabulary, doubles = read_vocabulary(vocabularies)
    text, guessed = read_sheet(path)
    try:
        library = parse_table(text, path=path, vocabulary=vocabulary)
    except InputError as error:
        raise InputError(*guessed, *error.findings) from error
    return replace(library, findings=(*doubles, *guessed, *library.findings))


def is_table(path: Path) -> bool:
    """Tell a table of tracks from other files of the same kind, by its header.

    Parameters
    ----------
    path : Path
        The file; no more than its beginning is read.

    Raises
    ------
    InputError
        There is no such file, it is a folder, or it may not be read.
    """
    _, rows = split_sheet(read_head(path), count_known=count_columns)
    return names_tracks(next(rows, (1, None))[1] or [])


def parse_table(text: str, *, path: Path, vocabulary: Vocabulary) -> Library:
    """Make a library of the text of a table.

    Parameters
    ----------
    text : str
        The whole table.
    path : Path
        Where the table stands: the name in findings, and where relative paths begin.
    vocabulary : Vocabulary
        The words that tags are spelt by.

    Returns
    -------
    Library
        Tracks in the order of the rows; of two rows of one track the first counts.

    Raises
    ------
    InputError
        There is no header with a title and a length, or not one row can be used.
    """
    ledger = Ledger(file=escape_text(str(path)))
    delimiter, rows = split_sheet(text, count_known=count_columns)
    line, header = next(rows, (1, None))
    columns = find_columns(header or [])
    faults = tuple(_check_header(columns, header, Place(file=ledger.file, line=line)))
    if faults:
        raise InputError(*faults)
    _warn_of_columns(columns, ledger, line)
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120  # resolve() would lose the name a person gave
    reader = RowReader(
        columns=columns,
        ledger=ledger,
        vocabulary=vocabulary,
        folded=fold_terms(vocabulary),
        folder=folder,
        detail=escape_text(path.name),
        comma=delimiter == ";",
    )
    tracks = tuple(_read_rows(rows, reader))
    if not tracks:
        amiss = (replace(each, severity=Severity.ERROR) for each in ledger.findings())
        said, mend = "not one row of this table can be used", "mend its rows, or add some"
        raise InputError(*amiss, Finding(said=said, mend=mend, place=Place(file=ledger.file)))
    stamp = LibraryStamp(locator=str(path), digest=digest_tracks(tracks), tracks=len(tracks))
    return Library(stamp=stamp, tracks=tracks, vocabulary=vocabulary, findings=ledger.findings())


def write_table(tracks: Iterable[Track]) -> str:
    """Write tracks as a table that any spreadsheet opens, and `read_table` reads back.

    A table has no room for who rated what, works, instruments and codes: it holds the median
    of the ratings and the name of the licence.

    Parameters
    ----------
    tracks : iterable of Track
        The tracks, in the order of the rows.

    Returns
    -------
    str
        With a header; no cell of text is taken for a formula.  Lines end in CR and LF, as
        spreadsheets expect: write it to a file with ``newline=""``.
    """
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(HEADER)
    writer.writerows(_write_row(track) for track in tracks)
    return page.getvalue()


def _check_header(columns: Columns, header: list[str] | None, place: Place) -> Iterator[Finding]:
    """Say why a table cannot be read at all."""
    if not header:
        mend = f"begin it with a header: {','.join(HEADER)}"
        yield Finding(said="this table has no header", mend=mend, place=place)
        return
    if any("\0" in cell for cell in header):
        said = "its header holds NULs: it is probably UTF-16 text without a mark"
        yield Finding(said=said, mend="save it as CSV UTF-8", place=place)
    found = ", ".join(escape_text(cell[:40]) for cell in header[:_MOST_NAMED])
    if "title" not in columns.positions:
        said = f"there is no column of titles (found: {found})"
        yield Finding(said=said, mend="name it title in the header", place=place)
    if columns.positions.keys().isdisjoint(("duration_s", "duration_ms")):
        said = f"there is no column of lengths (found: {found})"
        mend = "name it duration_s in the header, or duration_ms for milliseconds"
        yield Finding(said=said, mend=mend, place=place)


def _warn_of_columns(columns: Columns, ledger: Ledger, line: int) -> None:
    """Say which columns are not read, and which are taken for what they may not be."""
    if columns.others:
        named = ", ".join(escape_text(name[:40]) for name in columns.others[:_MOST_NAMED])
        more = len(columns.others) - _MOST_NAMED
        said = f"not read: {named}" + (f" and {more} more columns" if more > 0 else "")
        ledger.warn(line, None, said, "nothing need be done, unless one is misspelt")
    if "loudness" in columns.positions and "loudness_lufs" not in columns.positions:
        said = "does not say that it is in LUFS, but is taken so"
        ledger.warn(line, "loudness", said, "scan the files once you have them")


def _read_rows(rows: Iterable[tuple[int, list[str] | None]], reader: RowReader) -> Iterator[Track]:
    """Give the track of every row that can be used, each track once."""
    seen: dict[TrackId, int] = {}
    for line, cells in rows:
        if cells is None:
            said = "cannot be split into cells: a quote is not closed, or a cell is too long"
            mend = "put quotes around cells, and double those inside; the row is left out"
            reader.ledger.warn(line, None, said, mend)
            continue
        track = reader.read(line, cells)
        if track is None:
            continue
        first = seen.setdefault(track.id, line)
        if first != line:
            said = f"is the same track as in line {first}"
            mend = "tell them apart by title or artist, or take one out; the first one counts"
            reader.ledger.warn(line, "title", said, mend)
        else:
            yield track


def _write_row(track: Track) -> tuple[str, ...]:
    """Write a track as cells, in the order of the header."""
    tags, measures = track.tags, track.measures
    intensity, loudness = tags.intensity(), measures.loudness_lufs
    return (
        track.id,
        guard_cell(tags.title or ""),
        guard_cell(tags.artist or ""),
        guard_cell(tags.album or ""),
        write_number(measures.duration_s),
        "" if intensity is None else write_number(intensity),
        tags.voice or "",
        guard_cell("; ".join(tags.languages)),
        guard_cell("; ".join(tags.words)),
        "" if loudness is None else write_number(loudness),
        guard_cell(tags.licence.name if tags.licence else ""),
        guard_cell(track.path or ""),
    )
