"""Markdown that says what it was given: no text of a stranger becomes a heading or a link."""

import re
from collections.abc import Sequence

from setlist.drawing import clean

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
_BACKTICKS = re.compile(r"`+")

BLANK = "______"
"""A line to write on."""


def escape(text: str) -> str:
    """Clean a text and escape all in it that Markdown would read as more than words."""
    plain = _SPECIAL.sub(r"\\\1", clean(text, limit=2000))
    return plain.replace("://", ":\\//").replace("www.", "www\\.")


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Write a table of cells that are Markdown already, a blank line after it."""
    ruled = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in ruled] + [""]


def fence(text: str) -> list[str]:
    """Set a text as it is, behind a fence longer than any run of backticks in it."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    bars = "`" * max(3, longest + 1)
    return [f"{bars}text", text.rstrip("\n"), bars, ""]
