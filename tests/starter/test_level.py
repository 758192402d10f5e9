"""The level of a piece."""

from dataclasses import replace

import numpy as np
import pytest

from setlist.starter import Recipe
from setlist.starter.contour import INNER_RATE_HZ, Planar, draw
from setlist.starter.level import _find_peak, find_gain, integrate, weigh
from setlist.units import Seconds


def a_sine(hz: float, peak_db: float, length_s: float = 10.0) -> Planar:
    t = np.arange(int(length_s * INNER_RATE_HZ)) / INNER_RATE_HZ
    wave = 10 ** (peak_db / 20) * np.sin(2 * np.pi * hz * t)
    return np.stack([wave, wave]).astype(np.float32)


def a_noise(length_s: float = 60.0) -> Planar:
    rng = np.random.default_rng(4)
    noise = rng.standard_normal((2, int(length_s * INNER_RATE_HZ)), dtype=np.float32)
    return noise * np.float32(0.05)


def test_a_sine_of_997_hz_at_minus_23_reads_minus_23() -> None:
    assert integrate(weigh(a_sine(997.0, -23.0))) == pytest.approx(-23.0, abs=0.1)


def test_bass_counts_less_than_the_middle() -> None:
    low, middle = (integrate(weigh(a_sine(hz, -20.0))) for hz in (40.0, 1000.0))
    assert middle - low > 4.0


def test_silence_does_not_lower_what_is_integrated() -> None:
    tone = a_sine(997.0, -20.0)
    half = np.concatenate([tone, np.zeros_like(tone)], axis=1)
    assert integrate(weigh(half)) == pytest.approx(integrate(weigh(tone)), abs=0.1)


@pytest.mark.parametrize(("intensity", "loudness_lufs"), [(1, -29.0), (4, -24.5), (7, -20.0)])
def test_the_intensity_decides_the_loudness(
    small: Recipe, intensity: int, loudness_lufs: float
) -> None:
    bus = a_noise(150.0)
    recipe = replace(small, intensity=intensity, duration_s=Seconds(150.0))
    gain = draw(find_gain(recipe, bus))[: bus.shape[1]]
    assert integrate(weigh(bus * gain)) == pytest.approx(loudness_lufs, abs=0.4)


def test_a_sudden_step_becomes_a_slow_rise(small: Recipe) -> None:
    bus = a_noise(90.0)
    bus[:, 45 * INNER_RATE_HZ :] *= np.float32(4.0)  # 12 dB at once
    recipe = replace(small, duration_s=Seconds(90.0), ride=0.0)
    gain = draw(find_gain(recipe, bus))[: bus.shape[1]]
    power = np.convolve(weigh(bus * gain), np.full(30, 1 / 30), "valid")
    short_term = 10 * np.log10(power[150:] + 1e-9)
    assert np.max(short_term[10:] - short_term[:-10]) < 3.0


def test_no_sample_exceeds_the_bound(small: Recipe) -> None:
    bus = a_noise(60.0)
    bus[:, 40 * INNER_RATE_HZ] = 3.0
    gain = draw(find_gain(replace(small, duration_s=Seconds(60.0)), bus))[: bus.shape[1]]
    assert np.abs(bus * gain).max() == pytest.approx(10 ** (-3.2 / 20), rel=1e-3)


def test_the_peak_is_found_under_the_gain() -> None:
    bus = np.zeros((2, 480_000), np.float32)
    bus[1, 400_000] = -0.5
    assert _find_peak(bus, np.full(2002, 0.5)) == pytest.approx(0.25)


def test_a_piece_begins_and_ends_in_silence(small: Recipe) -> None:
    recipe = replace(small, duration_s=Seconds(64.0))
    gain = find_gain(recipe, a_noise(64.0))
    assert gain[0] == 0.0
    assert gain[-1] == 0.0
    assert gain[300:5000].min() > 0.0
