"""Making the whole library."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from setlist.errors import InputError
from setlist.starter import Recipe, make_library
from setlist.units import Seconds


class Disk(NamedTuple):
    """What a disk says of itself."""

    total: int
    used: int
    free: int


@pytest.fixture
def sidecar(tmp_path: Path) -> Path:
    path = tmp_path / "setlist.library.toml"
    path.write_text("# tags\n", encoding="utf-8")
    return path


@pytest.fixture
def pieces(small: Recipe) -> tuple[Recipe, ...]:
    lengths_s = {"Brief": 16.0, "Long": 32.0, "Middling": 24.0}
    return tuple(
        replace(small, title=title, duration_s=Seconds(length_s))
        for title, length_s in lengths_s.items()
    )


def test_a_library_is_made_once_the_longest_first(
    pieces: tuple[Recipe, ...], sidecar: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "cache" / "starter-1"
    told: list[tuple[str, int, int]] = []

    def make() -> tuple[Path, ...]:
        return make_library(
            pieces, folder, sidecar=sidecar, workers=1, progress=lambda *news: told.append(news)
        )

    files = make()
    assert [file.name for file in files] == ["brief.flac", "long.flac", "middling.flac"]
    assert told == [("Long", 1, 3), ("Middling", 2, 3), ("Brief", 3, 3)]
    assert (folder / sidecar.name).read_bytes() == sidecar.read_bytes()
    files[2].unlink()
    before = files[0].stat().st_mtime_ns
    told.clear()
    assert make() == files
    assert told == [("Middling", 3, 3)]
    assert files[0].stat().st_mtime_ns == before
    assert sorted(path.name for path in folder.iterdir()) == [
        "brief.flac",
        "long.flac",
        "middling.flac",
        "setlist.library.toml",
    ]


def test_new_tags_reach_a_library_that_is_there(sidecar: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    make_library((), folder, sidecar=sidecar, workers=2, progress=lambda *_: None)
    sidecar.write_text("# other tags\n", encoding="utf-8")
    make_library((), folder, sidecar=sidecar, workers=2, progress=lambda *_: None)
    assert (folder / sidecar.name).read_text(encoding="utf-8") == "# other tags\n"


def test_an_interrupted_library_has_no_tags_yet(
    pieces: tuple[Recipe, ...], sidecar: Path, tmp_path: Path
) -> None:
    def interrupt(title: str, done: int, total: int) -> None:
        raise KeyboardInterrupt(f"{title} {done} {total}")

    folder = tmp_path / "made"
    with pytest.raises(KeyboardInterrupt):
        make_library(pieces, folder, sidecar=sidecar, workers=1, progress=interrupt)
    assert [file.name for file in folder.iterdir()] == ["long.flac"]


def test_a_disk_that_is_too_full_is_said_before_any_work(
    pieces: tuple[Recipe, ...],
    sidecar: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**9, 10**9 - 10**6, 10**6))
    folder = tmp_path / "made"
    with pytest.raises(InputError, match="takes 4 MB more, and 1 MB are free"):
        make_library(pieces, folder, sidecar=sidecar, workers=1, progress=lambda *_: None)
    assert not list(folder.iterdir())


def test_a_folder_that_cannot_be_made_is_said(
    pieces: tuple[Recipe, ...], sidecar: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be made"):
        make_library(
            pieces, tmp_path / "file" / "x", sidecar=sidecar, workers=1, progress=lambda *_: None
        )
