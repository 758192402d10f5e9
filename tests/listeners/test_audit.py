"""A word that no track can carry excludes nothing, and that is told."""

import pytest

from setlist.documents import open_listener
from setlist.listeners import audit_listener
from setlist.model import Listener

WORDS = ("choir", "film score", "bagpipes")


@pytest.mark.parametrize("word", ["choir", "Choir", "film score", "film-score", "Film  Score"])
def test_a_known_word_passes_however_it_is_written(word: str) -> None:
    assert not audit_listener(Listener(code="a", avoid_tags=(word,)), vocabulary_words=WORDS)


def test_an_unknown_word_is_told_with_its_line_and_the_nearest() -> None:
    text = 'code = "a"\navoid_tags = ["choir", "chior"]\navoid_instruments = ["kazoo"]\n'
    document = open_listener(text, file="c.toml")
    findings = audit_listener(document.value, vocabulary_words=WORDS, locate=document.place)
    nothing = "is not in the vocabulary, so it would exclude nothing"
    assert [str(finding) for finding in findings] == [
        f'c.toml:2: avoid_tags item 2: "chior" {nothing} — did you mean choir?',
        f'c.toml:3: avoid_instruments item 1: "kazoo" {nothing} — use a word of the vocabulary',
    ]


def test_without_the_file_a_place_still_has_its_field() -> None:
    (finding,) = audit_listener(Listener(code="a", avoid_tags=("x",)), vocabulary_words=WORDS)
    assert str(finding.place) == "avoid_tags item 1"
