"""A curation as CSV, a row for each thing that is said, for people with spreadsheets.

The columns are ``schema track isrc musicbrainz_id title artist duration_s field value by on
clinic standing reviewer``; reading needs ``track``, ``field``, ``by`` and ``on``.  A row whose
``field`` is ``review`` is a review stamp with its version as the value, one without a field
only says how a track is recognised.  An empty value takes back what was said.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from setlist.curation.checking import Checker, Slip, check_key
from setlist.curation.merging import merge
from setlist.curation.schema import SCHEMA, refuse_newer
from setlist.documents import quote, suggest
from setlist.errors import Finding, InputError, Place
from setlist.model import Curation, Field, Review, Standing, Statement, TrackId, TrackKey
from setlist.units import Seconds
from setlist.wording import free_cell, guard_cell

_KEY_COLUMNS = ("track", "isrc", "musicbrainz_id", "title", "artist", "duration_s")
_COLUMNS = (
    "schema",
    *_KEY_COLUMNS,
    *("field", "value", "by", "on", "clinic", "standing", "reviewer"),
)
_NEEDED = ("track", "field", "by", "on")
_REVIEW = "review"
_FIELDS = {member.value: member for member in Field}
_STANDINGS = {member.value: member for member in Standing} | {"": Standing.SAID}
_STRANGE = re.compile("[\x00\ud800-\udfff]")
_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_DELIMITERS = ",;\t|"

Row = Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What was read of a file so far, and what is wrong with it."""

    file: str
    checker: Checker = field(default_factory=Checker)
    keys: dict[tuple[str, ...], TrackKey] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, line: int, slip: Slip) -> None:
        """Note something that is wrong in a line."""
        place = Place(file=self.file, line=line, field=slip.key or None)
        self.findings.append(Finding(said=slip.said, mend=slip.mend, place=place))


def write_rows(curation: Curation) -> str:
    """Write a curation that is in order as CSV; each row says of which track it speaks."""
    heads = {key.track: _write_key(key) for key in curation.keys}
    silent = dict(heads)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for each in curation.statements:
        silent.pop(each.track, None)
        said = (each.value or "", each.by, each.on, each.clinic, each.standing.value)
        row = (each.field.value, *said, each.reviewer or "")
        writer.writerow((*heads[each.track], *map(guard_cell, row)))
    for review in curation.reviews:
        silent.pop(review.track, None)
        row = (_REVIEW, review.version, review.by, review.on, review.clinic, "", "")
        writer.writerow((*heads[review.track], *map(guard_cell, row)))
    for head in silent.values():
        writer.writerow((*head, *[""] * (len(_COLUMNS) - len(head))))
    return stream.getvalue()


def read_rows(text: str, file: str) -> Curation:
    """Read a curation from CSV, or say every fault of it.

    Commas, semicolons and tabs may stand between cells, whatever a spreadsheet wrote.
    """
    text = text.removeprefix("\ufeff")
    reading = _Reading(file=file)
    strange = _STRANGE.search(text)
    if strange is not None:
        mend = "check that this is the file you meant; save it as UTF-8"
        line = text.count("\n", 0, strange.start()) + 1
        reading.refuse(line, Slip("", "holds characters that are no text", mend))
        raise InputError(*reading.findings)
    for line, row in _list_rows(text, reading):
        _read_row(line, row, reading)
    if reading.findings:
        raise InputError(*sorted(reading.findings, key=lambda each: each.place.line or 0))
    return merge(
        Curation(
            keys=tuple(reading.keys.values()),
            statements=tuple(reading.statements),
            reviews=tuple(reading.reviews),
        )
    )


def _write_key(key: TrackKey) -> tuple[str, ...]:
    """Give the cells that say which track it is."""
    duration = "" if key.duration_s is None else repr(float(key.duration_s))
    names = (key.isrc or "", key.musicbrainz_id or "", key.title or "", key.artist or "")
    return (str(SCHEMA), *map(guard_cell, (key.track, *names)), duration)


def _list_rows(text: str, reading: _Reading) -> Iterator[tuple[int, Row]]:
    """Give each row that holds anything with the line it begins on."""
    skipped = _SEPARATOR.match(text)
    delimiter = skipped[1] if skipped else _find_delimiter(text)
    first = 2 if skipped else 1
    stream = io.StringIO(text[skipped.end() :] if skipped else text, newline="")
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    columns: Sequence[str] | None = None
    line = first
    try:
        for cells in reader:
            begun, line = line, reader.line_num + first
            if not any(cells):
                continue
            if columns is None:
                columns = _read_header(cells, begun, reading)
            elif len(cells) > len(columns) and any(cells[len(columns) :]):
                said = f"holds {len(cells)} cells, and the header {len(columns)}"
                mend = "put cells in quotes that hold what stands between cells"
                reading.refuse(begun, Slip("", said, mend))
            else:
                yield begun, dict(zip(columns, _free_cells(cells), strict=False))
    except csv.Error as error:
        mend = "close every quote, double those inside a cell, and save the file as UTF-8"
        reading.refuse(line, Slip("", f"is no CSV: {_tell_csv(error)}", mend))
    if columns is None and not reading.findings:
        mend = f"write {','.join(_COLUMNS)} in the first line"
        reading.refuse(1, Slip("", "holds no header", mend))


