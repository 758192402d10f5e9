"""The meter against EBU Tech 3341 and 3342, and against libebur128."""

import numpy as np
import pyebur128
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music import a_progression
from sounds import a_click_track, a_tone, cut, joined, some_noise, some_silence, tones

from setlist.audio import QUIETEST_LUFS, Block, LoudnessMeter
from setlist.audio.kweighting import KWeighting
from setlist.units import Seconds


def metered(sound: Block, *, frames: int = 65_536) -> LoudnessMeter:
    meter = LoudnessMeter()
    for block in cut(sound, frames):
        meter.add(block)
    return meter


def a_programme(*, lowest_db: float) -> Block:
    """Two minutes of chords, clicks and noise whose level wanders, with pauses."""
    music = joined(*[a_progression(2, "minor", length_s=1.5)] * 20)
    sound = music + a_click_track(90.0, length_s=120.0, level_db=-12.0)
    sound += some_noise(length_s=120.0, level_db=-36.0)
    at_s = np.arange(len(sound)) / 48_000
    level_db = np.interp(at_s, np.arange(0, 121, 8), np.tile([-20.0, lowest_db], 8))
    return np.asarray(sound * (10.0 ** (level_db / 20.0))[:, np.newaxis], np.float32)


def by_libebur128(sound: Block) -> tuple[float, float]:
    """Integrated loudness and loudness range, from the reference library."""
    modes = pyebur128.MeasurementMode
    state = pyebur128.R128State(2, 48_000, modes.MODE_I | modes.MODE_LRA)
    state.add_frames(np.ascontiguousarray(sound).reshape(-1), len(sound))
    loudness = pyebur128.get_loudness_global(state)
    return loudness, pyebur128.get_loudness_range(state)


