"""On which line each key of a document stands."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import tomli
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from setlist.documents.fault import KeyPath

DEEPEST = 64
"""How many levels a document may nest (our own); what setlist reads nests ten at most."""

_JSON_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


@dataclass(slots=True)
class Lines:
    """The lines of one text, looked up when the first place is asked for."""

    text: str
    is_toml: bool
    _found: dict[KeyPath, int] | None = field(default=None, init=False)

    def find(self, path: KeyPath) -> int:
        """Give the line of a key path, or of the nearest table around it that has one."""
        if self._found is None:
            walk = _walk_toml if self.is_toml else _walk_json
            self._found = {}
            for known, line in walk(self.text):
                self._found.setdefault(known, line)
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)


def parse_tree(text: str) -> Node:
    """Parse TOML 1.0 into a tree that knows where everything stands; it never fails."""
    parser = Parser(Language(tree_sitter_toml.language()))
    return parser.parse(text.encode()).root_node


def find_duplicate(text: str) -> tuple[KeyPath, int]:
    """Find the first key of a JSON text that its object holds already, and its line."""
    seen: set[KeyPath] = set()
    for path, line in _walk_json(text):
        if path in seen:
            return path, line
        seen.add(path)
    return (), 1


def _walk_toml(text: str) -> Iterator[tuple[KeyPath, int]]:
    """Give every key path of a TOML text with its line.

    Tables that a header opens on its way (``a`` in ``[a.b]``) come last, because a header of
    their own counts more.
    """
    counts: dict[KeyPath, int] = {}
    opened: list[tuple[KeyPath, int]] = []
    for node in parse_tree(text).named_children:
        if node.type == "pair":
            yield from _walk_pair((), node, depth=0)
        elif node.type in {"table", "table_array_element"}:
            header, *pairs = _children(node)
            keys = _read_keys(header)
            if node.type == "table":
                base = _inside(keys, counts)
            else:
                outer = (*_inside(keys[:-1], counts), keys[-1])
                counts[outer] = counts.get(outer, -1) + 1
                yield outer, _line(header)
                base = (*outer, counts[outer])
            yield base, _line(header)
            opened.extend((base[:size], _line(header)) for size in range(1, len(base)))
            for pair in pairs:
                yield from _walk_pair(base, pair, depth=0)
    yield from opened


def _walk_pair(base: KeyPath, pair: Node, *, depth: int) -> Iterator[tuple[KeyPath, int]]:
    """Give the paths of one ``key = value``, tables that a dotted key opens included."""
    key, value = _children(pair)[:2]
    for name in _read_keys(key):
        base = (*base, name)
        yield base, _line(key)
    yield from _walk_value(base, value, depth=depth)


def _walk_value(path: KeyPath, value: Node, *, depth: int) -> Iterator[tuple[KeyPath, int]]:
    """Give the paths inside a list or an inline table."""
    if depth > DEEPEST:
        return
    if value.type == "array":
        for position, item in enumerate(_children(value)):
            yield (*path, position), _line(item)
            yield from _walk_value((*path, position), item, depth=depth + 1)
    elif value.type == "inline_table":
        for pair in _children(value):
            yield from _walk_pair(path, pair, depth=depth + 1)


def _children(node: Node) -> list[Node]:
    """Give the named children of a node that are not comments."""
    return [child for child in node.named_children if child.type != "comment"]


def _line(node: Node) -> int:
    """Give the line a node starts on, counted from 1."""
    return node.start_point[0] + 1


def _read_keys(node: Node) -> list[str]:
    """Read a key, dotted or not; a quoted part is unescaped by the reader of the grammar."""
    keys: list[str] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        written = (part.text or b"").decode()
        if part.type == "dotted_key":
            waiting.extend(reversed(_children(part)))
        elif part.type == "quoted_key":
            keys.extend(tomli.loads(f"{written} = 0"))
        else:
            keys.append(written)
    return keys


def _inside(keys: list[str], counts: dict[KeyPath, int]) -> KeyPath:
    """Turn the keys of a header into a path; a list of tables is entered at its latest one."""
    path: KeyPath = ()
    for key in keys:
        path = (*path, key)
        if path in counts:
            path = (*path, counts[path])
    return path


def _walk_json(text: str) -> Iterator[tuple[KeyPath, int]]:
    """Give every key path of a JSON text that its grammar has accepted, with its line."""
    path: list[str | int] = []
    line, reached, awaits_key = 1, 0, False
    for token in _JSON_TOKEN.finditer(text):
        line += text.count("\n", reached, token.start())
        reached = token.start()
        word = token.group()
        if word == "{":
            path.append("")
            awaits_key = True
        elif word == "[":
            path.append(0)
            yield tuple(path), line
        elif word in "}]":
            path.pop()
            awaits_key = False
        elif word == "," and isinstance(path[-1], int):
            path[-1] += 1
            yield tuple(path), line
        elif word == ",":
            awaits_key = True
        elif awaits_key:
            path[-1] = json.loads(word)
            awaits_key = False
            yield tuple(path), line
