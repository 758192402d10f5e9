"""Words from strangers made fit to draw."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.drawing.words import clean, cut, fold, measure, pad, shield, spell, wrap

ANYTHING = st.text(st.characters(categories=None), max_size=80)
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@given(ANYTHING)
def test_cleaned_text_is_one_line_without_hidden_characters(text: str) -> None:
    shown = clean(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in shown)
    assert not set(shown) & set(TURNING)
    assert shown == shown.strip()
    shown.encode()


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40))
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\r\n#EXTM3U\tc", "a b #EXTM3U c"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link", "link"),
        ("left\u202eright", "leftright"),
        ("a\u2028b\u0085c", "a b c"),
        ("nul\x00here", "nul here"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("no \ufffe sign", "no \ufffd sign"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_a_hostile_text_shows_what_can_be_read_of_it(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_stack_of_marks_is_cut_short() -> None:
    assert clean("a" + "\u0301" * 500 + "b") == "a" + "\u0301" * 4 + "b"


def test_a_megabyte_of_title_ends_in_an_ellipsis() -> None:
    shown = clean("word " * 200_000)
    assert len(shown) <= 400
    assert shown.endswith("…")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("日本", 4), ("e\u0301", 1), ("🎵", 2), ("", 0), ("a\u200db", 2)],
)
def test_wide_characters_take_two_columns_and_marks_none(text: str, columns: int) -> None:
    assert measure(text) == columns


@given(ANYTHING, st.integers(0, 60))
def test_cut_text_fits(text: str, columns: int) -> None:
    assert measure(cut(clean(text), columns)) <= columns


def test_cutting_shows_that_something_is_lost() -> None:
    assert cut("Still Pond", 10) == "Still Pond"
    assert cut("Still Pond", 8) == "Still P…"
    assert cut("Still Pond", 9, ellipsis="...") == "Still..."
    assert cut("Still Pond", 0) == ""


def test_padding_counts_columns_not_characters() -> None:
    assert pad("日本", 6) == "日本  "
    assert pad("too long", 3) == "too long"


def test_right_to_left_text_is_kept_from_pulling_figures_over() -> None:
    assert shield("שלום") == "שלום\u200e"
    assert shield("hello") == "hello"


@given(ANYTHING)
def test_spelt_text_is_ascii(text: str) -> None:
    assert spell(clean(text)).isascii()


def test_spelling_keeps_what_has_a_likeness() -> None:
    assert spell("Café “\u22120:10” … 日") == 'Cafe "-0:10" ... ?'


@given(ANYTHING, st.integers(4, 30), st.integers(1, 4))
def test_wrapped_rows_fit(text: str, columns: int, lines: int) -> None:
    rows = wrap(clean(text), columns, lines=lines)
    assert 1 <= len(rows) <= lines
    assert all(measure(row) <= columns for row in rows)


def test_wrapping_says_when_words_are_left_over() -> None:
    assert wrap("one two three", 7, lines=2) == ["one two", "three"]
    assert wrap("one two three four", 7, lines=2) == ["one two", "three…"]


@given(st.text(st.characters(categories=["L", "Zs"]), max_size=200), st.integers(5, 40))
def test_folding_leaves_nothing_out(text: str, columns: int) -> None:
    plain = clean(text)
    assert "".join("".join(fold(plain, columns)).split()) == "".join(plain.split())
