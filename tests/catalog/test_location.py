"""Where files stand, and names from other machines."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelves import PLACE, resolve

from setlist.catalog import Catalog, find_path, open_catalog
from setlist.catalog.location import stays_below

PLACES = {"main": PLACE}


def test_a_file_stands_below_the_place_of_its_root(catalog: Catalog) -> None:
    assert find_path(catalog, "main", "a/b c.ogg", PLACES) == str(PLACE / "a" / "b c.ogg")
    assert find_path(catalog, "main", "A: slow.ogg", PLACES) is not None


def test_a_root_that_is_not_here_and_a_track_without_a_file_have_no_path(catalog: Catalog) -> None:
    assert find_path(catalog, "other", "a.ogg", PLACES) is None
    assert find_path(catalog, "main", None, PLACES) is None


def test_no_name_in_a_catalog_that_others_write_leads_out_of_its_root(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "shared.sqlite", resolve=resolve) as shared:
        for name in ("../x.ogg", "/etc/x.ogg", "a/../../x.ogg"):
            assert find_path(shared, "main", name, PLACES) is None


def test_a_persons_own_table_may_name_files_anywhere() -> None:
    with open_catalog("sqlite://", resolve=resolve) as own:
        assert find_path(own, "main", "/elsewhere/x.ogg", PLACES) == "/elsewhere/x.ogg"
        assert find_path(own, "main", "../x.ogg", PLACES) is None


@pytest.mark.parametrize(
    "name",
    ["../x.ogg", "a/../../x.ogg", "a/..", "/etc/passwd", "", ".", "a//b", "a/./b", "a/", "a\0b"],
)
@pytest.mark.parametrize("windows", [True, False])
def test_a_name_that_leads_out_is_refused_everywhere(name: str, *, windows: bool) -> None:
    assert not stays_below(name, windows=windows)


@pytest.mark.parametrize(
    "name",
    [
        *("..\\x.ogg", "a\\..\\..\\x.ogg", "\\\\host\\share\\x.ogg", "a\\b.ogg"),
        *("C:/x.ogg", "c:x.ogg", "x.ogg:stream", "NUL", "a/con.ogg", "com1 .ogg", "LPT\u00b2.txt"),
        *("a./b.ogg", "b.ogg "),
    ],
)
def test_a_name_that_means_something_else_on_windows_is_refused_there_alone(name: str) -> None:
    assert stays_below(name, windows=False)
    assert not stays_below(name, windows=True)


@given(name=st.text(st.sampled_from("ab./\\: \n\u202e"), max_size=12))
def test_whatever_stays_below_is_just_its_parts(name: str) -> None:
    if stays_below(name, windows=False):
        assert PurePosixPath(name).as_posix() == name
        assert not PurePosixPath(name).is_absolute()
        assert ".." not in PurePosixPath(name).parts
