"""From bytes to text: every file that cannot be read is said with its mend."""

from pathlib import Path

import pytest

from setlist.documents import read_text
from setlist.errors import InputError


def said_of(path: Path, most_bytes: int = 1000) -> str:
    with pytest.raises(InputError) as caught:
        read_text(path, most_bytes=most_bytes)
    (finding,) = caught.value.findings
    assert finding.place.file == str(path)
    assert finding.mend
    return str(finding)


def test_a_text_is_read_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("größer\r\n".encode())
    assert read_text(tmp_path / "a") == "größer\r\n"


def test_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbftitle = 1")
    assert read_text(tmp_path / "a") == "title = 1"


def test_a_byte_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one\ntwo\nf\xfcr\n")
    assert ":3: holds a byte that is not UTF-8 text (0xfc)" in said_of(tmp_path / "a")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_text_of_another_width_is_refused(tmp_path: Path, encoding: str) -> None:
    mark = b"" if encoding == "utf-16" else "\ufeff".encode(encoding)
    (tmp_path / "a").write_bytes(mark + "title".encode(encoding))
    assert "UTF-16" in said_of(tmp_path / "a")


def test_a_huge_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"#" * 1001)
    assert "is larger than 1000 bytes" in said_of(tmp_path / "a")
    assert len(read_text(tmp_path / "a", most_bytes=1001)) == 1001


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "there is no such file" in said_of(tmp_path / "none.toml")


def test_a_folder_is_said(tmp_path: Path) -> None:
    assert "is a folder" in said_of(tmp_path)


def test_a_name_that_no_disk_can_hold_is_said(tmp_path: Path) -> None:
    assert "cannot be read" in said_of(tmp_path / "a\0b")
    assert said_of(tmp_path / ("a" * 5000))
