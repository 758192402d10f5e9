"""The tables of a catalog, the same in SQLite and PostgreSQL.

``files`` and ``measures`` hold what was found in audio files, ``sides`` what each root says of
its tracks before anybody's statement, ``statements``, ``reviews`` and ``trail`` what people
said.  ``shelf`` is made of all that, to be searched in: a row for every track, and one more for
every clinic that says something of its own about it.  Nested nouns are JSON.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    TypeDecorator,
)

from setlist.catalog.text import PLAIN, StrangeText

_HIGHEST = (1 << 63) - 1


class Nanoseconds(TypeDecorator[int]):
    """A time of change; one beyond the year 2262 never compares as unchanged."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002  # SQLAlchemy gives it
        """Keep the number within what both databases hold."""
        return value if value is None else max(-_HIGHEST, min(value, _HIGHEST))


METADATA = MetaData()


def _text(name: str, **options: Any) -> Column[str]:  # noqa: ANN401  # handed on to SQLAlchemy
    """Make a column for text of strangers."""
    return Column(name, StrangeText(), **options)


def _json(name: str, **options: Any) -> Column[str]:  # noqa: ANN401  # handed on to SQLAlchemy
    """Make a column for a noun as JSON, or for folded text: both hold nothing that is strange."""
    return Column(name, PLAIN, **options)


def _number(name: str) -> Column[float]:
    """Make a column for a number that may not be known."""
    return Column(name, Double)


roots = Table(
    "roots",
    METADATA,
    _text("root", primary_key=True),
    _text("mark", nullable=True),
    _text("place", nullable=True),
    _json("vocabulary", nullable=False),
    _json("findings", nullable=False),
)

files = Table(
    "files",
    METADATA,
    Column("root", StrangeText(), ForeignKey("roots.root"), primary_key=True),
    _text("name", primary_key=True),
    Column("size_bytes", BigInteger, nullable=False),
    Column("mtime_ns", Nanoseconds, nullable=False),
    _json("embedded", nullable=False),
    _text("track", nullable=True),
    Column("version", Integer),
    _json("findings", nullable=False),
    Column("missing", Boolean, nullable=False),
    Index("files_by_track", "track"),
)

measures = Table(
    "measures",
    METADATA,
    _text("track", primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _json("measures", nullable=False),
)

sides = Table(
    "sides",
    METADATA,
    Column("root", StrangeText(), ForeignKey("roots.root"), primary_key=True),
    _text("track", primary_key=True),
    _text("name", nullable=True),
    _json("tags", nullable=False),
    _json("origins", nullable=False),
    Column("version", Integer, nullable=False),
    Column("gone", Boolean, nullable=False),
    Index("sides_by_track", "track"),
)

statements = Table(
    "statements",
    METADATA,
    _text("track", primary_key=True),
    _text("field", primary_key=True),
    _text("clinic", primary_key=True),
    _text("by", primary_key=True),
    _text("value", nullable=True),
    _text("on", nullable=False),
    _text("standing", nullable=False),
    _text("reviewer", nullable=True),
)

reviews = Table(
    "reviews",
    METADATA,
    _text("track", primary_key=True),
    _text("clinic", primary_key=True),
    _text("by", primary_key=True),
    _text("on", primary_key=True),
    _text("version", primary_key=True),
)

trail = Table(
    "trail",
    METADATA,
    Column("number", Integer, primary_key=True),
    _text("at", nullable=False),
    _text("how", nullable=False),
    _text("track", nullable=False),
    _text("kind", nullable=False),
    _json("what", nullable=False),
    Index("trail_by_track", "track"),
    sqlite_autoincrement=True,
)

shelf = Table(
    "shelf",
    METADATA,
    _text("track", primary_key=True),
    _text("clinic", primary_key=True),
    _text("root", nullable=False),
    _text("name", nullable=True),
    _text("title", nullable=True),
    _text("artist", nullable=True),
    _text("album", nullable=True),
    _text("isrc", nullable=True),
    _text("musicbrainz_id", nullable=True),
    _number("duration_s"),
    _number("loudness_lufs"),
    _number("range_lu"),
    _number("peak_dbtp"),
    _number("max_rise_1s_lu"),
    _number("max_rise_3s_lu"),
    _number("brightness_hz"),
    _number("onsets_per_s"),
    _text("key", nullable=True),
    _number("tempo_bpm"),
    _number("tempo_confidence"),
    _number("intensity"),
    _text("intensity_origin", nullable=True),
    Column("raters", Integer, nullable=False),
    Column("spread", Double, nullable=False),
    _text("voice", nullable=True),
    _json("tags", nullable=False),
    _text("licence", nullable=True),
    _text("performance", nullable=True),
    Column("missing", Boolean, nullable=False),
    _json("title_folded", nullable=False),
    _json("artist_folded", nullable=False),
    _json("album_folded", nullable=False),
    _json("path_folded", nullable=False),
    _json("work_folded", nullable=False),
    _json("licence_folded", nullable=False),
    _json("holder_folded", nullable=False),
    _json("key_folded", nullable=False),
    _json("tags_folded", nullable=False),
    _json("instruments_folded", nullable=False),
    _json("languages_folded", nullable=False),
    _json("text_folded", nullable=False),
    # An index on the clinic would send SQLite to every row one by one: most are the base's.
    Index("shelf_by_intensity", "intensity"),
    Index("shelf_by_duration", "duration_s"),
)
