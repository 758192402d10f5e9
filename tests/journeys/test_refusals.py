"""Every command that looks into a library, on every library that cannot be looked into."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from programs import Run

from setlist.catalog import open_catalog
from setlist.curation import resolve_track

CATALOG = "setlist.catalog.sqlite"
BAD = {
    "never scanned": (6, "setlist library scan"),
    "nowhere": (3, "give a folder of music"),
    "no library": (3, "give the folder that it is in"),
    "damaged": (6, "give the path of a catalog"),
    "newer": (6, "update setlist"),
    "unreachable": (6, "see that it runs"),
    "another program": (6, "give a new file"),
    "no table": (3, "header"),
}


@pytest.fixture
def places(shelf: Path, tmp_path: Path) -> dict[str, str]:
    """A library of each kind that cannot be used."""
    catalog = (shelf / CATALOG).read_bytes()
    for name in ("newer", "damaged", "other"):
        (tmp_path / f"{name}.sqlite").write_bytes(catalog)
    with closing(sqlite3.connect(tmp_path / "newer.sqlite")) as connection, connection:
        connection.execute("UPDATE catalog_version SET version_num = '9999'")
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection, connection:
        connection.execute("DROP TABLE catalog_version")
    (tmp_path / "damaged.sqlite").write_bytes(b"never mind" * 999)
    (tmp_path / "never").mkdir()
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return {
        "never scanned": str(tmp_path / "never"),
        "nowhere": str(tmp_path / "nowhere"),
        "no library": str(shelf / "p0.flac"),
        "damaged": str(tmp_path / "damaged.sqlite"),
        "newer": str(tmp_path / "newer.sqlite"),
        "unreachable": "postgresql://curator:s3cret@127.0.0.1:1/setlist",
        "another program": str(tmp_path / "other.sqlite"),
        "no table": str(tmp_path / "x.csv"),
    }


def list_calls(place: str, target: Path) -> Iterator[tuple[str, ...]]:
    """Every command that looks into a library."""
    at = ("--library", place)
    yield ("list", *at)
    yield ("list", *at, "--json")
    yield ("show", "Piece 0", *at)
    yield ("check", place)
    yield ("suggest", place)
    yield ("gaps", place, "--arc", "inward", "--route", "im")
    yield ("export", place, "-o", str(target))
    yield ("export", place, "--table", "-o", str(target.with_suffix(".csv")))
    yield ("history", *at)
    yield ("review", *at)
    yield ("rate", *at, "--by", "KL", "--silent")
    yield ("tag", "Piece 0", "voice=none", "--by", "KL", *at)
    yield ("write-tags", *at, "--yes")


@pytest.mark.parametrize("kind", BAD)
def test_a_library_that_cannot_be_used_is_said_with_its_code_and_a_mend(
    run: Run, places: dict[str, str], tmp_path: Path, kind: str
) -> None:
    wanted, mend = BAD[kind]
    target = tmp_path / "out.toml"
    for call in list_calls(places[kind], target):
        code, out, err = run("library", *call)
        assert (code, out) == (wanted, ""), (call, err)
        assert mend in err, (call, err)
        assert "s3cret" not in err
    assert not list(tmp_path.glob("out.*"))
    assert not list((tmp_path / "never").iterdir())


def test_an_empty_catalog_is_a_library_without_tracks(run: Run, tmp_path: Path) -> None:
    catalog = tmp_path / "empty.sqlite"
    with open_catalog(catalog, resolve=resolve_track):
        pass
    for call in list_calls(str(catalog), tmp_path / "out.toml"):
        code, _, err = run("library", *call)
        assert code == (3 if call[0] in {"show", "tag"} else 0), (call, err)
    code, _, err = run("plan", "--arc", "inward", "--route", "im", "--library", str(catalog))
    assert code == 4, err
