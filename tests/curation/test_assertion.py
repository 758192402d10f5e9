"""Resolved tags as values of statements."""

from builders import a_track
from hypothesis import given
from hypothesis import strategies as st
from sayings import texts

from setlist.curation import read_values, spell_tags
from setlist.curation.values import is_spelt
from setlist.model import Field, Licence, Performance, Rating, Tags, Voice, Work


def test_tags_are_spelt_as_statements_read_them() -> None:
    tags = Tags(
        title="Still Pond",
        ratings=(Rating(intensity=2.0), Rating(intensity=5.0)),
        voice=Voice.NONE,
        words=("warm", "steady"),
        languages=("es", "en"),
        work=Work(name="Quartet in D", movement=2),
        licence=Licence(name="CC0-1.0", holder="Tidal Rooms", performance=Performance.GRANTED),
    )
    values = read_values(spell_tags(tags))
    assert values.intensity == 3.5
    assert values.tags == ("steady", "warm")
    assert values.languages == ("en", "es")
    assert (values.work, values.movement) == ("Quartet in D", 2)
    assert (values.licence, values.holder) == ("CC0-1.0", "Tidal Rooms")
    assert values.performance is Performance.GRANTED


def test_what_nobody_said_is_left_out() -> None:
    said = spell_tags(a_track(intensity=None, voice=None).tags)
    assert set(said) == {Field.TITLE, Field.ARTIST}


def test_an_unknown_right_to_play_says_nothing() -> None:
    said = spell_tags(Tags(licence=Licence(name="CC0-1.0")))
    assert said == {Field.LICENCE: "CC0-1.0"}


@given(texts, st.lists(texts, max_size=4))
def test_tags_of_strangers_are_spelt_or_not_said(text: str, words: list[str]) -> None:
    tags = Tags(title=text, words=tuple(words), languages=tuple(words), isrc=text)
    for field, value in spell_tags(tags).items():
        assert is_spelt(field, value)


def test_a_word_of_ones_own_loses_what_stands_between_words() -> None:
    assert spell_tags(Tags(words=("my own; word",))) == {Field.TAGS: "my own word"}
