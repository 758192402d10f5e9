"""The closed vocabulary, shipped and extended."""

from pathlib import Path

import pytest

from setlist.errors import InputError, Severity
from setlist.library import read_vocabulary
from setlist.model import TagFamily
from setlist.wording import clean_text, fold_terms, fold_word


def test_the_shipped_vocabulary_covers_what_harms_and_what_arcs_ask_for() -> None:
    vocabulary, findings = read_vocabulary()
    assert not findings
    assert vocabulary.words() >= {
        *("church", "tribal", "film score", "colonial", "cold", "spacious", "ambient"),
        *("heartbeat", "water", "choir", "bagpipes", "whisper", "spoken-voice"),
        *("warm", "simple", "steady", "dark", "building", "melodic", "acoustic"),
    }


def test_every_shipped_term_has_one_line_of_meaning_and_stands_once() -> None:
    terms = read_vocabulary()[0].terms
    assert len({fold_word(term.word) for term in terms}) == len(terms)
    assert {term.family for term in terms} == set(TagFamily)
    for term in terms:
        assert clean_text(term.meaning) == term.meaning
        assert term.meaning.endswith(".")


def test_a_clinic_adds_words_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "words.toml"
    own.write_text('[association]\nbirthday = "Birthday songs."\n', encoding="utf-8")
    vocabulary, findings = read_vocabulary([own])
    assert not findings
    assert fold_terms(vocabulary)[fold_word("Birthday")] == "birthday"


def test_a_second_meaning_of_a_word_is_a_warning_and_the_first_stands(tmp_path: Path) -> None:
    own = tmp_path / "words.toml"
    own.write_text('[mood]\ncalm = "At ease."\nWarm = "Hot."\n', encoding="utf-8")
    vocabulary, (finding,) = read_vocabulary([own])
    assert (finding.place.file, finding.place.line) == (str(own), 3)
    assert finding.severity is Severity.WARNING
    assert [term.meaning for term in vocabulary.terms if fold_word(term.word) == "warm"] != ["Hot."]
    assert "calm" in vocabulary.words()


def test_every_fault_of_every_vocabulary_file_is_named(tmp_path: Path) -> None:
    own = tmp_path / "words.toml"
    own.write_text('[moods]\ncalm = "At ease."\n', encoding="utf-8")
    empty = tmp_path / "empty.toml"
    empty.write_text('[mood]\nempty = " "\n"two\\nlines" = "No."\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_vocabulary([own, tmp_path / "missing.toml", empty])
    places = [(finding.place.file, finding.place.line) for finding in caught.value.findings]
    missing = str(tmp_path / "missing.toml")
    assert places == [(str(own), 1), (missing, None), (str(empty), 2), (str(empty), 3)]
    assert all(finding.mend for finding in caught.value.findings)
