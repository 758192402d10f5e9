"""True peak finds what lies between the samples, and nothing that is not there."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly
from sounds import a_tone, cut, joined, some_noise, some_silence

from setlist.audio import RATE_HZ, Block, LoudnessMeter


def peak_dbtp(sound: Block, *, frames: int = 65_536) -> float:
    meter = LoudnessMeter()
    for block in cut(sound, frames):
        meter.add(block)
    return meter.peak_dbtp()


def ramped(sound: Block) -> Block:
    """Slow ends, so that only the middle counts."""
    ramp = np.minimum(1.0, np.arange(len(sound)) / 2400.0)
    return np.asarray(sound * (ramp * ramp[::-1])[:, np.newaxis], np.float32)


@pytest.mark.parametrize(
    ("divisor", "ratio", "phase_deg", "wanted_dbtp"),
    [
        pytest.param(4, 0.5, 0.0, -6.0, id="15"),
        pytest.param(4, 0.5, 45.0, -6.0, id="16"),
        pytest.param(6, 0.5, 60.0, -6.0, id="17"),
        pytest.param(8, 0.5, 67.5, -6.0, id="18"),
        pytest.param(4, 1.41, 45.0, 3.0, id="19"),
    ],
)
def test_tones_of_tech_3341_cases_15_to_19_read_right(
    divisor: int, ratio: float, phase_deg: float, wanted_dbtp: float
) -> None:
    level_db = 20.0 * np.log10(ratio)
    tone = a_tone(RATE_HZ / divisor, length_s=1.0, level_db=level_db, phase_deg=phase_deg)
    assert wanted_dbtp - 0.4 <= peak_dbtp(ramped(tone)) <= wanted_dbtp + 0.2


@pytest.mark.parametrize("offset", range(4), ids=["20", "21", "22", "23"])
def test_one_high_period_between_the_samples_reads_0_dbtp_as_in_cases_20_to_23(
    offset: int,
) -> None:
    """Made at four times the rate, band-limited, scaled to a crest of 1, then thinned out."""
    at = np.arange(4 * RATE_HZ)
    fast = 0.5 * np.sin(2.0 * np.pi * at / 24.0)
    fast[96_000:96_016] = np.sin(2.0 * np.pi * at[:16] / 16.0)
    spectrum = np.fft.rfft(fast * np.minimum(1.0, np.minimum(at, at[::-1]) / 9600.0))
    spectrum[int(0.45 * RATE_HZ) :] = 0.0
    fast = np.fft.irfft(spectrum)
    fast /= np.abs(resample_poly(fast[95_000:97_000], 8, 1)).max()
    slow = fast[offset::4].astype(np.float32)
    assert -0.4 <= peak_dbtp(np.stack([slow, slow], axis=1)) <= 0.2


@settings(max_examples=15, deadline=None)
@given(frames=st.integers(7, 5000), seed=st.integers(0, 99))
def test_the_cut_into_blocks_changes_no_peak(frames: int, seed: int) -> None:
    sound = some_noise(length_s=0.5, seed=seed)
    assert peak_dbtp(sound, frames=frames) == pytest.approx(peak_dbtp(sound), abs=1e-4)


def test_the_edge_of_a_block_adds_nothing_to_a_steady_tone() -> None:
    """A filter that starts anew at every block over-reads this by more than half a decibel."""
    tone = ramped(a_tone(997.0, length_s=2.0, level_db=0.0))
    assert peak_dbtp(tone, frames=1000) == pytest.approx(0.0, abs=0.05)


def test_windows_that_are_passed_over_hold_no_peak() -> None:
    """The loud tone comes first, so that most windows after it are not interpolated."""
    quiet = some_noise(length_s=1.0, level_db=-22.0)
    loud = a_tone(12_000.0, length_s=1.0, level_db=-6.0, phase_deg=45.0)
    sound = joined(quiet, ramped(loud), quiet)
    between = np.abs(resample_poly(sound.astype(np.float64), 16, 1, axis=0)).max()
    assert peak_dbtp(sound) == pytest.approx(20.0 * np.log10(between), abs=0.1)


def test_the_last_frames_of_a_stream_count() -> None:
    sound = joined(some_silence(0.0101), np.full((1, 2), 0.5, np.float32))
    assert peak_dbtp(sound) == pytest.approx(-6.0, abs=0.1)


def test_silence_reads_a_number() -> None:
    assert peak_dbtp(some_silence(1.0)) == -100.0
