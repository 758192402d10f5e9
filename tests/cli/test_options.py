"""Which word is the library, which is the query, and from where a library is looked at."""

from pathlib import Path

import pytest

from setlist.cli.options import split_library, view_of
from setlist.errors import InputError


@pytest.fixture(autouse=True)
def _nothing_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the environment name no library."""
    monkeypatch.delenv("SETLIST_LIBRARY", raising=False)


@pytest.mark.parametrize(
    "word", ["starter", "./x", "/none", "C:\\Music", "postgresql://h/d", "sqlite:///x"]
)
def test_a_word_that_can_only_be_a_library_is_one(word: str) -> None:
    assert split_library((word, "pond"), None) == (word, ("pond",))


@pytest.mark.parametrize(
    "word", ["pond", "title:a/b", '-artist:"a/b"', "intensity:4..6", "x" * 300, "a\0b", ""]
)
def test_other_words_are_looked_for_in_the_starter_library(word: str) -> None:
    assert split_library((word, "pond"), None) == ("starter", (word, "pond"))


def test_a_word_that_is_there_is_a_library_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pond").mkdir()
    monkeypatch.chdir(tmp_path)
    assert split_library(("pond",), None) == ("pond", ())
    assert split_library(("pond",), "lake") == ("lake", ("pond",))
    monkeypatch.setenv("SETLIST_LIBRARY", "lake")
    assert split_library(("pond",), None) == ("lake", ("pond",))


def test_a_library_on_the_line_goes_before_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETLIST_LIBRARY", "/usual")
    assert split_library((), None) == ("/usual", ())
    assert split_library(("/other", "pond"), None) == ("/other", ("pond",))
    assert split_library((), "/named") == ("/named", ())


def test_a_view_places_roots_and_names_a_clinic() -> None:
    view = view_of({"roots": ("music=/mnt/a=b", "x=relative"), "clinic": " harbour "})
    assert view.clinic == "harbour"
    assert view.roots == {"music": Path("/mnt/a=b"), "x": Path("relative").absolute()}


@pytest.mark.parametrize("word", ["music", "=x", "music="])
def test_a_root_without_a_folder_is_refused(word: str) -> None:
    with pytest.raises(InputError, match="NAME=FOLDER"):
        view_of({"roots": (word,), "clinic": ""})
