"""``setlist library scan``, ``measure`` and ``check``."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from setlist.cli.options import json_option, library_argument, view_of, view_options

if TYPE_CHECKING:
    from setlist.engine import Count, Crew
    from setlist.model import Library

Command = TypeVar("Command", bound=Callable[..., object])


def _crew_options(command: Command) -> Command:
    """Give a command the options that say where to keep what is heard, and who listens."""
    for option in (
        click.option(
            "--cluster", metavar="URL", help="Listen on a Dask cluster, such as tcp://host:8786."
        ),
        click.option("--workers", type=click.IntRange(1, 64), help="Files listened to at once."),
        click.option(
            "--as", "root", metavar="NAME", help="The name of the folder in such a catalog."
        ),
        click.option(
            "--catalog",
            metavar="URL|FILE",
            envvar="SETLIST_CATALOG",
            help="Where to keep it.  [default: beside the music]",
        ),
    ):
        command = option(command)
    return command


@click.command()
@library_argument
@_crew_options
@view_options
@click.option("--watch", "watching", is_flag=True, help="Scan again whenever something changes.")
@json_option
def scan(
    locator: str,
    catalog: str | None,
    root: str | None,
    workers: int | None,
    cluster: str | None,
    *,
    watching: bool,
    as_json: bool,
    **words: str | tuple[str, ...],
) -> None:
    """Listen to every file that is new or has changed, and keep what was heard.

    Files that did not change are not opened again; moved ones are recognised; a bad file is
    one finding.

    Example: setlist library scan ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import say, show_progress

    view, crew = view_of(words), _crew_of(workers, cluster)
    if not watching:
        with show_progress() as advance:
            look = engine.scan if as_json else engine.refresh
            found = look(
                locator, view=view, catalog=catalog, root=root, crew=crew, progress=advance
            )
        _tell(found, as_json=as_json)
        return
    for found in engine.watch(locator, view=view, catalog=catalog, root=root, crew=crew):
        _tell(found, as_json=as_json)
        say("watching; ctrl-C ends it")


@click.command()
@library_argument
@_crew_options
@view_options
@json_option
def measure(
    locator: str,
    catalog: str | None,
    root: str | None,
    workers: int | None,
    cluster: str | None,
    *,
    as_json: bool,
    **words: str | tuple[str, ...],
) -> None:
    """Listen to what was not heard yet, and again to what could not be heard the last time.

    Example: setlist library measure ~/Music/sessions --cluster tcp://host:8786
    """
    from setlist import engine
    from setlist.cli.screen import show_progress

    crew = _crew_of(workers, cluster)
    with show_progress() as advance:
        look = engine.scan if as_json else engine.refresh
        found = look(
            locator,
            view=view_of(words),
            catalog=catalog,
            root=root,
            crew=crew,
            again=True,
            progress=advance,
        )
    _tell(found, as_json=as_json)


@click.command()
@library_argument
@view_options
@json_option
def check(locator: str, *, as_json: bool, **words: str | tuple[str, ...]) -> None:
    """Say what is missing or doubtful: ratings, voices, licences, files, sudden rises.

    Findings that are alike share a line; --json lists every one.

    Example: setlist library check ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import print_findings

    findings = engine.check_library(locator, view=view_of(words))
    well = f"{len(findings)} things to look at, none of them stops a plan"
    print_findings(findings, as_json=as_json, well=well)


def _crew_of(workers: int | None, cluster: str | None) -> "Crew":
    """Turn the words into who listens."""
    from setlist.engine import Crew

    return Crew(cluster=cluster) if workers is None else Crew(workers=workers, cluster=cluster)


def _tell(found: "Count | Library", *, as_json: bool) -> None:
    """Say what a scan found; the stamp of a library goes to stdout where JSON is asked for."""
    from setlist import engine
    from setlist.cli.screen import print_json, say, say_alike

    if isinstance(found, engine.Count):
        tracks, length_s = found.tracks, float(found.length_s)
    else:
        if as_json:
            print_json(engine.json_text(found.stamp))
        tracks = len(found.tracks)
        length_s = sum(track.measures.duration_s for track in found.tracks)
    say_alike(found.findings)
    say(f"{tracks} tracks, {length_s / 3600.0:.1f} h, {len(found.findings)} findings")
