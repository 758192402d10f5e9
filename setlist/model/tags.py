"""What people say about music: tags, ratings, voice, licence, and who said it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Le, Len

Intensity = Annotated[float, Ge(1), Le(9)]
"""How much the music asks of a listener, 1 to 9: 1-3 supportive, 4-6 mixed, 7-9 challenging.

The scale follows the taxonomy of Wärja and Bonde [warja-bonde2014].
"""


FAR_APART = 2.0
"""Raters further apart than this should listen again together (our own)."""


class Voice(StrEnum):
    """What the human voice does in a track; a track that nobody checked counts as ``words``."""

    NONE = "none"
    WORDLESS = "wordless"
    SPOKEN = "spoken"
    WORDS = "words"


class TagFamily(StrEnum):
    """What a tag of the vocabulary speaks about."""

    MOOD = "mood"
    TEXTURE = "texture"
    MOTION = "motion"
    INSTRUMENTS = "instruments"
    SETTING = "setting"
    TRADITION = "tradition"
    ASSOCIATION = "association"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of the closed vocabulary and one line on what it means."""

    word: Annotated[str, Len(1)]
    family: TagFamily
    meaning: Annotated[str, Len(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The closed list of tags: the shipped one, and what a clinic added to it."""

    terms: tuple[Term, ...]

    def words(self) -> frozenset[str]:
        """Give every word of the vocabulary."""
        return frozenset(term.word for term in self.terms)


class Performance(StrEnum):
    """Whether the clinic may play a track to a client; unknown is warned about, not assumed."""

    GRANTED = "granted"
    NOT_GRANTED = "not-granted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Under what terms a track may be used, and whose it is."""

    name: Annotated[str, Len(1)]
    holder: str | None = None
    performance: Performance = Performance.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The work a track is a movement of; movements stay together and in order."""

    name: Annotated[str, Len(1)]
    movement: Annotated[int, Ge(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One person's intensity for a track.

    ``rater`` is initials or a role, never a full name; ``on`` is a date such as 2026-11-24.
    """

    intensity: Intensity
    rater: str | None = None
    on: str | None = None


class Source(StrEnum):
    """Where a value came from, the most trusted first."""

    CATALOG = "catalog"
    SIDECAR = "sidecar"
    TABLE = "table"
    EMBEDDED = "embedded"
    MEASURED = "measured"
    SUGGESTED = "suggested"
    FILE_NAME = "file-name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one value of a track came from: the field, the source, and the file or person."""

    field: str
    source: Source
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """Everything that people said about one track; None or empty means that nobody did.

    ``suggested_intensity`` comes from measures, never outranks a rating, and is used only
    when a person allows it.
    """

    title: str | None = None
    artist: str | None = None
    album: str | None = None
    ratings: tuple[Rating, ...] = ()
    suggested_intensity: Intensity | None = None
    voice: Voice | None = None
    languages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    work: Work | None = None
    licence: Licence | None = None
    isrc: str | None = None
    musicbrainz_id: str | None = None

    def intensity(self) -> float | None:
        """Give the median of the ratings, or None if nobody rated the track."""
        values = sorted(rating.intensity for rating in self.ratings)
        if not values:
            return None
        middle = len(values) // 2
        if len(values) % 2:
            return values[middle]
        return (values[middle - 1] + values[middle]) / 2.0

    def spread(self) -> float:
        """Give how far apart the raters are: highest less lowest rating, 0 with fewer than two."""
        values = [rating.intensity for rating in self.ratings]
        return max(values) - min(values) if values else 0.0
