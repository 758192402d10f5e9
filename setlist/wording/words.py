"""Text from strangers: made safe to keep, and made safe to show.

Tags and file names may hold anything: control characters, NULs, line breaks, marks that turn
the reading direction, bytes of another encoding, megabytes.
"""

import unicodedata

LONGEST = 300
"""Characters kept of one tag (our own); the longest honest titles of large works are shorter."""

_JOINERS = frozenset("\u200c\u200d")
"""Invisible, yet part of the spelling of Persian and Indic words."""


def clean_text(raw: str) -> str | None:
    """Make one line of printable text of whatever a tag held, or None if nothing is left.

    Control characters and line breaks become spaces, marks that turn the reading direction go,
    what is no character at all becomes U+FFFD, and a longer text is cut to ``LONGEST``.
    """
    if len(raw) <= LONGEST and raw.isprintable() and "  " not in raw:
        return raw.strip() or None
    text = raw[: 4 * LONGEST].strip()
    if not text.isprintable():
        text = "".join(_keep(char) for char in text)
    text = " ".join(text.split())
    if len(text) > LONGEST:
        text = text[: LONGEST - 1].rstrip() + "…"
    return text or None


def escape_text(text: str) -> str:
    r"""Write a name so that it stays on its line and can be printed anywhere.

    A byte that is not UTF-8 is written ``\xff``, a line break ``\n``.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def fold_word(text: str) -> str:
    """Give the form under which two spellings of one word meet: case, hyphens, spaces aside."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _keep(char: str) -> str:
    """Give what is kept of one character."""
    if char.isprintable() or char in _JOINERS:
        return char
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category == "Cs":
        return "\ufffd"
    if category in {"Co", "Cn"}:
        return char
    return " "


def _escape(char: str) -> str:
    """Write one character that cannot be printed; a byte that was no text as that byte."""
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return char.encode("unicode_escape").decode("ascii")
