"""``setlist library``: scan, list and check a library of music."""

import json
from typing import TYPE_CHECKING

import click

from setlist.cli.options import json_option
from setlist.cli.program import LazyGroup

if TYPE_CHECKING:
    from setlist.model import Track

library = LazyGroup(
    name="library",
    help="Scan, list and check a library of music: a folder, or 'starter'.",
    lazy={
        "scan": ("setlist.cli.library:scan", "Listen to every file once and keep what was heard."),
        "list": ("setlist.cli.library:list_tracks", "List the tracks and what is known of them."),
        "check": ("setlist.cli.library:check", "Say what is missing or doubtful."),
    },
)

locator_argument = click.argument("locator", metavar="[LIBRARY]", default="starter")


@click.command()
@locator_argument
@click.option("--workers", type=click.IntRange(1, 64), help="Files listened to at once.")
@json_option
def scan(locator: str, workers: int | None, *, as_json: bool) -> None:
    """Listen to every file once and keep what was heard beside the music.

    Files that did not change are not opened again; a bad file is one finding.

    Example: setlist library scan ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import say, say_findings, show_progress

    with show_progress() as advance:
        found = engine.scan(locator, workers=workers, progress=advance)
    if as_json:
        click.echo(engine.json_text(found.stamp), nl=False)
    say_findings(found.findings)
    minutes = sum(track.measures.duration_s for track in found.tracks) / 60.0
    say(f"{len(found.tracks)} tracks, {minutes / 60.0:.1f} h, {len(found.findings)} findings")


@click.command(name="list")
@locator_argument
@json_option
def list_tracks(locator: str, *, as_json: bool) -> None:
    """List the tracks and what is known of them.

    A track that was not listened to yet is not listed: scan first.

    Example: setlist library list ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import print_table, say_findings

    found = engine.read_library(locator)
    if as_json:
        rows = [_record(track) for track in found.tracks]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        heads = ("title", "artist", "min", "LUFS", "intensity", "voice", "tags")
        print_table(heads, [_row(track) for track in found.tracks], right="min LUFS intensity")
    say_findings(found.findings)


@click.command()
@locator_argument
@json_option
def check(locator: str, *, as_json: bool) -> None:
    """Say what is missing or doubtful: ratings, voices, licences, sudden rises.

    Example: setlist library check ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import print_findings

    findings = engine.check_library(locator)
    well = f"{len(findings)} things to look at, none of them stops a plan"
    print_findings(findings, as_json=as_json, well=well)


def _row(track: "Track") -> tuple[str, ...]:
    """Write a track as cells of a table."""
    intensity = track.tags.intensity()
    return (
        track.tags.title or "",
        track.tags.artist or "",
        f"{track.measures.duration_s / 60.0:.1f}",
        "?" if (known := track.measures.loudness_lufs) is None else f"{known:.1f}",
        "?" if intensity is None else f"{intensity:g}",
        track.tags.voice or "?",
        ", ".join((*track.tags.words, *track.tags.instruments)),
    )


def _record(track: "Track") -> dict[str, object]:
    """Write a track as JSON; what is not known is null."""
    tags, measures = track.tags, track.measures
    origin = track.origin("intensity")
    return {
        "track": track.id,
        "path": track.path,
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "duration_s": measures.duration_s,
        "loudness_lufs": measures.loudness_lufs,
        "range_lu": measures.range_lu,
        "peak_dbtp": measures.peak_dbtp,
        "max_rise_1s_lu": measures.max_rise_1s_lu,
        "intensity": tags.intensity(),
        "intensity_origin": None if origin is None else origin.source,
        "voice": tags.voice,
        "tags": [*tags.words, *tags.instruments],
        "licence": None if tags.licence is None else tags.licence.name,
    }
