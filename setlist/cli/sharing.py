"""``setlist library export``, ``import``, ``merge``, ``diff`` and ``write-tags``."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from setlist.cli.options import (
    QueryCommand,
    json_option,
    library_argument,
    library_at,
    split_library,
    view_of,
    view_options,
)
from setlist.cli.targets import output_options

if TYPE_CHECKING:
    from setlist.curation import Conflict, Doubt
    from setlist.model import TrackId, TrackKey


@click.command()
@library_argument
@output_options("The file: .toml or .csv.")
@click.option(
    "--table",
    "form",
    flag_value="table",
    help="A row a track with what holds now, for spreadsheets.  [default: who said what, when]",
)
@click.option(
    "--base", is_flag=True, help="Only the shared base.  [with --clinic: only its overlay]"
)
@view_options
def export(
    locator: str,
    target: Path,
    form: str | None,
    *,
    base: bool,
    force: bool,
    dry_run: bool,
    **words: str | tuple[str, ...],
) -> None:
    """Write what people say about a library into a file to share; no audio is in it.

    Example: setlist library export ~/Music/sessions -o sessions.toml
    """
    from setlist import engine
    from setlist.cli.screen import say, say_written

    view = view_of(words)
    if base:
        view = replace(view, clinic="")
    count = engine.export_curation(
        locator,
        target,
        view=view,
        layer=view.clinic if base or view.clinic else None,
        form="table" if form == "table" else "curation",
        force=force,
        dry_run=dry_run,
    )
    say(f"{count} {'tracks' if form == 'table' else 'statements'}")
    say_written(target, dry_run=dry_run)


@click.command(name="import")
@click.argument("source", type=click.Path(path_type=Path), metavar="FILE")
@library_at
@click.option("--by", metavar="INITIALS", help="Who says what stands in a table.")
@click.option(
    "--without-audio",
    is_flag=True,
    help="Keep rows of a table that match no track as tracks without files.",
)
@click.option("--confirm", is_flag=True, help="Ask about tracks that match by name only.")
@view_options
@json_option
def import_(
    source: Path,
    locator: str | None,
    by: str | None,
    *,
    without_audio: bool,
    confirm: bool,
    as_json: bool,
    **words: str | tuple[str, ...],
) -> None:
    """Take a curation file, or a table somebody filled in, into a library's catalog.

    Tracks are recognised by their sound, then by ISRC or MusicBrainz id; by title, artist and
    length only with --confirm.  The same file twice changes nothing.

    Example: setlist library import theirs.toml --library ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import print_json, say, say_findings

    taken = engine.take_in(
        split_library((), locator)[0],
        source,
        view=view_of(words),
        by=by,
        without_audio=without_audio,
        confirm=_ask if confirm else None,
    )
    if as_json:
        print_json(engine.json_text(taken))
    say_findings(taken.findings)
    say(f"{taken.statements} statements and {taken.reviews} reviews about {taken.tracks} tracks")
    if taken.added:
        say(f"{taken.added} tracks without files")
    if taken.kept_apart:
        say(f"{taken.kept_apart} statements are about tracks that are not here; they are kept")
    if taken.doubtful:
        say(f"{len(taken.doubtful)} tracks match by name only and were left out: add --confirm")
        for doubt in taken.doubtful[:5]:
            say(f"  {_name(doubt.theirs)}: {doubt.why}")
    _say_conflicts(taken.conflicts)


@click.command()
@click.argument(
    "sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@output_options("The merged file: .toml or .csv.")
def merge(sources: tuple[Path, ...], target: Path, *, force: bool, dry_run: bool) -> None:
    """Merge curation files into one; their order does not matter, nor a file that comes twice.

    Example: setlist library merge ours.toml theirs.toml -o both.toml
    """
    from setlist import engine
    from setlist.cli.screen import say_written

    conflicts = engine.merge_files(sources, target, force=force, dry_run=dry_run)
    _say_conflicts(conflicts)
    say_written(target, dry_run=dry_run)


@click.command()
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@json_option
def diff(one: str, other: str, *, as_json: bool) -> None:
    """Say what ONE has that OTHER lacks or holds differently: curation files or libraries.

    Example: setlist library diff ours.toml theirs.toml
    """
    from setlist import engine
    from setlist.cli.screen import print_json, print_line, say
    from setlist.drawing import clean

    found = engine.diff(one, other)
    if as_json:
        print_json(engine.json_text(found))
        return
    for line in str(found).splitlines():
        print_line(clean(line, limit=2000))
    say(f"{len(found.departures)} differences, {len(found.reviews)} reviews")


@click.command(cls=QueryCommand, name="write-tags")
@click.argument("words", nargs=-1, metavar="[LIBRARY] [QUERY]...")
@library_at
@view_options
@click.option("--dry-run", is_flag=True, help="Do everything but write.")
@click.option("--yes", is_flag=True, help="Do not ask before files are changed.")
def write_tags(
    words: tuple[str, ...],
    locator: str | None,
    *,
    dry_run: bool,
    yes: bool,
    **view_words: str | tuple[str, ...],
) -> None:
    """Write what is known of tracks into the tags of their files; the sound stays as it is.

    Each file is written whole or not at all, and read again: its sound must be the same.

    Example: setlist library write-tags ~/Music/sessions rated:yes
    """
    from setlist import engine
    from setlist.cli.screen import say, say_findings, show_progress
    from setlist.drawing import clean

    place, query = split_library(words, locator)
    view = view_of(view_words)
    found = engine.list_tracks(place, " ".join(query), view=view)
    if dry_run:
        for path in found.paths.values():
            say(f"would write {clean(path)}")
        return
    if not yes:
        click.confirm(f"change the tags of {len(found.tracks)} files?", abort=True, err=True)
    with show_progress() as advance:
        wanted = {row.track for row in found.tracks}
        findings = engine.write_tags(place, wanted, view=view, progress=advance)
    say_findings(findings)
    say(f"{len(found.tracks)} tracks, {len(findings)} findings")


def _ask(doubt: "Doubt") -> "TrackId | None":
    """Ask a person which of our tracks one of theirs is."""
    from setlist.cli.screen import say

    say(f"{_name(doubt.theirs)}: {doubt.why}")
    for number, ours in enumerate(doubt.candidates, start=1):
        say(f"  {number}: {_name(ours)}")
    numbers = [str(number) for number in range(1, len(doubt.candidates) + 1)]
    answers = click.Choice([*numbers, *(["y"] if len(numbers) == 1 else []), "n"])
    chosen = click.prompt("which is it? n for none", type=answers, default="n", err=True)
    return None if chosen == "n" else doubt.candidates[int(chosen.replace("y", "1")) - 1].track


def _name(key: "TrackKey") -> str:
    """Name a track by what it is recognised by."""
    from setlist.drawing import clean

    return clean(f"{key.title} by {key.artist}, {key.duration_s or 0:.0f} s", limit=200)


def _say_conflicts(conflicts: "tuple[Conflict, ...]") -> None:
    """Say where people differ."""
    from setlist.cli.screen import say
    from setlist.drawing import clean

    for conflict in conflicts[:20]:
        say(f"not agreed: {conflict.track[:19]} {clean(str(conflict), limit=200)}")
    if len(conflicts) > 20:
        say(f"and {len(conflicts) - 20} more: setlist library review lists them")
