"""A document says all that is wrong with it at once, and where each part stands."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.documents import read_json, read_toml
from setlist.errors import InputError
from setlist.model import Listener, Sidecar

BROKEN = """\
vocabularies = "ours.toml"
[[track]]
path = "a.flac"
intensity = 14
voice = "wordles"
lang = ["en"]
[[track]]
intensity = nan
ratings = [{ intensity = 0 }, { rater = 3, on = 2020-01-01 }]
movement = 1.5
licence = { name = "" }
work = true
"""


def findings_of(text: str, noun: type = Sidecar) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_toml(text, file="l.toml", noun=noun)
    return [str(finding) for finding in caught.value.findings]


def test_every_fault_is_said_once_with_line_field_value_and_mend() -> None:
    voices = "give one of none, wordless, spoken, words"
    quotes = "put it in quotes if it is text"
    assert findings_of(BROKEN) == [
        'l.toml:1: vocabularies: is "ours.toml" — give a list, each text',
        'l.toml:4: track 1 "a.flac".intensity: is 14 — give 1 to 9',
        f'l.toml:5: track 1 "a.flac".voice: is "wordles" — {voices}; did you mean wordless?',
        'l.toml:6: track 1 "a.flac".lang: is not a known key — did you mean languages?',
        "l.toml:8: track 2.intensity: is nan — give a number that is finite",
        f"l.toml:9: track 2.ratings 2.on: is a date or a time (2020-01-01) — {quotes}",
        "l.toml:9: track 2.ratings 1.intensity: is 0 — give 1 to 9",
        "l.toml:9: track 2.ratings 2.intensity: is missing — add intensity: a number, 1 to 9",
        "l.toml:9: track 2.ratings 2.rater: is 3 — give text",
        "l.toml:10: track 2.movement: is 1.5 — give a whole number, at least 1",
        'l.toml:11: track 2.licence.name: is "" — give text of at least 1 character',
        "l.toml:12: track 2.work: is true — give text of at least 1 character",
    ]


def test_an_empty_file_says_what_it_lacks() -> None:
    assert findings_of("", Listener) == [
        "l.toml:1: code: is missing — add code: text of 1 to 40 characters"
    ]


def test_a_value_of_the_wrong_shape_is_one_fault_not_many() -> None:
    with pytest.raises(InputError, match=r"is a list of 0|is \[\]") as caught:
        read_json("[]", file="c.json", noun=Listener)
    assert len(caught.value.findings) == 1


@pytest.mark.parametrize(
    "value", ["nan", "inf", "-inf", "9" * 400, "07:32:00", "1979-05-27T07:32:00Z", "9e999"]
)
def test_a_number_that_is_none_is_refused_once(value: str) -> None:
    (said,) = findings_of(f'code = "a"\ngentler = {value}', Listener)
    assert said.startswith("l.toml:2: gentler: is ")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "-1e999"])
def test_json_has_no_infinite_numbers_either(value: str) -> None:
    with pytest.raises(InputError) as caught:
        read_json(f'{{"code": "a",\n"gentler": {value}}}', file="c", noun=Listener)
    assert [finding.place.line for finding in caught.value.findings] == [2]


def test_a_document_that_nests_too_deep_is_refused_with_its_line() -> None:
    for text in (
        'code = "a"\ngentler = ' + "[" * 100 + "]" * 100,
        'code = "a"\n[' + ".".join("a" * 100) + "]\nb = 1",
        'code = "a"\n' + ".".join("a" * 900) + " = 1",
        'code = "a"\n' + ".".join("a" * 5000) + " = 1",
    ):
        said = findings_of(text, Listener)
        assert sum("nests more than 64 levels" in line for line in said) == 1
        assert all(line.startswith("l.toml:2: ") for line in said)


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read_toml('\ufeffcode = "a"', file="c", noun=Listener).value.code == "a"
    assert read_json('\ufeff{"code": "a"}', file="c", noun=Listener).value.code == "a"


def test_a_whole_number_is_a_number_but_truth_is_not() -> None:
    assert read_toml('code = "a"\ngentler = 1', file="c", noun=Listener).value.gentler == 1.0
    assert (
        "is true — give a number, -3 to 3" in findings_of('code = "a"\ngentler = true', Listener)[0]
    )


def test_the_place_of_any_part_can_be_asked_for(library_text: str) -> None:
    document = read_toml(library_text, file="l.toml", noun=Sidecar)
    place = document.place("track", 0, "ratings", 1, "intensity")
    assert str(place) == 'l.toml:9: track 1 "Water/Still Pond.flac".ratings 2.intensity'
    assert str(document.place("track", 1)) == 'l.toml:18: track 2 "sha256:0a1b"'
    assert str(document.place()) == "l.toml:1"


def test_the_same_text_gives_equal_documents(library_text: str) -> None:
    first, second = (read_toml(library_text, file="l", noun=Sidecar) for _ in range(2))
    assert first == second
    assert first != read_toml("", file="l", noun=Sidecar)


PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=3)
KEYS = st.sampled_from(["track", "path", "ratings", "intensity", "licence", "name", "mg", "é\n"])
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=12
)


@settings(max_examples=60, deadline=None)
@given(ANYTHING)
def test_no_json_at_all_breaks_the_reader(value: object) -> None:
    try:
        read_json(json.dumps(value), file="l.json", noun=Sidecar)
    except InputError as error:
        places = [finding.place for finding in error.findings]
    else:
        places = []
    assert all(place.file == "l.json" and place.line == 1 for place in places)
    assert len(set(places)) == len(places)
