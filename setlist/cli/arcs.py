"""``setlist arcs``: list, show and check arcs; write the schemas of files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from setlist.cli.options import LengthWords, group_option, json_option, route_if_any, route_options
from setlist.cli.program import LazyGroup
from setlist.cli.targets import output_options

if TYPE_CHECKING:
    from setlist.model import Curve, Phase, PlacedPhase

arcs = LazyGroup(
    name="arcs",
    help="List, show and check arcs; write the schemas that editors use.",
    lazy={
        "list": ("setlist.cli.arcs:list_shelf", "List the arcs and what they rest on."),
        "show": ("setlist.cli.arcs:show", "Show the phases of an arc on a route."),
        "check": ("setlist.cli.arcs:check", "Judge an arc, alone and on every route it claims."),
        "schema": ("setlist.cli.arcs:schema", "Write a JSON Schema for editors."),
    },
)


@click.command(name="list")
@json_option
def list_shelf(*, as_json: bool) -> None:
    """List the arcs of the shelf and what they rest on."""
    from setlist import engine
    from setlist.cli.screen import print_json, print_table

    found = engine.list_arcs()
    if as_json:
        rows = [
            {
                "name": arc.name,
                "title": arc.title,
                "style": arc.style,
                "about": arc.about,
                "rests_on": arc.rests_on,
                "routes": list(arc.routes),
            }
            for arc in found
        ]
        print_json(engine.json_text(rows))
        return
    print_table(("arc", "style", "about"), [(arc.name, arc.style, arc.about) for arc in found])


@click.command()
@click.argument("arc_name", metavar="ARC")
@route_options()
@group_option
@click.option("--length", type=LengthWords(), default="usual", show_default=True)
@json_option
def show(
    arc_name: str,
    length: str,
    also: tuple[str, ...],
    *,
    as_json: bool,
    **words: str | float | tuple[str, ...] | None,
) -> None:
    """Show the phases of an arc, with their minutes when a route is given.

    Example: setlist arcs show inward --route im
    """
    from setlist import engine
    from setlist.cli.screen import print_json, print_line, print_table, say

    arc = engine.read_arc(arc_name)
    route = route_if_any(words)
    placed = (
        engine.place(arc, route=route, also=also, length=length)
        if route or not arc.routes
        else None
    )
    if as_json:
        print_json(engine.json_text(placed or arc))
        return
    print_line(f"{arc.title}: {arc.about}")
    print_line(f"Rests on: {arc.rests_on}")
    print_line(f"Routes: {', '.join(arc.routes) or 'none'}")
    click.echo()
    spans = placed.phases if placed else (None,) * len(arc.phases)
    rows = [_row(phase, span) for phase, span in zip(arc.phases, spans, strict=True)]
    print_table(
        ("phase", "from", "to", "intensity", "loudness", "voice", "prefer"), rows, right="from to"
    )
    if placed is None:
        say("give --route to see minutes")
    else:
        for sentence in (placed.length.covers, *placed.notes):
            say(sentence)


@click.command()
@click.argument("arc_names", metavar="ARC...", nargs=-1)
@json_option
def check(arc_names: tuple[str, ...], *, as_json: bool) -> None:
    """Judge arcs, alone and on every route they claim; without a name, the whole shelf.

    The exit code is 0 when all is well, 3 when a file is wrong and 8 when an arc does not hold.

    Example: setlist arcs check inward my/own-arc.toml
    """
    from setlist import engine
    from setlist.cli.screen import print_findings

    names = arc_names or tuple(arc.name for arc in engine.list_arcs())
    findings = [finding for name in names for finding in engine.check_arc(name)]
    print_findings(findings, as_json=as_json, well=f"{len(names)} of {len(names)} arcs hold")


@click.command()
@click.argument("kind", type=click.Choice(["arc", "library", "client"]))
@output_options("Write it to a file.", required=False)
def schema(kind: str, target: Path | None, *, force: bool, dry_run: bool) -> None:
    """Write the JSON Schema of arcs, library files or client files.

    Editors use it to complete and check keys; name it in a file's first line, '#:schema FILE'.

    Example: setlist arcs schema arc -o arc.schema.json
    """
    from setlist import engine
    from setlist.cli.screen import print_json, say_written

    text = engine.schema_text(kind)
    if target is None:
        print_json(text)
        return
    engine.write_text(text, target, force=force, dry_run=dry_run)
    say_written(target, dry_run=dry_run)


def _row(phase: "Phase", span: "PlacedPhase | None") -> tuple[str, ...]:
    """Write a phase as cells of a table, its minutes only where it is placed."""
    intensity = phase.intensity
    return (
        phase.name,
        f"{span.start_s / 60.0:.1f}" if span else "",
        f"{span.end_s / 60.0:.1f}" if span else "",
        "silence" if not phase.music else _points(intensity) if intensity else "any",
        _points(phase.loudness_lu) if phase.music else "",
        ", ".join(phase.voice) if phase.music else "",
        ", ".join(phase.prefer),
    )


def _points(curve: "Curve") -> str:
    """Write a curve as its points."""
    return " → ".join(f"{point:g}" for point in curve.points)
