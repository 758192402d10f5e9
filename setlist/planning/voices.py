"""What the voice of a track is for this listener, and how words of people are compared."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from setlist.model import (
    Languages,
    Listener,
    MusicRules,
    Track,
    TrackId,
    Unknown,
    UnknownVoice,
    Voice,
)
from setlist.planning.gentling import LEAST, MOST

_ARTIST_BREAK = re.compile(r"\s*(?:[,;/&+]|\bfeat\b\.?|\bft\b\.?|\bwith\b|\band\b|\bx\b)\s*")


def judge_voice(track: Track, music: MusicRules, listener: Listener | None) -> Voice:
    """Say what a track's voice counts as.

    A voice that nobody checked counts as words.  Words in no language that the listener
    understands count as wordless; words in unknown languages, and words where nobody said who
    listens, count as understood.

    Returns
    -------
    Voice
        The voice that the rules of a phase look at.
    """
    voice = track.tags.voice
    if voice is None:
        return Voice.WORDS
    if voice is not Voice.WORDS or music.languages is Languages.ANY or listener is None:
        return voice
    sung = {_language(name) for name in track.tags.languages}
    known = {_language(name) for name in listener.understands}
    return voice if not sung or sung & known else Voice.WORDLESS


def is_voice_unusable(track: Track, music: MusicRules) -> bool:
    """Tell whether an arc leaves a track out because nobody checked its voice."""
    return track.tags.voice is None and music.unknown_voice is UnknownVoice.EXCLUDE


def know_intensity(track: Track, *, allow_suggested: bool) -> float | None:
    """Give the intensity that people rated, or the suggested one where that is allowed."""
    rated = track.tags.intensity()
    if rated is None and allow_suggested:
        return track.tags.suggested_intensity
    return rated


def suggest(tracks: Iterable[Track], suggested: Mapping[TrackId, float]) -> tuple[Track, ...]:
    """Note on each track the intensity that measures suggest for it; a rating stays as it is."""
    return tuple(
        track
        if (level := suggested.get(track.id)) is None or not LEAST <= level <= MOST
        else replace(track, tags=replace(track.tags, suggested_intensity=level))
        for track in tracks
    )


def is_intensity_unusable(track: Track, music: MusicRules, *, allow_suggested: bool) -> bool:
    """Tell whether an arc leaves a track out because nobody rated it."""
    unknown = know_intensity(track, allow_suggested=allow_suggested) is None
    return unknown and music.unknown_intensity is Unknown.EXCLUDE


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Bring a word to the form in which two spellings of it are equal."""
    return " ".join(re.split(r"[\s_-]+", word.casefold().strip()))


@lru_cache(maxsize=65_536)
def fold_all(words: tuple[str, ...]) -> frozenset[str]:
    """Fold every word of a list, empty ones left out."""
    return frozenset(fold(word) for word in words) - {""}


def describe(track: Track) -> frozenset[str]:
    """Give every tag and instrument of a track, folded."""
    return fold_all(track.tags.words) | fold_all(track.tags.instruments)


def name_artists(artist: str | None) -> frozenset[str]:
    """Give the artist of a track as written and each of several names in it, folded."""
    if not artist:
        return frozenset()
    return fold_all((artist, *_ARTIST_BREAK.split(artist.casefold())))


def _language(name: str) -> str:
    """Give the primary part of a language code, so that ``en-GB`` is ``en``."""
    return re.split(r"[-_]", name.casefold().strip())[0]
