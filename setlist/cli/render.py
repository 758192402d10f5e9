"""``setlist render``: one crossfaded file with chapters."""

from pathlib import Path
from typing import Literal

import click

from setlist.cli.options import json_option, plan_library_option, view_of, view_options
from setlist.cli.targets import output_options


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--bits",
    type=click.Choice(["16", "24"]),
    default="16",
    show_default=True,
    help="Depth of FLAC and WAV.",
)
@click.option(
    "--accept", is_flag=True, help="Keep the file if it exceeds a limit on peaks, steps or length."
)
@click.option(
    "--soften-surprises",
    is_flag=True,
    help="Where a track gets louder too suddenly, lower it by up to 6 dB, slowly, and say so.",
)
@click.option(
    "--tones", is_flag=True, help="Let a soft tone sound at every prompt, below the music."
)
@click.option(
    "--spoken",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Let a sound file of this folder, named by the words of a prompt, sound in its place.",
)
@click.option(
    "--skip-broken",
    is_flag=True,
    help="Let the best alternative stand in for a track that cannot be played, and say so.",
)
@click.option(
    "--relink",
    is_flag=True,
    help="Look for the tracks in the library by what they sound like, wherever they are now.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    help="Draw how loud it is over time, wanted and heard: FILE.svg or FILE.png.",
)
@plan_library_option("Look in another library than the one that the plan names")
@view_options
@output_options("The file; its suffix says the kind: .flac, .wav, .mp3, .opus or .m4a.")
@json_option
def render(
    plan_file: Path,
    bits: str,
    target: Path,
    locator: str | None,
    plot: Path | None,
    spoken: Path | None,
    *,
    accept: bool,
    soften_surprises: bool,
    tones: bool,
    skip_broken: bool,
    relink: bool,
    force: bool,
    dry_run: bool,
    as_json: bool,
    **words: str | tuple[str, ...],
) -> None:
    """Mix a plan into one crossfaded file with chapters.

    Every track is compared with what it was when the plan was made.  What is printed at the end
    was measured from the finished file; a file that exceeds a limit is not kept.

    Example: setlist render plan.json -o session.flac
    """
    from setlist import engine
    from setlist.cli.screen import print_report, say, say_findings, say_written, show_progress

    if locator is not None and not (relink or skip_broken):
        raise click.UsageError("--library goes with --relink or --skip-broken")
    view = view_of(words)
    plan = engine.read_plan(plan_file)
    if relink:
        with show_progress() as advance:
            library = engine.gather_library(
                locator or plan.problem.library.locator, view=view, progress=advance
            )
        plan, moved = engine.relink(plan, library)
        say(f"found {moved} tracks elsewhere")
    if dry_run:
        engine.check_render(plan, target, force=force)
    else:
        depth: Literal[16, 24] = 24 if bits == "24" else 16
        with show_progress() as advance:
            if skip_broken:
                plan, report, findings = engine.render_around(
                    plan,
                    target,
                    locator=locator,
                    view=view,
                    bits=depth,
                    force=force,
                    accept=accept,
                    soften=soften_surprises,
                    tones=tones,
                    spoken=spoken,
                    progress=advance,
                )
            else:
                report = engine.render(
                    plan,
                    target,
                    bits=depth,
                    force=force,
                    accept=accept,
                    soften=soften_surprises,
                    tones=tones,
                    spoken=spoken,
                    progress=advance,
                )
                findings = ()
        say_findings(findings)
        print_report(report, as_json=as_json)
        say_findings(report.exceeded)
        if plot is not None:
            engine.plot_mix(plan, report, plot, force=force)
            say_written(plot, dry_run=False)
    say_written(target, dry_run=dry_run)
