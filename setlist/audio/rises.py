"""The largest rise of loudness inside a stretch of sound: what could startle."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from setlist.audio.loudness import HISTORY_STEP_S, Levels
from setlist.units import Lu, Seconds

_HUSH_LUFS: Final = -60.0
"""Quieter counts as this: below it a room is louder than the music.  Ours."""

SHORT_TERM_S: Final = Seconds(3.0)
"""How long short-term loudness listens [ebu-tech3341-2023]."""


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
    rises, lows = find_rises(short_term, within_s=within_s)
    top = int(np.argmax(rises))
    return Rise(
        rise_lu=Lu(float(rises[top])), at_s=Seconds(int(lows[top]) * HISTORY_STEP_S + SHORT_TERM_S)
    )


def find_rises(
    short_term: Levels, *, within_s: Seconds
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Give for every value how far it lies above the lowest before it within a time.

    Parameters
    ----------
    short_term, within_s
        As for :func:`largest_rise`.

    Returns
    -------
    ndarray [shape=(n,), LU, >= 0]
        The rises; 0 for the first value.
    ndarray [shape=(n,), >= 0]
        The place of the lowest value, the last of several; its own for the first.
    """
    levels = np.maximum(short_term, _HUSH_LUFS)
    steps = max(round(within_s / HISTORY_STEP_S), 1)
    before = np.concatenate([np.full(steps, np.inf), levels])
    seen = np.lib.stride_tricks.sliding_window_view(before, steps)[: len(levels)]
    back = np.argmin(seen[:, ::-1], axis=1)
    places = np.arange(len(levels))
    rises = np.maximum(levels - seen[places, steps - 1 - back], 0.0)
    return rises, np.maximum(places - 1 - back, 0)
