"""Identity without hearing: the same name as hearing gives, and much sooner."""

import time
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile
from sounds import a_tone, save, some_noise

from setlist.analysis import identify, measure
from setlist.audio import RATE_HZ, decode
from setlist.errors import AudioError

SUFFIXES = ("mp3", "flac", "ogg", "opus", "m4a", "wav", "aiff", "wma")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("length_s", [0.5, 5.0])
def test_a_file_is_known_as_if_it_was_heard(tmp_path: Path, suffix: str, length_s: float) -> None:
    path = save(tmp_path / f"x.{suffix}", some_noise(length_s=length_s))
    assert identify(path) == measure(path).id


@pytest.mark.parametrize("length_s", [1.0, 5.0])
def test_a_file_that_only_the_second_reader_takes_is_known_by_its_sound(
    tmp_path: Path, length_s: float
) -> None:
    path = tmp_path / "x.wav"
    sound = some_noise(length_s=length_s)[:, 0]
    soundfile.write(path, sound, RATE_HZ, subtype="NMS_ADPCM_32")
    assert identify(path) == measure(path).id


@pytest.mark.parametrize("suffix", ["mp3", "flac", "ogg", "opus", "m4a"])
def test_a_file_that_was_cut_short_is_known_as_it_was_heard(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path / f"x.{suffix}", some_noise(length_s=9.0))
    if suffix != "m4a":
        path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    assert identify(path) == measure(path).id


def test_retagging_and_moving_change_nothing(tmp_path: Path) -> None:
    path = save(tmp_path / "x.flac", some_noise(length_s=3.0))
    before = identify(path)
    file = mutagen.File(path)
    assert file is not None
    file["title"] = ["Another name " * 300]
    file.save()
    assert identify(path.rename(tmp_path / "y.bin.flac")) == before


def test_another_sound_has_another_identity(tmp_path: Path) -> None:
    sounds = [some_noise(length_s=3.0), some_noise(length_s=3.0)]
    sounds[1][-5:] *= np.float32(0.5)
    first, second = (save(tmp_path / f"{n}.flac", sound) for n, sound in enumerate(sounds))
    assert identify(first) != identify(second)


def test_damage_late_in_a_file_is_left_to_whoever_hears_it(tmp_path: Path) -> None:
    path = save(tmp_path / "x.flac", some_noise(length_s=10.0))
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + bytes(9000) + data[middle + 9000 :])
    with pytest.raises(AudioError, match="is damaged"):
        measure(path)
    assert identify(path).startswith("sha256:")


@pytest.mark.parametrize(
    ("data", "said"),
    [(None, "does not exist"), (b"", "is empty"), (b"no sound" * 900, "cannot be read as sound")],
)
def test_what_is_no_sound_has_no_identity(tmp_path: Path, data: bytes | None, said: str) -> None:
    path = tmp_path / "x.mp3"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(AudioError, match=said) as raised:
        identify(path)
    assert raised.value.findings[0].mend


def test_it_takes_a_small_part_of_the_time_of_decoding(tmp_path: Path) -> None:
    sound = a_tone(length_s=60.0) + some_noise(length_s=60.0)
    path = save(tmp_path / "x.opus", sound)
    took = []
    for read in (identify, lambda it: list(decode(it))):
        begun = time.process_time()
        read(path)
        took.append(time.process_time() - begun)
    assert took[0] < 0.5 * took[1]
