"""A lower rate: what is below comes through, what is above does not."""

import numpy as np
import pytest
from scipy.signal import upfirdn
from sounds import a_tone, some_noise

from setlist.audio import Decimator
from setlist.audio.decimation import decimation_taps


@pytest.mark.parametrize("factor", [2, 4, 8])
def test_a_decimator_filters_as_scipy_does(factor: int) -> None:
    wave = some_noise(length_s=1.6)[:, 0].copy()
    wanted = upfirdn(decimation_taps(factor), wave.astype(np.float64), down=factor)
    assert Decimator(factor).reduce(wave) == pytest.approx(wanted[: len(wave) // factor], abs=1e-6)


@pytest.mark.parametrize("factor", [2, 4])
def test_the_cut_of_a_stream_changes_not_one_bit(factor: int) -> None:
    wave = some_noise(length_s=3.2)[:, 0].copy()
    step = 960 * factor
    decimator = Decimator(factor)
    parts = [decimator.reduce(wave[at : at + step]) for at in range(0, len(wave), step)]
    assert np.array_equal(np.concatenate(parts), Decimator(factor).reduce(wave))


@pytest.mark.parametrize(
    ("hz", "lost_db"), [(100.0, 0.0), (5000.0, 0.0), (9500.0, 0.0), (14_500.0, 60.0)]
)
def test_half_the_rate_keeps_what_it_can_hold_and_nothing_above(hz: float, lost_db: float) -> None:
    wave = a_tone(hz, length_s=1.6, level_db=0.0)[:, 0].copy()
    crest = np.abs(Decimator(2).reduce(wave)[2000:-2000]).max()
    if lost_db:
        assert 20.0 * np.log10(crest) < -lost_db
    else:
        assert 20.0 * np.log10(crest) == pytest.approx(0.0, abs=0.1)


def test_a_stream_left_alone_is_not_changed() -> None:
    wave = some_noise(length_s=1.6)[:, 0].copy()
    before = wave.copy()
    Decimator(2).reduce(wave)
    assert np.array_equal(wave, before)
