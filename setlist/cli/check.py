"""``setlist check``: judge a plan, an arc, a client file or a library file."""

from pathlib import Path

import click

from setlist.errors import LimitError, Severity


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Judge a plan, an arc, a client file or a library file.

    What a file is, is seen from what stands in it.  The exit code is 0 when all is well, 3
    when the file cannot be read, and 8 when a plan breaks a rule.

    Example: setlist check plan.json
    """
    from setlist import engine
    from setlist.cli.screen import say, say_findings

    findings = engine.check(file)
    errors = tuple(found for found in findings if found.severity is Severity.ERROR)
    say_findings(found for found in findings if found.severity is Severity.WARNING)
    if errors:
        raise LimitError(*errors)
    say(f"{file}: all rules hold")
