"""Rounding to whole numbers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import a_tone, cut, some_noise, some_silence

from setlist.audio.dither import Dither, quantise_24

STEP = 2.0**-15


def test_silence_stays_silent_to_the_last_bit() -> None:
    assert not Dither().quantise(some_silence(0.1)).any()


def test_the_error_is_triangular_noise_that_does_not_follow_the_sound() -> None:
    tone = a_tone(440.0, length_s=4.0, level_db=-96.0)  # half a step high
    error = Dither().quantise(tone) * STEP - tone
    spectrum = np.abs(np.fft.rfft(error[:, 0] * np.hanning(len(error))))
    at_tone = slice(4 * 440 - 3, 4 * 440 + 4)
    harmonics = [spectrum[4 * 440 * n] for n in (2, 3, 5)]
    assert max(*spectrum[at_tone], *harmonics) < 5 * np.median(spectrum)
    assert np.isclose(error.std(), STEP / 2, rtol=0.02)  # 1/12 + 2/12 of a step squared
    assert abs(error.mean()) < 0.01 * STEP


def test_left_and_right_have_noise_of_their_own() -> None:
    error = Dither().quantise(a_tone(length_s=1.0)) * STEP - a_tone(length_s=1.0)
    assert abs(np.corrcoef(error.T)[0, 1]) < 0.02


@given(frames=st.integers(50, 9000))
@settings(max_examples=25, deadline=None)
def test_the_cut_into_blocks_does_not_show(frames: int) -> None:
    sound = some_noise(length_s=0.3)
    whole, pieces = Dither(), Dither()
    parts = [pieces.quantise(part) for part in cut(sound, frames)]
    assert np.array_equal(np.concatenate(parts), whole.quantise(sound))


def test_what_exceeds_full_scale_is_clipped_not_wrapped() -> None:
    loud = np.array([[1.5, -1.5], [1.0, -1.0]], np.float32)
    assert Dither().quantise(loud)[0].tolist() == [32767, -32768]
    assert quantise_24(loud).tolist() == [[2**23 - 1, -(2**23)]] * 2


def test_24_bit_is_right_to_half_a_step() -> None:
    noise = some_noise()
    assert np.abs(quantise_24(noise) / 2.0**23 - noise).max() <= 2.0**-24
