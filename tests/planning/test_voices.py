"""What the voice of a track counts as, and how words are compared."""

from dataclasses import replace

import pytest
from builders import a_track

from setlist.model import (
    Languages,
    Listener,
    MusicRules,
    Tags,
    Unknown,
    UnknownVoice,
    Voice,
)
from setlist.planning.voices import (
    fold,
    is_intensity_unusable,
    is_voice_unusable,
    judge_voice,
    know_intensity,
    name_artists,
)

LISTENER = Listener(code="x-1", understands=("en", "es"))
MUSIC = MusicRules()


def voice_of(
    voice: Voice | None,
    *languages: str,
    music: MusicRules = MUSIC,
    listener: Listener | None = LISTENER,
) -> Voice:
    track = a_track(tags=Tags(title="x", voice=voice, languages=languages))
    return judge_voice(track, music, listener)


def test_a_voice_that_nobody_checked_counts_as_words() -> None:
    assert voice_of(None) is Voice.WORDS


def test_words_in_a_language_that_the_listener_does_not_understand_are_wordless() -> None:
    assert voice_of(Voice.WORDS, "fi") is Voice.WORDLESS
    assert voice_of(Voice.WORDS, "FI", "is") is Voice.WORDLESS


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "es_MX"])
def test_words_that_the_listener_understands_are_words(language: str) -> None:
    assert voice_of(Voice.WORDS, "fi", language) is Voice.WORDS


def test_words_in_an_unknown_language_or_for_an_unknown_listener_are_words() -> None:
    assert voice_of(Voice.WORDS) is Voice.WORDS
    assert voice_of(Voice.WORDS, "fi", listener=None) is Voice.WORDS
    any_language = replace(MUSIC, languages=Languages.ANY)
    assert voice_of(Voice.WORDS, "fi", music=any_language) is Voice.WORDS


def test_speech_stays_speech() -> None:
    assert voice_of(Voice.SPOKEN, "fi") is Voice.SPOKEN


def test_an_unchecked_voice_may_be_left_out_by_the_arc() -> None:
    unchecked = a_track(voice=None)
    assert is_voice_unusable(unchecked, replace(MUSIC, unknown_voice=UnknownVoice.EXCLUDE))
    assert not is_voice_unusable(unchecked, MUSIC)
    assert not is_voice_unusable(a_track(), replace(MUSIC, unknown_voice=UnknownVoice.EXCLUDE))


def test_an_intensity_is_suggested_only_where_that_is_allowed() -> None:
    track = a_track(tags=Tags(title="x", suggested_intensity=4.0))
    assert know_intensity(track, allow_suggested=False) is None
    assert know_intensity(track, allow_suggested=True) == 4.0
    assert is_intensity_unusable(track, MUSIC, allow_suggested=False)
    assert not is_intensity_unusable(track, MUSIC, allow_suggested=True)
    penalised = replace(MUSIC, unknown_intensity=Unknown.PENALISE)
    assert not is_intensity_unusable(track, penalised, allow_suggested=False)


def test_spellings_of_one_word_are_equal() -> None:
    assert fold(" Film-Score") == fold("film  score") == fold("FILM_SCORE")


def test_each_of_several_artists_is_named() -> None:
    names = name_artists("Ada Lark feat. Bo & The Reeds")
    assert {"ada lark", "bo", "the reeds", "ada lark feat. bo & the reeds"} <= names
    assert name_artists(None) == frozenset()
    assert "simon" not in name_artists("Simonetta")
