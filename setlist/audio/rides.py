"""A gain ride: the fader pulled down by hand ahead of a passage that would startle.

The gain falls over two seconds, is down when the sound rises, stays there for six and takes
twenty to come back, so that nobody hears it move.  All times and depths are our own design.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final

import numpy as np
from annotated_types import Ge, Interval
from numpy.typing import NDArray

from setlist.audio.loudness import HISTORY_STEP_S, Levels
from setlist.audio.rises import SHORT_TERM_S, find_rises
from setlist.units import Db, Lu, Seconds

DEEPEST_DB: Final = Db(6.0)
"""No ride lowers by more: what needs more than that is another piece of music."""

_FALL_S: Final = 2.0
_HOLD_S: Final = 6.0
_RETURN_S: Final = 20.0
_WITHIN_S: Final = Seconds(3.0)
_WINDOW: Final = round(SHORT_TERM_S / HISTORY_STEP_S)
_ENOUGH_LU: Final = 0.1
_LEAST_DB: Final = 0.5
"""A ride is at least so deep: less would not be heard."""
_ROUNDS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """One ride: ``at_s`` is when the sound begins to rise, ``rise_lu`` by how much it would."""

    at_s: Annotated[Seconds, Ge(0)]
    depth_db: Annotated[Db, Interval(ge=0, le=6)]
    rise_lu: Annotated[Lu, Ge(0)]

    def start_s(self) -> Seconds:
        """Give the moment at which the gain begins to fall."""
        return Seconds(self.at_s - _FALL_S)

    def end_s(self) -> Seconds:
        """Give the moment at which the gain is back."""
        return Seconds(self.at_s + _HOLD_S + _RETURN_S)


def ride_gain_db(rides: Sequence[Ride], at_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the gain of rides at some moments; where several overlap, that of the deepest.

    Parameters
    ----------
    rides : sequence of Ride
        In any order.
    at_s : ndarray [shape=(n,), s]
        On the clock of the rides.

    Returns
    -------
    ndarray [shape=(n,), -6..0 dB]
        Without a step anywhere, each fall and return half a wave of a cosine.
    """
    gain = np.zeros(len(at_s))
    for ride in rides:
        fall = np.clip((at_s - ride.start_s()) / _FALL_S, 0.0, 1.0)
        back = np.clip((ride.end_s() - at_s) / _RETURN_S, 0.0, 1.0)
        share = 0.5 - 0.5 * np.cos(np.pi * np.minimum(fall, back))
        np.minimum(gain, -ride.depth_db * share, out=gain)
    return gain


def ride_gain(rides: Sequence[Ride], at_s: NDArray[np.float64]) -> NDArray[np.float32]:
    """Give the same as a ratio [shape=(n, 1), 0.5..1], to multiply a block by."""
    ratio = 10.0 ** (ride_gain_db(rides, at_s) / 20.0)
    return np.asarray(ratio.astype(np.float32)[:, np.newaxis])


def plan_rides(levels: Levels, *, most_lu: Lu) -> tuple[Ride, ...]:
    """Find the rides after which short-term loudness rises by no more than a cap within 3 s.

    Parameters
    ----------
    levels : ndarray [shape=(n,), LUFS]
        Loudness of every 100 ms by itself, as :meth:`LoudnessMeter.steps` gives it.
    most_lu : float [LU, > 0]
        The cap.

    Returns
    -------
    tuple of Ride
        In order of time; empty where nothing rises by more.  What six decibels cannot tame
        is lowered by six.
    """
    energies = _to_power(levels)
    at_s = np.arange(len(levels), dtype=np.float64) * float(HISTORY_STEP_S)
    rides: dict[int, Ride] = {}
    given_up = np.zeros(max(len(levels) - _WINDOW + 1, 0), dtype=np.bool_)
    for _ in range(_ROUNDS):
        softened = energies * _to_power(ride_gain_db(tuple(rides.values()), at_s))
        rises, lows = find_rises(_short_term(softened), within_s=_WITHIN_S)
        rises[given_up] = 0.0
        if not len(rises) or (excess := float(rises.max()) - most_lu) <= _ENOUGH_LU:
            break
        top = int(np.argmax(rises))
        begin = int(lows[top]) + _WINDOW
        near = next((one for one in rides if abs(one - begin) < _WINDOW), begin)
        old = rides.get(near)
        if old is not None and old.depth_db >= DEEPEST_DB:
            given_up[max(top - _WINDOW, 0) : top + _WINDOW] = True
            continue
        if old is None:
            old = Ride(
                at_s=Seconds(float(at_s[begin])), depth_db=Db(0.0), rise_lu=Lu(float(rises[top]))
            )
        depth_db = min(max(old.depth_db + excess, _LEAST_DB), DEEPEST_DB)
        rides[near] = replace(old, depth_db=Db(depth_db))
    return tuple(rides[begin] for begin in sorted(rides))


def _to_power(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn decibels into power."""
    return np.asarray(10.0 ** (levels / 10.0), dtype=np.float64)


def _short_term(energies: NDArray[np.float64]) -> Levels:
    """Give short-term loudness of steps of 100 ms, from their energies."""
    sums = np.concatenate([[0.0], np.cumsum(energies)])
    means = (sums[_WINDOW:] - sums[:-_WINDOW]) / _WINDOW
    return np.asarray(10.0 * np.log10(np.maximum(means, 1e-12)))
