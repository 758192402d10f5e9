"""Arcs are found by name or path; the nearest name is told."""

from pathlib import Path

import pytest

from setlist.arcs import find_arc, list_arcs, open_arc
from setlist.errors import InputError
from setlist.shipped import shipped_folder

SHIPPED = shipped_folder("arcs")


def own_shelf(folder: Path, name: str, title: str) -> Path:
    text = (SHIPPED / "inward.toml").read_text(encoding="utf-8")
    (folder / f"{name}.toml").write_text(
        text.replace('title = "Inward"', f'title = "{title}"'), encoding="utf-8"
    )
    return folder


def test_the_shelf_is_in_order_of_name() -> None:
    names = [arc.name for arc in list_arcs([SHIPPED])]
    assert names == sorted(names)
    assert "inward" in names


def test_an_own_arc_hides_a_shipped_one(tmp_path: Path) -> None:
    own_shelf(tmp_path, "inward", "Mine")
    arcs = {arc.name: arc.title for arc in list_arcs([tmp_path, SHIPPED])}
    assert arcs["inward"] == "Mine"
    assert find_arc("inward", folders=[tmp_path, SHIPPED]).title == "Mine"
    assert find_arc("inward", folders=[SHIPPED]).title == "Inward"


def test_an_arc_is_found_by_its_path(tmp_path: Path) -> None:
    own_shelf(tmp_path, "mine", "Mine")
    assert find_arc(str(tmp_path / "mine.toml"), folders=[]).name == "mine"


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match='there is no arc "inwrd" — did you mean inward') as caught:
        find_arc("inwrd", folders=[SHIPPED])
    assert "talking" in str(caught.value)


@pytest.mark.parametrize("name", ["", "x" * 300, "a\nb", "nul\0"])
def test_a_name_that_is_none_is_told_on_one_line(name: str) -> None:
    with pytest.raises(InputError) as caught:
        find_arc(name, folders=[SHIPPED])
    assert str(caught.value).isprintable()


def test_an_empty_shelf_says_so(tmp_path: Path) -> None:
    assert list_arcs([tmp_path, tmp_path / "none"]) == ()
    with pytest.raises(InputError, match="there are none on the shelf"):
        find_arc("inward", folders=[tmp_path])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        find_arc(str(tmp_path / "none.toml"), folders=[SHIPPED])


def test_all_faults_of_all_files_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 1", encoding="utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff")
    with pytest.raises(InputError) as caught:
        list_arcs([tmp_path])
    files = {finding.place.file for finding in caught.value.findings}
    assert files == {str(tmp_path / "a.toml"), str(tmp_path / "b.toml")}


def test_a_huge_file_is_no_arc(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("#" * (1 << 20) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="is larger than 1 MiB"):
        find_arc("a", folders=[tmp_path])


def test_an_opened_arc_knows_its_lines() -> None:
    place = open_arc("inward", folders=[SHIPPED]).place("phase", 2, "protect")
    assert place.field == 'phase 3 "peak".protect'
    assert place.line is not None
