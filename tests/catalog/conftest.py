"""Every test of the room runs on a file of SQLite and on a server of PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shelves import resolve

from setlist.catalog import Catalog, open_catalog


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a catalog that is not there yet, in either database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/catalog.db"
    make: Callable[[], str] = request.getfixturevalue("make_schema")
    return make()


@pytest.fixture
def catalog(url: str) -> Iterator[Catalog]:
    """An empty catalog that is open."""
    with open_catalog(url, resolve=resolve) as opened:
        yield opened
