"""Gain over the course of a fade."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from setlist.model import FadeLaw
from setlist.units import Frames

_QUARTER: Final = np.pi / 2.0


def fade_in_gain(law: FadeLaw, *, length: Frames, start: int, count: int) -> NDArray[np.float32]:
    """Give the gain of a fade-in, or a part of it.

    With x the share of the fade that is over, equal power is sin(pi/2 x), so that the powers
    of two crossed sounds add up to one, and equal gain is its square, so that their
    amplitudes do; both begin and end without a corner where it is heard.  Gapless has no
    fade: its gain is one throughout.

    Parameters
    ----------
    law : FadeLaw
        Which of the three.
    length : int [frames, > 0]
        Of the whole fade.
    start : int [frames, >= 0]
        The first frame wanted, counted from the start of the fade.
    count : int [frames, >= 0]
        How many are wanted.

    Returns
    -------
    ndarray [shape=(count, 1), 0..1]
        To multiply a block by.
    """
    if law is FadeLaw.GAPLESS:
        return np.ones((count, 1), np.float32)
    share = (np.arange(start, start + count) + 0.5) / length
    gain = np.sin(_QUARTER * share)
    if law is FadeLaw.EQUAL_GAIN:
        gain *= gain
    return gain.astype(np.float32)[:, np.newaxis]


def fade_out_gain(law: FadeLaw, *, length: Frames, start: int, count: int) -> NDArray[np.float32]:
    """Give the gain of a fade-out, or a part of it: :func:`fade_in_gain` backwards."""
    mirrored = length - start - count
    return fade_in_gain(law, length=length, start=mirrored, count=count)[::-1]
