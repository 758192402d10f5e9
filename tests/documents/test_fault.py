"""How places and values are written."""

import pytest

from setlist.documents.fault import look, quote, show, suggest, write_path

DATA = {"phase": [{"name": "settle"}, {"name": "peak", "prefer": ["warm"]}], "a b": {"c.d": 1}}


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (("phase", 1, "intensity"), 'phase 2 "peak".intensity'),
        (("phase", 1, "prefer", 0), 'phase 2 "peak".prefer item 1'),
        (("phase", 7, "name"), "phase item 8.name"),
        (("a b", "c.d"), '"a b"."c.d"'),
        ((), ""),
    ],
)
def test_a_path_is_written_as_people_see_it(path: tuple[str | int, ...], written: str) -> None:
    assert write_path(path, DATA) == written


def test_a_label_never_shows_an_amount() -> None:
    data = {"prompt": [{"say": "give 50 mg", "at": "booster"}]}
    assert write_path(("prompt", 0, "say"), data) == 'prompt 1 "booster".say'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (14, "14"),
        (14.5, "14.5"),
        (True, "true"),
        (None, "null"),
        ("x", '"x"'),
        ([1, "a"], '[1, "a"]'),
        (list(range(40)), "a list of 40"),
        ([[1], [2]], "a list of 2"),
        ({}, "an empty table"),
        ({"a": 1}, "a table"),
    ],
)
def test_a_value_is_shown_as_its_author_wrote_it(value: object, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    "text", ["a\x1b[31mb", "a\nb", "\u202eabc", "\x00", "a\u2028b", "x" * 10**6]
)
def test_a_strangers_text_stays_on_one_short_line(text: str) -> None:
    assert quote(text).isprintable()
    assert len(quote(text)) < 90


def test_a_place_that_is_not_there_holds_nothing() -> None:
    assert look(DATA, ("phase", 1, "name")) == "peak"
    assert look(DATA, ("phase", "name")) is None
    assert look(DATA, ("phase", 9)) is None
    assert look("text", (0,)) is None


def test_the_nearest_known_word_is_found_whatever_its_case() -> None:
    assert suggest("Intesity", ["intensity", "weight"]) == "intensity"
    assert suggest("zzz", ["intensity"]) is None
    assert suggest("", []) is None
