"""From a text to the plain values of TOML or JSON, and what the two grammars refuse."""

import json
import re
from collections.abc import Iterator
from typing import NoReturn

import tomli
from tree_sitter import Node

from setlist.documents.fault import quote
from setlist.documents.lines import DEEPEST, find_duplicate, parse_tree
from setlist.errors import Finding, InputError, Place

_TWICE = ("a key or table stands here a second time", "take one of the two out")
_TOML_WORDS = (
    ("Cannot", _TWICE),
    ("Duplicate", _TWICE),
    ("Expected '='", ('"=" is missing after a key', 'write key = value, as in title = "Inward"')),
    ("Expected newline", ("more follows after the value", "write one key = value a line")),
    ("Expected '\\n'", ("half a line end stands here", "save the file with ordinary line ends")),
    ("Expected", ("a bracket of a table's header is missing", "write [table] or [[list]]")),
    ("Found invalid", ("a character that is not text stands here", "take it out")),
    ("Illegal", ("a character that is not text stands here", "take it out, or write \\t or \\n")),
    ("Invalid statement", ("no key can begin here", 'write key = value; comments begin with "#"')),
    ("Invalid initial", ("no key can begin here", 'put a key with other letters in "…"')),
    ("Invalid value", ("this is no value", 'put text in quotes, as in title = "Inward"')),
    ("Invalid hex", ("an escape lacks digits", "write four of them, as in \\u00e9")),
    ("Invalid date", ("there is no such date", "put text in quotes")),
    ("Unclosed array", ("a list is not closed", "put a comma between its items and close it: ]")),
    ("Unclosed inline", ("a table is not closed", "put a comma between its keys and close it: }")),
    ("Unterminated", ("a text is not closed", "close the quotes that were opened before")),
    ("Unescaped", ("a backslash stands alone in a text", "write \\\\, or use '…' for the text")),
    ("Escaped", ("an escape names no character", "give the number of a character")),
)
_JSON_WORDS = (
    ("Expecting property", ("a key is missing", 'put keys in "…"; no comma follows the last')),
    ("Illegal trailing", ("a comma follows the last entry", "take it out")),
    ("Expecting ','", ("a comma is missing", "put a comma between two entries")),
    ("Expecting ':'", ("a colon is missing", "put a colon after the key")),
    ("Expecting value", ("a value is missing", 'give a number or put text in "…"')),
    ("Unterminated", ("a text is not closed", 'close it with "')),
    ("Extra data", ("more follows after the end", "one file holds one value: take out the rest")),
    ("Invalid control", ("a text holds a control character", "write it as an escape such as \\n")),
    ("Invalid \\", ("a backslash stands alone in a text", "write \\\\")),
)
_UNKNOWN = ("this cannot be read", "compare the line with the ones around it")
_NUMBER = re.compile(r"[\d_]{1000}")
_STRANGE = re.compile("[\x00\ud800-\udfff]")
_MAYBE_NEWER = (
    re.compile(r"\\[ex]"),
    re.compile(r":(?<=(?<![\d:])\d\d:)\d\d(?!:\d\d)"),
    re.compile(r"\{(?!(?:[^{}\"'#,\n]|\"[^\"\\\n]*\"|,(?!\s*\}))*+\})"),
)
"""Escapes, times without seconds, and inline tables that are not plain: where TOML 1.1 differs.

Each begins with one fixed character, which is what makes the search fast.
"""


def parse_toml(text: str, *, file: str) -> dict[str, object]:
    """Read the plain values of a TOML 1.0 text.

    Raises
    ------
    InputError
        The text is no TOML, holds syntax that only TOML 1.1 knows, or nests too deep.
    """
    _refuse_strange(text, file)
    try:
        data: dict[str, object] = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        _refuse_grammar("TOML", _TOML_WORDS, error, file)
    except (RecursionError, ValueError) as error:
        _refuse_size(error, text, file)
    tree = parse_tree(text) if _may_be_newer(text) else None
    if tree is not None and tree.has_error:
        faulty = min(_list_errors(tree), key=lambda node: node.start_point)
        row, column = faulty.start_point
        finding = Finding(
            said=f"column {column + 1}: this is newer than TOML 1.0",
            mend="write an inline table on one line without a comma at its end, a time with its"
            " seconds, and no \\e or \\x",
            place=Place(file=file, line=row + 1),
        )
        raise InputError(finding)
    return data


def parse_json(text: str, *, file: str) -> object:
    """Read the plain values of a JSON text.

    Raises
    ------
    InputError
        The text is no JSON, holds a key twice in one object, or nests too deep.
    """
    _refuse_strange(text, file)
    is_twice = False

    def pair_up(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal is_twice
        table = dict(pairs)
        is_twice = is_twice or len(table) < len(pairs)
        return table

    try:
        data: object = json.loads(text, object_pairs_hook=pair_up)
    except json.JSONDecodeError as error:
        _refuse_grammar("JSON", _JSON_WORDS, error, file)
    except (RecursionError, ValueError) as error:
        _refuse_size(error, text, file)
    if is_twice:
        path, line = find_duplicate(text)
        finding = Finding(
            said=f"the key {quote(str(path[-1]))} stands here a second time",
            mend="take one of the two out",
            place=Place(file=file, line=line),
        )
        raise InputError(finding)
    return data


def _refuse_strange(text: str, file: str) -> None:
    """Refuse a text that is no proper Unicode, or holds what no editor writes."""
    strange = _STRANGE.search(text)
    if strange is not None:
        finding = Finding(
            said="holds characters that are no text",
            mend="check that this is the file you meant; save it as UTF-8",
            place=Place(file=file, line=text.count("\n", 0, strange.start()) + 1),
        )
        raise InputError(finding)


def _may_be_newer(text: str) -> bool:
    """Tell whether a text may hold syntax of TOML 1.1; a tree, which is slow, tells surely."""
    return any(pattern.search(text) for pattern in _MAYBE_NEWER)


def _refuse_grammar(
    grammar: str,
    words: tuple[tuple[str, tuple[str, str]], ...],
    error: tomli.TOMLDecodeError | json.JSONDecodeError,
    file: str,
) -> NoReturn:
    """Refuse a text, in our own words for what the reader of its grammar found."""
    said, mend = next((own for start, own in words if error.msg.startswith(start)), _UNKNOWN)
    finding = Finding(
        said=f"no {grammar} at column {error.colno}: {said}",
        mend=mend,
        place=Place(file=file, line=error.lineno),
    )
    raise InputError(finding) from error


def _refuse_size(error: Exception, text: str, file: str) -> NoReturn:
    """Refuse a text that is well formed but beyond what its reader bears."""
    if isinstance(error, RecursionError):
        said, mend, end = (
            f"nests more than {DEEPEST} levels",
            "put less inside each other",
            _deep(text),
        )
    else:
        number = _NUMBER.search(text)
        end = number.start() if number else 0
        said, mend = "holds a number of a thousand digits", "give a number that people can read"
    place = Place(file=file, line=text.count("\n", 0, end) + 1)
    raise InputError(Finding(said=said, mend=mend, place=place)) from error


def _deep(text: str) -> int:
    """Give about where keys or brackets first nest too deep; those in texts are counted too."""
    depth = dots = 0
    for position, char in enumerate(text):
        depth += (char in "[{") - (char in "]}")
        dots = 0 if char == "\n" else dots + (char == ".")
        if max(depth, dots) > DEEPEST:
            return position
    return 0


def _list_errors(tree: Node) -> Iterator[Node]:
    """Give the nodes of a tree that its grammar could not read."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            yield node
        elif node.has_error:
            waiting.extend(node.children)
