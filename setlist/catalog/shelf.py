"""The shelf: every track resolved into one row to be searched, more where clinics differ."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, insert

from setlist.catalog.jsontext import write_noun
from setlist.catalog.rows import Row
from setlist.catalog.sides import Side, join_sides, list_tracks, read_sides
from setlist.catalog.store import Resolve, cut_chunks
from setlist.catalog.tables import shelf
from setlist.catalog.text import fold_text
from setlist.catalog.words import read_words
from setlist.model import Source, Statement, Tags, Track, TrackId

_LINE = "\n"
"""Stands around each word of a folded list; no folded word holds it."""


def refresh_shelf(
    connection: Connection, resolve: Resolve, tracks: Iterable[TrackId] | None = None
) -> None:
    """Make the rows of tracks anew, inside the transaction in which they changed.

    Parameters
    ----------
    connection : Connection
        Inside a writer's transaction.
    resolve : Resolve
        Turns what files and people say into one track.
    tracks : iterable of TrackId, optional
        Those that changed, known to a root or not; all of them if left out.
    """
    changed = tuple(list_tracks(connection)) if tracks is None else tuple(dict.fromkeys(tracks))
    for chunk in cut_chunks(changed):
        grouped = read_sides(connection, chunk)
        said: dict[TrackId, list[Statement]] = {}
        for statement in read_words(connection, chunk):
            said.setdefault(statement.track, []).append(statement)
        rows = [
            row
            for track, group in grouped.items()
            for row in _list_rows(group, said.get(track, ()), resolve)
        ]
        connection.execute(delete(shelf).where(shelf.c.track.in_(chunk)))
        if rows:
            connection.execute(insert(shelf), rows)


def choose_words(statements: Iterable[Statement], clinic: str) -> tuple[Statement, ...]:
    """Give the statements that count for a clinic: its own, and those of the shared base."""
    return tuple(each for each in statements if each.clinic in ("", clinic))


def _list_rows(group: Sequence[Side], said: Sequence[Statement], resolve: Resolve) -> Iterator[Row]:
    """Give the row of the shared base, and one for each clinic with an overlay on the track."""
    track = join_sides(group)
    for clinic in sorted({"", *(statement.clinic for statement in said)}):
        yield _make_row(group[0], resolve(track, choose_words(said, clinic)), clinic)


def _make_row(side: Side, track: Track, clinic: str) -> Row:
    """Write a resolved track as a row."""
    tags, heard, licence = track.tags, track.measures, track.tags.licence
    intensity, origin = _find_intensity(track)
    words = tuple(dict.fromkeys((*tags.words, *tags.instruments)))
    path = f"{side.root}/{side.name or ''}"
    return {
        "track": track.id,
        "clinic": clinic,
        "root": side.root,
        "name": side.name,
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "isrc": tags.isrc,
        "musicbrainz_id": tags.musicbrainz_id,
        "duration_s": heard.duration_s,
        "loudness_lufs": heard.loudness_lufs,
        "range_lu": heard.range_lu,
        "peak_dbtp": heard.peak_dbtp,
        "max_rise_1s_lu": heard.max_rise_1s_lu,
        "max_rise_3s_lu": heard.max_rise_3s_lu,
        "brightness_hz": heard.brightness_hz,
        "onsets_per_s": heard.onsets_per_s,
        "key": heard.key,
        "tempo_bpm": heard.tempo_bpm,
        "tempo_confidence": heard.tempo_confidence,
        "intensity": intensity,
        "intensity_origin": origin,
        "raters": len(tags.ratings),
        "spread": tags.spread(),
        "voice": tags.voice,
        "tags": write_noun(words),
        "licence": licence and licence.name,
        "performance": licence and licence.performance,
        "missing": side.gone,
        "title_folded": fold_text(tags.title or ""),
        "artist_folded": fold_text(tags.artist or ""),
        "album_folded": fold_text(tags.album or ""),
        "path_folded": fold_text(path),
        "work_folded": fold_text(tags.work.name if tags.work else ""),
        "licence_folded": fold_text(licence.name if licence else ""),
        "holder_folded": fold_text((licence and licence.holder) or ""),
        "key_folded": _fold_list((heard.key, *heard.key.split())) if heard.key else "",
        "tags_folded": _fold_list(words),
        "instruments_folded": _fold_list(tags.instruments),
        "languages_folded": _fold_list(tags.languages),
        "text_folded": _fold_all(tags, side.name or ""),
    }


def _find_intensity(track: Track) -> tuple[float | None, str | None]:
    """Give the intensity of people, else the one that measures suggest, and where it is from."""
    rated = track.tags.intensity()
    if rated is None:
        suggested = track.tags.suggested_intensity
        return suggested, None if suggested is None else Source.SUGGESTED.value
    origin = track.origin("intensity")
    return rated, None if origin is None else origin.source.value


def _fold_list(words: Iterable[str]) -> str:
    """Write folded words so that each can be found whole."""
    folded = "".join(f"{_LINE}{fold_text(word)}" for word in words)
    return f"{folded}{_LINE}" if folded else ""


def _fold_all(tags: Tags, name: str) -> str:
    """Write everything that words are searched in, part by part."""
    parts = (tags.title, tags.artist, tags.album, *tags.words, *tags.instruments, name)
    return _LINE.join(fold_text(part) for part in parts if part)
