"""The schemas that editors use: current, complete, and of one mind with the readers."""

import json
from pathlib import Path

import pytest
import tomli

from setlist.documents import SCHEMAS, write_file_schema, write_schema
from setlist.documents.shape import unwrap
from setlist.documents.words import WORDS
from setlist.model import MusicRules
from setlist.shipped import shipped_folder

Schema = dict[str, object]


def table(value: object) -> Schema:
    assert isinstance(value, dict)
    return value


def schema(kind: str) -> Schema:
    return table(json.loads(write_file_schema(kind)))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_shipped_schema_is_current(kind: str) -> None:
    shipped = shipped_folder("arcs") / "schema" / f"{kind}.schema.json"
    assert shipped.read_text(encoding="utf-8") == write_file_schema(kind)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_has_a_line_of_words(kind: str) -> None:
    whole = schema(kind)
    for part in (whole, *table(whole.get("$defs", {})).values()):
        for key, about in table(table(part).get("properties", {})).items():
            assert table(about).get("description"), key


def test_no_line_of_words_is_for_a_key_that_is_gone() -> None:
    said = "".join(write_file_schema(kind) for kind in SCHEMAS)
    unused = [
        key
        for key, words in WORDS.items()
        if json.dumps(words, ensure_ascii=False)[1:-1] not in said
    ]
    assert not unused


@pytest.mark.parametrize("kind", SCHEMAS)
def test_nothing_of_python_or_null_shows(kind: str) -> None:
    text = write_file_schema(kind)
    assert '"null"' not in text
    assert '"Read"' not in text
    assert "Parameters" not in text


def test_ranges_and_choices_stand_in_the_schema() -> None:
    parts = table(schema("arc")["$defs"])
    phase = table(table(parts["PhaseTable"])["properties"])
    assert table(phase["overlap_s"])["maximum"] == 60
    assert "peak" in str(table(parts["PhaseName"])["enum"])
    assert table(phase["from"])["type"] == "string"


def test_the_keys_of_the_example_are_the_keys_of_the_schema(arc_text: str) -> None:
    assert set(tomli.loads(arc_text)) <= set(table(schema("arc")["properties"]))


def test_any_noun_has_a_schema() -> None:
    whole = table(json.loads(write_schema(MusicRules, "Rules")))
    assert whole["title"] == "Rules"
    assert "$defs" in whole
    assert unwrap(MusicRules).kind is MusicRules


@pytest.mark.parametrize(
    "path", sorted(shipped_folder("arcs").glob("*.toml")), ids=lambda p: p.stem
)
def test_every_shipped_arc_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema schema/arc.schema.json"
    assert (path.parent / first.removeprefix("#:schema ")).is_file()
