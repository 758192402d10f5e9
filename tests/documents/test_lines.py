"""Every key stands on the line it is said to stand on."""

import json

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.documents.fault import KeyPath
from setlist.documents.lines import Lines, find_duplicate

TEXT = '''\
# an arc, größer als nötig
title = "IM"   # [not.a.table]
notes = """
[phase]
minutes = 3
"""
sources = [
  "a",   # ä first
  # between
  "b",
]
[route]
kind = 'im'
"odd key.with dot" = 1
a.b.c = 2
[[phase]]
name = "onset"
target = { energy = 0.2, lufs = [-23, -20] }
[[phase]]
name = "peak"
[phase.tags]
avoid = ["voice"]
[[phase.note]]
text = "x = [y"
[[phase.note]]
text = 'q'
'''


def line(*path: str | int) -> str:
    return TEXT.splitlines()[Lines(text=TEXT, is_toml=True).find(path) - 1].strip()


def test_every_kind_of_key_is_found_on_its_line() -> None:
    assert line("sources", 1) == '"b",'
    assert line("route", "odd key.with dot") == '"odd key.with dot" = 1'
    assert line("route", "a", "b", "c") == "a.b.c = 2"
    assert line("phase", 0, "target", "lufs", 1).startswith("target")
    assert line("phase", 1) == "[[phase]]"
    assert line("phase", 1, "name") == 'name = "peak"'
    assert line("phase", 1, "note", 1, "text") == "text = 'q'"
    assert line("phase", 1, "tags", "avoid", 0) == 'avoid = ["voice"]'


def test_a_table_stands_on_its_own_header_or_on_the_first_that_opens_it() -> None:
    lines = Lines(text="[a.b]\nx = 1\n[a.c]\n[d.e]\n[d]\n", is_toml=True)
    assert lines.find(("a",)) == 1
    assert lines.find(("d",)) == 5


def test_a_key_that_is_not_there_is_looked_for_around_it() -> None:
    assert line("phase", 1, "intensity") == "[[phase]]"
    assert Lines(text=TEXT, is_toml=True).find(("nowhere",)) == 1
    assert Lines(text="", is_toml=True).find(("a", 0)) == 1


def paths(value: object, path: KeyPath = ()) -> list[KeyPath]:
    found = [path] if path else []
    if isinstance(value, dict):
        found += [deep for key, item in value.items() for deep in paths(item, (*path, key))]
    if isinstance(value, list):
        found += [deep for n, item in enumerate(value) for deep in paths(item, (*path, n))]
    return found


KEYS = st.text("abä é.#[]\"'=-_", min_size=1, max_size=5)
PLAIN = st.integers(-9, 9) | st.booleans() | st.text('ä"\\#[]{}=,:\n ', max_size=6)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{word(k)} = {inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n  # ö ]\n".join(inline(item) for item in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def word(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(KEYS, VALUES, max_size=3),
    st.dictionaries(KEYS.map("T".__add__), st.dictionaries(KEYS, VALUES, max_size=3), max_size=3),
    st.dictionaries(
        KEYS.map("L".__add__), st.lists(st.dictionaries(KEYS, VALUES, max_size=2), max_size=3)
    ),
)
def test_every_key_of_any_toml_stands_on_its_line(
    top: dict[str, object],
    tables: dict[str, dict[str, object]],
    lists: dict[str, list[dict[str, object]]],
) -> None:
    text = "".join(f"{word(k)} = {inline(v)}\n" for k, v in top.items())
    for name, table in tables.items():
        text += f"# [x]\n[ {word(name)} ]\n"
        text += "".join(f"{word(k)} = {inline(v)}\n" for k, v in table.items())
    for name, items in lists.items():
        for item in items:
            text += f"[[{word(name)}]] # y\n"
            text += "".join(f"{word(k)} = {inline(v)}\n" for k, v in item.items())
    lines = Lines(text=text, is_toml=True)
    for path in paths(tomli.loads(text)):
        written = text.splitlines()[lines.find(path) - 1] if text else ""
        if isinstance(path[-1], str):
            assert word(path[-1]) in written


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_every_key_of_any_json_stands_on_its_line(value: object) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)
    lines = Lines(text=text, is_toml=False)
    for path in paths(value):
        if isinstance(path[-1], str):
            assert word(path[-1]) in text.split("\n")[lines.find(path) - 1]


def test_a_key_that_stands_twice_is_found() -> None:
    assert find_duplicate('{"a": [{"b": 1},\n{"b": 1,\n"b": 2}]}') == (("a", 1, "b"), 3)
