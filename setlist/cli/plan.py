"""``setlist plan``: choose and order tracks for an arc and a route."""

import time
from pathlib import Path

import click

from setlist.cli.options import (
    json_option,
    library_option,
    route_if_any,
    rule_options,
    session_options,
    view_of,
    view_options,
)
from setlist.cli.targets import output_options
from setlist.errors import NoPlanError
from setlist.units import Seconds


@click.command()
@session_options
@library_option
@rule_options
@click.option(
    "--allow-suggested",
    is_flag=True,
    help="Let an intensity that measures suggest stand in where nobody rated; it is marked.",
)
@click.option(
    "--relax",
    is_flag=True,
    help="Where there is no plan, let rules give way that the arc marks soft; it is said.",
)
@click.option(
    "--alternatives",
    "count",
    type=click.IntRange(1, 5),
    default=1,
    show_default=True,
    metavar="N",
    help="So many plans that truly differ; -o plan.json writes plan-2.json and so on as well.",
)
@click.option(
    "--effort",
    type=click.FloatRange(min=0.0, max=1000.0, min_open=True),
    default=1.0,
    show_default=True,
    metavar="X",
    help="How much work may go into the search and the proof; more narrows the gap.",
)
@click.option(
    "--time-limit",
    "limit_s",
    type=click.FloatRange(min=0.0, min_open=True),
    metavar="SECONDS",
    help="Stop by then with the best plan so far; such a plan may not come out again.",
)
@view_options
@click.option(
    "--session",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Which session of a series it is; the arc's [series] says how much more it asks for.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another plan.")
@output_options("Write the plan to a file.", required=False)
@json_option
def plan(
    arc_name: str,
    locator: str,
    clients: tuple[Path, ...],
    length: str,
    also: tuple[str, ...],
    target: Path | None,
    clinic: str,
    roots: tuple[str, ...],
    *,
    pins: tuple[str, ...],
    bans: tuple[str, ...],
    heard: tuple[Path, ...],
    licences: tuple[str, ...],
    performance_granted: bool,
    session: int,
    seed: int,
    count: int,
    effort: float,
    limit_s: float | None,
    allow_suggested: bool,
    relax: bool,
    force: bool,
    dry_run: bool,
    as_json: bool,
    **words: str | float | tuple[str, ...] | None,
) -> None:
    """Choose and order tracks so that they fit an arc on a route.

    The plan is drawn; nothing is written without -o.

    Example: setlist plan --arc inward --route im --library ~/Music/sessions -o plan.json
    """
    from setlist import engine
    from setlist.cli.screen import (
        can_draw_unicode,
        picture_width,
        print_drawing,
        print_json,
        say,
        say_findings,
        say_plan,
        say_some_findings,
        say_written,
        show_progress,
    )

    arc = engine.read_arc(arc_name)
    route = route_if_any(words)
    listener = engine.read_listener(*clients) if clients else None
    earlier = engine.read_heard(*heard)
    with show_progress() as advance:
        view = view_of({"clinic": clinic, "roots": roots})
        library = engine.gather_library(locator, view=view, progress=advance)
        if allow_suggested:
            library = engine.add_suggestions(library, engine.suggest(library))
        pinned, banned = engine.read_pins(library, pins, bans)
        problem = engine.pose(
            arc,
            library,
            route=route,
            also=also,
            listener=listener,
            length=length,
            session=session,
            seed=seed,
            pins=pinned,
            bans=banned,
            heard=earlier,
            licences=licences,
            performance_granted=performance_granted,
            allow_suggested=allow_suggested,
        )
        advance(0, 1, "planning")
        begun_s = time.monotonic()
        clock = None if limit_s is None else engine.count_down(Seconds(limit_s))
        if relax:
            problem = engine.relax(problem)
        try:
            plans, findings = engine.solve_alternatives(
                problem, count, effort=effort, out_of_time=clock
            )
        except NoPlanError as error:
            raise engine.add_advice(error, problem, library) from error
        took_s = time.monotonic() - begun_s
    say_some_findings(library.findings, more="setlist library check lists all")
    made, *others = plans
    targets = _name_targets(target, len(plans))
    for one, place in zip(plans, targets, strict=False):
        engine.write_plan(one, place, force=force, dry_run=dry_run)
    if as_json and count == 1:
        print_json(engine.plan_text(made))
    elif as_json:
        print_json(f"[{','.join(map(engine.plan_text, plans))}]")
    else:
        print_drawing(engine.draw_plan(made, width=picture_width(), unicode=can_draw_unicode()))
    say_plan(made)
    for number, one in enumerate(others, start=2):
        shared = max(engine.count_shared(one, other) for other in plans[: number - 1])
        say(f"plan {number} costs {one.cost:.2f} and shares {shared} tracks at most with another")
    say_findings(findings)
    say(f"planned in {took_s:.1f} s")
    for place in targets:
        say_written(place, dry_run=dry_run)


def _name_targets(target: Path | None, count: int) -> list[Path]:
    """Name the files of several plans after that of the first."""
    if target is None:
        return []
    more = [target.with_stem(f"{target.stem}-{number}") for number in range(2, count + 1)]
    return [target, *more]
