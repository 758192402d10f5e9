"""One piece into one file."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from setlist.errors import InputError
from setlist.starter import Recipe, synthesise
from setlist.starter.pressing import ALBUM, ARTIST, _check_end, press


@pytest.fixture(scope="session")
def pressed(small: Recipe, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pressed") / "small.flac"
    press(small, target)
    return target


def test_a_piece_becomes_a_flac_file_with_its_name_in_it(small: Recipe, pressed: Path) -> None:
    with soundfile.SoundFile(pressed) as file:
        assert (file.format, file.subtype) == ("FLAC", "PCM_16")
        assert (file.samplerate, file.channels) == (48_000, 2)
        assert (file.title, file.artist, file.album) == (small.title, ARTIST, ALBUM)
        assert file.frames == 48_000 * small.length_s()


def test_dither_stays_within_a_step_and_a_half(small: Recipe, pressed: Path) -> None:
    samples, _ = soundfile.read(pressed, dtype="int16")
    sound = np.concatenate(list(synthesise(small))) * 32_767
    error = samples - sound
    assert np.abs(error).max() <= 1.51
    assert np.std(error) == pytest.approx(0.5, abs=0.02)
    assert abs(np.mean(error)) < 0.005


def test_the_same_recipe_gives_the_same_bytes(small: Recipe, pressed: Path, tmp_path: Path) -> None:
    press(small, tmp_path / "again.flac")
    assert (tmp_path / "again.flac").read_bytes() == pressed.read_bytes()


def test_a_piece_that_is_there_is_left_alone(small: Recipe, tmp_path: Path) -> None:
    (tmp_path / "there.flac").write_bytes(b"there")
    press(small, tmp_path / "there.flac")
    assert (tmp_path / "there.flac").read_bytes() == b"there"


def test_a_full_disk_is_one_finding_and_leaves_nothing(
    small: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: soundfile.SoundFile, data: object) -> None:
        assert data is not None
        raise soundfile.LibsndfileError(2)  # "System error."

    monkeypatch.setattr(soundfile.SoundFile, "write", refuse)
    with pytest.raises(InputError, match="only a part of it") as caught:
        press(small, tmp_path / "small.flac")
    assert len(caught.value.findings) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lost", [1, 100, 20_000])
def test_a_file_that_lost_its_end_is_noticed(pressed: Path, tmp_path: Path, lost: int) -> None:
    _check_end(pressed)
    cut = tmp_path / "cut.flac"
    cut.write_bytes(pressed.read_bytes()[:-lost])
    with pytest.raises(OSError, match="only a part of it"):
        _check_end(cut)


def test_a_missing_folder_is_said(small: Recipe, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        press(small, tmp_path / "missing" / "small.flac")
