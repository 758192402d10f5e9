"""The values of statements: their one spelling as text, and what it means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from setlist.errors import Finding, InputError, Place
from setlist.model import Field, Intensity, Performance, Voice
from setlist.wording import clean_text, is_rare_code, read_language

JOINT = "; "
"""What stands between the words of a list."""

MOST_WORDS = 100
"""Words in one list (our own): a track with more tags than that is not described by them."""

LISTS = frozenset((Field.LANGUAGES, Field.TAGS, Field.INSTRUMENTS))
"""Fields that hold several words; several people's words are put together."""

CODES: Mapping[Field, re.Pattern[str]] = {
    Field.ISRC: re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}"),
    Field.MUSICBRAINZ_ID: re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    Field.MOVEMENT: re.compile(r"[1-9][0-9]{0,3}"),
}
"""Fields that have a fixed form."""

_NUMBER = re.compile(r"[1-9](?:\.[0-9]{1,6})?")
CLOSED: Mapping[Field, tuple[str, ...]] = {
    Field.VOICE: tuple(voice.value for voice in Voice),
    Field.PERFORMANCE: tuple(right.value for right in Performance),
}
"""Fields that know a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What is said of one track, as values of their own types; None or empty is not said."""

    title: str | None = None
    artist: str | None = None
    album: str | None = None
    intensity: Intensity | None = None
    voice: Voice | None = None
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    work: str | None = None
    movement: int | None = None
    licence: str | None = None
    holder: str | None = None
    performance: Performance | None = None
    isrc: str | None = None
    musicbrainz_id: str | None = None


def read_values(said: Mapping[Field, str]) -> Values:
    """Turn the one spelling of values back into values.

    Parameters
    ----------
    said : mapping of Field to str
        Values as `spell_value` writes them.

    Returns
    -------
    Values
        Those that were given.

    Raises
    ------
    InputError
        A value is not in its one spelling; every such value is named.
    """
    faults = [field for field, value in said.items() if not is_spelt(field, value)]
    if faults:
        mend = "say it again, so that it is spelt the one way"
        raise InputError(
            *(
                Finding(said="is no value of this field", mend=mend, place=Place(field=field))
                for field in faults
            )
        )
    return convert_values(said)


def convert_values(said: Mapping[Field, str]) -> Values:
    """Turn values that are known to be in their one spelling back into values."""
    intensity, voice = said.get(Field.INTENSITY), said.get(Field.VOICE)
    movement, performance = said.get(Field.MOVEMENT), said.get(Field.PERFORMANCE)
    return Values(
        title=said.get(Field.TITLE),
        artist=said.get(Field.ARTIST),
        album=said.get(Field.ALBUM),
        intensity=None if intensity is None else float(intensity),
        voice=None if voice is None else Voice(voice),
        languages=split_words(said.get(Field.LANGUAGES)),
        tags=split_words(said.get(Field.TAGS)),
        instruments=split_words(said.get(Field.INSTRUMENTS)),
        work=said.get(Field.WORK),
        movement=None if movement is None else int(movement),
        licence=said.get(Field.LICENCE),
        holder=said.get(Field.HOLDER),
        performance=None if performance is None else Performance(performance),
        isrc=said.get(Field.ISRC),
        musicbrainz_id=said.get(Field.MUSICBRAINZ_ID),
    )


def split_words(value: str | None) -> tuple[str, ...]:
    """Give the words of a list."""
    return tuple(value.split(JOINT)) if value else ()


def is_spelt(field: Field, value: str) -> bool:
    """Tell whether a value is in the one spelling of its field, whatever the vocabulary."""
    if field in CLOSED:
        return value in CLOSED[field]
    if field in CODES:
        return CODES[field].fullmatch(value) is not None
    if field is Field.INTENSITY:
        return _NUMBER.fullmatch(value) is not None and spell_number(float(value)) == value
    if field in LISTS:
        return _is_list(field, value)
    return clean_text(value) == value


def spell_number(value: float) -> str | None:
    """Write an intensity, or None for what is none."""
    return f"{value:g}" if 1 <= value <= 9 else None


def _is_list(field: Field, value: str) -> bool:
    """Tell whether a value is a list of words, sorted and each once."""
    words = value.split(JOINT)
    if len(words) > MOST_WORDS or words != sorted(set(words)):
        return False
    if field is Field.LANGUAGES:
        return all(_is_code(word) for word in words)
    return all(clean_text(word) == word and ";" not in word for word in words)


def _is_code(word: str) -> bool:
    """Tell whether a word is the code under which its language goes."""
    known = read_language(word)
    return known == word or (known is None and is_rare_code(word))
