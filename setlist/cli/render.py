"""``setlist render``: one crossfaded file with chapters."""

from pathlib import Path

import click

from setlist.cli.options import json_option, output_options


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--bits",
    type=click.Choice(["16", "24"]),
    default="16",
    show_default=True,
    help="Depth of FLAC and WAV.",
)
@output_options("The file; its suffix says the kind: .flac, .wav, .mp3, .opus or .m4a.")
@json_option
def render(
    plan_file: Path, bits: str, target: Path, *, force: bool, dry_run: bool, as_json: bool
) -> None:
    """Mix a plan into one crossfaded file with chapters.

    What is printed at the end was measured from the finished file.

    Example: setlist render plan.json -o session.flac
    """
    from setlist import engine
    from setlist.cli.screen import print_report, say_written, show_progress

    plan = engine.read_plan(plan_file)
    if dry_run:
        engine.check_render(plan, target, force=force)
    else:
        with show_progress() as advance:
            report = engine.render(
                plan, target, bits=24 if bits == "24" else 16, force=force, progress=advance
            )
        print_report(report, as_json=as_json)
    say_written(target, dry_run=dry_run)
