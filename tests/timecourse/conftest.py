"""Numbers that the timing model is held against."""

import csv
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="session")
def reported() -> list[dict[str, str]]:
    """Intervals that clinics and trials report."""
    return _rows("reported.csv")


@pytest.fixture(scope="session")
def typical() -> list[dict[str, str]]:
    """The typical person on every route, worked out by the first prototype."""
    return _rows("typical.csv")
