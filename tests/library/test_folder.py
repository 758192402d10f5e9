"""Walking a folder of music."""

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from setlist.errors import InputError, Severity
from setlist.library.folder import Walk, walk_library

MakeFolder = Callable[..., Path]


def names(walk: Walk) -> list[str]:
    return [file.name for file in walk.files]


def said(walk: Walk) -> list[tuple[str, str]]:
    return [(Path(finding.place.file or "").name, finding.said) for finding in walk.findings]


def test_files_are_found_once_in_the_order_of_their_names(make_folder: MakeFolder) -> None:
    root = make_folder("b/2.ogg", "b/10.flac", "a.MP3", "Z/x.m4a", "b.wav")
    (root / "cover.jpg").write_bytes(b"x")
    walk = walk_library(root)
    assert names(walk) == ["Z/x.m4a", "a.MP3", "b.wav", "b/10.flac", "b/2.ogg"]
    assert walk.files[0].path == str(root / "Z/x.m4a")
    assert walk.files[0].size_bytes == (root / "Z/x.m4a").stat().st_size
    assert not walk.findings


def test_library_files_are_found_with_the_folder_they_speak_of(make_folder: MakeFolder) -> None:
    root = make_folder("a/1.ogg", sidecar="")
    (root / "a/setlist.library.toml").touch()
    assert [prefix for prefix, _ in walk_library(root).sidecars] == ["", "a/"]


def test_a_folder_may_be_named_like_a_file(make_folder: MakeFolder) -> None:
    assert names(walk_library(make_folder("disc.mp3/1.mp3"))) == ["disc.mp3/1.mp3"]


def test_a_loop_of_links_ends(make_folder: MakeFolder) -> None:
    root = make_folder("a/1.ogg")
    (root / "a/up").symlink_to(root)
    (root / "b").symlink_to(root / "a")
    (root / "self").symlink_to(root / "self")
    walk = walk_library(root)
    assert names(walk) == ["a/1.ogg"]
    assert {name for name, _ in said(walk)} == {"up", "b"}


