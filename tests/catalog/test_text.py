"""Text from strangers in columns, in searches, and on screens."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from setlist.catalog.text import fold_text, restore_text, store_text

_ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)


@given(_ANY)
@example("\\u0000")
@example("\\\\u0000\x00")
def test_any_text_is_stored_and_restored(text: str) -> None:
    stored = store_text(text)
    assert restore_text(stored) == text
    stored.encode("utf-8")
    assert "\x00" not in stored


@given(_ANY, _ANY)
def test_two_texts_are_never_stored_alike(one: str, other: str) -> None:
    assert (store_text(one) == store_text(other)) == (one == other)


def test_ordinary_text_is_stored_as_it_is() -> None:
    assert store_text("Träumerei (日本)/a.ogg") == "Träumerei (日本)/a.ogg"


@given(_ANY)
def test_a_folded_text_folds_to_itself(text: str) -> None:
    folded = fold_text(text)
    assert fold_text(folded) == folded
    folded.encode("utf-8")
    assert "\n" not in folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dvořák", "dvorak"),
        ("ÅSE", "ase"),
        ("Bjørn", "bjorn"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("film-score", "Film  Score"),
        ("01_still_pond", "01 still pond"),
        ("don\u2019t", "don't"),
        ("e\u0301tude", "étude"),
        ("Łódź", "lodz"),
        ("ﬁn", "fin"),
        ("\u202eabc\u202c", "abc"),
        ("tab\there\x00now", "tab here now"),
    ],
)
def test_spellings_of_one_text_meet(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize("text", ["夜の海", "Песня", "שיר", "गीत", "노래", "เพลง", "أغنية"])
def test_every_script_keeps_its_letters(text: str) -> None:
    assert len(fold_text(text)) >= len(text) // 2
    assert fold_text(text) in fold_text(f"a {text} b")
