"""``setlist export``: a plan as a playlist."""

from pathlib import Path

import click

from setlist.cli.options import output_options


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@output_options("The playlist; its suffix says the kind: .m3u8, .xspf or .json.")
def export(plan_file: Path, target: Path, *, force: bool, dry_run: bool) -> None:
    """Write a plan as a playlist.

    Paths are relative to the playlist where they can be.

    Example: setlist export plan.json -o session.m3u8
    """
    from setlist import engine
    from setlist.cli.screen import say_written

    plan = engine.read_plan(plan_file)
    engine.export(plan, target, force=force, dry_run=dry_run)
    say_written(target, dry_run=dry_run)
