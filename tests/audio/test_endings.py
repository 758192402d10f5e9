"""Files that end too early."""

from pathlib import Path

import pytest
from sounds import save, some_noise

from setlist.audio import was_cut_short


@pytest.mark.parametrize("suffix", ["ogg", "opus", "wav", "aiff"])
def test_half_a_file_is_cut_short_and_a_whole_one_is_not(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path / f"x.{suffix}", some_noise(length_s=4.0))
    assert not was_cut_short(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert was_cut_short(path)


@pytest.mark.parametrize("suffix", ["mp3", "flac", "m4a"])
def test_of_other_files_nothing_is_told(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path / f"x.{suffix}", some_noise())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert not was_cut_short(path)


def test_a_size_that_was_never_filled_in_is_no_claim(tmp_path: Path) -> None:
    path = save(tmp_path / "x.wav", some_noise())
    data = path.read_bytes()
    path.write_bytes(data[:4] + b"\xff\xff\xff\xff" + data[8:])
    assert not was_cut_short(path)
