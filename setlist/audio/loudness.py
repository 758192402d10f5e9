"""A loudness meter for streams: ITU-R BS.1770, EBU R 128, Tech 3341 and Tech 3342.

Numbers in brackets at the end of a line are equations of BS.1770 Annex 1 [itu-bs1770-2023].
The meter keeps one number a window of 20 ms, so its memory grows by 600 bytes a second.
"""

import math
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from setlist.audio.blocks import RATE_HZ, Block
from setlist.audio.kweighting import WINDOW_FRAMES, KWeighting, Planar
from setlist.audio.truepeak import HISTORY_FRAMES, Interpolator
from setlist.units import DbTp, Lu, Lufs, Seconds, to_db

Levels: TypeAlias = NDArray[np.float64]
"""Loudness over time [shape=(n,), LUFS]."""

WINDOW_S: Final = Seconds(WINDOW_FRAMES / RATE_HZ)
"""Length of a window: 20 ms."""

HISTORY_STEP_S: Final = Seconds(0.1)
"""Time between two values of a loudness history."""

QUIETEST_LUFS: Final = Lufs(-100.0)
"""What digital silence reads, so that no reading is ever infinite; ours."""

_STEP: Final = 5
_MOMENTARY: Final = 20
_SHORT_TERM: Final = 150
_BATCH: Final = 64
_OFFSET: Final = -0.691
_QUIETEST: Final = 10.0 ** ((QUIETEST_LUFS - _OFFSET) / 10.0)
_GATE_LUFS: Final = -70.0
_GATE_LU: Final = -10.0
_RANGE_GATE_LU: Final = -20.0
_RANGE_LOW: Final = 10.0
_RANGE_HIGH: Final = 95.0


