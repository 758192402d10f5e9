"""Limiting true peaks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import a_tone, cut, joined, some_noise, some_silence

from setlist.audio import Block, Limiter, LoudnessMeter
from setlist.units import DbTp


def limited(sound: Block, frames: int = 16_384) -> tuple[Block, int]:
    limiter = Limiter(DbTp(-1.0))
    parts = [limiter.push(part) for part in cut(sound, frames)]
    return joined(*parts, limiter.finish()), limiter.limited


def true_peak(sound: Block) -> float:
    meter = LoudnessMeter()
    meter.add(sound)
    return meter.peak_dbtp()


def spikes() -> Block:
    """Music-like noise with a peak of 6 dB over full scale here and there."""
    sound = some_noise(length_s=2.0, level_db=-24.0)
    sound[7000::30_011] = 2.0
    return sound


@pytest.mark.parametrize(
    "sound",
    [
        some_noise(level_db=-3.0),
        a_tone(12_000.0, level_db=2.0, phase_deg=45.0),  # 3 dB higher between its samples
        a_tone(60.0, level_db=4.0),
        spikes(),
        joined(some_silence(0.2), a_tone(997.0, level_db=12.0, length_s=0.01)),
    ],
)
def test_no_true_peak_exceeds_the_ceiling(sound: Block) -> None:
    assert true_peak(sound) > -1.0
    assert true_peak(limited(sound)[0]) <= -1.0


@given(level=st.floats(-20, 12), hz=st.floats(20, 20_000), frames=st.integers(300, 20_000))
@settings(max_examples=25, deadline=None)
def test_no_tone_exceeds_the_ceiling(level: float, hz: float, frames: int) -> None:
    assert true_peak(limited(a_tone(hz, level_db=level, length_s=0.4), frames)[0]) <= -1.0


def test_what_stays_below_the_ceiling_passes_to_the_last_bit() -> None:
    noise = some_noise(length_s=2.0, level_db=-18.0)
    assert -6.0 < true_peak(noise) < -1.0
    passed, frames = limited(noise)
    assert np.array_equal(passed, noise)
    assert frames == 0


def test_away_from_a_peak_samples_pass_to_the_last_bit() -> None:
    sound = some_noise(length_s=2.0, level_db=-24.0)
    sound[48_000] = 2.0
    passed, frames = limited(sound)
    touched = np.flatnonzero((passed != sound).any(axis=1))
    assert 0 < frames < 4096
    assert touched.min() > 48_000 - 3072
    assert touched.max() < 48_000 + 1100


@given(frames=st.integers(100, 20_000))
@settings(max_examples=25, deadline=None)
def test_the_cut_into_blocks_shows_neither_in_sound_nor_in_length(frames: int) -> None:
    sound = spikes()[:40_000]
    assert np.array_equal(limited(sound, frames)[0], limited(sound, 40_000)[0])


def test_gain_moves_without_a_step() -> None:
    steady = np.full((48_000, 2), 0.5, np.float32)
    steady[24_000] = 1.6
    gain = limited(steady)[0][:, 0] / steady[:, 0]
    assert np.abs(np.diff(gain)).max() < 1.0 / 1024.0
