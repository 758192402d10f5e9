"""``setlist revise``: a plan that plays, changed from a moment on."""

from pathlib import Path

import click

from setlist.cli.options import json_option, plan_library_option, view_of, view_options
from setlist.cli.targets import file_options
from setlist.model import Wish


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--at", "at_min", type=float, required=True, metavar="MIN", help="Minute from the dose."
)
@click.option(
    "--wish",
    type=click.Choice([wish.value for wish in Wish]),
    help="What should become of the music; may be left out with --tap.",
)
@click.option(
    "--minutes",
    type=float,
    metavar="N",
    help="How long to hold (until brought back), how much to extend by (10), "
    "within how long to end (10).",
)
@click.option(
    "--tap",
    "taps",
    multiple=True,
    metavar="onset:MIN|peak-over:MIN",
    help="What was seen in the person; what is still to come moves with it.",
)
@plan_library_option("Choose the rest from another library than the one that the plan names")
@view_options
@file_options("Write the new plan to a file.")
@json_option
def revise(
    plan_file: Path,
    at_min: float,
    wish: str | None,
    minutes: float | None,
    taps: tuple[str, ...],
    locator: str | None,
    target: Path | None,
    *,
    force: bool,
    as_json: bool,
    **words: str | tuple[str, ...],
) -> None:
    """Plan the rest of a session anew while it runs.

    What has sounded stays; what sounds goes on, or hands over at once for calm, skip and end.
    Nothing is written without -o.

    Example: setlist revise plan.json --at 42 --wish hold -o held.json
    """
    from setlist import engine
    from setlist.cli.screen import (
        can_draw_unicode,
        picture_width,
        print_drawing,
        print_json,
        say,
        say_some_findings,
        say_written,
        show_progress,
    )

    old = engine.read_plan(plan_file)
    with show_progress() as advance:
        view = view_of(words)
        problem, findings = engine.repose(old, locator, view=view, progress=advance)
        advance(0, 1, "planning")
        made = engine.revise(problem, old, at_min=at_min, wish=wish, minutes=minutes, taps=taps)
    say_some_findings(findings, more="setlist library check lists all")
    if target is not None:
        engine.write_plan(made, target, force=force)
    if as_json:
        print_json(engine.plan_text(made))
    else:
        print_drawing(engine.draw_plan(made, width=picture_width(), unicode=can_draw_unicode()))
    for note in made.problem.notes[len(old.problem.notes) :]:
        say(note)
    say(engine.tell_revision(made, at_min=at_min))
    if target is not None:
        say_written(target, dry_run=False)
