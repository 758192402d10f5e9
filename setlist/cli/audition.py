"""``setlist audition``: a join or a track as it will sound in the mix."""

from pathlib import Path

import click

from setlist.cli.targets import output_options


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--join", "slot", type=int, metavar="SLOT", help="Hear how this slot is joined in.")
@click.option("--track", metavar="TRACK", help="Hear 30 seconds of a slot, a title or a file name.")
@output_options("The sound: FILE.wav.")
def audition(
    plan_file: Path,
    slot: int | None,
    track: str | None,
    target: Path,
    *,
    force: bool,
    dry_run: bool,
) -> None:
    """Hear a join or a track of a plan as it will sound in the mix.

    Example: setlist audition plan.json --join 7 -o join.wav
    """
    from setlist import engine
    from setlist.cli.screen import say_written

    if (slot is None) == (track is None):
        raise click.UsageError("give either --join or --track")
    plan = engine.read_plan(plan_file)
    engine.check_audition(plan, target, force=force)
    if slot is not None:
        sound = engine.audition_join(plan, slot)
    else:
        sound = engine.audition_track(plan, track or "")
    if not dry_run:
        engine.write_audition(sound, target, force=force)
    say_written(target, dry_run=dry_run)
