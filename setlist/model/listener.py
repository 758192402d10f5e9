"""The person who listens: a code name and what to avoid, and never more than that."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le, Len

from setlist.model.route import Landmark
from setlist.model.track import TrackId
from setlist.units import Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMinute:
    """A landmark that a clinic sets by its own experience instead of the model's."""

    landmark: Landmark
    at_min: Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who listens, by code name, and what the music must not hold.

    Exclusions are hard and never relaxed.  ``understands`` lists language codes; words in no
    language the listener understands count as wordless.  ``gentler`` shifts every intensity
    target down by that many steps.  ``anchor`` is a piece that may return in every session
    of a series; ``heard`` lists pieces of earlier sessions, which do not come again.
    """

    code: Annotated[str, Len(1, 40)]
    understands: tuple[str, ...] = ("en",)
    avoid_tags: tuple[str, ...] = ()
    avoid_instruments: tuple[str, ...] = ()
    avoid_artists: tuple[str, ...] = ()
    avoid_tracks: tuple[str, ...] = ()
    gentler: Annotated[float, Ge(-3), Le(3)] = 0.0
    anchor: TrackId | None = None
    heard: tuple[TrackId, ...] = ()
    own_minutes: tuple[OwnMinute, ...] = ()
