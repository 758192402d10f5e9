"""Onsets: moments at which something is struck, plucked or sung anew."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from setlist.analysis.spectra import BIN_HZ, Spectra

Flux: TypeAlias = NDArray[np.float32]
"""How much louder each moment is than the one 43 ms before, mean of bands [shape=(n,), dB]."""

_BAND_EDGES_HZ: Final = (
    *(20, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000),
    *(2320, 2700, 3150, 3700, 4400, 5300, 6400, 7700, 9500),
)
"""Where the critical bands of hearing begin; the last one ends at 12 kHz [zwicker1961]."""

_PIECE: Final = 65_536
_BACK: Final = 2
_FLOOR: Final = 1e-8
_STEP_MAX_DB: Final = 20.0
_AROUND: Final = 20
_BESIDE: Final = 3
_STANDS_OUT_DB: Final = 2.0
"""What is below -80 dBFS in its band does not count, and no band counts for more than 20 dB.  An
onset is the highest flux within 64 ms to either side, and 2 dB above the mean of 0.4 s to either
side: rushing noise stays below that.  Ours."""


class OnsetMeter:
    """Follows the loudness of critical bands from moment to moment."""

    def __init__(self) -> None:
        self._edges = np.round(np.array(_BAND_EDGES_HZ) / BIN_HZ).astype(np.intp)
        silence = 10.0 * np.log10(np.full((_BACK, len(self._edges)), _FLOOR, np.float32))
        self._before = silence
        self._flux: list[Flux] = []

    def add(self, spectra: Spectra) -> None:
        """Follow the stream by some moments."""
        power = np.add.reduceat(spectra, self._edges, axis=1)
        levels = np.concatenate([self._before, 10.0 * np.log10(power + np.float32(_FLOOR))])
        self._before = levels[-_BACK:]
        steps = np.clip(levels[_BACK:] - levels[:-_BACK], 0.0, _STEP_MAX_DB)
        self._flux.append(steps.mean(axis=1))

    def flux(self) -> Flux:
        """Give the flux of every moment so far."""
        return np.concatenate([*self._flux, np.empty(0, np.float32)])


def stand_out(flux: Flux) -> Flux:
    """Give how far each moment stands out from the second around it.

    Parameters
    ----------
    flux : ndarray [shape=(n,), dB]
        As :meth:`OnsetMeter.flux` gives it.

    Returns
    -------
    ndarray [shape=(n,), dB]
        Flux above its local mean; below zero where it is less.
    """
    out = np.empty(len(flux), np.float32)
    for start in range(0, len(flux), _PIECE):
        end = min(start + _PIECE, len(flux))
        before, after = max(start - _AROUND, 0), min(end + _AROUND, len(flux))
        sums = np.cumsum(np.concatenate([[0.0], flux[before:after]]))
        at = np.arange(start - before, end - before)
        first, last = np.maximum(at - _AROUND, 0), np.minimum(at + _AROUND + 1, len(sums) - 1)
        out[start:end] = flux[start:end] - (sums[last] - sums[first]) / (last - first)
    return out


def count_onsets(flux: Flux) -> int:
    """Count the moments at which something begins.

    Parameters
    ----------
    flux : ndarray [shape=(n,), dB]
        As :meth:`OnsetMeter.flux` gives it.

    Returns
    -------
    int
        Onsets, at least 64 ms apart.
    """
    if not len(flux):
        return 0
    padded = np.pad(flux, _BESIDE, constant_values=-np.inf)
    highest = np.lib.stride_tricks.sliding_window_view(padded, 2 * _BESIDE + 1).max(axis=1)
    peaks = np.flatnonzero((flux == highest) & (stand_out(flux) > _STANDS_OUT_DB))
    apart = np.diff(peaks, prepend=-2 * _BESIDE) > _BESIDE
    return int(np.count_nonzero(apart))