def test_a_folder_that_cannot_be_read_is_a_finding_and_the_rest_is_walked(
    make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_folder("a/1.ogg", "locked/2.ogg", "z.ogg")
    scandir = os.scandir

    def refuse(path: str) -> object:  # root may read everything, so the system is played
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    walk = walk_library(root)
    assert names(walk) == ["a/1.ogg", "z.ogg"]
    assert said(walk) == [("locked", "this folder cannot be read: Permission denied")]


def test_a_linked_folder_outside_is_walked_once(make_folder: MakeFolder) -> None:
    outside = make_folder("1.ogg", under="outside")
    root = make_folder("a.ogg")
    for name in ("link", "again"):
        (root / name).symlink_to(outside)
    walk = walk_library(root)
    assert names(walk) == ["a.ogg", "again/1.ogg"]
    assert said(walk) == [("link", "leads to a folder that was walked already")]


def test_a_link_never_hides_the_real_folder(make_folder: MakeFolder) -> None:
    root = make_folder("real/1.ogg")
    (root / "a-link").symlink_to(root / "real")
    assert names(walk_library(root)) == ["real/1.ogg"]


def test_what_only_bears_the_name_of_audio_is_a_finding(make_folder: MakeFolder) -> None:
    root = make_folder("good.ogg")
    (root / "empty.mp3").touch()
    (root / "broken.mp3").symlink_to(root / "nowhere")
    os.mkfifo(root / "pipe.mp3")
    here = Path.cwd()
    os.chdir(root)  # a socket's path has at most 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as sock:
            sock.bind("socket.mp3")
    finally:
        os.chdir(here)
    walk = walk_library(root)
    assert names(walk) == ["good.ogg"]
    assert said(walk) == [
        ("broken.mp3", "cannot be opened: No such file or directory"),
        ("empty.mp3", "is empty: 0 bytes"),
        ("pipe.mp3", "is not an ordinary file"),
        ("socket.mp3", "is not an ordinary file"),
    ]
    assert all(finding.severity is Severity.WARNING for finding in walk.findings)
    assert all(finding.mend for finding in walk.findings)


def test_hidden_files_are_counted_and_hidden_folders_left_alone(make_folder: MakeFolder) -> None:
    root = make_folder("a/1.ogg", "a/._1.ogg", "a/.2.ogg", ".trash/3.ogg")
    walk = walk_library(root)
    assert names(walk) == ["a/1.ogg"]
    assert said(walk) == [("a", "2 hidden audio files were left out")]


@pytest.mark.parametrize(
    "name", ["line\nbreak.ogg", "bell\a\x1b[31m.ogg", "\u202egpj.ogg", "n" * 251 + ".ogg", " .ogg"]
)
def test_strange_names_survive(make_folder: MakeFolder, name: str) -> None:
    assert names(walk_library(make_folder(name))) == [name]


def test_a_name_that_is_no_text_is_left_out_and_shown(make_folder: MakeFolder) -> None:
    root = make_folder("good.ogg")
    raw = os.fsencode(root) + b"/caf\xe9.ogg"
    Path(os.fsdecode(raw)).write_bytes(b"x")
    walk = walk_library(root)
    assert names(walk) == ["good.ogg"]
    (finding,) = walk.findings
    assert finding.place.file == str(root / r"caf\xe9.ogg")
    str(finding).encode()


def test_very_deep_folders_neither_crash_nor_stop_the_rest(make_folder: MakeFolder) -> None:
    root = make_folder("good.ogg")
    here = Path.cwd()
    os.chdir(root)
    try:
        for _ in range(60):
            Path("d" * 90).mkdir()
            os.chdir("d" * 90)
    finally:
        os.chdir(here)
    walk = walk_library(root)
    assert names(walk) == ["good.ogg"]
    assert len(walk.findings) == 1


def test_the_name_of_a_library_is_absolute_and_as_given(
    make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_folder("a.flac")
    link = root.parent / "link"
    link.symlink_to(root)
    monkeypatch.chdir(root)
    assert walk_library(Path("../link/.")).folder == link


@pytest.mark.parametrize("others", [(), ("notes.txt",)])
def test_a_folder_without_audio_is_refused(tmp_path: Path, others: tuple[str, ...]) -> None:
    for name in others:
        (tmp_path / name).touch()
    with pytest.raises(InputError) as caught:
        walk_library(tmp_path)
    (finding,) = caught.value.findings
    assert finding.said == "there is no audio in this folder"
    assert "mp3" in finding.mend


def test_a_folder_of_empty_files_says_so_for_each(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").touch()
    with pytest.raises(InputError) as caught:
        walk_library(tmp_path)
    assert [finding.said for finding in caught.value.findings] == [
        "is empty: 0 bytes",
        "there is no audio in this folder",
    ]


def test_a_walk_tells_what_is_new_changed_or_gone(make_folder: MakeFolder) -> None:
    root = make_folder("a.ogg", "b.ogg", "c.ogg")
    known = {file.name: file for file in walk_library(root).files}
    assert walk_library(root).changed(known) == ()
    assert walk_library(root).missing(known) == ()
    (root / "a.ogg").unlink()
    (root / "b.ogg").write_bytes(b"x")
    os.utime(root / "c.ogg", ns=(1, 1))
    make_folder("d.ogg")
    walk = walk_library(root)
    assert [file.name for file in walk.changed(known)] == ["b.ogg", "c.ogg", "d.ogg"]
    assert walk.missing(known) == ("a.ogg",)


def test_a_missing_folder_a_file_and_an_impossible_name_are_refused(
    make_folder: MakeFolder,
) -> None:
    root = make_folder("a.ogg")
    for path in (root / "missing", root / "a.ogg", root / "a.ogg/b", Path("a\0b"), Path("n" * 300)):
        with pytest.raises(InputError) as caught:
            walk_library(path)
        (finding,) = caught.value.findings
        assert finding.mend
        assert finding.place.file
