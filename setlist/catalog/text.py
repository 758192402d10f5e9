"""Text from strangers, made fit to be stored and to be searched in.

Neither database stores everything that a file name may hold: a NUL, or a byte that is no text.
"""

import re
import unicodedata
from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.dialects import postgresql

PLAIN = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text that both databases compare alike: by its characters, whatever language the server has."""

_UNSTORABLE = re.compile("[\\\\\x00\ud800-\udfff]")
_STORED = re.compile(r"\\(\\|u[0-9a-f]{4})")
_GAPS = re.compile(r"[\x00-\x20\x7f_-]+")

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"\N{LATIN SMALL LETTER DOTLESS I}": "i"}
    | dict.fromkeys("\u2018\u2019\u02bc", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", " ")
)
"""Letters and marks that people type another way, and Unicode takes nothing off (our own)."""

_DROPPED = frozenset(("Mn", "Cf"))
_SPACED = frozenset(("Cc", "Cs", "Zs", "Zl", "Zp"))


class StrangeText(TypeDecorator[str]):
    r"""A column for any text: what cannot be stored is written ``\uXXXX``, a backslash twice."""

    impl = PLAIN
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy gives it
        """Write a text as it is stored."""
        return value if value is None else store_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002  # SQLAlchemy's own signature
        """Read a text as it was."""
        return value if value is None else restore_text(value)


def store_text(text: str) -> str:
    """Write a text so that both databases can store it, and none is lost."""
    if _UNSTORABLE.search(text) is None:
        return text
    return _UNSTORABLE.sub(_write_char, text)


def restore_text(stored: str) -> str:
    """Read a text that was written by `store_text`."""
    if "\\" not in stored:
        return stored
    return _STORED.sub(_read_char, stored)


def fold_text(text: str) -> str:
    """Give the form under which texts meet: case, accents, hyphens and spacing aside.

    It is the same for a text that was folded before.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(_fold_char(char) for char in text.translate(_LETTERS))
        text = unicodedata.normalize("NFC", text)
    return _GAPS.sub(" ", text.casefold()).strip()


def _write_char(match: re.Match[str]) -> str:
    """Write one character that cannot be stored, or a backslash."""
    char = match.group()
    return "\\\\" if char == "\\" else f"\\u{ord(char):04x}"


def _read_char(match: re.Match[str]) -> str:
    """Read one character that was written by `_write_char`."""
    held = match.group(1)
    return held if held == "\\" else chr(int(held[1:], 16))


def _fold_char(char: str) -> str:
    """Give what is left of one character: marks go, what parts words becomes a space."""
    category = unicodedata.category(char)
    if category in _DROPPED:
        return ""
    return " " if category in _SPACED else char
