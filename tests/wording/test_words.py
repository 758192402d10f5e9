"""Text from strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.wording import LONGEST, clean_text, escape_text, fold_word


@given(st.text(alphabet=st.characters(), max_size=2 * LONGEST))
def test_clean_text_is_one_line_that_utf8_can_hold(raw: str) -> None:
    text = clean_text(raw)
    if text is not None:
        assert 1 <= len(text) <= LONGEST
        assert text == text.strip()
        assert not set(text) & set("\0\n\r\t\x1b\x85\u2028\u202e\u2066\ufeff")
        text.encode()


@given(st.text(alphabet=st.characters(), max_size=LONGEST))
def test_clean_text_stays_as_it_is(raw: str) -> None:
    text = clean_text(raw)
    assert text is None or clean_text(text) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Still \n Pond\0", "Still Pond"),
        ("\u202eev\u2066il\u202c", "evil"),
        ("a\x1b[31mb", "a [31mb"),
        ("left\u200cright", "left\u200cright"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("\0\n\t", None),
        ("", None),
    ],
)
def test_what_cannot_be_printed_goes(raw: str, text: str | None) -> None:
    assert clean_text(raw) == text


def test_a_text_of_megabytes_is_cut() -> None:
    text = clean_text("word " * 1_000_000)
    assert text is not None
    assert len(text) <= LONGEST
    assert text.endswith("…")


@given(st.text(alphabet=st.characters()))
def test_an_escaped_name_can_be_printed_anywhere(name: str) -> None:
    shown = escape_text(name)
    assert shown.isprintable()
    shown.encode()


def test_a_byte_that_is_no_text_is_shown_as_that_byte() -> None:
    name = b"caf\xe9\n.ogg".decode("utf-8", errors="surrogateescape")
    assert escape_text(name) == r"caf\xe9\n.ogg"


def test_case_hyphens_and_spaces_do_not_make_another_word() -> None:
    assert fold_word("Film-Score") == fold_word("film  score") == fold_word("film_score")
    assert fold_word("film") != fold_word("film score")
