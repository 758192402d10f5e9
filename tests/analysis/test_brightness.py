"""Brightness: the middle of the spectrum, wherever it lies."""

import numpy as np
import pytest
from music import listened
from sounds import a_tone, joined, some_noise, some_silence

from setlist.analysis.character import CharacterMeter
from setlist.audio import Block


def brightness_hz(sound: Block) -> float | None:
    return listened(sound).brightness_hz()


@pytest.mark.parametrize("hz", [110.0, 440.0, 997.0, 3000.0, 8000.0])
def test_a_tone_is_as_bright_as_it_is_high(hz: float) -> None:
    assert brightness_hz(a_tone(hz, length_s=5.0)) == pytest.approx(hz, rel=0.03)


def test_white_noise_lies_in_the_middle_of_what_is_looked_at() -> None:
    assert brightness_hz(some_noise(length_s=10.0)) == pytest.approx(6000.0, rel=0.05)


def test_what_lies_above_12_khz_is_not_folded_down() -> None:
    sound = a_tone(500.0, length_s=3.0) + a_tone(17_000.0, length_s=3.0)
    assert brightness_hz(sound) == pytest.approx(500.0, rel=0.1)


def test_two_tones_are_weighed_by_their_magnitudes() -> None:
    low, high = a_tone(1000.0, length_s=5.0), a_tone(4000.0, length_s=5.0, level_db=-26.02)
    assert brightness_hz(low + high) == pytest.approx(2000.0, rel=0.03)


def test_pauses_and_level_change_nothing() -> None:
    sound = some_noise(length_s=4.0)
    wanted = brightness_hz(sound)
    quieter = joined(some_silence(3.0), sound * np.float32(0.01), some_silence(9.0))
    assert brightness_hz(quieter) == pytest.approx(wanted, rel=0.01)


def test_silence_and_sides_that_cancel_have_none() -> None:
    tone = a_tone(length_s=3.0)
    assert brightness_hz(some_silence(3.0)) is None
    assert brightness_hz(tone * np.array([1.0, -1.0], np.float32)) is None
    assert CharacterMeter().brightness_hz() is None
