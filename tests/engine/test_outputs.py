"""Folders and pictures."""

from pathlib import Path

import pytest

from setlist.engine import make_folder, write_picture
from setlist.errors import InputError


def test_a_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b", [tmp_path / "a" / "b" / "plan.json"])
    assert (tmp_path / "a" / "b").is_dir()


def test_a_file_in_the_way_is_named_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"plan\.json: exists already"):
        make_folder(tmp_path, [tmp_path / "plan.json"])


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be made a folder"):
        make_folder(tmp_path / "demo", [])


def test_a_picture_needs_a_known_suffix(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.svg or \.png"):
        write_picture("<svg/>", tmp_path / "x.gif")
