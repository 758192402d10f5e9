"""Names of files from other machines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.errors import InputError
from setlist.library import locate_file


def test_a_name_stands_below_its_place() -> None:
    place = Path("/mnt/music")
    assert locate_file(place, "a/b c.ogg", windows=False) == place / "a" / "b c.ogg"
    assert locate_file(place, "a/b c.ogg", windows=True) == place / "a" / "b c.ogg"


@pytest.mark.parametrize(
    "name",
    [
        "../x.ogg",
        "a/../../x.ogg",
        "a/..",
        "..\\x.ogg",
        "a\\..\\..\\x.ogg",
        "a/..\\x.ogg",
        "/etc/passwd",
        "\\\\host\\share\\x.ogg",
        "\\x.ogg",
        "C:/x.ogg",
        "c:x.ogg",
        "",
        ".",
        "a//b.ogg",
        "a/./b.ogg",
        "a/",
        "a\0.ogg",
    ],
)
@pytest.mark.parametrize("windows", [True, False])
def test_a_name_that_leads_out_is_refused_everywhere(name: str, *, windows: bool) -> None:
    with pytest.raises(InputError) as caught:
        locate_file(Path("/mnt/music"), name, windows=windows)
    (finding,) = caught.value.findings
    assert finding.mend
    assert str(finding).isprintable()


@pytest.mark.parametrize(
    "name",
    [
        "a\\b.ogg",
        "x.ogg:stream",
        "NUL",
        "a/con.ogg",
        "com1 .ogg",
        "LPT\u00b2.txt",
        "a./b.ogg",
        "b.ogg ",
    ],
)
def test_a_name_that_means_something_else_on_windows_is_refused_there_alone(name: str) -> None:
    assert locate_file(Path("/m"), name, windows=False).name
    with pytest.raises(InputError):
        locate_file(Path("/m"), name, windows=True)


@given(name=st.text(st.sampled_from("ab./\\: \n\u202e"), max_size=12))
def test_whatever_a_name_holds_it_stays_below_its_place(name: str) -> None:
    place = Path("/mnt/music")
    try:
        found = locate_file(place, name, windows=False)
    except InputError:
        return
    assert found.is_relative_to(place)
    assert ".." not in found.parts
    assert found.relative_to(place).as_posix() == name
