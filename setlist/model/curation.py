"""What people say about tracks, statement by statement: who, when, for whom, and how it stands.

A curation is a set of statements.  Of what one person says about one field of one track the
statement with the highest `Statement.rank` counts, so that any number of curations may be
merged in any order, and again, with one result.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Gt, Len

from setlist.model.track import TrackId
from setlist.units import Seconds


class Field(StrEnum):
    """What a statement speaks of."""

    TITLE = "title"
    ARTIST = "artist"
    ALBUM = "album"
    INTENSITY = "intensity"
    VOICE = "voice"
    LANGUAGES = "languages"
    TAGS = "tags"
    INSTRUMENTS = "instruments"
    WORK = "work"
    MOVEMENT = "movement"
    LICENCE = "licence"
    HOLDER = "holder"
    PERFORMANCE = "performance"
    ISRC = "isrc"
    MUSICBRAINZ_ID = "musicbrainz_id"


class Standing(StrEnum):
    """How a statement stands: it counts, it waits for a review, or a review refused it."""

    SAID = "said"
    PROPOSED = "proposed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One person's word on one field of one track.

    ``value`` is the one spelling of it as text (words of a list sorted and joined by ``"; "``,
    an intensity as ``4.5``); None takes back what the person said.  ``by`` is initials or a
    role, never a name.  ``on`` is UTC as ``2026-11-25T21:04:05.000000Z``, so that texts compare
    as times.  ``clinic`` names whose overlay it belongs to; ``""`` is the shared base.
    ``reviewer`` accepted or rejected it.
    """

    track: TrackId
    field: Field
    value: str | None
    by: Annotated[str, Len(1, 24)]
    on: Annotated[str, Len(27, 27)]
    clinic: str = ""
    standing: Standing = Standing.SAID
    reviewer: str | None = None

    def seat(self) -> tuple[TrackId, Field, str, str]:
        """Give what only one statement can hold: track, field, clinic and person."""
        return (self.track, self.field, self.clinic, self.by)

    def rank(self) -> tuple[str, str, str, str]:
        """Give the order in which statements on one seat replace each other.

        The later one wins; at the same moment the order is arbitrary, but the same everywhere.
        """
        return (self.on, self.standing, self.value or "", self.reviewer or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A stamp: somebody looked at all that is said of a track, as it stood in a version."""

    track: TrackId
    version: Annotated[str, Len(1)]
    by: Annotated[str, Len(1, 24)]
    on: Annotated[str, Len(27, 27)]
    clinic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackKey:
    """How a track is recognised in another library: by its sound, its codes, or its names."""

    track: TrackId
    isrc: str | None = None
    musicbrainz_id: str | None = None
    title: str | None = None
    artist: str | None = None
    duration_s: Annotated[Seconds, Gt(0)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """Everything that people said about tracks, to be kept, merged or shared without audio."""

    keys: tuple[TrackKey, ...] = ()
    statements: tuple[Statement, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the audit trail: what came in, when it was written down, and by what door."""

    number: Annotated[int, Ge(1)]
    at: str
    how: str
    what: Statement | Review
