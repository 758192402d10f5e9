"""The mark of all that a library depends on besides its audio files."""

import os
from collections.abc import Callable
from pathlib import Path

import mutagen
import pytest

from setlist.library import walk_library
from setlist.library.mark import take_mark

MakeFolder = Callable[..., Path]

_SIDE = '# ours\nvocabularies = [\n  "own.toml",\n]\n[[track]]\npath = "a.flac"\n'


@pytest.fixture
def root(make_folder: MakeFolder) -> Path:
    folder = make_folder("a.flac", sidecar=_SIDE)
    (folder / "own.toml").write_text('[mood]\nnear = "Close by."\n', encoding="utf-8")
    return folder


def test_a_mark_stays_when_nothing_changed(root: Path) -> None:
    assert walk_library(root).mark == walk_library(root).mark


def test_an_audio_file_does_not_change_the_mark(root: Path) -> None:
    before = walk_library(root).mark
    audio = mutagen.File(root / "a.flac")
    audio["TITLE"] = "New"
    audio.save()
    assert walk_library(root).mark == before


@pytest.mark.parametrize("name", ["setlist.library.toml", "own.toml"])
@pytest.mark.parametrize("same_time", [True, False])
def test_a_library_file_or_vocabulary_changes_the_mark(
    root: Path, name: str, *, same_time: bool
) -> None:
    before = walk_library(root).mark
    file = root / name
    status = file.stat()
    if same_time:
        file.write_text(file.read_text("utf-8").replace("a", "e", 1), encoding="utf-8")
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    else:
        os.utime(file, ns=(1, 1))
    assert walk_library(root).mark != before


def test_a_library_file_that_comes_or_goes_changes_the_mark(root: Path) -> None:
    before = walk_library(root).mark
    (root / "own.toml").unlink()
    without = walk_library(root).mark
    (root / "setlist.library.toml").unlink()
    assert len({before, without, walk_library(root).mark}) == 3


@pytest.mark.parametrize(
    "text",
    [
        'vocabularies = ["own.toml"]\n',
        'vocabularies = ["own.toml"]\r\n\r\n[[track]]\r\npath = "a.flac"\r\n',
        '\ufeffvocabularies = ["own.toml"]\n',
        'track = [{path = "a.flac"}]\nvocabularies = ["own.toml"]\n',
        'vocabularies = [\n"""\\\n[x]/../own.toml""", "own.toml"]\n[[track]]\npath = "a.flac"\n',
    ],
)
def test_a_vocabulary_is_found_however_it_is_named(root: Path, text: str) -> None:
    (root / "setlist.library.toml").write_text(text, encoding="utf-8", newline="")
    before = walk_library(root).mark
    (root / "own.toml").write_text('[mood]\nfar = "Far away."\n', encoding="utf-8")
    assert walk_library(root).mark != before


def test_a_wrong_or_unreadable_library_file_has_a_mark_too(root: Path) -> None:
    side = root / "setlist.library.toml"
    side.write_bytes(b"vocabularies = [\xff\0")
    broken = walk_library(root).mark
    side.unlink()
    side.mkdir()
    assert take_mark([("", side)]) not in {broken, take_mark([])}


def test_nothing_is_parsed_from_the_first_track_on(root: Path) -> None:
    side = root / "setlist.library.toml"
    side.write_text(_SIDE + "this is no TOML\n", encoding="utf-8")
    before = walk_library(root).mark
    (root / "own.toml").write_text('[mood]\nfar = "Far away."\n', encoding="utf-8")
    assert walk_library(root).mark != before
