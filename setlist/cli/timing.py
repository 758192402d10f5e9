"""``setlist timing``: when the phases of a route come, and how sure that is."""

from pathlib import Path

import click

from setlist.cli.options import json_option, route_of, route_options


@click.command()
@route_options(argument=True)
@click.option(
    "--tap",
    "taps",
    multiple=True,
    metavar="onset:MIN|peak-over:MIN",
    help="What was seen in the room; the bands of what is still to come narrow.",
)
@click.option(
    "--model",
    type=click.Choice(["population", "table"]),
    default="population",
    show_default=True,
    help="Compute a population, or read the shipped table.",
)
@click.option(
    "--plot", type=click.Path(path_type=Path), help="Draw a picture: FILE.svg or FILE.png."
)
@click.option("--force", is_flag=True, help="Replace a picture that exists.")
@json_option
def timing(
    taps: tuple[str, ...],
    model: str,
    plot: Path | None,
    *,
    force: bool,
    as_json: bool,
    **words: str | float | tuple[str, ...] | None,
) -> None:
    """Show when the phases of a route come for different people.

    Minutes count from the dose.  Routes: im, sublingual, oral, iv-infusion, iv-bolus, nasal,
    nasal-esketamine.

    Example: setlist timing sublingual --handling spit --hold 12
    """
    from setlist import engine
    from setlist.cli.screen import (
        can_draw_unicode,
        picture_width,
        print_drawing,
        print_json,
        print_line,
        say_written,
    )

    route = route_of(words)
    times = engine.predict(route, model=model, taps=taps)
    if as_json:
        print_json(engine.json_text(engine.record_timing(times)))
        if plot is None:
            return
    effect = engine.predict_effect(route, taps=taps)
    if not as_json:
        print_drawing(
            engine.draw_timing(times, effect, width=picture_width(), unicode=can_draw_unicode())
        )
        click.echo("What is not known:")
        for limit in engine.list_limits():
            print_line(f"- {limit}")
    if plot is not None:
        engine.plot_timing(times, effect, plot, force=force)
        say_written(plot, dry_run=False)
