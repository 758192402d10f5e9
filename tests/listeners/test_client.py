"""Client files from the disk."""

from pathlib import Path

import pytest

from setlist.errors import InputError
from setlist.listeners import open_client, read_client


def test_a_client_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "heron.toml"
    path.write_text('code = "heron-14"\navoid_tags = ["choir"]\n', encoding="utf-8")
    assert read_client(path).avoid_tags == ("choir",)
    assert str(open_client(path).place("avoid_tags")) == f"{path}:2: avoid_tags"


def test_every_fault_is_said_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('name = "x"\ngentler = 4\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_client(path)
    assert [(f.place.file, f.place.line) for f in caught.value.findings] == [
        (str(path), 1),
        (str(path), 1),
        (str(path), 2),
    ]


def test_a_missing_or_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_client(tmp_path / "none.toml")
    (tmp_path / "big.toml").write_text("#" * (1 << 20) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="is larger than 1 MiB"):
        read_client(tmp_path / "big.toml")
