"""Where a playlist says that a file is."""

from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.playlists.location import Location, climb, locate

NAMES = st.text(
    st.characters(categories=None, exclude_characters="/\x00", max_codepoint=0xFFFF).filter(
        lambda sign: not 0xD800 <= ord(sign) < 0xDC80 and not 0xDCFF < ord(sign) <= 0xDFFF
    ),
    min_size=1,
    max_size=20,
).filter(lambda name: name not in {".", ".."})


@pytest.mark.parametrize(
    ("path", "folder", "way"),
    [
        ("/music/a.flac", "/music", "a.flac"),
        ("/music/deep/a.flac", "/music", "deep/a.flac"),
        ("/music/a.flac", "/music/lists/old", "../../a.flac"),
        ("/music/a.flac", "/home/x", "../../music/a.flac"),
        ("/music/a.flac", "/", "music/a.flac"),
    ],
)
def test_the_way_is_relative_where_there_is_one(path: str, folder: str, way: str) -> None:
    assert climb(PurePosixPath(path), PurePosixPath(folder)).as_posix() == way


@pytest.mark.parametrize(
    ("path", "folder", "way"),
    [
        (r"C:\Music\a.flac", r"C:\Lists", "../Music/a.flac"),
        (r"c:\music\a.flac", r"C:\Music", "a.flac"),
        (r"D:\Music\a.flac", r"C:\Lists", "D:/Music/a.flac"),
        (r"\\nas\share\a.flac", r"\\nas\share\lists", "../a.flac"),
        (r"\\nas\share\a.flac", r"C:\Lists", "//nas/share/a.flac"),
    ],
)
def test_windows_drives_are_not_climbed_over(path: str, folder: str, way: str) -> None:
    assert climb(PureWindowsPath(path), PureWindowsPath(folder)).as_posix() == way


def test_paths_of_another_system_stay_as_they_are(tmp_path: Path) -> None:
    where = locate(r"D:\Music\a b.flac", target=tmp_path / "list.m3u8")
    assert where.as_line() == r"D:\Music\a b.flac"
    assert where.as_address() == "file:///D:/Music/a%20b.flac"
    share = locate(r"\\nas\share\a#b.flac", target=tmp_path / "list.m3u8")
    assert share.as_address() == "file://nas/share/a%23b.flac"


def test_a_link_is_kept_below_the_folder_and_walked_above_it(tmp_path: Path) -> None:
    real = tmp_path / "disk" / "deep" / "lists"
    real.mkdir(parents=True)
    (tmp_path / "music").mkdir()
    link = tmp_path / "lists"
    link.symlink_to(real)
    below = locate(str(link / "a.flac"), target=link / "list.m3u8")
    assert below.as_line() == "a.flac"
    above = locate(str(tmp_path / "music" / "a.flac"), target=link / "list.m3u8")
    assert (real / above.as_line()).resolve() == (tmp_path / "music" / "a.flac").resolve()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("plain.flac", "plain.flac"),
        ("#EXTM3U.flac", "./#EXTM3U.flac"),
        ("http:x.flac", "./http:x.flac"),
        (" lead.flac", "file:///music/%20lead.flac"),
        ("tail.flac ", "file:///music/tail.flac%20"),
        ("a\nb.flac", "file:///music/a%0Ab.flac"),
        ("a\u2028b.flac", "file:///music/a%E2%80%A8b.flac"),
        ("raw\udcff.flac", "file:///music/raw%FF.flac"),
        ("100%25.flac", "100%25.flac"),
        (".hidden.flac", ".hidden.flac"),
    ],
)
def test_a_name_cannot_become_a_directive_or_break_its_line(name: str, line: str) -> None:
    where = Location(near=PurePosixPath(name), full=PurePosixPath("/music") / name)
    assert where.as_line() == line


@given(NAMES)
def test_an_address_gives_the_bytes_of_the_name_back(name: str) -> None:
    full = PurePosixPath("/music") / name
    parts = urlsplit(Location(near=full, full=full).as_address())
    assert parts.scheme == "file"
    assert parts.query == parts.fragment == parts.netloc == ""
    assert unquote_to_bytes(parts.path) == str(full).encode(errors="surrogateescape")


@given(NAMES)
def test_any_name_stays_on_one_line_and_is_found_again(name: str) -> None:
    full = PurePosixPath("/music") / name
    line = Location(near=climb(full, PurePosixPath("/music")), full=full).as_line()
    assert len(line.splitlines()) == 1
    assert line == line.strip()
    assert not line.startswith("#")
    line.encode()
    if line.startswith("file://"):
        found = unquote_to_bytes(line.removeprefix("file://"))
        assert found == str(full).encode(errors="surrogateescape")
    else:
        assert PurePosixPath("/music") / line == full
