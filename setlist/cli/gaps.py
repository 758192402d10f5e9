"""``setlist library gaps``: what a library lacks for an arc."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from setlist.cli.options import (
    json_option,
    library_argument,
    route_if_any,
    session_options,
    view_of,
    view_options,
)

if TYPE_CHECKING:
    from setlist.model import PhaseGap


@click.command()
@library_argument
@session_options
@click.option("--plot", "target", type=click.Path(path_type=Path), help="Draw it: .svg or .png.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@view_options
@json_option
def gaps(
    locator: str,
    arc_name: str,
    clients: tuple[Path, ...],
    length: str,
    also: tuple[str, ...],
    target: Path | None,
    clinic: str,
    roots: tuple[str, ...],
    *,
    force: bool,
    as_json: bool,
    **words: str | float | tuple[str, ...] | None,
) -> None:
    """Say for each phase of an arc how much music remains under each rule, and what to add.

    Example: setlist library gaps ~/Music/sessions --arc inward --route im --client heron-14.toml
    """
    from setlist import engine
    from setlist.cli.screen import (
        can_draw_unicode,
        picture_width,
        print_drawing,
        print_json,
        print_table,
        say,
        say_written,
    )
    from setlist.model import Sieve

    arc = engine.read_arc(arc_name)
    library = engine.read_library(locator, view=view_of({"clinic": clinic, "roots": roots}))
    listener = engine.read_listener(*clients) if clients else None
    report = engine.find_gaps(
        arc, library, route=route_if_any(words), also=also, listener=listener, length=length
    )
    if as_json:
        print_json(engine.json_text(report))
    else:
        print_drawing(engine.draw_gaps(report, width=picture_width(), unicode=can_draw_unicode()))
        click.echo()
        heads = ("phase", "needs", *(sieve.value for sieve in Sieve), "costs most")
        right = " ".join(heads[1:-1])
        print_table(heads, [_sift(phase) for phase in report.phases], right=right)
    say(report.summary)
    if target is not None:
        engine.plot_gaps(report, target, force=force)
        say_written(target, dry_run=False)


def _sift(phase: "PhaseGap") -> tuple[str, ...]:
    """Write what every rule leaves of a library for one phase."""
    costliest = phase.costliest
    cost = "" if costliest is None else f"{costliest.rule}, {costliest.length_min:.0f} min"
    left = (f"{remainder.length_min:.0f}" for remainder in phase.remains)
    return (phase.phase, f"{phase.needed_min:.0f}", *left, cost)
