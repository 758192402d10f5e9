"""One fault of a document: where in it, what is wrong, the mend; and how its parts are written."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from setlist.documents.amounts import is_amount_text

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of a document; positions count from 0."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LONGEST = 40
_LABELS = ("name", "path", "title", "id", "say", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong at one place of a document."""

    path: KeyPath
    said: str
    mend: str


class RefusedError(ValueError):
    """A value that its own reader refuses; the paths of its faults start at the value."""

    def __init__(self, *faults: Fault) -> None:
        """Carry every fault of the value."""
        super().__init__(*faults)
        self.faults = faults


def refuse(said: str, mend: str) -> RefusedError:
    """Make the error for a value that is wrong as a whole."""
    return RefusedError(Fault(path=(), said=said, mend=mend))


def quote(text: str) -> str:
    """Write text in quotes, on one line, shortened, with nothing that could upset a terminal."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    quoted = json.dumps(short, ensure_ascii=False)
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in quoted
    )


def show(value: object) -> str:
    """Write a value as its author wrote it, shortened."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Mapping):
        return "a table" if value else "an empty table"
    if isinstance(value, list):
        return _show_list(value)
    words = {"True": "true", "False": "false", "None": "null"}
    text = f"{value:g}" if isinstance(value, float) else str(value)
    text = words.get(text, text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _show_list(items: list[object]) -> str:
    """Write a list of plain values whole where it is short, and its length where it is not."""
    is_short = len(items) <= 6 and not any(isinstance(item, Mapping | list) for item in items)
    text = "[" + ", ".join(show(item) for item in items) + "]" if is_short else ""
    return text if is_short and len(text) <= 2 * _LONGEST else f"a list of {len(items)}"


def write_path(path: KeyPath, data: object) -> str:
    """Write a key path as the user sees it: ``phase 2 "peak".intensity``.

    Tables of a list go by number, counted from 1, and by what they are called; other list
    items by number alone.
    """
    text, here = "", data
    for key in path:
        here = look(here, (key,))
        if isinstance(key, int):
            text += _write_item(key, here)
        else:
            shown = key if _BARE_KEY.fullmatch(key) else quote(key)
            text += f".{shown}" if text else shown
    return text


def _write_item(position: int, item: object) -> str:
    """Write one position of a list."""
    if not isinstance(item, Mapping):
        return f" item {position + 1}"
    labels = (item.get(key) for key in _LABELS)
    texts = (text for text in labels if isinstance(text, str) and not is_amount_text(text))
    label = next((text for text in texts if text), None)
    return f" {position + 1}" + (f" {quote(label)}" if label else "")


def look(data: object, path: KeyPath) -> object:
    """Read the value at a path, or None if there is none."""
    for key in path:
        if isinstance(data, list):
            data = data[key] if isinstance(key, int) and key < len(data) else None
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return data


def suggest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word nearest to one that is not known, or None if none is near."""
    by_lower = {item.lower(): item for item in sorted(known)}
    near = get_close_matches(word.lower()[:_LONGEST], by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None
