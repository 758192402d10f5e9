"""What a rater is shown of a track."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

from setlist.drawing import clean, tell_length
from setlist.model import Field, Origin, Source, Track
from setlist.units import Seconds

_TITLE_MAX: Final = 120
_VALUE_MAX: Final = 200
_ORIGIN_MAX: Final = 60
_LONG_MIN: Final = 120.0


def name_track(track: Track) -> str:
    """Name a track by title and artist, or by its file."""
    file = PurePath(track.path).name if track.path else track.id
    title = clean(track.tags.title or file, limit=_TITLE_MAX) or "untitled"
    artist = clean(track.tags.artist or "", limit=_TITLE_MAX)
    return f"{title} — {artist}" if artist else title


def describe_track(track: Track, own: Mapping[Field, str | None]) -> Iterator[str]:
    """Say what a rater may know of a track before rating it; never what others rated.

    Parameters
    ----------
    track : Track
        The track as the library has it.
    own : mapping of Field to str or None
        What this rater said about it.

    Yields
    ------
    str
        Lines: its name, its length and loudness, and every value that is known, with its
        origin.
    """
    level = track.measures.loudness_lufs
    loudness = "loudness not known" if level is None else f"{level:.1f} LUFS"
    yield f"{name_track(track)}, {tell_length(track.measures.duration_s)}, {loudness}"
    if mine := own.get(Field.INTENSITY):
        yield f"  intensity: {mine} (you)"
    for field, value in _list_values(track):
        said = own.get(field)
        # What several people say of these is joined; of a voice the most cautious word counts.
        if value and (said is None or (said != value and _is_said(track.origin(field)))):
            yield f"  {field}: {clean(value, limit=_VALUE_MAX)}{_tell_origin(track.origin(field))}"
        if said:
            yield f"  {field}: {clean(said, limit=_VALUE_MAX)} (you)"
    if track.tags.voice is None and not own.get(Field.VOICE):
        yield "  voice: not known, counts as words"


def tell_others(track: Track, by: str) -> str | None:
    """Say what the other raters gave, and what the measures suggest; None if there is nothing."""
    ratings = [each for each in track.tags.ratings if each.rater != by]
    said = [f"{clean(each.rater or 'unnamed', limit=24)} {each.intensity:g}" for each in ratings]
    parts = [f"others gave: {', '.join(said)}"] if said else []
    if (suggested := track.tags.suggested_intensity) is not None:
        parts.append(f"measures suggest {suggested:g}")
    return "; ".join(parts) or None


def tell_progress(done: int, whole: int, took_s: Seconds) -> str:
    """Say how far a walk through tracks is, and how long it will take at its pace.

    Parameters
    ----------
    done : int
        How many tracks were left behind.
    whole : int
        How many there are.
    took_s : float [s, >= 0]
        Since the first one was shown.

    Returns
    -------
    str
        Such as ``12 of 83, about 25 min at this pace``; the first has no pace yet.
    """
    place = f"{done + 1} of {whole}"
    if not done:
        return place
    left_min = took_s / done * (whole - done) / 60.0
    if left_min < 1.0:
        return f"{place}, under a minute at this pace"
    if left_min >= _LONG_MIN:
        return f"{place}, about {left_min / 60.0:.0f} h at this pace"
    return f"{place}, about {left_min:.0f} min at this pace"


def _list_values(track: Track) -> Iterator[tuple[Field, str | None]]:
    """Give the values of a track that help to rate it, as text."""
    tags = track.tags
    yield Field.ALBUM, tags.album
    yield Field.VOICE, tags.voice
    yield Field.LANGUAGES, "; ".join(tags.languages)
    yield Field.TAGS, "; ".join(tags.words)
    yield Field.INSTRUMENTS, "; ".join(tags.instruments)
    yield Field.LICENCE, tags.licence.name if tags.licence else None


def _is_said(origin: Origin | None) -> bool:
    """Tell whether people said a value in the catalog, and not a file."""
    return origin is not None and origin.source is Source.CATALOG


def _tell_origin(origin: Origin | None) -> str:
    """Say where a value came from, in brackets."""
    if origin is None:
        return ""
    detail = clean(origin.detail or "", limit=_ORIGIN_MAX)
    return f" ({origin.source}: {detail})" if detail else f" ({origin.source})"
