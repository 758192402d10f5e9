"""Brightness: where the middle of a sound's spectrum lies."""

from typing import Final

import numpy as np

from setlist.analysis.spectra import BIN_HZ, BINS, Spectra
from setlist.units import Hertz

_LEAST: Final = 1e-6
"""A mean magnitude that no audible sound stays below.  Ours."""


class Brightness:
    """The spectral centroid of a stream up to 12 kHz: frequencies weighted by magnitude.

    Magnitudes are summed over the whole stream before the centroid is taken [peeters2004], so
    that loud moments count and pauses do not.
    """

    def __init__(self) -> None:
        self._magnitudes = np.zeros(BINS)
        self._moments = 0

    def add(self, spectra: Spectra) -> None:
        """Follow the stream by some moments."""
        self._magnitudes += np.sqrt(spectra).sum(axis=0, dtype=np.float64)
        self._moments += len(spectra)

    def centroid_hz(self) -> Hertz | None:
        """Give the centroid, or None of a stream that both sides cancel out or that is silent."""
        whole = float(self._magnitudes.sum())
        if whole <= _LEAST * max(self._moments, 1):
            return None
        return Hertz(float(self._magnitudes @ np.arange(BINS)) * BIN_HZ / whole)
