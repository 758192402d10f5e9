"""``setlist export``: a plan as a playlist, or as a folder for a plain player."""

from pathlib import Path

import click

from setlist.cli.targets import dry_run_option


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="The playlist; its suffix says the kind: .m3u8, .m3u, .pls, .xspf, .jspf, .cue, .csv, "
    ".txt or .json.",
)
@click.option(
    "--bundle",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder with numbered copies, loudness tags, reserves and a playlist.",
)
@click.option("--link", is_flag=True, help="Hard links in the bundle, in place of copies.")
@click.option("--force", is_flag=True, help="Replace a file or a bundle that exists.")
@dry_run_option
def export(
    plan_file: Path,
    target: Path | None,
    bundle: Path | None,
    *,
    link: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Write a plan as a playlist, or as a folder for a plain player or a USB stick.

    Paths are relative to the playlist where they can be.

    Examples: setlist export plan.json -o session.m3u8

    setlist export plan.json --bundle /media/stick/session
    """
    from setlist import engine
    from setlist.cli.screen import say_findings, say_written, show_progress

    if (target is None) == (bundle is None):
        raise click.UsageError("give either -o FILE or --bundle DIR")
    if bundle is None and link:
        raise click.UsageError("--link goes with --bundle")
    plan = engine.read_plan(plan_file)
    if target is not None:
        engine.export(plan, target, force=force, dry_run=dry_run)
        say_written(target, dry_run=dry_run)
    elif bundle is not None:
        with show_progress() as advance:
            findings = engine.write_bundle(
                plan, bundle, link=link, force=force, dry_run=dry_run, progress=advance
            )
        say_findings(findings)
        say_written(bundle, dry_run=dry_run)
