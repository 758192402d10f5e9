"""The largest rise of loudness inside a stretch of sound: what could startle."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from setlist.audio.loudness import HISTORY_STEP_S, Levels
from setlist.units import Lu, Seconds

_HUSH_LUFS: Final = -60.0
"""Quieter counts as this: below it a room is louder than the music.  Ours."""

_WINDOW_S: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """How much louder it became, and when that began."""

    rise_lu: Lu
    at_s: Seconds


def largest_rise(short_term: Levels, *, within_s: Seconds) -> Rise | None:
    """Find where short-term loudness rises most within a time.

    A sudden step is spread by the three seconds of short-term loudness, so within 1 s only a
    part of it is seen, and all of it within 3 s.

    Parameters
    ----------
    short_term : ndarray [shape=(n,), LUFS]
        Short-term loudness every 100 ms, as :meth:`LoudnessMeter.short_term` gives it.
    within_s : float [s, >= 0.1]
        The time.

    Returns
    -------
    Rise or None
        Its place counts from the start of the first value; a course that never rises has
        a rise of 0.  None where there are fewer than two values to compare.
    """
    if len(short_term) < 2:
        return None
    levels = np.maximum(short_term, _HUSH_LUFS)
    steps = max(round(within_s / HISTORY_STEP_S), 1)
    before = np.concatenate([np.full(steps, np.inf), levels[:-1]])
    lows = np.lib.stride_tricks.sliding_window_view(before, steps).min(axis=1)
    top = int(np.argmax(levels - lows))
    rise = max(float(levels[top] - lows[top]), 0.0)
    earlier = levels[max(top - steps, 0) : top]
    low = top - 1 - int(np.argmin(earlier[::-1])) if len(earlier) else top
    return Rise(rise_lu=Lu(rise), at_s=Seconds(low * HISTORY_STEP_S + _WINDOW_S))
