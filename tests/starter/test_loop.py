"""Loops of held tones and of air."""

import numpy as np
import pytest
from numpy.typing import NDArray

from setlist.starter.contour import INNER_RATE_HZ, STEP_FRAMES
from setlist.starter.loop import _CHUNK_FRAMES, Loop, add_loop, build_air, build_tone
from setlist.starter.recipe import AirVoice, SustainedVoice
from setlist.units import Hertz


def a_tone(voice: SustainedVoice = SustainedVoice.WARM, hz: float = 220.0) -> Loop:
    return build_tone(Hertz(hz), voice, np.random.default_rng(5))


def one_round(loop: Loop) -> Loop:
    return loop[:, :, :-_CHUNK_FRAMES]


def strongest_hz(wave: NDArray[np.float32]) -> float:
    spectrum = np.abs(np.fft.rfft(wave))
    return float(np.argmax(spectrum)) * INNER_RATE_HZ / wave.size


@pytest.mark.parametrize("voice", list(SustainedVoice))
def test_a_tone_sounds_at_its_pitch_with_a_power_of_one(voice: SustainedVoice) -> None:
    loop = one_round(a_tone(voice))
    assert np.mean(loop[0] ** 2) == pytest.approx(1.0, rel=1e-3)
    harmonic = strongest_hz(loop[0, 0]) / 220.0
    assert harmonic == pytest.approx(round(harmonic), abs=0.01)
    assert round(harmonic) in {1, 2}


def test_a_loop_joins_itself_unheard() -> None:
    loop = one_round(a_tone())
    steps = np.abs(np.diff(loop[0], axis=1))
    seam = np.abs(loop[0, :, 0] - loop[0, :, -1])
    assert np.all(seam <= steps.max())


def test_bass_stays_in_the_middle_and_high_harmonics_spread() -> None:
    def likeness(hz: float) -> float:
        return float(np.corrcoef(one_round(a_tone(SustainedVoice.SUB, hz))[0])[0, 1])

    assert likeness(50.0) > 0.8
    assert likeness(900.0) < 0.6


def test_a_sub_has_no_bright_side() -> None:
    assert len(a_tone(SustainedVoice.SUB)) == 1
    assert len(a_tone(SustainedVoice.STRINGS)) == 2


@pytest.mark.parametrize("voice", list(AirVoice))
def test_air_has_a_power_of_one_and_no_standing_offset(voice: AirVoice) -> None:
    loop = one_round(build_air(voice, np.random.default_rng(2)))
    assert np.mean(loop**2) == pytest.approx(1.0, rel=0.05)
    assert abs(loop.mean()) < 1e-4


def test_a_loop_is_added_frame_by_frame_wherever_it_begins() -> None:
    loop = a_tone()
    size = loop.shape[2] - _CHUNK_FRAMES
    steps = 2 * size // STEP_FRAMES
    gains = np.stack([np.full(steps + 1, 0.5), np.full(steps + 1, 0.25)])
    whole = np.zeros((2, steps * STEP_FRAMES), np.float32)
    add_loop(whole, loop, gains, start=0, offset=1234)
    at = (np.arange(whole.shape[1]) + 1234) % size
    expected = 0.5 * loop[0][:, at] + 0.25 * loop[1][:, at]
    assert np.allclose(whole, expected, atol=1e-5)
    late = np.zeros((2, 50_000), np.float32)
    add_loop(late, loop, gains, start=-777, offset=1234)
    assert np.allclose(late, expected[:, 777:50_777], atol=1e-5)


def test_sound_outside_the_bus_is_dropped() -> None:
    loop = a_tone()
    gains = np.ones((2, 101))
    bus = np.zeros((2, 5000), np.float32)
    add_loop(bus, loop, gains, start=5000, offset=0)
    add_loop(bus, loop, gains, start=-100 * STEP_FRAMES, offset=0)
    assert not bus.any()
