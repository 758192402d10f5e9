"""Excerpts of a track."""

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from builders import a_track, some_measures
from hypothesis import given
from hypothesis import strategies as st
from readers import decoded
from sounds import a_tone, joined, save, some_noise, some_silence, tones

from setlist.analysis import measure
from setlist.audio import RATE_HZ, Block, LoudnessMeter
from setlist.errors import AudioError, InputError
from setlist.mixdown import Excerpt, find_excerpts, write_excerpts
from setlist.model import Measures, Track, TrackId
from setlist.units import Lu, Lufs, Seconds


def heard_track(path: Path, sound: Block, *, title: str = "Still Pond") -> Track:
    """A track whose measures are those of its file."""
    heard = measure(save(path, sound))
    return replace(a_track(title), id=heard.id, path=str(path), measures=heard.measures)


def level_of(path: Path) -> tuple[float, float]:
    """Loudness and true peak of a file."""
    meter = LoudnessMeter()
    meter.add(decoded(path))
    loudness_lufs = meter.integrated_lufs()
    assert loudness_lufs is not None
    return loudness_lufs, meter.peak_dbtp()


def a_course(*steps: float, rise_at_s: float | None = None, rise_lu: float = 12.0) -> Measures:
    """Measures of a track that has these levels, ten seconds each."""
    return replace(
        some_measures(duration_s=10.0 * len(steps)),
        profile_lufs=tuple(Lufs(step) for step in steps),
        max_rise_at_s=None if rise_at_s is None else Seconds(rise_at_s),
        max_rise_3s_lu=None if rise_at_s is None else Lu(rise_lu),
    )


def spans(excerpts: tuple[Excerpt, ...]) -> list[tuple[str, float, float]]:
    return [(each.name, each.start_s, each.end_s) for each in excerpts]


def test_a_long_track_gives_its_opening_its_loudest_stretch_and_its_ending() -> None:
    quiet = [-30.0] * 10
    measures = a_course(*quiet, -20.0, -19.0, *quiet)
    assert spans(find_excerpts(measures)) == [
        ("opening", 0.0, 20.0),
        ("loudest", 100.0, 120.0),
        ("ending", 200.0, 220.0),
    ]


def test_opening_and_ending_keep_to_what_is_audible() -> None:
    measures = replace(
        some_measures(duration_s=200.0),
        audible_start_s=Seconds(4.0),
        audible_end_s=Seconds(190.0),
    )
    opening, _, ending = find_excerpts(measures)
    assert opening.start_s == 4.0
    assert ending.end_s == 190.0


def test_the_loudest_stretch_holds_the_largest_rise_even_where_another_is_louder() -> None:
    quiet = [-30.0] * 6
    measures = a_course(*quiet, *quiet, -24.0, *quiet, -20.0, -20.0, *quiet, rise_at_s=119.0)
    loudest = find_excerpts(measures)[1]
    assert loudest.start_s <= 119.0 - 3.0
    assert loudest.end_s >= 119.0 + 6.0


def test_a_rise_that_is_none_to_speak_of_leaves_the_loudest_stretch_alone() -> None:
    quiet = [-30.0] * 6
    measures = a_course(*quiet, *quiet, -20.0, -20.0, *quiet, rise_at_s=60.0, rise_lu=1.0)
    assert find_excerpts(measures)[1].start_s == 120.0


def test_a_steady_track_or_one_without_a_profile_gives_its_middle() -> None:
    for measures in (a_course(*[-23.0] * 30), some_measures(duration_s=300.0)):
        assert spans(find_excerpts(measures))[1] == ("loudest", 140.0, 160.0)


def test_excerpts_that_touch_become_one() -> None:
    near_the_opening = a_course(-30.0, -20.0, -20.0, *[-30.0] * 10)
    assert spans(find_excerpts(near_the_opening)) == [
        ("opening-loudest", 0.0, 30.0),
        ("ending", 110.0, 130.0),
    ]
    near_the_ending = a_course(*[-30.0] * 10, -20.0, -20.0, -30.0)
    assert spans(find_excerpts(near_the_ending)) == [
        ("opening", 0.0, 20.0),
        ("loudest-ending", 100.0, 130.0),
    ]


def test_a_short_track_is_one_excerpt_and_whole() -> None:
    for length_s in (12.0, 20.0, 38.0):
        measures = some_measures(duration_s=length_s)
        assert spans(find_excerpts(measures)) == [("whole", 0.0, length_s)]


