"""``setlist check``: judge a plan, an arc, a client file or a library file."""

from pathlib import Path

import click

from setlist.cli.options import json_option, plan_library_option, view_of, view_options


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@plan_library_option("Judge a plan with its tracks, so that its cost is counted again")
@view_options
@json_option
def check(
    file: Path, locator: str | None, clinic: str, roots: tuple[str, ...], *, as_json: bool
) -> None:
    """Judge a plan, an arc, a client file or a library file.

    What a file is, is seen from what stands in it.  The exit code is 0 when all is well, 3
    when the file cannot be read, and 8 when a rule is broken.

    Example: setlist check plan.json --library ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import print_findings, show_progress

    view = view_of({"clinic": clinic, "roots": roots})
    with show_progress() as advance:
        findings = engine.check(file, locator=locator, view=view, progress=advance)
    print_findings(findings, as_json=as_json, well=f"{file}: all rules hold")
