"""Library files and the entries in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from setlist.errors import Finding, InputError, Severity
from setlist.library.curation import Entry, list_entries, read_library_files
from setlist.library.folder import walk_library

MakeFolder = Callable[..., Path]


def entries_of(root: Path) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    walk = walk_library(root)
    files, _ = read_library_files(walk.sidecars)
    return list_entries(files, [file.name for file in walk.files])


def test_an_entry_finds_its_file_however_the_path_is_spelt(make_folder: MakeFolder) -> None:
    paths = ("a/1.ogg", "./a/1.ogg", "a\\\\1.ogg", "a//1.ogg")
    for path in paths:
        root = make_folder("a/1.ogg", sidecar=f'[[track]]\npath = "{path}"\n')
        (entry,), findings = entries_of(root)
        assert entry.name == "a/1.ogg"
        assert not findings


def test_an_accent_is_found_however_the_disk_spells_it(make_folder: MakeFolder) -> None:
    root = make_folder("e\u0301te\u0301.ogg", sidecar='[[track]]\npath = "\u00e9t\u00e9.ogg"\n')
    (entry,), _ = entries_of(root)
    assert entry.name == "e\u0301te\u0301.ogg"


@pytest.mark.parametrize(
    "path",
    [
        "../x.ogg",
        "/etc/x.ogg",
        "a/../../x.ogg",
        "C:/x.ogg",
        "a\\\\..\\\\x.ogg",
        "\\\\\\\\host\\\\x.ogg",
        "..",
    ],
)
def test_a_path_never_leaves_its_folder(make_folder: MakeFolder, path: str) -> None:
    root = make_folder("a.ogg", sidecar=f'[[track]]\npath = "{path}"\n')
    entries, (finding,) = entries_of(root)
    assert not entries
    assert finding.said == "the path leaves the folder of this file"
    assert finding.place.line == 2


def test_dots_in_a_name_lead_nowhere(make_folder: MakeFolder) -> None:
    root = make_folder("a.ogg", "..a..b..ogg/wait...ogg")
    side = '[[track]]\npath = "..a..b..ogg/wait...ogg"\n'
    (root / "setlist.library.toml").write_text(side, encoding="utf-8")
    walk = walk_library(root)
    files, _ = read_library_files(walk.sidecars)
    (entry,), findings = list_entries(files, ["..a..b..ogg/wait...ogg"])
    assert entry.name
    assert not findings


def test_an_entry_that_names_no_track_is_a_finding(make_folder: MakeFolder) -> None:
    root = make_folder("a.ogg", sidecar='[[track]]\ntitle = "?"\n')
    entries, (finding,) = entries_of(root)
    assert not entries
    assert (finding.place.line, finding.severity) == (1, Severity.WARNING)


def test_of_two_entries_for_one_track_the_first_counts(make_folder: MakeFolder) -> None:
    side = '[[track]]\npath = "a.ogg"\ntitle = "One"\n[[track]]\npath = "./a.ogg"\ntitle = "Two"\n'
    (entry,), (finding,) = entries_of(make_folder("a.ogg", sidecar=side))
    assert entry.said.title == "One"
    assert finding.place.line == 4
    assert "line 1" in finding.said


def test_the_library_file_nearest_to_a_track_comes_first(make_folder: MakeFolder) -> None:
    root = make_folder("a/b/1.ogg", sidecar='[[track]]\npath = "a/b/1.ogg"\n')
    (root / "a/b/setlist.library.toml").write_text('[[track]]\npath = "1.ogg"\n', "utf-8")
    (root / "a/setlist.library.toml").write_text('[[track]]\npath = "b/1.ogg"\n', "utf-8")
    entries, findings = entries_of(root)
    assert [entry.file.folder for entry in entries] == ["a/b/", "a/", ""]
    assert {entry.name for entry in entries} == {"a/b/1.ogg"}
    assert not findings


def test_every_fault_of_every_library_file_is_named(make_folder: MakeFolder) -> None:
    root = make_folder("a/1.ogg", sidecar='[[track]]\npath = "x"\nintensity = 14\nvoise = "none"\n')
    (root / "a/setlist.library.toml").write_text("[[track]\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_library_files(walk_library(root).sidecars)
    places = {(finding.place.file, finding.place.line) for finding in caught.value.findings}
    top, inner = str(root / "setlist.library.toml"), str(root / "a/setlist.library.toml")
    assert places == {(top, 3), (top, 4), (inner, 1)}


def test_vocabulary_files_are_named_from_where_the_library_file_stands(
    make_folder: MakeFolder,
) -> None:
    root = make_folder("a/1.ogg", sidecar='vocabularies = ["words.toml", "words.toml"]\n')
    _, vocabularies = read_library_files(walk_library(root).sidecars)
    assert vocabularies == (root / "words.toml",)