class LoudnessMeter:
    """Loudness, loudness range and true peak of a stream of blocks.

    Readings may be taken at any time and concern the stream so far.
    """

    def __init__(self) -> None:
        self._weighting = KWeighting()
        self._interpolator = Interpolator()
        self._highest = 0.0
        self._energies: list[NDArray[np.float64]] = []
        self._peaks: list[NDArray[np.float32]] = []
        self._waiting = np.zeros((2, HISTORY_FRAMES), np.float32)
        self._frames = 0

    def add(self, block: Block) -> None:
        """Follow the stream by a block.

        Parameters
        ----------
        block : ndarray [shape=(n, 2), full scale]
            Sound at 48 kHz, of any length; it is left alone.
        """
        self._frames += len(block)
        planar = np.concatenate([self._waiting, block.T], axis=1)
        windows = (planar.shape[1] - HISTORY_FRAMES) // WINDOW_FRAMES
        for first in range(0, windows, _BATCH):
            last = min(first + _BATCH, windows)
            batch = planar[:, first * WINDOW_FRAMES : last * WINDOW_FRAMES + HISTORY_FRAMES]
            peaks = _sample_peaks(batch)
            self._highest = self._interpolator.highest(batch, peaks, least=self._highest)
            self._peaks.append(peaks.max(axis=0))
            self._energies.append(self._weighting.energies(batch[:, HISTORY_FRAMES:]))
        self._waiting = planar[:, windows * WINDOW_FRAMES :].copy()

    def length_s(self) -> Seconds:
        """Give the length of the stream so far."""
        return Seconds(self._frames / RATE_HZ)

    def integrated_lufs(self) -> Lufs | None:
        """Give the gated loudness of the whole, or None where nothing passes the gate."""
        blocks = self._means(_MOMENTARY, _STEP)  # (3): 400 ms, overlapping by 75 %
        loudness = _levels(blocks)  # (4)
        heard = blocks[loudness > _GATE_LUFS]  # J_g of (5)
        if not len(heard):
            return None
        gate = _level(float(heard.mean())) + _GATE_LU  # (6)
        return _level(float(blocks[loudness > max(gate, _GATE_LUFS)].mean()))  # (7)

    def range_lu(self) -> Lu | None:
        """Give the loudness range of Tech 3342, or None where there is none to speak of.

        From the 10th to the 95th percentile of short-term loudness, gated at -70 LUFS and
        20 LU below the mean of what passes that [ebu-tech3342-2023].
        """
        blocks = self._means(_SHORT_TERM, _STEP)
        heard = blocks[_levels(blocks) > _GATE_LUFS]
        if not len(heard):
            return None
        gate = _level(float(heard.mean())) + _RANGE_GATE_LU
        levels = _levels(heard)
        low, high = np.percentile(levels[levels > gate], (_RANGE_LOW, _RANGE_HIGH))
        return Lu(float(high - low))

    def peak_dbtp(self) -> DbTp:
        """Give the true peak; the stream counts as ending in silence here."""
        ahead = np.zeros((2, WINDOW_FRAMES + HISTORY_FRAMES), np.float32)
        rest = np.concatenate([self._waiting, ahead], axis=1)
        whole = rest[:, : rest.shape[1] - (rest.shape[1] - HISTORY_FRAMES) % WINDOW_FRAMES]
        ratio = self._interpolator.highest(whole, _sample_peaks(whole), least=self._highest)
        return DbTp(max(float(to_db(ratio)), QUIETEST_LUFS))

    def momentary(self) -> Levels:
        """Give momentary loudness every 100 ms; value i is heard from i * 0.1 s for 0.4 s."""
        return _levels(self._means(_MOMENTARY, _STEP))

    def short_term(self) -> Levels:
        """Give short-term loudness every 100 ms; value i is heard from i * 0.1 s for 3 s."""
        return _levels(self._means(_SHORT_TERM, _STEP))

    def steps(self) -> Levels:
        """Give the loudness of every 100 ms by itself; short-term loudness is the mean of 30."""
        return _levels(self._means(_STEP, _STEP))

    def highest_momentary_lufs(self) -> Lufs | None:
        """Give the highest momentary loudness, looked for every 20 ms; None below 0.4 s."""
        return _highest(self._means(_MOMENTARY, 1))

    def highest_short_term_lufs(self) -> Lufs | None:
        """Give the highest short-term loudness, looked for every 20 ms; None below 3 s."""
        return _highest(self._means(_SHORT_TERM, 1))

    def stretch_lufs(self, start_s: Seconds, end_s: Seconds) -> Lufs:
        """Give the ungated loudness of a stretch, cut to windows of 20 ms.

        Parameters
        ----------
        start_s, end_s : float [s, >= 0]
            The stretch; what lies outside the stream so far is left out.

        Returns
        -------
        float [LUFS]
            ``QUIETEST_LUFS`` where the stretch is silent or holds no whole window.
        """
        energies = self._joined()[round(start_s / WINDOW_S) : round(end_s / WINDOW_S)]
        return _level(float(energies.mean())) if len(energies) else QUIETEST_LUFS

    def window_peaks(self) -> NDArray[np.float32]:
        """Give the highest sample of every window of 20 ms [shape=(n,), full scale].

        The last value is that of the frames which do not fill a window yet.
        """
        rest = np.abs(self._waiting[:, HISTORY_FRAMES:])
        last = [rest.max(keepdims=True).reshape(1)] if rest.size else []
        return np.concatenate([*self._peaks, *last, np.empty(0, np.float32)])

    def _joined(self) -> NDArray[np.float64]:
        """Give the energy of every window so far."""
        if len(self._energies) > 1:
            self._energies = [np.concatenate(self._energies)]
        return self._energies[0] if self._energies else np.empty(0)

    def _means(self, windows: int, step: int) -> NDArray[np.float64]:
        """Give the mean energy of so many windows, every so many windows."""
        energies = self._joined()
        if len(energies) < windows:
            return np.empty(0)
        sums = np.zeros(len(energies) + 1)
        np.cumsum(energies, out=sums[1:])
        return np.asarray(np.maximum(sums[windows::step] - sums[:-windows:step], 0.0) / windows)


def _sample_peaks(planar: Planar) -> NDArray[np.float32]:
    """Give the highest sample of each window, the frames before the first one left out."""
    frames = np.abs(planar[:, HISTORY_FRAMES:])
    return np.asarray(frames.reshape(2, -1, WINDOW_FRAMES).max(axis=2))


def _levels(energies: NDArray[np.float64]) -> Levels:
    """Turn mean squares, summed over the channels, into loudness (2)."""
    return np.asarray(_OFFSET + 10.0 * np.log10(np.maximum(energies, _QUIETEST)))


def _level(energy: float) -> Lufs:
    """Turn one mean square into loudness (2)."""
    return Lufs(_OFFSET + 10.0 * math.log10(max(energy, _QUIETEST)))


def _highest(energies: NDArray[np.float64]) -> Lufs | None:
    """Give the loudness of the highest energy, or None of none."""
    return _level(float(energies.max())) if len(energies) else None
