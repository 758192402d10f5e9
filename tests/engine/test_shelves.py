"""What a person may name when naming a library."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from setlist.engine import Crew, View, list_tracks, read_library, read_values, scan, tag
from setlist.engine.shelves import BESIDE, find_shelf, open_shelf
from setlist.errors import CatalogError, InputError

NOBODY = 65534
STRANGE = (
    "a ? b",
    "100 % sure",
    "no #1",
    "with space ",
    "Zürich — 東京",
    "line\nbreak",
    'it\'s "so"',
    "C:\\Music",
    "con",
    "\u202eabc",
)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while, where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def locked(tones: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that everybody may read and nobody write, and a home that may be written."""
    place = Path(tempfile.mkdtemp(prefix="shelf-"))
    place.chmod(0o755)
    music, home = place / "music", place / "home"
    shutil.copytree(tones, music, ignore=shutil.ignore_patterns("*.sqlite*"))
    home.mkdir()
    home.chmod(0o777)
    for each in music.iterdir():
        each.chmod(0o444)
    music.chmod(0o555)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    yield music
    music.chmod(0o755)
    shutil.rmtree(place)


def test_a_folder_has_its_catalog_beside_the_music(tmp_path: Path) -> None:
    shelf = find_shelf(tmp_path)
    assert (shelf.address, shelf.root) == (tmp_path / "setlist.catalog.sqlite", BESIDE)


def test_a_folder_may_have_its_catalog_elsewhere_under_its_own_name(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    shelf = find_shelf(folder, catalog="postgresql://curator@shelf.local/setlist")
    assert (shelf.address, shelf.root) == ("postgresql://curator@shelf.local/setlist", "sessions")
    assert find_shelf(folder, catalog="x.sqlite", root="other").root == "other"
    assert find_shelf(Path("/"), catalog="x.sqlite").root == "music"


@pytest.mark.parametrize("name", ["new.sqlite", "old.DB", "x.sqlite3"])
def test_a_catalog_is_told_by_its_suffix_before_it_is_there(tmp_path: Path, name: str) -> None:
    assert find_shelf(tmp_path / name).address == tmp_path / name
    (tmp_path / name).mkdir()
    assert find_shelf(tmp_path / name).folder == tmp_path / name


@pytest.mark.parametrize("name", ["", "nowhere", "x" * 300, "a\0b", "C:\\Music", "line\nbreak"])
def test_what_is_not_there_is_an_error_of_whoever_named_it(tmp_path: Path, name: str) -> None:
    for look in (read_library, scan, list_tracks):
        with pytest.raises(InputError, match="there is no library") as caught:
            look(tmp_path / "none" / name)
        assert caught.value.findings[0].mend


def test_a_file_that_is_no_library_is_said_so(shelf: Path) -> None:
    with pytest.raises(InputError, match="neither a folder, a catalog nor a table"):
        read_library(shelf / "p0.flac")


@pytest.mark.parametrize("url", ["mysql://curator:s3cret@host/x", "ftp://curator:s3cret@host/x"])
def test_a_url_of_another_kind_is_refused_without_its_password(shelf: Path, url: str) -> None:
    with pytest.raises(InputError) as caught:
        read_library(url)
    assert "s3cret" not in str(caught.value)
    with pytest.raises(InputError) as caught:
        scan(shelf, catalog=url)
    assert "s3cret" not in str(caught.value)


def test_a_server_that_cannot_be_reached_never_shows_the_password() -> None:
    with pytest.raises(CatalogError, match="cannot be reached") as caught:
        read_library("postgresql://curator:s3cret@127.0.0.1:1/setlist")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("name", STRANGE)
def test_a_folder_may_have_any_name(tones: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(tones, tmp_path / name))
    assert len(scan(folder).tracks) == 6
    assert len(tag(folder, ["Piece 0"], read_values(["voice=words"]), by="KL")) == 1
    assert all(Path(path).is_file() for path in list_tracks(folder).paths.values())


@pytest.mark.parametrize("name", STRANGE)
def test_a_catalog_may_have_any_path(
    apart: Path, tones: Path, tmp_path: Path, deaf: Crew, name: str
) -> None:
    target = tmp_path / name / f"{name}.sqlite"
    target.parent.mkdir()
    shutil.copy(apart, target)
    assert len(scan(tones, catalog=str(target), root=name, crew=deaf).tracks) == 6
    assert len(tag(target, ["Piece 0"], read_values(["voice=words"]), by="KL")) == 1
    assert all(Path(path).is_file() for path in list_tracks(target).paths.values())


def test_a_folder_that_cannot_be_written_has_its_catalog_with_the_persons_data(
    locked: Path,
) -> None:
    with without_rights():
        shelf = find_shelf(locked)
        assert shelf.root == "music"
        with open_shelf(shelf, View(), create=True) as store:
            assert store.writable
        assert find_shelf(locked) == shelf
    assert not list(locked.glob("*.sqlite*"))
    (own,) = (locked.parent / "home" / "data" / "setlist" / "catalogs").iterdir()
    assert own == shelf.address


def test_what_is_said_there_is_not_lost_from_sight_when_the_folder_can_be_written(
    locked: Path,
) -> None:
    with without_rights():
        own = find_shelf(locked).address
    assert isinstance(own, Path)
    own.parent.mkdir(parents=True)
    scan(locked, catalog=str(own), root="music", crew=Crew(workers=1))
    tag(own, ["Piece 0"], read_values(["intensity=9"]), by="KL")
    locked.chmod(0o755)
    assert len(list_tracks(locked, "raters:2 intensity:5").tracks) == 1
    assert len(scan(locked).tracks) == 6
    assert not list(locked.glob("*.sqlite*"))
    assert [Path(path).parent for path in list_tracks(own).paths.values()] == [locked] * 6


def test_looking_at_a_folder_makes_nothing(locked: Path, tmp_path: Path) -> None:
    with without_rights(), pytest.raises(CatalogError, match="setlist library scan"):
        list_tracks(locked)
    with pytest.raises(CatalogError, match="setlist library scan"):
        list_tracks(tmp_path)
    assert not list(tmp_path.iterdir())
    assert not list((locked.parent / "home").iterdir())


def test_a_home_that_cannot_be_written_is_said_with_a_mend(locked: Path) -> None:
    (locked.parent / "home").chmod(0o555)
    with (
        without_rights(),
        pytest.raises(CatalogError, match="--catalog FILE"),
        open_shelf(find_shelf(locked), View(), create=True),
    ):
        pass


def test_a_catalog_beside_music_that_may_only_be_read_is_used(locked: Path, tones: Path) -> None:
    locked.chmod(0o755)
    shutil.copy(tones / "setlist.catalog.sqlite", locked)
    (locked / "setlist.catalog.sqlite").chmod(0o444)
    locked.chmod(0o555)
    with without_rights():
        assert len(scan(locked).tracks) == 6
        with pytest.raises(CatalogError, match="read-only"):
            tag(locked, ["Piece 0"], read_values(["intensity=9"]), by="KL")


def test_a_root_that_the_catalog_does_not_have_is_refused_whatever_is_done(shelf: Path) -> None:
    view = View(roots={"nonsense": Path("/nowhere")})
    with pytest.raises(InputError, match="no root 'nonsense'"):
        list_tracks(shelf, view=view)
    with pytest.raises(InputError, match="no root 'nonsense'"):
        tag(shelf, ["Piece 0"], read_values(["intensity=9"]), by="KL", view=view)
