"""The fields that a query may ask for."""

from setlist.catalog.query import Kind, QueryField
from setlist.model import Performance, Source, Voice

_LOUDNESS = (("lufs", 1.0),)
_STEP = (("lu", 1.0), ("db", 1.0))
_TIME = (("s", 1.0), ("sec", 1.0), ("min", 60.0), ("m", 60.0), ("h", 3600.0))
_PITCH = (("hz", 1.0), ("khz", 1000.0))


def _number(name: str, column: str, *units: tuple[str, float], exact: bool = False) -> QueryField:
    """Make a field of numbers."""
    return QueryField(name=name, column=column, kind=Kind.NUMBER, units=units, exact=exact)


def _text(name: str, column: str, kind: Kind, choices: tuple[str, ...] = ()) -> QueryField:
    """Make a field of words."""
    return QueryField(name=name, column=column, kind=kind, choices=choices)


FIELDS = (
    _number("intensity", "intensity", exact=True),
    _number("raters", "raters", exact=True),
    _number("spread", "spread", exact=True),
    _number("duration", "duration_s", *_TIME),
    _number("loudness", "loudness_lufs", *_LOUDNESS),
    _number("range", "range_lu", *_STEP),
    _number("peak", "peak_dbtp", ("dbtp", 1.0), ("db", 1.0)),
    _number("rise", "max_rise_1s_lu", *_STEP),
    _number("rise3", "max_rise_3s_lu", *_STEP),
    _number("brightness", "brightness_hz", *_PITCH),
    _number("onsets", "onsets_per_s"),
    _number("tempo", "tempo_bpm", ("bpm", 1.0)),
    _number("confidence", "tempo_confidence"),
    _text("title", "title_folded", Kind.PART),
    _text("artist", "artist_folded", Kind.PART),
    _text("album", "album_folded", Kind.PART),
    _text("path", "path_folded", Kind.PART),
    _text("work", "work_folded", Kind.PART),
    _text("licence", "licence_folded", Kind.PART),
    _text("holder", "holder_folded", Kind.PART),
    _text("tag", "tags_folded", Kind.WORD),
    _text("instrument", "instruments_folded", Kind.WORD),
    _text("language", "languages_folded", Kind.WORD),
    _text("key", "key_folded", Kind.WORD),
    _text("voice", "voice", Kind.CHOICE, tuple(Voice)),
    _text("performance", "performance", Kind.CHOICE, tuple(Performance)),
    _text("origin", "intensity_origin", Kind.CHOICE, tuple(Source)),
    _text("track", "track", Kind.START),
    _text("rated", "raters", Kind.FLAG),
    _text("missing", "missing", Kind.FLAG),
)
"""Every field of a query; a column's own name, with its unit, is understood as well."""


def find_field(name: str) -> QueryField | None:
    """Give the field of a name, whatever case it is written in, or None."""
    asked = name.casefold()
    named = (field for field in FIELDS if asked == field.name)
    return next(named, None) or next((field for field in FIELDS if asked == field.column), None)
