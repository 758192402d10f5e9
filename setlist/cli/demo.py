"""``setlist demo``: the whole road on the starter library."""

from pathlib import Path

import click


@click.command()
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("setlist-demo"),
    show_default=True,
    help="The folder to write to; it is made if it is missing.",
)
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--dry-run", is_flag=True, help="Plan and draw, but write nothing into the folder.")
def demo(folder: Path, *, force: bool, dry_run: bool) -> None:
    """Plan, print and mix a 90-minute session into muscle from the starter library.

    The first time, the starter library is made, which takes a minute or two.
    """
    from setlist import engine
    from setlist.cli.screen import (
        can_draw_unicode,
        picture_width,
        print_drawing,
        print_report,
        say_plan,
        say_some_findings,
        say_written,
        show_progress,
    )

    targets = [folder / name for name in ("plan.json", "sheet.md", "playlist.m3u8", "session.flac")]
    plan_file, sheet_file, playlist_file, mix_file = targets
    if not dry_run:
        engine.make_folder(folder, targets, force=force)
    report = None
    with show_progress() as advance:
        library = engine.scan("starter", progress=advance)
        arc = engine.read_arc("inward")
        problem = engine.pose(arc, library, route=engine.make_route("im"), length="90")
        plan = engine.solve(problem)
        if not dry_run:
            engine.write_plan(plan, plan_file, force=force)
            engine.write_sheet(plan, sheet_file, force=force)
            engine.export(plan, playlist_file, force=force)
            report = engine.render(plan, mix_file, force=force, progress=advance)
    say_some_findings(library.findings, more="run: setlist library check starter")
    print_drawing(engine.draw_plan(plan, width=picture_width(), unicode=can_draw_unicode()))
    say_plan(plan)
    if report is not None:
        print_report(report, as_json=False)
    for target in targets:
        say_written(target, dry_run=dry_run)
