"""Files are written whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from setlist.errors import InputError
from setlist.files import write_whole


def test_a_file_appears_only_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    with write_whole(target) as part:
        part.write_text("{}", encoding="utf-8")
        assert not target.exists()
    assert target.read_text(encoding="utf-8") == "{}"
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_a_block_that_is_stopped_leaves_nothing_behind(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old", encoding="utf-8")

    def write_and_stop() -> None:
        with write_whole(target, force=True) as part:
            part.write_text("half", encoding="utf-8")
            raise stop

    with pytest.raises(stop):
        write_and_stop()
    assert target.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.json"]


def test_a_file_that_stands_there_is_not_replaced_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(InputError, match=r"exists already.*--force"), write_whole(target):
        pass
    assert target.read_text(encoding="utf-8") == "old"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError, match=r"the folder .*nowhere does not exist"),
        write_whole(tmp_path / "nowhere" / "plan.json"),
    ):
        pass


def test_a_folder_is_not_a_target(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is a folder"), write_whole(tmp_path, force=True):
        pass


def test_the_temporary_file_keeps_the_suffix(tmp_path: Path) -> None:
    with write_whole(tmp_path / "mix.flac") as part:
        assert part.suffix == ".flac"
        assert part.parent == tmp_path


@pytest.mark.parametrize("name", ["x" * 200 + ".flac", "ü" * 100 + ".m3u8"])
def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path, name: str) -> None:
    with write_whole(tmp_path / name) as part:
        part.write_text("x", encoding="utf-8")
    assert (tmp_path / name).exists()


def test_a_disk_that_fills_is_one_finding_with_a_mend(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    with pytest.raises(InputError, match=r"No space left.*free some space"), write_whole(target):
        raise OSError(28, os.strerror(28))
    assert not list(tmp_path.iterdir())


if sys.platform != "win32":

    def test_a_new_file_has_ordinary_permissions(tmp_path: Path) -> None:
        target = tmp_path / "plan.json"
        mask = os.umask(0o022)
        try:
            with write_whole(target):
                pass
        finally:
            os.umask(mask)
        assert stat.S_IMODE(target.stat().st_mode) == 0o644
