"""The one spelling of what a person types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sayings import WORDS, texts

from setlist.curation import spell_value
from setlist.curation.values import is_spelt
from setlist.errors import InputError
from setlist.model import Field


@pytest.mark.parametrize(
    ("field", "typed", "spelt"),
    [
        (Field.INTENSITY, "4", "4"),
        (Field.INTENSITY, " 4.50 ", "4.5"),
        (Field.INTENSITY, "4,5", "4.5"),
        (Field.INTENSITY, "09.0", "9"),
        (Field.VOICE, "Wordless", "wordless"),
        (Field.LANGUAGES, "English, deu; EN-gb", "de; en"),
        (Field.LANGUAGES, "haw", "haw"),
        (Field.TAGS, "warm; Film-Score, warm;", "film score; warm"),
        (Field.INSTRUMENTS, "Piano,choir", "choir; piano"),
        (Field.PERFORMANCE, "Not granted", "not-granted"),
        (Field.MOVEMENT, "02", "2"),
        (Field.ISRC, "gb-aye-06-01498", "GBAYE0601498"),
        (
            Field.MUSICBRAINZ_ID,
            "8F3471B5-7E6A-48DA-86A9-C1C07A0F47AE",
            "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae",
        ),
        (Field.TITLE, " Still\n Pond\x00\u202e", "Still Pond"),
        (Field.LICENCE, "CC-BY-4.0", "CC-BY-4.0"),
    ],
)
def test_a_value_has_one_spelling(field: Field, typed: str, spelt: str) -> None:
    assert spell_value(field, typed, WORDS) == spelt


@pytest.mark.parametrize(
    ("field", "typed", "mend"),
    [
        (Field.INTENSITY, "0.5", "give 1 to 9"),
        (Field.INTENSITY, "9.5", "give 1 to 9"),
        (Field.INTENSITY, "nan", "give 1 to 9"),
        (Field.INTENSITY, "1e0", "give 1 to 9"),
        (Field.INTENSITY, "٤", "give 1 to 9"),
        (Field.VOICE, "some", "give one of none, wordless, spoken, words"),
        (Field.PERFORMANCE, "yes", "give one of granted, not-granted, unknown"),
        (Field.LANGUAGES, "klingon?", "give its code"),
        (Field.TAGS, "clam", "did you mean calm?"),
        (Field.TAGS, " ;,", "give words with semicolons"),
        (Field.INSTRUMENTS, "warm", "say it as a tag"),
        (Field.MOVEMENT, "0", "give the number of the movement"),
        (Field.ISRC, "GBAYE", "give the twelve characters"),
        (Field.MUSICBRAINZ_ID, "x", "give the id of the recording"),
        (Field.TITLE, "\x00\n", "give a value"),
    ],
)
def test_what_is_no_value_is_refused_with_the_mend(field: Field, typed: str, mend: str) -> None:
    with pytest.raises(InputError) as caught:
        spell_value(field, typed, WORDS)
    (finding,) = caught.value.findings
    assert mend in finding.mend
    assert finding.place.field == field.value


def test_every_wrong_word_of_a_list_is_named() -> None:
    with pytest.raises(InputError) as caught:
        spell_value(Field.TAGS, "clam; warm; xyzzy\x1b" + "y" * 1000, WORDS)
    first, second = caught.value.findings
    assert '"clam"' in first.said
    assert len(second.said) < 100
    assert "vocabulary file of your own" in second.mend


def test_a_list_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="holds 200000 words"):
        spell_value(Field.TAGS, "warm;" * 200_000, WORDS)


@given(st.sampled_from(Field), texts | st.text(alphabet="0123456789.,; enwarmcl", max_size=10))
def test_whatever_is_spelt_is_known_as_such_and_stays(field: Field, typed: str) -> None:
    try:
        spelt = spell_value(field, typed, WORDS)
    except InputError:
        return
    assert is_spelt(field, spelt)
    assert spell_value(field, spelt, WORDS) == spelt
