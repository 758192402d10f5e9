"""A file of comma-separated values as spreadsheets write them: its text, and its rows."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from setlist.errors import Finding, InputError, Place, Severity
from setlist.wording import escape_text

_MOST_BYTES = 1 << 28
"""256 MiB (our own): a table of a million tracks is smaller."""

_HEAD_BYTES = 1 << 16
"""64 KiB (our own): no header is longer."""

_DELIMITERS = (",", ";", "\t")

_HINT = "sep="
"""How Excel is told the delimiter, in a line of its own before the header."""


@dataclass(slots=True)
class _Feed:
    """Lines of a text, handed out one by one from any line on."""

    lines: list[str]
    at: int = 0

    def __iter__(self) -> "Iterator[str]":
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]


def read_sheet(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """Read the text of a table that a spreadsheet wrote, in whatever encoding.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        The text, line ends as they stand.
    tuple of Finding
        A warning where the encoding had to be guessed.

    Raises
    ------
    InputError
        There is no such file, it is a folder, it may not be read, or it is too large.
    """
    place = Place(file=escape_text(str(path)))
    content = _read_bytes(path, place, _MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        said = f"is larger than {_MOST_BYTES >> 20} MiB"
        raise _refusal(place, said, "check that this is the file you meant")
    text, guessed = _decode(content)
    if guessed is None:
        return text, ()
    mend = "look at the accents; if they are wrong, save the table as CSV UTF-8"
    return text, (Finding(said=guessed, mend=mend, place=place, severity=Severity.WARNING),)


def read_head(path: Path) -> str:
    """Read the text that a table begins with, its header for one.

    Raises
    ------
    InputError
        There is no such file, it is a folder, or it may not be read.
    """
    content = _read_bytes(path, Place(file=escape_text(str(path))), _HEAD_BYTES)
    return _decode(content)[0]


def split_sheet(
    text: str, *, count_known: Callable[[list[str]], int]
) -> tuple[str, Iterator[tuple[int, list[str] | None]]]:
    """Split a text into rows of cells.

    The delimiter is the one that makes most of the header's cells known.  A row that cannot
    be split, because a quote in it is never closed, ends with its line, so that one stray quote
    costs one row and not the rest of the table.

    Parameters
    ----------
    text : str
        The whole table.
    count_known : callable
        Tells how many cells of a header are known.

    Returns
    -------
    str
        The delimiter.
    iterator of (int, list of str or None)
        Every row that is not blank, the header first: the line where it begins, counted from
        1, and its cells, or None if it cannot be split.
    """
    feed = _Feed(list(io.StringIO(text, newline="")))
    while feed.at < len(feed.lines) and not feed.lines[feed.at].strip():
        feed.at += 1
    head = feed.lines[feed.at] if feed.at < len(feed.lines) else ""
    hint = head.strip()
    if hint.startswith(_HINT) and hint[len(_HINT) :] in _DELIMITERS:
        feed.at += 1
        return hint[len(_HINT) :], _split_rows(feed, hint[len(_HINT) :])
    splits = {each: _split_line(head, each) or [] for each in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda each: (count_known(splits[each]), len(splits[each])))
    return delimiter, _split_rows(feed, delimiter)


def _read_bytes(path: Path, place: Place, most: int) -> bytes:
    """Read the first bytes of a file that a person named."""
    try:
        with path.open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError as error:
        raise _refusal(place, "there is no such file", "check the name") from error
    except IsADirectoryError as error:
        raise _refusal(place, "is a folder", "give the name of a table (.csv)") from error
    except (OSError, ValueError) as error:
        said = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise _refusal(place, said, "check its name and its permissions") from error


def _decode(content: bytes) -> tuple[str, str | None]:
    """Give the text of a file, and what is to be said of its encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), None
        except UnicodeDecodeError:
            return content.decode("utf-16", errors="replace"), "is damaged UTF-16 text"
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = f"is not UTF-8 text (line {line}); it was read as Windows-1252"
        return content.decode("cp1252", errors="replace"), said


def _split_rows(feed: _Feed, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Give the rows of a table; the first that can be split tells how many cells one has."""
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    width = 0
    while feed.at < len(feed.lines):
        start = feed.at
        try:
            cells: list[str] | None = next(reader)
        except csv.Error:
            cells = None
        if cells is None or (feed.at > start + 1 and len(cells) < width):
            feed.at = start + 1
            cells = _split_line(feed.lines[start], delimiter)
            if cells is not None and len(cells) != width:
                cells = None
        if cells is not None and not any(cell.strip() for cell in cells):
            continue
        width = width or len(cells or ())
        yield start + 1, cells


def _split_line(line: str, delimiter: str) -> list[str] | None:
    """Split a single line, stray quotes and all."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return None


def _refusal(place: Place, said: str, mend: str) -> InputError:
    """Make the error for a file that cannot be read."""
    return InputError(Finding(said=said, mend=mend, place=place))
