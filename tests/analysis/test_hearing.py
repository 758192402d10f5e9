"""One pass over a file: identity, measures, oddities."""

import math
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import mutagen
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music import a_progression
from mutagen.apev2 import APEv2
from mutagen.id3 import APIC, ID3, TIT2
from sounds import a_click_track, a_tone, joined, save, some_noise, some_silence

from setlist.analysis import MEASURES_VERSION, measure
from setlist.analysis.character import CHARACTER_FRAMES
from setlist.analysis.hearing import _regroup
from setlist.errors import AudioError, Severity

SUFFIXES = ("mp3", "flac", "ogg", "opus", "m4a", "wav", "aiff")


def a_piece() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Silence, a quiet half, a louder half, silence."""
    quiet = some_noise(length_s=12.0, level_db=-40.0)
    loud = some_noise(length_s=12.0, level_db=-20.0, seed=1)
    return joined(some_silence(1.0), quiet, loud, some_silence(2.0))


def tag_by_mutagen(path: Path) -> None:
    file = mutagen.File(path)
    assert file is not None
    if file.tags is None:
        file.add_tags()
    title = {"m4a": "\xa9nam", "wav": "TIT2", "aiff": "TIT2", "mp3": "TIT2"}.get(path.suffix[1:])
    value = "Another name " * 300
    frame = TIT2(text=value)  # type: ignore[no-untyped-call]
    file.tags[title or "title"] = frame if title == "TIT2" else [value]
    file.save()


def tag_at_the_end(path: Path) -> None:
    """An APE tag and an ID3v1 tag behind the music, as older programs leave them."""
    ape = APEv2()  # type: ignore[no-untyped-call]
    ape["Title"] = "Another name"
    ape.save(path)
    id3 = ID3()  # type: ignore[no-untyped-call]
    id3.add(TIT2(text="Another name"))  # type: ignore[no-untyped-call]
    id3.save(path, v1=2)


def add_a_picture(path: Path) -> None:
    id3 = ID3()  # type: ignore[no-untyped-call]
    image = b"\xff\xd8\xff" + bytes(300_000)
    picture = APIC(mime="image/jpeg", type=3, data=image)  # type: ignore[no-untyped-call]
    id3.add(picture)  # type: ignore[no-untyped-call]
    id3.save(path)


def test_a_piece_is_measured_as_it_was_made(tmp_path: Path) -> None:
    heard = measure(save(tmp_path / "x.flac", a_piece()))
    measures = heard.measures
    assert heard.findings == ()
    assert measures.version == MEASURES_VERSION
    assert measures.duration_s == pytest.approx(27.0)
    assert measures.audible_start_s == pytest.approx(1.0, abs=0.02)
    assert measures.audible_end_s == pytest.approx(25.0, abs=0.02)
    assert measures.head_lufs is not None
    assert measures.tail_lufs is not None
    assert measures.tail_lufs - measures.head_lufs == pytest.approx(20.0, abs=0.1)
    assert len(measures.profile_lufs) == 3
    assert measures.profile_lufs[2] == pytest.approx(
        measures.tail_lufs - 10 * math.log10(1.4), abs=0.1
    )
    assert measures.max_rise_3s_lu == pytest.approx(20.0, abs=0.2)
    assert measures.max_rise_1s_lu == pytest.approx(15.3, abs=0.3)
    assert measures.max_rise_at_s == pytest.approx(13.0, abs=0.11)
    assert measures.range_lu == pytest.approx(20.0, abs=1.0)
    assert measures.loudness_lufs is not None
    assert measures.tail_lufs < measures.loudness_lufs + 0.5
    assert measures.brightness_hz == pytest.approx(6000.0, rel=0.05)
    assert measures.onsets_per_s == pytest.approx(2 / 24.0, abs=0.001)
    assert measures.key is None
    assert measures.tempo_confidence is not None
    assert measures.tempo_confidence < 0.1


def test_the_character_of_music_is_measured_as_it_was_made(tmp_path: Path) -> None:
    music = joined(*[a_progression(2, "minor", level_db=-32.0)] * 5)
    sound = music + a_click_track(96.0, length_s=20.0, level_db=-20.0)
    measures = measure(save(tmp_path / "x.mp3", sound)).measures
    assert measures.key == "D minor"
    assert measures.tempo_bpm == pytest.approx(96.0, abs=0.5)
    assert measures.onsets_per_s is not None
    assert 32 / 20.0 <= measures.onsets_per_s <= (32 + 20) / 20.0
    assert measures.brightness_hz is not None
    assert 300.0 < measures.brightness_hz < 2000.0


@settings(max_examples=25, deadline=None)
@given(cuts=st.lists(st.integers(1, 200_000), max_size=12))
def test_the_cut_into_blocks_changes_not_one_bit(cuts: list[int]) -> None:
    sound = some_noise(length_s=4.3)
    blocks = list(_regroup(block for block in np.split(sound, sorted(cuts)) if len(block)))
    assert all(len(block) == CHARACTER_FRAMES for block in blocks[:-1])
    assert np.array_equal(joined(*blocks), sound)
    assert len(blocks) == -(-len(sound) // CHARACTER_FRAMES)


def test_the_threads_of_the_machine_change_not_one_bit(tmp_path: Path) -> None:
    music = joined(*[a_progression(7, "major")] * 4) + some_noise(length_s=16.0, level_db=-30.0)
    path = save(tmp_path / "x.ogg", np.asarray(music, np.float32))
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from setlist.analysis import measure\n"
        "print(measure(Path(sys.argv[1])))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script, str(path)],
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for threads in ("1", "2", "7")
    }
    assert said == {f"{measure(path)}\n"}


def test_the_beginning_of_a_piece_is_no_rise(tmp_path: Path) -> None:
    sound = joined(some_silence(5.0), some_noise(length_s=12.0, level_db=-20.0))
    assert measure(save(tmp_path / "x.wav", sound)).measures.max_rise_3s_lu == pytest.approx(
        0, abs=0.2
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_gives_the_same_measures(tmp_path: Path, suffix: str) -> None:
    sound = joined(some_silence(0.5), a_tone(997.0, length_s=4.0, level_db=-20.0))
    measures = measure(save(tmp_path / f"x.{suffix}", sound)).measures
    assert measures.loudness_lufs == pytest.approx(-20.0, abs=0.3)
    assert measures.peak_dbtp == pytest.approx(-20.0, abs=1.0)
    assert measures.audible_start_s == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_retagging_changes_no_identity(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path / f"x.{suffix}", some_noise(length_s=2.0))
    before, size = measure(path).id, path.stat().st_size
    tag_by_mutagen(path)
    assert path.stat().st_size > size
    assert measure(path).id == before


@pytest.mark.parametrize("tag", [tag_at_the_end, add_a_picture])
def test_tags_at_the_end_and_pictures_change_no_identity(
    tmp_path: Path, tag: Callable[[Path], None]
) -> None:
    path = save(tmp_path / "x.mp3", some_noise(length_s=2.0))
    before = measure(path).id
    tag(path)
    assert measure(path).id == before


def test_moving_a_file_changes_no_identity(tmp_path: Path) -> None:
    path = save(tmp_path / "x.ogg", some_noise(length_s=1.0))
    before = measure(path)
    assert measure(path.rename(tmp_path / "other name.oga")) == before


def test_another_sound_has_another_identity(tmp_path: Path) -> None:
    ids = {measure(save(tmp_path / f"{n}.flac", some_noise(seed=n))).id for n in range(3)}
    assert len(ids) == 3
    assert all(name.startswith("sha256:") and len(name) == 71 for name in ids)


@pytest.mark.parametrize(
    ("sound", "said"),
    [
        (some_silence(3.0), "holds no audible sound"),
        (some_noise(level_db=-90.0, length_s=3.0), "holds no audible sound"),
        (a_tone(length_s=0.3), "lasts only 0.30 s"),
        (joined(some_silence(3.0), a_tone(20.0, length_s=0.4, level_db=-58.0)), "is too quiet"),
    ],
    ids=["silence", "hiss", "short", "faint"],
)
def test_what_cannot_be_heard_is_said_and_not_measured(
    tmp_path: Path, sound: np.ndarray[tuple[int, int], np.dtype[np.float32]], said: str
) -> None:
    path = save(tmp_path / "x.wav", sound)
    with pytest.raises(AudioError, match=said) as raised:
        measure(path)
    assert raised.value.findings[0].place.file == str(path)
    assert raised.value.findings[0].mend


@pytest.mark.parametrize("length_s", [0.41, 1.0, 2.9, 3.05, 9.99, 10.01])
def test_short_sounds_have_only_finite_measures(tmp_path: Path, length_s: float) -> None:
    sound = joined(some_silence(0.3), a_tone(length_s=length_s))
    measures = measure(save(tmp_path / "x.wav", sound)).measures
    values = [value for value in astuple(measures) if isinstance(value, float)]
    assert all(math.isfinite(value) for value in [*values, *measures.profile_lufs])
    assert measures.audible_start_s < measures.audible_end_s <= measures.duration_s


def test_a_silent_stretch_of_a_profile_reads_the_gate(tmp_path: Path) -> None:
    sound = joined(a_tone(length_s=10.0), some_silence(10.0), a_tone(length_s=1.0))
    profile = measure(save(tmp_path / "x.flac", sound)).measures.profile_lufs
    assert profile[1] == -70.0


@pytest.mark.parametrize(
    ("suffix", "said"),
    [
        ("mp3", r"says that it lasts 20\.\d s but holds \d+\.\d s"),
        ("flac", r"says that it lasts 20\.0 s but holds \d+\.\d s"),
        ("ogg", r"is cut short: it holds \d+\.\d s and no end"),
        ("opus", r"is cut short: it holds \d+\.\d s and no end"),
        ("aiff", r"says that it lasts 20\.0 s but holds \d+\.\d s"),
    ],
)
def test_a_file_that_was_cut_short_is_measured_and_warned_about(
    tmp_path: Path, suffix: str, said: str
) -> None:
    path = save(tmp_path / f"x.{suffix}", some_noise(length_s=20.0))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    heard = measure(path)
    (finding,) = heard.findings
    assert finding.severity is Severity.WARNING
    assert finding.place.file == str(path)
    assert re.fullmatch(said, finding.said)
    assert 5.0 < heard.measures.duration_s < 15.0
