"""Onsets: each is counted once, and nothing else is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music import a_progression, a_rubato, listened
from sounds import a_click_track, a_tone, joined, some_noise, some_silence

from setlist.analysis.onsets import count_onsets, stand_out
from setlist.audio import Block


def onsets_in(sound: Block) -> int:
    return count_onsets(listened(sound).flux())


@pytest.mark.parametrize(("bpm", "level_db"), [(60, -6), (97, -20), (180, -40), (300, -10)])
def test_every_click_is_an_onset(bpm: int, level_db: float) -> None:
    clicks = a_click_track(bpm, length_s=20.0, level_db=level_db)
    assert onsets_in(clicks) == pytest.approx(bpm / 3, abs=1)


def test_clicks_under_noise_are_found_still() -> None:
    sound = a_click_track(90.0, length_s=20.0) + some_noise(length_s=20.0, level_db=-40.0)
    assert onsets_in(sound) == pytest.approx(30, abs=1)


def test_a_chord_that_differs_from_the_one_before_is_an_onset() -> None:
    assert onsets_in(a_progression(0, "major")) == 4


def test_clicks_out_of_time_are_counted_all_the_same() -> None:
    sound = a_rubato(length_s=30.0)
    loud = np.flatnonzero(np.abs(sound[:, 0]) > 0.2)
    clicks = 1 + np.count_nonzero(np.diff(loud) > 4800)
    assert onsets_in(sound) == pytest.approx(clicks, abs=1)


@pytest.mark.parametrize("level_db", [-20.0, -50.0])
def test_rushing_noise_begins_once(level_db: float) -> None:
    assert onsets_in(some_noise(length_s=60.0, level_db=level_db)) <= 1


def test_a_slow_swell_is_no_onset() -> None:
    swell = a_tone(220.0, length_s=20.0) * np.linspace(0.0, 1.0, 960_000)[:, np.newaxis]
    assert onsets_in(joined(some_silence(1.0), swell.astype(np.float32))) <= 1


@given(flux=st.lists(st.floats(0.0, 20.0, width=32), max_size=200))
def test_onsets_are_apart_and_no_more_than_moments(flux: list[float]) -> None:
    assert 0 <= count_onsets(np.array(flux, np.float32)) <= (len(flux) + 3) // 4


def test_a_long_stream_stands_out_as_a_short_one() -> None:
    flux = np.random.default_rng(3).uniform(0.0, 9.0, 150_000).astype(np.float32)
    for at in (65_520, 65_536, 131_072):
        part = slice(at - 300, at + 300)
        assert stand_out(flux)[part][30:-30] == pytest.approx(stand_out(flux[part])[30:-30])


@settings(max_examples=30)
@given(flux=st.lists(st.floats(0.0, 20.0, width=32), min_size=1, max_size=120))
def test_what_stands_out_is_measured_from_the_mean_around_it(flux: list[float]) -> None:
    found = stand_out(np.array(flux, np.float32))
    for n, value in enumerate(flux):
        around = flux[max(n - 20, 0) : n + 21]
        assert found[n] == pytest.approx(value - sum(around) / len(around), abs=1e-4)
