"""``setlist library list`` and ``show``."""

from typing import TYPE_CHECKING

import click

from setlist.cli.options import (
    QueryCommand,
    json_option,
    library_at,
    split_library,
    view_of,
    view_options,
)

if TYPE_CHECKING:
    from setlist.catalog import FoundTrack
    from setlist.engine import Dossier


@click.command(cls=QueryCommand, name="list")
@click.argument("words", nargs=-1, metavar="[LIBRARY] [QUERY]...")
@library_at
@view_options
@click.option("--limit", type=click.IntRange(0), metavar="N", help="No more than so many.")
@json_option
def list_tracks(
    words: tuple[str, ...],
    locator: str | None,
    limit: int | None,
    *,
    as_json: bool,
    **view_words: str | tuple[str, ...],
) -> None:
    """List the tracks that a query asks for, as the last scan left them.

    A query is words to look for and field:value pairs; all of them must hold.  A value may be
    a range (4..6, 3m.., ..-20), several (none,wordless), ? for what nobody said, or quoted; a
    minus before a pair turns it round.

    Example: setlist library list ~/Music/sessions intensity:4..6 voice:none -tag:choir
    """
    from setlist import engine
    from setlist.cli.screen import print_json, print_table, say

    place, query = split_library(words, locator)
    found = engine.list_tracks(place, " ".join(query), view=view_of(view_words), limit=limit)
    if as_json:
        rows = [_record(row, found.paths.get(row.track)) for row in found.tracks]
        print_json(engine.json_text(rows))
        return
    heads = ("title", "artist", "min", "LUFS", "intensity", "voice", "tags")
    print_table(heads, [_row(row) for row in found.tracks], right="min LUFS intensity")
    hours = sum(row.duration_s for row in found.tracks) / 3600.0
    say(f"{len(found.tracks)} tracks, {hours:.1f} h")


@click.command()
@click.argument("track")
@library_at
@view_options
@json_option
def show(track: str, locator: str | None, *, as_json: bool, **words: str | tuple[str, ...]) -> None:
    """Show one track: every value and where it came from, who said what, and reviews.

    TRACK is its title, its path, the beginning of its id, or a query that finds it alone.

    Example: setlist library show "Still Pond" --library ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import print_json, print_table, say
    from setlist.drawing import clean

    place, _ = split_library((), locator)
    told = engine.tell_track(place, track, view=view_of(words))
    if as_json:
        print_json(engine.json_text(told))
        return
    print_table(("field", "value", "from"), _list_values(told))
    if told.statements:
        click.echo()
        heads = ("said", "of", "by", "when", "standing")
        print_table(
            heads,
            [
                (
                    "(taken back)" if each.value is None else each.value,
                    each.field + (f" ({each.clinic})" if each.clinic else ""),
                    each.by,
                    each.on[:16].replace("T", " "),
                    each.standing + (f", {each.reviewer}" if each.reviewer else ""),
                )
                for each in told.statements
            ],
        )
    for conflict in told.conflicts:
        say(f"not agreed: {clean(str(conflict))}")
    latest = max(told.reviews, key=lambda review: review.on, default=None)
    by = f", last by {latest.by} on {latest.on[:10]} (version {latest.version})" if latest else ""
    say(f"review: {told.review}{by}")


def _row(row: "FoundTrack") -> tuple[str, ...]:
    """Write a track as cells of a table."""
    return (
        row.title or "",
        row.artist or "",
        f"{row.duration_s / 60.0:.1f}",
        "?" if row.loudness_lufs is None else f"{row.loudness_lufs:.1f}",
        "?" if row.intensity is None else f"{row.intensity:g}",
        row.voice or "?",
        ", ".join(row.tags),
    )


def _record(row: "FoundTrack", path: str | None) -> dict[str, object]:
    """Write a track as JSON; what is not known is null."""
    return {
        "track": row.track,
        "path": path,
        "title": row.title,
        "artist": row.artist,
        "album": row.album,
        "duration_s": row.duration_s,
        "loudness_lufs": row.loudness_lufs,
        "range_lu": row.range_lu,
        "peak_dbtp": row.peak_dbtp,
        "max_rise_1s_lu": row.max_rise_1s_lu,
        "key": row.key,
        "tempo_bpm": row.tempo_bpm,
        "tempo_confidence": row.tempo_confidence,
        "intensity": row.intensity,
        "intensity_origin": row.intensity_origin,
        "raters": row.raters,
        "spread": row.spread,
        "voice": row.voice,
        "tags": list(row.tags),
        "licence": row.licence,
        "missing": row.missing,
    }


def _list_values(told: "Dossier") -> list[tuple[str, str, str]]:
    """Give every value that is known of a track, and where it came from."""
    tags, measures = told.track.tags, told.track.measures
    values: dict[str, object] = {
        "track": told.track.id,
        "path": told.track.path,
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "intensity": tags.intensity(),
        "voice": tags.voice,
        "languages": "; ".join(tags.languages),
        "tags": "; ".join(tags.words),
        "instruments": "; ".join(tags.instruments),
        "work": None if tags.work is None else f"{tags.work.name}, {tags.work.movement}",
        "licence": None
        if tags.licence is None
        else "; ".join(
            part
            for part in (tags.licence.name, tags.licence.holder or "", tags.licence.performance)
            if part
        ),
        "isrc": tags.isrc,
        "musicbrainz_id": tags.musicbrainz_id,
    }
    rows = [
        (name, f"{value:g}" if isinstance(value, float) else str(value), _tell_origin(told, name))
        for name, value in values.items()
        if value
    ]
    heard = _tell_origin(told, "measures")
    for name in type(measures).__slots__:
        value = getattr(measures, name)
        if value is not None and name not in {"version", "profile_lufs"}:
            rows.append((name, f"{value:.2f}" if isinstance(value, float) else str(value), heard))
    return rows


def _tell_origin(told: "Dossier", field: str) -> str:
    """Say where a value came from."""
    origin = told.track.origin(field)
    if origin is None:
        return ""
    detail = f" version {origin.detail}" if field == "measures" else f": {origin.detail}"
    return f"{origin.source}{detail if origin.detail else ''}"
