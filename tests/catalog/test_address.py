"""Addresses of catalogs, and the passwords in them."""

from pathlib import Path

import pytest

from setlist.catalog import is_catalog_url
from setlist.catalog.address import read_address
from setlist.errors import InputError


@pytest.mark.parametrize(
    "text",
    [
        "sqlite://",
        "sqlite:////a/b.db",
        "postgresql://h/d",
        "postgres://h/d",
        "PostgreSQL+psycopg://h",
    ],
)
def test_a_catalog_is_told_by_its_scheme(text: str) -> None:
    assert is_catalog_url(text)


@pytest.mark.parametrize("text", ["", "music", "/a/sqlite", "C:\\sqlite", "starter", "x.csv", "s:"])
def test_a_folder_is_no_catalog(text: str) -> None:
    assert not is_catalog_url(text)


def test_an_absolute_file_is_named_with_four_slashes() -> None:
    address = read_address("sqlite:////music/catalog.db")
    assert address.path == Path("/music/catalog.db")
    assert address.shown == "sqlite:////music/catalog.db"
    assert not address.is_server()


def test_a_relative_file_is_shown_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_address("sqlite:///c.db").path == tmp_path / "c.db"


@pytest.mark.parametrize("text", ["sqlite://", "sqlite:///:memory:"])
def test_a_catalog_in_memory_has_no_path(text: str) -> None:
    address = read_address(text)
    assert address.path is None
    assert address.shown == "sqlite://"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2", "POSTGRESQL"])
def test_a_server_is_always_reached_through_psycopg_3(scheme: str) -> None:
    address = read_address(f"{scheme}://me@host:5/d")
    assert address.url.drivername == "postgresql+psycopg"
    assert address.shown == "postgresql://me@host:5/d"
    assert address.is_server()


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://me:s3cret%2Fword@host/d",
        "postgresql://me@host/d?password=s3cret/word",
        "postgresql://me@host/d?sslpassword=s3cret/word&connect_timeout=3",
    ],
)
def test_a_password_never_shows(text: str) -> None:
    address = read_address(text)
    assert "s3cret" not in address.shown
    assert "s3cret" not in repr(address)
    assert "***" in address.shown
    assert address.hide_secrets("no s3cret/word here") == "no *** here"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("mysql://u:pa55@h/d", "mysql"),
        ("postgresql://u:pa55@h:port/d", "no URL"),
        ("pa55", "no URL"),
        ("sqlite://pa55/x", "no host"),
        ("sqlite:///x?pa=1", "no options"),
        ("sqlite:///file:x?mode=ro", "options"),
        ("sqlite:///file:x", "by its path"),
        ("sqlite:////a\x00b", "by its path"),
    ],
)
def test_what_is_no_catalog_is_refused_without_repeating_a_password(text: str, part: str) -> None:
    with pytest.raises(InputError, match=part) as caught:
        read_address(text)
    assert "pa55" not in str(caught.value)
    assert "sqlite:////" in str(caught.value)