@pytest.mark.parametrize(
    ("sound", "wanted_lufs"),
    [
        pytest.param([(-23, 20)], -23.0, id="1"),
        pytest.param([(-33, 20)], -33.0, id="2"),
        pytest.param([(-36, 10), (-23, 60), (-36, 10)], -23.0, id="3"),
        pytest.param([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23.0, id="4"),
        pytest.param([(-26, 20), (-20, 20.1), (-26, 20)], -23.0, id="5"),
    ],
)
def test_integrated_loudness_of_tech_3341_cases_1_to_5(
    sound: list[tuple[float, float]], wanted_lufs: float
) -> None:
    assert metered(tones(*sound)).integrated_lufs() == pytest.approx(wanted_lufs, abs=0.1)


def test_the_channels_of_case_6_add_up_as_the_standard_weighs_them() -> None:
    """Two channels at a time, since what is heard has two: a file of five is mixed to them."""
    levels_db, weights = ((-28, -28), (-24, -200), (-30, -30)), (1.0, 1.0, 1.41)
    energy = 0.0
    for (left_db, right_db), weight in zip(levels_db, weights, strict=True):
        left, right = tones((left_db, 20))[:, :1], tones((right_db, 20))[:, 1:]
        planar = np.ascontiguousarray(np.concatenate([left, right], axis=1).T)
        energy += weight * float(KWeighting().energies(planar).mean())
    assert -0.691 + 10.0 * np.log10(energy) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize(
    ("lowest_db", "wanted_lu"),
    [pytest.param(-26.0, 5.0, id="7"), pytest.param(-42.0, 15.0, id="8")],
)
def test_programmes_like_those_of_cases_7_and_8_read_as_the_reference_library_reads_them(
    lowest_db: float, wanted_lu: float
) -> None:
    """Those are recordings, of a narrow and a wide range of loudness; these are made like them.

    So are cases 5 and 6 of Tech 3342, which are the same recordings.
    """
    sound = a_programme(lowest_db=lowest_db)
    loudness_lufs, range_lu = by_libebur128(sound)
    sound *= np.float32(10.0 ** ((-23.0 - loudness_lufs) / 20.0))
    meter = metered(sound)
    assert meter.integrated_lufs() == pytest.approx(-23.0, abs=0.01)
    assert meter.range_lu() == pytest.approx(range_lu, abs=0.5)
    assert meter.range_lu() == pytest.approx(wanted_lu, abs=2.5)


def test_a_steady_tone_has_one_loudness_by_every_reading() -> None:
    meter = metered(tones((-23, 20)))
    assert meter.momentary() == pytest.approx(-23.0, abs=0.1)
    assert meter.short_term() == pytest.approx(-23.0, abs=0.1)
    assert meter.stretch_lufs(Seconds(5.0), Seconds(6.0)) == pytest.approx(-23.0, abs=0.1)


def test_short_term_loudness_of_case_9_stays_put() -> None:
    short_term = metered(tones(*[(-20, 1.34), (-30, 1.66)] * 5)).short_term()
    assert short_term == pytest.approx(-23.0, abs=0.1)


def test_momentary_loudness_of_case_12_stays_put() -> None:
    momentary = metered(tones(*[(-20, 0.18), (-30, 0.22)] * 25)).momentary()
    assert momentary == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("step", range(20))
def test_a_burst_of_3_s_is_found_wherever_it_begins_as_in_case_10(step: int) -> None:
    sound = joined(some_silence(0.15 * step), tones((-23, 3.0)), some_silence(1.0))
    assert metered(sound).highest_short_term_lufs() == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("step", range(20))
def test_a_burst_of_400_ms_is_found_wherever_it_begins_as_in_case_13(step: int) -> None:
    sound = joined(some_silence(0.02 * step), tones((-23, 0.4)), some_silence(1.0))
    assert metered(sound).highest_momentary_lufs() == pytest.approx(-23.0, abs=0.1)


def test_rising_bursts_of_case_11_are_followed_one_by_one() -> None:
    meter = LoudnessMeter()
    for step in range(20):
        meter.add(some_silence(0.15 * step))
        meter.add(tones((-38 + step, 3.0)))
        meter.add(some_silence(3.0 - 0.15 * step))
        assert meter.highest_short_term_lufs() == pytest.approx(-38.0 + step, abs=0.1)


def test_rising_bursts_of_case_14_are_followed_one_by_one() -> None:
    meter = LoudnessMeter()
    for step in range(20):
        meter.add(some_silence(0.02 * step))
        meter.add(tones((-38 + step, 0.4)))
        meter.add(some_silence(0.4 - 0.02 * step))
        assert meter.highest_momentary_lufs() == pytest.approx(-38.0 + step, abs=0.1)


@pytest.mark.parametrize(
    ("sound", "wanted_lu"),
    [
        pytest.param([(-20, 20), (-30, 20)], 10.0, id="1"),
        pytest.param([(-20, 20), (-15, 20)], 5.0, id="2"),
        pytest.param([(-40, 20), (-20, 20)], 20.0, id="3"),
        pytest.param([(-50, 20), (-35, 20), (-20, 20), (-35, 20), (-50, 20)], 15.0, id="4"),
    ],
)
def test_loudness_range_of_tech_3342_cases_1_to_4(
    sound: list[tuple[float, float]], wanted_lu: float
) -> None:
    assert metered(tones(*sound)).range_lu() == pytest.approx(wanted_lu, abs=1.0)


@settings(max_examples=10, deadline=None)
@given(
    steps=st.lists(st.tuples(st.floats(-70.0, -6.0), st.floats(0.3, 4.0)), min_size=1, max_size=8),
    seed=st.integers(0, 99),
)
def test_the_reference_library_hears_any_course_as_loud(
    steps: list[tuple[float, float]], seed: int
) -> None:
    noise = [some_noise(level_db=db, length_s=length_s, seed=seed) for db, length_s in steps]
    sound = joined(*noise, a_click_track(100.0, length_s=4.0), a_tone(60.0, length_s=1.0))
    assert metered(sound).integrated_lufs() == pytest.approx(by_libebur128(sound)[0], abs=0.01)


def test_the_reference_library_finds_the_same_range() -> None:
    levels = np.random.default_rng(5).uniform(-40.0, -14.0, 30)
    sound = joined(*(some_noise(level_db=float(db), length_s=2.0) for db in levels))
    assert metered(sound).range_lu() == pytest.approx(by_libebur128(sound)[1], abs=0.5)


@settings(max_examples=10, deadline=None)
@given(frames=st.integers(1, 20_000))
def test_the_cut_into_blocks_changes_no_loudness(frames: int) -> None:
    sound = some_noise(length_s=1.0)
    meter, other = metered(sound[: 48_000 // 4]), metered(sound[: 48_000 // 4], frames=frames)
    assert other.momentary() == pytest.approx(meter.momentary())
    assert other.window_peaks() == pytest.approx(meter.window_peaks())
    assert other.length_s() == meter.length_s()


def test_adding_a_block_leaves_it_alone() -> None:
    sound = some_noise()
    before = sound.copy()
    metered(sound)
    assert np.array_equal(sound, before)


def test_silence_has_no_loudness_and_no_range() -> None:
    meter = metered(some_silence(5.0))
    assert meter.integrated_lufs() is None
    assert meter.range_lu() is None
    assert meter.stretch_lufs(Seconds(0.0), Seconds(5.0)) == QUIETEST_LUFS
    assert meter.short_term() == pytest.approx(QUIETEST_LUFS)


def test_too_little_sound_has_no_readings() -> None:
    meter = metered(a_tone(length_s=0.39))
    assert meter.integrated_lufs() is None
    assert meter.highest_momentary_lufs() is None
    assert meter.highest_short_term_lufs() is None
    assert len(meter.momentary()) == 0
    assert LoudnessMeter().stretch_lufs(Seconds(0.0), Seconds(1.0)) == QUIETEST_LUFS


def test_window_peaks_reach_to_the_last_frame() -> None:
    sound = joined(some_silence(0.05), np.full((1, 2), -0.5, np.float32))
    assert metered(sound).window_peaks() == pytest.approx([0.0, 0.0, 0.5])


def test_thirty_steps_make_one_value_of_short_term_loudness() -> None:
    meter = LoudnessMeter()
    meter.add(some_noise(length_s=9.03, level_db=-25.0))
    power = 10.0 ** (meter.steps() / 10.0)
    assert len(power) == 90
    means = np.convolve(power, np.full(30, 1.0 / 30.0), mode="valid")
    assert 10.0 * np.log10(means) == pytest.approx(meter.short_term()[: len(means)], abs=1e-9)
