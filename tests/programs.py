"""Running the program inside a test."""

from collections.abc import Callable

import pytest

from setlist.cli import main

Run = Callable[..., tuple[int, str, str]]
"""Runs the program with arguments and gives its exit code, stdout and stderr."""


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Make a function that runs the program."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, said.out, said.err

    return call
