"""True peak: the highest point of the wave between the samples, by 4x oversampling.

Interpolation is a product of each row of 32 samples, with the 11 before it, and a Toeplitz
matrix that holds the filter once for every point in between.  Rows overlap across blocks as
they do inside them, so that the cut of a stream into blocks leaves no edge to over-read.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from setlist.audio.kweighting import ROW_FRAMES, WINDOW_FRAMES, Planar

HISTORY_FRAMES: Final = 11
"""Frames before a window that its first interpolated points reach back to."""

_TAPS: Final = HISTORY_FRAMES + 1
_PHASES: Final = 4
_BETA: Final = 5.65
"""Shape of the Kaiser window; ours, tried on the tones of EBU Tech 3341 [ebu-tech3341-2023]."""


class Interpolator:
    """The filter that finds the points between samples."""

    def __init__(self) -> None:
        taps = interpolation_taps()
        self._toeplitz = np.zeros((ROW_FRAMES + HISTORY_FRAMES, 3 * ROW_FRAMES), np.float32)
        for phase, row in enumerate(taps):
            for n in range(ROW_FRAMES):
                self._toeplitz[n : n + _TAPS, phase * ROW_FRAMES + n] = row
        self._gain = np.float32(np.abs(taps).sum(axis=1).max() * (1.0 + 1e-6))

    def highest(self, planar: Planar, peaks: NDArray[np.float32], *, least: float) -> float:
        """Find the highest point of some windows, if it is above what was found before.

        A window is interpolated only if it could be: no point between samples is higher than
        the samples around it times the sum of the filter's magnitudes.

        Parameters
        ----------
        planar : ndarray [shape=(2, 11 + 960 * windows), full scale]
            The windows, and the 11 frames before them.
        peaks : ndarray [shape=(2, windows), full scale]
            The highest sample of each window.
        least : float [full scale, >= 0]
            The highest point so far.

        Returns
        -------
        float [full scale]
            The highest magnitude, not below ``least``.
        """
        before = np.abs(planar[:, :HISTORY_FRAMES]).max(axis=1, keepdims=True)
        around = np.maximum(peaks, np.concatenate([before, peaks[:, :-1]], axis=1))
        highest = max(least, float(peaks.max()))
        channels, windows = np.nonzero(around * self._gain > highest)
        if not len(windows):
            return highest
        between = _overlapping_rows(planar)[channels, windows] @ self._toeplitz
        return max(highest, float(between.max()), -float(between.min()))


def interpolation_taps() -> NDArray[np.float64]:
    """Give the filter for the three points between two samples [shape=(3, 12)].

    A sinc under a Kaiser window, each phase scaled to a gain of one at 0 Hz.
    """
    at = np.arange(_TAPS) - HISTORY_FRAMES // 2
    phases = np.arange(1, _PHASES)[:, np.newaxis] / _PHASES
    distance = at - phases
    reach = _TAPS / 2.0
    window = np.i0(_BETA * np.sqrt(1.0 - (distance / reach) ** 2)) / np.i0(_BETA)
    taps = np.sinc(distance) * window
    return np.asarray(taps / taps.sum(axis=1, keepdims=True))


def _overlapping_rows(planar: Planar) -> Planar:
    """See a stream as windows of rows that each begin 11 frames early, without copying."""
    windows = (planar.shape[1] - HISTORY_FRAMES) // WINDOW_FRAMES
    channel, frame = planar.strides
    return np.lib.stride_tricks.as_strided(
        planar,
        (2, windows, WINDOW_FRAMES // ROW_FRAMES, ROW_FRAMES + HISTORY_FRAMES),
        (channel, WINDOW_FRAMES * frame, ROW_FRAMES * frame, frame),
        writeable=False,
    )