def _free_cells(cells: Sequence[str]) -> list[str]:
    """Take away the apostrophes that guard cells."""
    return [free_cell(cell) if cell[:1] == "'" else cell for cell in cells]


def _tell_csv(error: csv.Error) -> str:
    """Say in our own words what the reader of the grammar found."""
    text = str(error)
    if "limit" in text:
        return "a cell is longer than 131,072 characters"
    return "a quote is not closed" if "unexpected end" in text else "a quote stands inside a cell"


def _find_delimiter(text: str) -> str:
    """Give what stands between the names of the header."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=header.count)


def _read_header(cells: Sequence[str], line: int, reading: _Reading) -> Sequence[str]:
    """Read the names of the columns, and say which are wrong."""
    columns = [free_cell(cell.strip()).lower() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for name in columns:
        if name not in _COLUMNS:
            near = suggest(name, _COLUMNS)
            mend = f"did you mean {near}?" if near else f"known are {', '.join(_COLUMNS)}"
            reading.refuse(line, Slip(quote(name), "is not a known column", mend))
    for name in _NEEDED:
        if name not in columns:
            reading.refuse(line, Slip(name, "is missing in the header", "add the column"))
    for name in {name for name in columns if columns.count(name) > 1}:
        reading.refuse(line, Slip(quote(name), "stands twice", "take one of the two out"))
    if reading.findings:
        raise InputError(*reading.findings)
    return columns


def _read_row(line: int, row: Row, reading: _Reading) -> None:
    """Read one row: a statement, a review, or a key alone."""
    _check_schema(line, row.get("schema", ""), reading)
    track = _read_key(line, row, reading)
    field_name = row.get("field", "").strip()
    if field_name == _REVIEW:
        review = Review(
            track=track,
            version=row.get("value", ""),
            by=row.get("by", ""),
            on=row.get("on", ""),
            clinic=row.get("clinic", ""),
        )
        slips = list(reading.checker.check_review(review))
        reading.reviews.append(review)
        for slip in slips:
            key = "value" if slip.key == "version" else slip.key
            reading.refuse(line, slip._replace(key=key))
    elif field_name:
        _read_statement(line, track, row, reading)


def _read_statement(line: int, track: TrackId, row: Row, reading: _Reading) -> None:
    """Read a row that says something."""
    field_name, standing_name = row["field"].strip(), row.get("standing", "").strip()
    said_of, standing = _FIELDS.get(field_name), _STANDINGS.get(standing_name)
    if said_of is None:
        _refuse_word(line, "field", field_name, (*_FIELDS, _REVIEW), reading)
    if standing is None:
        _refuse_word(line, "standing", standing_name, tuple(Standing), reading)
    if said_of is None or standing is None:
        return
    value = row.get("value") or None
    if value is not None and said_of is Field.INTENSITY:
        value = value.replace(",", ".")
    statement = Statement(
        track=track,
        field=said_of,
        value=value,
        by=row.get("by", ""),
        on=row.get("on", ""),
        clinic=row.get("clinic", ""),
        standing=standing,
        reviewer=row.get("reviewer") or None,
    )
    for slip in reading.checker.check_statement(statement):
        reading.refuse(line, slip)
    reading.statements.append(statement)


def _refuse_word(line: int, key: str, word: str, known: Sequence[str], reading: _Reading) -> None:
    """Note that a word is none of a closed list."""
    near = suggest(word, known)
    mend = f"did you mean {near}?" if near else f"give one of {', '.join(known)}"
    reading.refuse(line, Slip(key, f"is {quote(word)}", mend))


def _check_schema(line: int, cell: str, reading: _Reading) -> None:
    """Refuse the rows of a newer setlist, and what is no number of a shape."""
    if cell in {"", str(SCHEMA)}:
        return
    if re.fullmatch(r"[1-9][0-9]{0,8}", cell):
        refuse_newer(int(cell), reading.file, line)
    else:
        reading.refuse(line, Slip("schema", f"is {quote(cell)}", f"give {SCHEMA}"))


def _read_key(line: int, row: Row, reading: _Reading) -> TrackId:
    """Read which track a row speaks of; the same cells are checked once."""
    cells = tuple(row.get(name, "") for name in _KEY_COLUMNS)
    known = reading.keys.get(cells)
    if known is not None:
        return known.track
    track, isrc, musicbrainz_id, title, artist, duration = cells
    try:
        duration_s = Seconds(float(duration.replace(",", "."))) if duration else None
    except ValueError:
        duration_s = Seconds(0.0)
    key = TrackKey(
        track=TrackId(track),
        isrc=isrc or None,
        musicbrainz_id=musicbrainz_id or None,
        title=title or None,
        artist=artist or None,
        duration_s=duration_s,
    )
    for slip in check_key(key):
        reading.refuse(line, slip._replace(key="track" if slip.key == "id" else slip.key))
    reading.keys[cells] = key
    return key.track
