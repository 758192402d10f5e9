"""What the roots say of a track, before anybody's statement: a side of it for each root."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from setlist.catalog.jsontext import read_measures, read_origins, read_tags
from setlist.catalog.tables import measures, sides
from setlist.model import Origin, Source, Track, TrackId

_ORIGINS: Mapping[str, str] = {
    "title": "title",
    "artist": "artist",
    "album": "album",
    "ratings": "intensity",
    "suggested_intensity": "suggested_intensity",
    "voice": "voice",
    "languages": "languages",
    "words": "tags",
    "instruments": "instruments",
    "work": "work",
    "licence": "licence",
    "isrc": "isrc",
    "musicbrainz_id": "musicbrainz_id",
}
"""Under what name the origin of each field of tags is noted."""

_TRUST: Mapping[Source, int] = {source: place for place, source in enumerate(Source)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one root says of one track.

    ``name`` is that of its file in the root, or None where there is no audio; ``gone`` tells
    that the root had the track once.  The track of a side has no path.
    """

    root: str
    name: str | None
    gone: bool
    track: Track


def read_sides(
    connection: Connection, tracks: Sequence[TrackId] | None = None
) -> dict[TrackId, list[Side]]:
    """Read what the roots say of tracks.

    Parameters
    ----------
    connection : Connection
        Inside a transaction.
    tracks : sequence of TrackId, optional
        So many as one question may name; all of them if left out.

    Returns
    -------
    dict
        By track; of each, the roots that still have it first, then in the order of their names.
    """
    asked = _select_sides()
    if tracks is not None:
        asked = asked.where(sides.c.track.in_(tracks))
    grouped: dict[TrackId, list[Side]] = {}
    for row in connection.execute(asked.order_by(sides.c.gone, sides.c.root, sides.c.track)):
        side = _make_side(row)
        grouped.setdefault(side.track.id, []).append(side)
    return grouped


def join_sides(group: Sequence[Side]) -> Track:
    """Make one track of what several roots say of it.

    Parameters
    ----------
    group : sequence of Side
        At least one; the first to be believed first.

    Returns
    -------
    Track
        Each value from the most trusted source, of equal ones from the first root; the measures
        of the latest version.
    """
    first, *others = group
    joined = first.track
    for side in others:
        joined = _join(joined, side.track)
    return joined


def _join(one: Track, other: Track) -> Track:
    """Add to a track what another says that it does not, or says on better grounds."""
    taken: dict[str, Any] = {}
    origins = {origin.field: origin for origin in one.origins}
    for field, its_origin in _ORIGINS.items():
        value, said = getattr(other.tags, field), other.origin(its_origin)
        own = getattr(one.tags, field)
        if value in (None, ()):
            continue
        if own in (None, ()) or _trust(said) < _trust(origins.get(its_origin)):
            taken[field] = value
            if said is not None:
                origins[its_origin] = said
    heard = max(one.measures, other.measures, key=lambda each: each.version)
    if heard is not one.measures and (measured := other.origin("measures")) is not None:
        origins["measures"] = measured
    return replace(
        one,
        tags=replace(one.tags, **taken),
        measures=heard,
        origins=tuple(origins.values()),
    )


def _trust(origin: Origin | None) -> int:
    """Give the place of a source in the order of trust; one that is not known comes last."""
    return len(_TRUST) if origin is None else _TRUST[origin.source]


def _select_sides() -> Select[Any]:
    """Ask for the sides with the measures that they were last kept with."""
    heard = and_(measures.c.track == sides.c.track, measures.c.version == sides.c.version)
    return select(sides, measures.c.measures).join_from(sides, measures, heard)


def _make_side(row: Any) -> Side:  # noqa: ANN401  # a row of SQLAlchemy's
    """Make a side of a row."""
    track = Track(
        id=TrackId(row.track),
        path=None,
        tags=read_tags(row.tags),
        measures=read_measures(row.measures),
        origins=read_origins(row.origins),
    )
    return Side(root=row.root, name=row.name, gone=row.gone, track=track)


def list_tracks(connection: Connection) -> Iterable[TrackId]:
    """Give every track of which a root says something, in the order of their ids."""
    return connection.execute(select(sides.c.track).distinct().order_by(sides.c.track)).scalars()
