"""Words from strangers made fit to draw: one line, nothing hidden, a known width.

Conventions: a *column* is one cell of a terminal.  East Asian wide characters and most emoji
take two, combining marks none.
"""

import re
import unicodedata

# CSI, OSC and two-character escape sequences of ECMA-48, which terminals obey.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
_JOINERS = "\u200c\u200d"
_LEFT_TO_RIGHT = "\u200e"
MINUS = "\u2212"
"""The true minus sign."""

DASH = "\u2013"
"""The dash of ranges."""

_MARKS_IN_A_ROW = 4
_UNKNOWN = "\ufffd"
_LIKENESS = str.maketrans(
    {
        MINUS: "-",
        DASH: "-",
        "\u2014": "-",
        "·": "-",
        "…": "...",
        "“": '"',
        "”": '"',
        "\u2018": "'",
        "\u2019": "'",
        "◆": "*",
        "∅": "o",
        "─": "-",
        "━": "=",
        "┃": "|",
        _LEFT_TO_RIGHT: "",
        "\u200c": "",
        "\u200d": "",
    }
)


def clean(text: str, *, limit: int = 400) -> str:
    """Make one plain line of text that a stranger wrote.

    Line breaks, tabs, control characters and escape sequences become spaces; invisible
    characters that reorder or hide text (bidi overrides, isolates, byte order marks) and
    stacks of combining marks are left out; what is no character becomes U+FFFD.  Joiners
    stay: Persian and emoji need them.

    Parameters
    ----------
    text : str
        A tag, a file name, anything.
    limit : int [characters, > 0]
        Longer text ends in an ellipsis.

    Returns
    -------
    str
        At most ``limit`` characters, no space at either end, no two in a row.
    """
    kept: list[str] = []
    marks = 0
    for sign in _ESCAPES.sub("", text[: 8 * limit]):
        shown = _show(sign)
        if shown and not unicodedata.combining(sign):
            marks = 0
        elif shown:
            marks += 1
        if marks <= _MARKS_IN_A_ROW:
            kept.append(shown)
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def measure(text: str) -> int:
    """Count the columns that cleaned text takes in a terminal."""
    return sum(_columns(sign) for sign in text)


def cut(text: str, columns: int, *, ellipsis: str = "…") -> str:
    """Shorten cleaned text to a number of columns, with an ellipsis where something is lost."""
    if measure(text) <= columns:
        return text
    room = columns - measure(ellipsis)
    kept: list[str] = []
    for sign in text:
        room -= _columns(sign)
        if room < 0:
            break
        kept.append(sign)
    return ("".join(kept).rstrip() + ellipsis) if columns >= measure(ellipsis) else ""


def pad(text: str, columns: int) -> str:
    """Fill text with spaces on its right up to a number of columns."""
    return text + " " * max(0, columns - measure(text))


def shield(text: str) -> str:
    """Keep right-to-left text from pulling the figures behind it to its other side."""
    turned = any(unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in text)
    return text + _LEFT_TO_RIGHT if turned else text


def spell(text: str) -> str:
    """Write text in ASCII: accents are dropped, what has no likeness becomes a question mark."""
    parts = unicodedata.normalize("NFKD", text.translate(_LIKENESS))
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode("ascii")


def wrap(text: str, columns: int, *, lines: int) -> list[str]:
    """Break cleaned text between words into a few lines, with an ellipsis if more is left."""
    rows: list[str] = []
    rest = text.split(" ")
    while rest and len(rows) < lines:
        row = rest.pop(0)
        while rest and measure(f"{row} {rest[0]}") <= columns:
            row += f" {rest.pop(0)}"
        rows.append(cut(row, columns))
    if rest and not rows[-1].endswith("…"):
        rows[-1] = cut(f"{rows[-1]} {rest[0]}", columns)
    return rows


def fold(text: str, columns: int) -> list[str]:
    """Break cleaned text between words into as many lines as it needs, nothing left out."""
    lines: list[str] = []
    for word in text.split(" "):
        for start in range(0, len(word), columns):
            piece = word[start : start + columns]
            if lines and not start and measure(f"{lines[-1]} {piece}") <= columns:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return lines


def _show(sign: str) -> str:
    """Give what stands for one character: itself, a space, nothing, or U+FFFD."""
    category = unicodedata.category(sign)
    if category in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    if category == "Cf" and sign not in _JOINERS:
        return ""
    if category == "Cs" or ord(sign) & 0xFFFE == 0xFFFE:
        return _UNKNOWN
    return sign


def _columns(sign: str) -> int:
    """Count the columns of one character."""
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
