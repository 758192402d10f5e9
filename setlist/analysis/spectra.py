"""Short spectra of a stream: what brightness and onsets are read from."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from setlist.audio import RATE_HZ, Wave
from setlist.units import Hertz, Seconds

Spectra: TypeAlias = NDArray[np.float32]
"""Power over frequency, a row a moment [shape=(n, 513)]; a sine of full scale has 1 in its bin."""

SPECTRA_RATE_HZ: Final = RATE_HZ // 2
HOP: Final = 512
HOP_S: Final = Seconds(HOP / SPECTRA_RATE_HZ)
"""Time between two spectra: 21 ms."""

BINS: Final = HOP + 1
BIN_HZ: Final = Hertz(SPECTRA_RATE_HZ / (2 * HOP))
_LENGTH: Final = 2 * HOP


class SpectraMaker:
    """Cuts a stream at half the rate of a block into overlapping moments of 43 ms."""

    def __init__(self) -> None:
        window = np.hanning(_LENGTH)
        self._window = (window * (2.0 / window.sum())).astype(np.float32)
        self._before: Wave = np.zeros(HOP, np.float32)

    def follow(self, wave: Wave) -> Spectra:
        """Give the spectra of the next samples.

        Parameters
        ----------
        wave : ndarray [shape=(n,), full scale]
            The samples that follow those of the call before; ``n`` is a multiple of 512.

        Returns
        -------
        ndarray [shape=(n / 512, 513)]
            Each of 1,024 samples; the first reaches 512 samples back.
        """
        whole = np.concatenate([self._before, wave])
        self._before = whole[-HOP:].copy()
        moments = np.lib.stride_tricks.sliding_window_view(whole, _LENGTH)[::HOP]
        spectra = np.fft.rfft(moments * self._window, axis=1)
        return np.asarray(spectra.real**2 + spectra.imag**2)
