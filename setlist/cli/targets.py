"""Options that say where a file goes."""

from collections.abc import Callable
from pathlib import Path

import click

from setlist.cli.options import Command


def file_options(what: str, *, required: bool = False) -> Callable[[Command], Command]:
    """Give a command ``-o FILE`` and ``--force``."""

    def decorate(command: Command) -> Command:
        for option in (
            click.option("--force", is_flag=True, help="Replace a file that exists."),
            click.option(
                "-o",
                "--output",
                "target",
                type=click.Path(path_type=Path),
                required=required,
                help=what,
            ),
        ):
            command = option(command)
        return command

    return decorate


dry_run_option = click.option("--dry-run", is_flag=True, help="Do everything but write.")


def output_options(what: str, *, required: bool = True) -> Callable[[Command], Command]:
    """Give a command ``-o FILE``, ``--force`` and ``--dry-run``."""

    def decorate(command: Command) -> Command:
        return file_options(what, required=required)(dry_run_option(command))

    return decorate
