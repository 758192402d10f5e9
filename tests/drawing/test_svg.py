"""SVG as text."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from setlist.drawing.svg import box, element, line, number, picture, reach, room_for, upright, words
from setlist.drawing.words import clean

ANYTHING = st.text(st.characters(categories=None), max_size=60)


@given(ANYTHING, ANYTHING)
def test_any_words_give_well_formed_elements_that_say_just_that(said: str, title: str) -> None:
    text = picture(100, 50, title, "about", words(1, 2, said), upright(3, 4, said))
    root = ET.fromstring(text.encode())  # noqa: S314  the text was made two lines above
    assert [node.text or "" for node in root] == [clean(title), "about", clean(said), clean(said)]
    assert all(len(node) == 0 for node in root)


@given(ANYTHING.filter(lambda text: clean(text) == text))
def test_any_value_of_an_attribute_is_read_back(value: str) -> None:
    root = ET.fromstring(element("g", {"id": value}).encode())  # noqa: S314  made in this line
    assert root.attrib == {"id": value}


def test_numbers_are_short() -> None:
    assert [number(value) for value in (1.0, -0.001, 12.346, 1120.0, 0.07)] == [
        "1", "0", "12.35", "1120", "0.07",
    ]  # fmt: skip


def test_a_box_without_room_is_a_hair() -> None:
    assert 'width="0.1"' in box(0, 0, -5, 10)


def test_underscores_become_hyphens() -> None:
    assert 'stroke-width="2"' in line(0, 0, 1, 1, stroke_width=2)


def test_capitals_and_wide_letters_reach_further() -> None:
    assert reach("iiii", 12) < reach("xxxx", 12) < reach("XXXX", 12) < reach("日本語字", 12)
    assert room_for(100, 12, "WWWW") < room_for(100, 12)


def test_as_many_columns_fit_as_reach_the_width() -> None:
    assert room_for(reach("x" * 20, 12) + 0.01, 12, "xxx") == 20
    assert room_for(-5.0, 12) == 0
