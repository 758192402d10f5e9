"""A limiter that looks ahead: it keeps true peaks under a ceiling and touches nothing else."""

from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from setlist.audio.blocks import Block
from setlist.audio.truepeak import HISTORY_FRAMES, interpolation_taps
from setlist.units import Db, DbTp, Frames, to_ratio

_HOLD: Final = 2048
"""Frames of the window that a peak lowers, 43 ms; own design, longer than a bass note's wave."""

_SMOOTH: Final = 1024
"""Frames that the gain takes to get there, 21 ms; own design.

Half the hold, so that the gain is down before the peak and stays down until after it.
"""

_MARGIN_DB: Final = 0.05
"""What rounding and the moving gain may add to a peak; own design."""

_GROUP: Final = 512
"""Frames that are looked at together, or not at all."""

_TOGETHER: Final = 16
"""Groups at a time, so that they stay near the processor."""

_AHEAD: Final = _HOLD - 1
_BEHIND: Final = _SMOOTH - 1


class Limiter:
    """Lowers a stream around peaks above the ceiling.

    Gain falls and recovers linearly within 21 ms.  Where no peak is near, samples leave as
    they came, to the last bit; frames leave 43 ms of sound after they came in.

    Parameters
    ----------
    ceiling_dbtp : float [dBTP, <= 0]
        What no true peak exceeds.
    """

    def __init__(self, ceiling_dbtp: DbTp) -> None:
        self.limited = Frames(0)
        self._target = np.float32(to_ratio(Db(ceiling_dbtp - _MARGIN_DB)))
        self._taps = interpolation_taps().astype(np.float32)
        self._harmless = self._target / np.abs(self._taps).sum(axis=1).max()
        self._last = np.zeros((HISTORY_FRAMES, 2), np.float32)
        self._held = np.zeros((0, 2), np.float32)
        self._excess = np.zeros(_BEHIND)
        self._calm = False

    def push(self, block: Block) -> Block:
        """Take the next block in and give out what can no longer change; maybe nothing."""
        around = np.concatenate([self._last, block])
        self._last = around[-HISTORY_FRAMES:].copy()
        harmless = max(around.max(), -around.min()) <= self._harmless
        if harmless and self._calm and len(block) >= _AHEAD:
            out = np.concatenate([self._held, block[:-_AHEAD]])
            self._held = block[-_AHEAD:].copy()
            return out
        excess = np.zeros(len(block)) if harmless else self._measure(around)
        return self._release(block, excess)

    def _release(self, block: Block, excess: NDArray[np.float64]) -> Block:
        """Lower what has to be lowered, and give out all but what the future may lower."""
        self._excess = np.concatenate([self._excess, excess])
        self._held = np.concatenate([self._held, block])
        ready = max(len(self._held) - _AHEAD, 0)
        out, self._held = self._held[:ready], self._held[ready:]
        if ready and self._excess.any():
            cut = _reach(_reach(self._excess, _HOLD, np.maximum), _SMOOTH, np.add) / _SMOOTH
            self.limited = Frames(self.limited + int(np.count_nonzero(cut)))
            out = out * (1.0 - cut).astype(np.float32)[:, np.newaxis]
        self._excess = self._excess[ready:]
        self._calm = len(self._held) == _AHEAD and not self._excess.any()
        return out

    def finish(self) -> Block:
        """Give out what is still held."""
        return self.push(np.zeros((_AHEAD, 2), np.float32))

    def _measure(self, around: Block) -> NDArray[np.float64]:
        """Give how much each frame must be lowered, as a share of its height.

        A point between samples counts for the frame six later, where all samples that it is
        made of are known.  Only groups with a sample high enough to matter are looked at.
        """
        count = len(around) - HISTORY_FRAMES
        planar = np.zeros((2, HISTORY_FRAMES + -(-count // _GROUP) * _GROUP), np.float32)
        planar[:, : len(around)] = around.T
        groups = sliding_window_view(planar, HISTORY_FRAMES + _GROUP, axis=1)[:, ::_GROUP]
        loud = np.flatnonzero(np.abs(groups).max(axis=(0, 2)) > self._harmless)
        height = np.abs(planar[:, HISTORY_FRAMES:]).max(axis=0).reshape(-1, _GROUP)
        for some in np.split(loud, range(_TOGETHER, len(loud), _TOGETHER)):
            height[some] = np.maximum(height[some], self._between(groups[:, some]))
        peak = np.maximum(height.reshape(-1)[:count], self._target).astype(np.float64)
        return np.asarray(1.0 - self._target / peak)

    def _between(self, groups: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the highest point between the samples around each frame of some groups.

        Sample by sample, not as a matrix product: what BLAS gives for a row depends, in its
        last bit and on some processors, on how many other rows come with it.
        """
        highest = np.zeros((*groups.shape[1:-1], _GROUP), np.float32)
        points, part = np.empty((2, 2, len(highest), _GROUP), np.float32)
        for taps in self._taps:
            np.multiply(taps[0], groups[..., :_GROUP], out=points)
            for n in range(1, len(taps)):
                np.multiply(taps[n], groups[..., n : n + _GROUP], out=part)
                points += part
            np.maximum(highest, np.abs(points, out=points).max(axis=0), out=highest)
        return highest


def _reach(values: NDArray[np.float64], length: int, join: np.ufunc) -> NDArray[np.float64]:
    """Join each value with those after it, ``length`` in all, a power of two.

    Doubling the reach step by step joins the same values in the same order wherever a block
    begins, so that the cut into blocks never shows.
    """
    reached = 1
    while reached < length:
        values = join(values[:-reached], values[reached:])
        reached *= 2
    return values
