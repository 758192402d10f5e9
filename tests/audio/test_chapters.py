"""Chapters, and text that strangers wrote."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.audio import CHAPTERS_MAX, Chapter, clean_label
from setlist.audio.chapters import check_chapters, to_comments, to_milliseconds
from setlist.units import Frames


def a_chapter(start: int, end: int, title: str = "Still Pond") -> Chapter:
    return Chapter(start=Frames(start), end=Frames(end), title=title)


@given(st.text())
def test_a_label_is_one_short_line_without_control_characters(text: str) -> None:
    label = clean_label(text)
    assert len(label.encode()) <= 240
    assert label == label.strip()
    assert not {unicodedata.category(letter) for letter in label} & {"Cc", "Cs", "Zl", "Zp"}
    assert label.encode().decode() == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Nuit — étoilée", "Nuit — étoilée"),
        ("two\r\nlines\x00and\x1b[31m more", "two lines and [31m more"),
        ("turned \u202eround", "turned round"),
        ("\ud800 lone", "lone"),
        ("é" * 500, "é" * 118 + "…"),
        ("x" * 5_000_000, "x" * 237 + "…"),
    ],
)
def test_a_label_keeps_what_can_be_read(text: str, label: str) -> None:
    assert clean_label(text) == label


def test_comments_count_from_one_and_keep_milliseconds() -> None:
    second = 48_000
    comments = to_comments([a_chapter(0, second), a_chapter(3723 * second + 24, 10**9, "Zwei")])
    assert comments == {
        "CHAPTER001": "00:00:00.000",
        "CHAPTER001NAME": "Still Pond",
        "CHAPTER002": "01:02:03.000",
        "CHAPTER002NAME": "Zwei",
    }
    assert to_milliseconds(Frames(25)) == 1


@pytest.mark.parametrize(
    "chapters",
    [
        [a_chapter(0, 0)],
        [a_chapter(0, 20), a_chapter(10, 30)],
        [a_chapter(-5, 5)],
        [a_chapter(n, n + 1) for n in range(CHAPTERS_MAX + 1)],
    ],
)
def test_chapters_that_no_container_holds_are_refused(chapters: list[Chapter]) -> None:
    with pytest.raises(ValueError, match="chapters"):
        check_chapters(chapters)
