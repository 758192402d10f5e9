"""``setlist show``: a plan in the terminal."""

from pathlib import Path

import click

from setlist.cli.options import json_option


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--why", is_flag=True, help="Say why each track stands where it does.")
@click.option("--start", "start_clock", metavar="HH:MM", help="The clock time of the dose.")
@json_option
def show(plan_file: Path, start_clock: str | None, *, why: bool, as_json: bool) -> None:
    """Draw a plan in the terminal.

    Example: setlist show plan.json --why
    """
    from setlist import engine
    from setlist.cli.screen import (
        can_draw_unicode,
        picture_width,
        print_drawing,
        print_json,
    )

    plan = engine.read_plan(plan_file)
    if as_json:
        print_json(engine.plan_text(plan))
        return
    print_drawing(
        engine.draw_plan(
            plan, width=picture_width(), unicode=can_draw_unicode(), start_clock=start_clock
        )
    )
    if why:
        click.echo()
        print_drawing(
            engine.draw_reasons(
                plan, width=picture_width(), unicode=can_draw_unicode(), start_clock=start_clock
            )
        )
