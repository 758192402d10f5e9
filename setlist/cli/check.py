"""``setlist check``: judge a plan, an arc, a client file or a library file."""

from pathlib import Path

import click

from setlist.cli.options import json_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def check(file: Path, *, as_json: bool) -> None:
    """Judge a plan, an arc, a client file or a library file.

    What a file is, is seen from what stands in it.  The exit code is 0 when all is well, 3
    when the file cannot be read, and 8 when a rule is broken.

    Example: setlist check plan.json
    """
    from setlist import engine
    from setlist.cli.screen import print_findings

    print_findings(engine.check(file), as_json=as_json, well=f"{file}: all rules hold")
