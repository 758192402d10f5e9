"""``setlist show``: a plan in the terminal, and as a picture."""

from pathlib import Path

import click

from setlist.cli.options import json_option


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--why", is_flag=True, help="Say why each track stands where it does, and its cost.")
@click.option("--start", "start_clock", metavar="HH:MM", help="The clock time of the dose.")
@click.option(
    "--plot",
    "target",
    type=click.Path(path_type=Path),
    help="Draw what is wanted against what the tracks are: FILE.svg or FILE.png.",
)
@click.option("--force", is_flag=True, help="Replace a picture that exists.")
@json_option
def show(
    plan_file: Path,
    start_clock: str | None,
    target: Path | None,
    *,
    why: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Draw a plan in the terminal.

    Example: setlist show plan.json --why
    """
    from setlist import engine
    from setlist.cli.screen import (
        can_draw_unicode,
        picture_width,
        print_drawing,
        print_json,
        say_written,
    )

    plan = engine.read_plan(plan_file)
    width, unicode = picture_width(), can_draw_unicode()
    if as_json:
        print_json(engine.plan_text(plan))
    else:
        print_drawing(engine.draw_plan(plan, width=width, unicode=unicode, start_clock=start_clock))
    if why and not as_json:
        click.echo()
        print_drawing(
            engine.draw_reasons(plan, width=width, unicode=unicode, start_clock=start_clock)
        )
    if target is not None:
        engine.plot_plan(plan, target, start_clock=start_clock, force=force)
        say_written(target, dry_run=False)
