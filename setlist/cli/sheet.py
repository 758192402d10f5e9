"""``setlist sheet``: the session sheet of a plan."""

from pathlib import Path

import click

from setlist.cli.targets import output_options


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--start", "start_clock", metavar="HH:MM", help="The clock time of the dose.")
@output_options("The sheet, a Markdown file.")
def sheet(
    plan_file: Path, target: Path, start_clock: str | None, *, force: bool, dry_run: bool
) -> None:
    """Write the session sheet of a plan.

    Example: setlist sheet plan.json --start 14:00 -o sheet.md
    """
    from setlist import engine
    from setlist.cli.screen import say_written

    plan = engine.read_plan(plan_file)
    engine.write_sheet(plan, target, start_clock=start_clock, force=force, dry_run=dry_run)
    say_written(target, dry_run=dry_run)
