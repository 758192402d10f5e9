"""Opening catalogs."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from builders import a_track
from shelves import fill, resolve

from setlist.catalog import find_tracks, open_catalog
from setlist.errors import CatalogError, InputError


def test_a_catalog_is_there_when_it_is_opened_again(url: str) -> None:
    with open_catalog(url, resolve=resolve) as catalog:
        fill(catalog, a_track("A"))
        assert catalog.findings == ()
        assert catalog.writable
    with open_catalog(url, resolve=resolve, create=False) as catalog:
        assert [found.title for found in find_tracks(catalog, "")] == ["A"]


def test_a_catalog_that_is_not_there_is_not_made_unless_asked(url: str, tmp_path: Path) -> None:
    with (
        pytest.raises(CatalogError, match="no catalog here") as caught,
        open_catalog(url, resolve=resolve, create=False),
    ):
        pass
    assert "setlist library scan" in caught.value.findings[0].mend
    assert list(tmp_path.iterdir()) == []


def test_a_catalog_in_memory_is_gone_when_it_is_closed() -> None:
    with open_catalog("sqlite://", resolve=resolve) as catalog:
        fill(catalog, a_track("A"))
        assert find_tracks(catalog, "")
    with open_catalog("sqlite://", resolve=resolve) as catalog:
        assert not find_tracks(catalog, "")


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(InputError), open_catalog("mysql://h/d", resolve=resolve):
        pass


def test_opening_says_nothing_by_itself(
    url: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.WARNING)
    with open_catalog(url, resolve=resolve):
        pass
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_alembic_is_loaded_only_when_a_schema_is_behind(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from setlist.catalog import open_catalog\n"
        f"with open_catalog('sqlite:///{tmp_path}/c.db', resolve=lambda track, said: track):\n"
        "    print('alembic' in sys.modules, 'psycopg' in sys.modules, 'pydantic' in sys.modules)\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        ).stdout
        for _ in range(2)
    ]
    assert said == ["True False False\n", "False False False\n"]