@pytest.mark.parametrize("length_s", [0.0, -1.0])
def test_an_excerpt_without_length_is_refused(length_s: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        find_excerpts(some_measures(), length_s=Seconds(length_s))


@given(
    levels=st.lists(st.floats(-70.0, -5.0), min_size=1, max_size=40),
    length_s=st.floats(0.5, 60.0),
    rise_share=st.none() | st.floats(0.0, 1.0),
)
def test_excerpts_are_in_order_apart_and_inside_the_track(
    levels: list[float], length_s: float, rise_share: float | None
) -> None:
    measures = a_course(
        *levels, rise_at_s=None if rise_share is None else rise_share * 10.0 * len(levels)
    )
    found = find_excerpts(measures, length_s=Seconds(length_s))
    assert 1 <= len(found) <= 3
    assert found[0].start_s == 0.0
    assert found[-1].end_s == pytest.approx(measures.duration_s)
    for earlier, later in pairwise(found):
        assert earlier.end_s < later.start_s
    for each in found:
        assert each.name == "whole" or each.end_s - each.start_s >= length_s - 1e-6


@given(
    levels=st.lists(st.floats(-60.0, -10.0), min_size=7, max_size=25), length_s=st.integers(4, 27)
)
def test_no_other_stretch_is_louder_than_the_loudest(levels: list[float], length_s: int) -> None:
    found = find_excerpts(a_course(*levels), length_s=Seconds(length_s))
    energies = np.repeat(10.0 ** (np.array(levels) / 10.0), 10)
    sums = np.convolve(energies, np.ones(length_s), "valid")
    for each in found:
        if each.name == "loudest":
            assert 10.0 * np.log10(sums.max() / sums[round(each.start_s)]) < 0.11


def test_the_files_hold_the_sound_of_their_places(tmp_path: Path) -> None:
    sound = joined(
        a_tone(300.0, length_s=40.0, level_db=-30.0),
        a_tone(700.0, length_s=30.0, level_db=-18.0),
        a_tone(500.0, length_s=40.0, level_db=-30.0),
    )
    track = heard_track(tmp_path / "a.flac", sound)
    written = write_excerpts(track, tmp_path)
    assert [path.name.split("-", 1)[1] for path in written] == [
        "1-opening.wav",
        "2-loudest.wav",
        "3-ending.wav",
    ]
    for path, hz in zip(written, (300.0, 700.0, 500.0), strict=True):
        heard = decoded(path)
        assert len(heard) == 20 * RATE_HZ
        spectrum = np.abs(np.fft.rfft(heard[-RATE_HZ * 10 :, 0]))
        assert spectrum.argmax() / 10.0 == pytest.approx(hz, abs=1.0)


def test_they_are_brought_to_one_loudness_and_stay_apart(tmp_path: Path) -> None:
    track = heard_track(tmp_path / "a.flac", tones((-25.0, 30.0), (-10.0, 30.0), (-25.0, 30.0)))
    opening, loudest, _ = (level_of(path)[0] for path in write_excerpts(track, tmp_path))
    gain_db = -23.0 - (track.measures.loudness_lufs or 0.0)
    assert gain_db < -8.0
    assert loudest == pytest.approx(-10.0 + gain_db, abs=0.3)
    assert loudest - opening == pytest.approx(15.0, abs=0.3)


def test_a_very_quiet_track_is_raised_by_six_decibels_and_no_more(tmp_path: Path) -> None:
    track = heard_track(tmp_path / "a.flac", tones((-45.0, 66.0)))
    for path in write_excerpts(track, tmp_path):
        assert level_of(path)[0] == pytest.approx(-39.0, abs=0.2)


def test_no_true_peak_exceeds_the_ceiling(tmp_path: Path) -> None:
    clicks = some_noise(length_s=66.0, level_db=-50.0)
    clicks[RATE_HZ * 30 :: RATE_HZ * 5] = 0.9
    hot = a_tone(RATE_HZ / 4.0, length_s=25.0, level_db=0.0, phase_deg=45.0)
    for name, sound in (("clicks", clicks), ("hot", hot)):
        track = heard_track(tmp_path / f"{name}.wav", sound)
        peaks = [level_of(path)[1] for path in write_excerpts(track, tmp_path)]
        assert max(peaks) <= -1.0
    loud = replace(track, measures=replace(track.measures, loudness_lufs=Lufs(-40.0)))
    (path,) = write_excerpts(loud, tmp_path, length_s=Seconds(30.0))
    assert level_of(path)[1] == pytest.approx(-1.0, abs=0.05)


def test_they_begin_and_end_in_silence(tmp_path: Path) -> None:
    track = heard_track(tmp_path / "a.flac", some_noise(length_s=70.0))
    for path in write_excerpts(track, tmp_path, length_s=Seconds(5.0)):
        heard = decoded(path)
        assert np.abs(heard[[0, -1]]).max() < 1e-3
        assert np.abs(heard[1440:2000]).max() > 0.02


def test_a_track_without_a_known_loudness_is_levelled_by_its_excerpts(tmp_path: Path) -> None:
    track = heard_track(tmp_path / "a.flac", tones((-30.0, 30.0)))
    unheard = replace(track, measures=some_measures(duration_s=30.0))
    unheard = replace(unheard, measures=replace(unheard.measures, loudness_lufs=None))
    (path,) = write_excerpts(unheard, tmp_path)
    assert level_of(path)[0] == pytest.approx(-24.0, abs=0.2)


def test_silence_stays_silence(tmp_path: Path) -> None:
    path = save(tmp_path / "a.wav", some_silence(30.0))
    track = replace(a_track(), path=str(path), measures=some_measures(duration_s=30.0))
    track = replace(track, measures=replace(track.measures, loudness_lufs=None))
    (written,) = write_excerpts(track, tmp_path)
    assert not decoded(written).any()


def test_a_title_never_becomes_a_path_and_tracks_never_meet(tmp_path: Path) -> None:
    folder = tmp_path / "excerpts"
    folder.mkdir()
    sound = some_noise(length_s=5.0)
    evil = heard_track(tmp_path / "a.flac", sound, title="../../evil\x00\n")
    other = replace(evil, id=TrackId("row:../../x\udcff"))
    (first,) = write_excerpts(evil, folder)
    (second,) = write_excerpts(other, folder)
    assert first != second
    assert {path.name for path in folder.iterdir()} == {first.name, second.name}
    assert write_excerpts(evil, folder) == (first,)


def test_they_are_wav_files_of_16_bit_stereo(tmp_path: Path) -> None:
    track = heard_track(tmp_path / "a.flac", some_noise(length_s=5.0)[:, :1])
    (path,) = write_excerpts(track, tmp_path)
    info = soundfile.info(path)
    assert (info.format, info.subtype, info.channels) == ("WAV", "PCM_16", 2)
    assert info.samplerate == RATE_HZ


def test_a_track_without_a_file_is_an_error_with_a_mend(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="no audio on this machine"):
        write_excerpts(replace(a_track(), path=None), tmp_path)
    with pytest.raises(AudioError, match="does not exist"):
        write_excerpts(replace(a_track(), path=str(tmp_path / "gone.flac")), tmp_path)


def test_broken_audio_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    track = heard_track(tmp_path / "a.wav", some_noise(length_s=60.0))
    whole = (tmp_path / "a.wav").read_bytes()
    folder = tmp_path / "excerpts"
    folder.mkdir()
    for bad, said in ((b"no music", "cannot be read"), (whole[: len(whole) // 2], "ends at 30")):
        (tmp_path / "a.wav").write_bytes(bad)
        with pytest.raises(AudioError, match=said):
            write_excerpts(track, folder)
    assert not list(folder.iterdir())


def test_a_missing_folder_is_an_input_error(tmp_path: Path) -> None:
    track = heard_track(tmp_path / "a.flac", some_noise(length_s=5.0))
    with pytest.raises(InputError, match="does not exist"):
        write_excerpts(track, tmp_path / "nowhere")


def test_a_first_import_of_pydub_is_silent_where_warnings_are_errors(tmp_path: Path) -> None:
    save(tmp_path / "a.wav", some_noise(length_s=5.0))
    program = (
        "import sys, dataclasses, pathlib\n"
        "from setlist.analysis import measure\n"
        "from setlist.mixdown import write_excerpts\n"
        "from setlist.model import Tags, Track\n"
        "assert 'pydub' not in sys.modules\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "heard = measure(folder / 'a.wav')\n"
        "track = Track(id=heard.id, path=str(folder / 'a.wav'), tags=Tags(),"
        " measures=heard.measures)\n"
        "print(*write_excerpts(track, folder))\n"
    )
    strict = [sys.executable, "-B", "-W", "error", "-X", "pycache_prefix=/nowhere", "-c", program]
    done = subprocess.run([*strict, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert Path(done.stdout.strip()).is_file()
