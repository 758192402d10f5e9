"""Gain over a fade."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sounds import a_tone, some_noise

from setlist.audio import fade_in_gain, fade_out_gain
from setlist.model import FadeLaw
from setlist.units import Frames

LENGTHS = st.integers(1, 5000)


def both(law: FadeLaw, length: int) -> tuple[np.ndarray, np.ndarray]:
    whole = Frames(length)
    return (
        fade_out_gain(law, length=whole, start=0, count=length),
        fade_in_gain(law, length=whole, start=0, count=length),
    )


@given(LENGTHS)
def test_equal_power_keeps_the_sum_of_powers(length: int) -> None:
    out, into = both(FadeLaw.EQUAL_POWER, length)
    assert np.allclose(out**2 + into**2, 1.0, atol=1e-6)


@given(LENGTHS)
def test_equal_gain_keeps_the_sum_of_amplitudes(length: int) -> None:
    out, into = both(FadeLaw.EQUAL_GAIN, length)
    assert np.allclose(out + into, 1.0, atol=1e-6)


@given(LENGTHS)
def test_a_gapless_join_has_no_fade(length: int) -> None:
    out, into = both(FadeLaw.GAPLESS, length)
    assert (out == 1.0).all()
    assert (into == 1.0).all()


@pytest.mark.parametrize("law", list(FadeLaw))
@given(length=LENGTHS, data=st.data())
def test_a_part_of_a_fade_is_cut_from_the_whole(
    law: FadeLaw, length: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, length - 1))
    count = data.draw(st.integers(0, length - start))
    out, into = both(law, length)
    whole = Frames(length)
    part = slice(start, start + count)
    assert np.array_equal(fade_in_gain(law, length=whole, start=start, count=count), into[part])
    assert np.array_equal(fade_out_gain(law, length=whole, start=start, count=count), out[part])


def test_unrelated_sounds_keep_their_power_through_an_equal_power_crossfade() -> None:
    out, into = both(FadeLaw.EQUAL_POWER, 8 * 48_000)
    crossed = some_noise(length_s=8.0, seed=1) * out + some_noise(length_s=8.0, seed=2) * into
    power = (crossed.reshape(16, -1) ** 2).mean(axis=1)
    assert np.abs(10 * np.log10(power) + 20.0).max() < 0.5


def test_the_same_sound_passes_an_equal_gain_crossfade_unchanged() -> None:
    tone = a_tone(length_s=2.0)
    out, into = both(FadeLaw.EQUAL_GAIN, len(tone))
    assert np.abs(tone * out + tone * into - tone).max() < 1e-6
