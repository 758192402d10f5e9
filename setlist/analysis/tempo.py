"""Tempo: how often onsets come back, and how far that is to be believed."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from setlist.analysis.onsets import Flux, stand_out
from setlist.analysis.spectra import HOP_S

_SLOWEST_BPM: Final = 40.0
_FASTEST_BPM: Final = 220.0
_GRID: Final = 480
_LIKELY_BPM: Final = 120.0
_LIKELY_OCTAVES: Final = 1.0
"""Tempi are weighed by their distance from 120 BPM in octaves, under a bell [ellis2007]."""

_SPAN: Final = 768
_SPAN_LEAST: Final = 375
_REACH: Final = 320
_ROUNDS: Final = 3
_FAINT_DB2: Final = 1.0
"""Onsets are compared with themselves over spans of 16 s and more than 8 s, at shifts of up to
6.8 s; a tempo is one whose beats come back once, twice and three times.  Flux that stands out by a
mean square of 1 dB^2 is believed by half.  Ours."""


class Tempo(NamedTuple):
    """Beats a minute, and from 0 to 1 how steady they are; None is not known."""

    bpm: float | None
    confidence: float | None


def find_tempo(flux: Flux) -> Tempo:
    """Find the tempo at which onsets come back.

    Between a tempo and its half or double no method can decide for every listener: the one
    nearer to 120 BPM is taken.

    Parameters
    ----------
    flux : ndarray [shape=(n,), dB]
        As :meth:`OnsetMeter.flux` gives it.

    Returns
    -------
    Tempo
        Without beats, and no confidence in any, where nothing stands out; without either where
        there are less than eight seconds to judge by.
    """
    if len(flux) < _SPAN_LEAST:
        return Tempo(None, None)
    likeness, mean_square = _likeness(np.maximum(stand_out(flux), 0.0))
    if likeness is None:
        return Tempo(None, 0.0)
    tempi = np.geomspace(_SLOWEST_BPM, _FASTEST_BPM, _GRID)
    lags = 60.0 / (tempi * HOP_S)
    shifts = np.arange(len(likeness))
    steady = np.mean([np.interp(lags * k, shifts, likeness) for k in range(1, _ROUNDS + 1)], axis=0)
    likely = np.exp(-0.5 * (np.log2(tempi / _LIKELY_BPM) / _LIKELY_OCTAVES) ** 2)
    best = int(np.argmax(np.maximum(steady, 0.0) * likely))
    strength = mean_square / (mean_square + _FAINT_DB2)
    confidence = float(np.clip(steady[best], 0.0, 1.0)) * strength
    beat_s = _sharpen(likeness, float(lags[best])) * HOP_S
    return Tempo(float(60.0 / beat_s), confidence)


def _likeness(pulses: Flux) -> tuple[NDArray[np.float64] | None, float]:
    """Compare onsets with themselves, shifted, and give their mean square.

    The likeness of every span is counted by its energy, so that a tempo that drifts, or music
    in which only a part has one, is believed less.
    """
    likeness, energy = np.zeros(_REACH), 0.0
    for start in range(0, max(len(pulses) - _SPAN // 2, 1), _SPAN // 2):
        span = pulses[start : start + _SPAN].astype(np.float64)
        if len(span) < _SPAN_LEAST:
            break
        span -= span.mean()
        power = np.abs(np.fft.rfft(span, 2 * _SPAN)) ** 2
        overlap = len(span) / (len(span) - np.arange(_REACH))
        products = np.fft.irfft(power)[:_REACH] * overlap
        likeness += products
        energy += float(products[0])
    mean_square = float(np.square(pulses, dtype=np.float64).mean())
    return (likeness / energy if energy > 0.0 else None), mean_square


def _sharpen(likeness: NDArray[np.float64], lag: float) -> float:
    """Find a lag to a fraction of a step, from the farthest of its multiples."""
    times = int((_REACH - 2) // lag)
    for k in range(1, times + 1):
        near = round(lag * k)
        around = np.arange(max(near - 2, 1), min(near + 3, _REACH - 1))
        if not len(around):  # a lag that grew on the way leads past the end
            break
        top = int(around[np.argmax(likeness[around])])
        left, middle, right = likeness[top - 1 : top + 2]
        bend = left - 2.0 * middle + right
        if bend >= 0.0 or middle < max(left, right):
            break
        lag = (top + 0.5 * (left - right) / bend) / k
    return lag
