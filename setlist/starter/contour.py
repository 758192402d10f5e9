"""Slow curves: a value each hundredth of a second, drawn out to one a frame where needed.

Pieces are made at half the rate of finished sound, because nothing above 11 kHz is wanted in
them; they are doubled while they are written.
"""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from setlist.audio import RATE_HZ
from setlist.units import Seconds

INNER_RATE_HZ: Final = RATE_HZ // 2
"""Frames a second while a piece is being made."""

STEP_FRAMES: Final = 240
"""Frames of the inner rate from one value of a contour to the next."""

STEP_S: Final = Seconds(STEP_FRAMES / INNER_RATE_HZ)
"""Time from one value of a contour to the next."""

Planar: TypeAlias = NDArray[np.float32]
"""Sound in the making [shape=(2, n), full scale] at the inner rate: left above right."""

Contour: TypeAlias = NDArray[np.float64]
"""A slow curve [shape=(n,)], one value each ``STEP_S``."""

_RAMP: Final = np.arange(STEP_FRAMES, dtype=np.float32) / np.float32(STEP_FRAMES)


def step_times(length_s: Seconds) -> Contour:
    """Give the time of every step of a contour that covers a length, and one step more."""
    count = int(np.ceil(length_s / STEP_S)) + 2
    return np.arange(count, dtype=np.float64) * np.float64(STEP_S)


def draw(contour: Contour) -> NDArray[np.float32]:
    """Draw contours [shape=(..., k)] as straight lines, one value a frame.

    Returns
    -------
    ndarray [shape=(..., (k - 1) * STEP_FRAMES)]
        From the first value up to, not including, the last.
    """
    knots = contour.astype(np.float32)
    lines = knots[..., :-1, None] + np.diff(knots)[..., None] * _RAMP
    return lines.reshape(*contour.shape[:-1], -1)


def trace(points: tuple[tuple[float, float], ...], count: int) -> Contour:
    """Join (share, value) points by raised cosines, so that no corner is heard.

    Parameters
    ----------
    points : tuple of (float, float)
        Shares 0..1 in ascending order, and values.
    count : int
        Number of values from share 0 to share 1.

    Returns
    -------
    ndarray [shape=(count,)]
        Constant before the first point and after the last.
    """
    shares, values = np.array(points, dtype=np.float64).T
    x = np.linspace(0.0, 1.0, count)
    i = np.clip(np.searchsorted(shares, x, "right") - 1, 0, len(shares) - 2)
    part = np.clip((x - shares[i]) / (shares[i + 1] - shares[i]), 0.0, 1.0)
    curve: Contour = values[i] + (values[i + 1] - values[i]) * (0.5 - 0.5 * np.cos(np.pi * part))
    return curve


def smooth(contour: Contour, width: int) -> Contour:
    """Smooth a contour by a Hann window ``width`` values wide; its ends are held."""
    window = np.hanning(width + 2)[1:-1]
    padded = np.pad(contour, width // 2, "edge")
    even: Contour = np.convolve(padded, window / window.sum(), "valid")[: contour.size]
    return even
