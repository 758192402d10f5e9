"""Fixtures for tests that run the program."""

import pytest
from programs import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program and give its exit code, stdout and stderr."""
    return runner(capsys)
