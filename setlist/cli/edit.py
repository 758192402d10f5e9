"""``setlist swap``, ``nudge``, ``pin`` and ``ban``: a plan changed by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from setlist.cli.options import json_option, plan_library_option, view_of, view_options
from setlist.cli.targets import file_options

if TYPE_CHECKING:
    from setlist.cli.options import Command
    from setlist.model import Alternative, Plan, Problem


def _edit_options(command: "Command") -> "Command":
    """Give a command the options of every edit."""
    for option in (
        json_option,
        file_options("Write the changed plan to a file."),
        view_options,
        plan_library_option("Choose from another library than the one that the plan names"),
    ):
        command = option(command)
    return command


_plan_argument = click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))


@click.command()
@_plan_argument
@click.argument("slot", type=int)
@click.argument("track", required=False)
@_edit_options
def swap(
    plan_file: Path, slot: int, track: str | None, **options: str | bool | Path | tuple[str, ...]
) -> None:
    """List five alternatives for a SLOT of a plan, or put a TRACK in its place.

    SLOT is the number that `setlist show` gives it; TRACK a title, a file name, an id, or the
    number of an alternative: #2.  Neighbours are fitted to the new track.

    Example: setlist swap plan.json 7 '#1' -o plan-2.json
    """
    from setlist import engine

    if track is None:
        _list(plan_file, slot, options)
    else:
        _change(plan_file, options, lambda problem, old: engine.swap(problem, old, slot, track))


@click.command(context_settings={"ignore_unknown_options": True})
@_plan_argument
@click.argument("slot", type=int)
@click.argument("seconds", type=float)
@_edit_options
def nudge(
    plan_file: Path, slot: int, seconds: float, **options: str | bool | Path | tuple[str, ...]
) -> None:
    """Start a SLOT of a plan so many SECONDS later, or earlier with a minus.

    Example: setlist nudge plan.json 7 -30 -o plan-2.json
    """
    from setlist import engine

    _change(plan_file, options, lambda problem, old: engine.nudge(problem, old, slot, seconds))


@click.command()
@_plan_argument
@click.argument("track", metavar="TRACK[@WHERE]")
@_edit_options
def pin(plan_file: Path, track: str, **options: str | bool | Path | tuple[str, ...]) -> None:
    """Make sure that a TRACK sounds in a plan: at a minute, in a phase, as opening or closing.

    Example: setlist pin plan.json 'Still Pond@35' -o plan-2.json
    """
    from setlist import engine

    _change(plan_file, options, lambda problem, old: engine.pin(problem, old, track))


@click.command()
@_plan_argument
@click.argument("track")
@_edit_options
def ban(plan_file: Path, track: str, **options: str | bool | Path | tuple[str, ...]) -> None:
    """Take a TRACK out of a plan; something else is fitted in where it stood.

    Example: setlist ban plan.json 'Still Pond' -o plan-2.json
    """
    from setlist import engine

    _change(plan_file, options, lambda problem, old: engine.ban(problem, old, track))


def _open(
    plan_file: Path, options: dict[str, str | bool | Path | tuple[str, ...]]
) -> "tuple[Problem, Plan]":
    """Read a plan and gather its problem again."""
    from setlist import engine
    from setlist.cli.screen import say_some_findings, show_progress

    old = engine.read_plan(plan_file)
    locator = options["locator"]
    words = {name: options[name] for name in ("clinic", "roots")}
    with show_progress() as advance:
        problem, findings = engine.repose(
            old,
            locator if isinstance(locator, str) else None,
            view=view_of(words),
            progress=advance,
        )
    say_some_findings(findings, more="setlist library check lists all")
    return problem, old


def _list(
    plan_file: Path, slot: int, options: dict[str, str | bool | Path | tuple[str, ...]]
) -> None:
    """Print the alternatives for a slot."""
    from setlist import engine
    from setlist.cli.screen import print_json, print_line, say

    problem, old = _open(plan_file, options)
    found = engine.list_alternatives(problem, old, slot)
    if options["as_json"]:
        print_json(engine.json_text(found))
        return
    for number, one in enumerate(found, start=1):
        print_line(_word(number, one))
    if not found:
        say(f"nothing else fits slot {slot}")


def _word(number: int, one: "Alternative") -> str:
    """Write one alternative."""
    from setlist.wording import escape_text

    by = f" · {escape_text(one.artist)}" if one.artist else ""
    return f"#{number}  {one.more:+8.2f}  {escape_text(one.title) or one.track}{by}"


def _change(
    plan_file: Path,
    options: dict[str, str | bool | Path | tuple[str, ...]],
    edit: "Callable[[Problem, Plan], Plan]",
) -> None:
    """Change a plan, show it, and write it where that was asked for."""
    from setlist import engine
    from setlist.cli.screen import (
        can_draw_unicode,
        picture_width,
        print_drawing,
        print_json,
        say,
        say_plan,
        say_written,
    )

    problem, old = _open(plan_file, options)
    made = edit(problem, old)
    target = options["target"]
    if isinstance(target, Path):
        engine.write_plan(made, target, force=bool(options["force"]))
    if options["as_json"]:
        print_json(engine.plan_text(made))
    else:
        print_drawing(engine.draw_plan(made, width=picture_width(), unicode=can_draw_unicode()))
    say_plan(made)
    say(f"costs {made.cost - old.cost:+.2f} misfit-minutes beside the plan before")
    if isinstance(target, Path):
        say_written(target, dry_run=False)
