"""Finding tracks by a query."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from setlist.catalog.condition import make_condition
from setlist.catalog.grammar import parse_query
from setlist.catalog.store import Catalog, begin_reading
from setlist.catalog.tables import shelf
from setlist.model import Source, TrackId, TrackKey, Voice
from setlist.units import DbTp, Lu, Lufs, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTrack:
    """One track that a query found; None where nothing is known.

    ``root`` and ``name`` say where its file is.  ``tags`` are words and instruments.
    ``intensity`` is that of people, or one that measures suggest where ``intensity_origin``
    says so.
    """

    track: TrackId
    root: str
    name: str | None
    title: str | None
    artist: str | None
    album: str | None
    duration_s: Seconds
    loudness_lufs: Lufs | None
    range_lu: Lu | None
    peak_dbtp: DbTp | None
    max_rise_1s_lu: Lu | None
    key: str | None
    tempo_bpm: float | None
    tempo_confidence: float | None
    intensity: float | None
    intensity_origin: Source | None
    raters: int
    spread: float
    voice: Voice | None
    tags: tuple[str, ...]
    licence: str | None
    missing: bool


_COLUMNS = tuple(shelf.c[name] for name in FoundTrack.__slots__)


def find_tracks(
    catalog: Catalog, query: str, *, limit: int | None = None
) -> tuple[FoundTrack, ...]:
    """Find the tracks that a query asks for, as they count for the catalog's clinic.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    query : str
        Such as ``intensity:4..6 voice:none -tag:choir``; an empty one finds every track.
    limit : int, optional [>= 0]
        No more than so many.

    Returns
    -------
    tuple of FoundTrack
        In the order of roots and names.  Missing ones only where the query asks for them.

    Raises
    ------
    InputError
        The query is not understood.
    CatalogError
        The catalog cannot be read.
    """
    asked = _select_rows(catalog, query, limit)
    with begin_reading(catalog) as connection:
        rows = connection.execute(asked).all()
    return tuple(_make_found(row) for row in rows)


def count_tracks(catalog: Catalog, query: str = "") -> tuple[int, Seconds]:
    """Count the tracks that a query asks for, and how long they are together.

    Parameters
    ----------
    catalog : Catalog
        The catalog.
    query : str
        As for `find_tracks`.

    Raises
    ------
    InputError, CatalogError
        As `find_tracks`.
    """
    counting = make_condition(parse_query(query), catalog.clinic)
    asked = select(func.count(), func.coalesce(func.sum(shelf.c.duration_s), 0.0)).where(counting)
    with begin_reading(catalog) as connection:
        count, length_s = connection.execute(asked).one()
    return count, Seconds(float(length_s))


def list_keys(catalog: Catalog) -> tuple[TrackKey, ...]:
    """Give how every track of the catalog is recognised elsewhere, missing ones included.

    Parameters
    ----------
    catalog : Catalog
        The catalog.

    Returns
    -------
    tuple of TrackKey
        In the order of their ids.

    Raises
    ------
    CatalogError
        The catalog cannot be read.
    """
    names = TrackKey.__slots__
    counting = make_condition(parse_query("missing:yes,no"), catalog.clinic)
    asked = select(*(shelf.c[name] for name in names)).where(counting).order_by(shelf.c.track)
    with begin_reading(catalog) as connection:
        rows = connection.execute(asked).all()
    return tuple(TrackKey(**dict(zip(names, row, strict=True))) for row in rows)


def _select_rows(catalog: Catalog, query: str, limit: int | None) -> Select[Any]:
    """Ask for the rows that a query means."""
    asked = select(*_COLUMNS).where(make_condition(parse_query(query), catalog.clinic))
    named = func.coalesce(shelf.c.name, "")
    return asked.order_by(shelf.c.root, named, shelf.c.track).limit(limit)


def _make_found(row: Any) -> FoundTrack:  # noqa: ANN401  # a row of SQLAlchemy's
    """Make what was found of a row."""
    values = dict(zip(FoundTrack.__slots__, row, strict=True))
    values["tags"] = () if values["tags"] == "[]" else tuple(json.loads(values["tags"]))
    if values["intensity_origin"] is not None:
        values["intensity_origin"] = Source(values["intensity_origin"])
    if values["voice"] is not None:
        values["voice"] = Voice(values["voice"])
    return FoundTrack(**values)
