"""Fixtures for tests that run the program."""

from pathlib import Path

import pytest
from programs import Run, runner

from setlist.engine import gather_library, make_route, pose, read_arc, solve, write_plan


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program and give its exit code, stdout and stderr."""
    return runner(capsys)


@pytest.fixture(scope="session")
def starter_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of the starter library, which no test may change."""
    file = tmp_path_factory.mktemp("plans") / "plan.json"
    problem = pose(read_arc("inward"), gather_library("starter"), route=make_route("im"))
    write_plan(solve(problem, effort=0.01), file)
    return file
