"""Struck and plucked tones."""

import numpy as np
import pytest

from setlist.starter.contour import INNER_RATE_HZ
from setlist.starter.recipe import StruckVoice
from setlist.starter.stroke import add_ring, strike
from setlist.units import Hertz


@pytest.mark.parametrize("voice", list(StruckVoice))
@pytest.mark.parametrize("hz", [55.0, 220.0, 1174.7])
def test_a_stroke_begins_and_ends_in_silence(voice: StruckVoice, hz: float) -> None:
    ring = strike(Hertz(hz), voice)
    assert np.max(np.abs(ring)) == pytest.approx(1.0)
    assert abs(ring[0]) < 1e-3
    assert np.abs(ring[-240:]).max() < 1e-3
    assert ring.size <= 12 * INNER_RATE_HZ


@pytest.mark.parametrize("voice", list(StruckVoice))
def test_a_stroke_dies_away(voice: StruckVoice) -> None:
    ring = strike(Hertz(220.0), voice)
    third = ring.size // 3
    parts = [np.mean(ring[k * third : (k + 1) * third] ** 2) for k in range(3)]
    assert parts[0] > parts[1] > parts[2]


def test_a_stroke_sounds_at_its_pitch() -> None:
    ring = strike(Hertz(330.0), StruckVoice.KEYS)
    strongest = np.argmax(np.abs(np.fft.rfft(ring))) * INNER_RATE_HZ / ring.size
    assert strongest == pytest.approx(330.0, abs=0.5)


def test_partials_are_the_sines_they_stand_for() -> None:
    """The table product gives what one sine after the other gives."""
    hz, ring = 200.0, strike(Hertz(200.0), StruckVoice.PULSE)
    t = np.arange(ring.size) / INNER_RATE_HZ
    lasting = float(np.clip((330.0 / hz) ** 0.4, 0.45, 1.6))
    plain = np.zeros(ring.size)
    for ratio, weight, ring_s in zip((1, 2, 3), (1, 0.3, 0.06), (0.42, 0.25, 0.15), strict=True):
        soft = weight / (1 + (ratio * hz / 3200.0) ** 4)
        plain += soft * np.exp(-t / (ring_s * lasting)) * np.sin(2 * np.pi * ratio * hz * t)
    middle = slice(int(0.1 * INNER_RATE_HZ), int(1.5 * INNER_RATE_HZ))
    scale = np.max(np.abs(plain[middle])) / np.max(np.abs(ring[middle]))
    assert np.allclose(ring[middle] * scale, plain[middle], atol=1e-4)


def test_a_stroke_is_panned_at_equal_power_and_cut_at_the_end() -> None:
    ring = strike(Hertz(220.0), StruckVoice.HARP)
    bus = np.zeros((2, 10_000), np.float32)
    add_ring(bus, ring, start=4000, gain=0.5, pan=0.2)
    assert not bus[:, :4000].any()
    power = (bus**2).sum()
    assert power == pytest.approx(float(0.25 * (ring[:6000] ** 2).sum()), rel=1e-4)
    assert (bus[0] ** 2).sum() > (bus[1] ** 2).sum()
    add_ring(bus, ring, start=10_000, gain=1.0, pan=0.5)
    assert (bus**2).sum() == pytest.approx(power)
