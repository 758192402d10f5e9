"""Tonality: which notes a piece is made of, and the key they fit best."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from setlist.audio import RATE_HZ, Wave

TONALITY_RATE_HZ: Final = RATE_HZ // 8

TONICS: Final = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
"""The one spelling of each tonic, the same in major and minor."""

_MAJOR: Final = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
_MINOR: Final = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
"""How well each note fits a key, from its tonic upwards, as listeners judged [krumhansl1990]."""

_LENGTH: Final = 4096
_HOP: Final = 2048
_LOWEST_HZ: Final = 55.0
_HIGHEST_HZ: Final = 2000.0
_ROLLOFF_HZ: Final = 700.0
_PEAK: Final = 0.1
_SILENCE: Final = 1e-4
"""Notes are the peaks of a spectrum from 55 to 2,000 Hz that are within 20 dB of its highest and
above -80 dBFS; higher ones, which are overtones more often than notes, count less.  Ours."""

_STEPS: Final = 10
_TUNED: Final = 0.1
_BY_CHANCE: Final = 4.0
_SURE: Final = 0.02
"""A smaller share of peaks on a common grid of semitones, or no more than n peaks have by chance
(4 / sqrt n), is noise or bells and no key; nor is what two keys fit so nearly alike.  Ours."""


class Tonality:
    """Gathers the pitches of spectral peaks by their place in the octave, ten to a semitone."""

    def __init__(self) -> None:
        window = np.hanning(_LENGTH)
        self._window = (window * (2.0 / window.sum())).astype(np.float32)
        bin_hz = TONALITY_RATE_HZ / _LENGTH
        self._first = round(_LOWEST_HZ / bin_hz)
        self._last = round(_HIGHEST_HZ / bin_hz)
        self._bin_hz = bin_hz
        self._waiting: Wave = np.empty(0, np.float32)
        self._octave = np.zeros(12 * _STEPS)
        self._peaks = 0

    def add(self, wave: Wave) -> None:
        """Follow the stream, at an eighth of the rate of a block, by some samples."""
        whole = np.concatenate([self._waiting, wave])
        moments = max((len(whole) - _LENGTH) // _HOP + 1, 0)
        self._waiting = whole[moments * _HOP :].copy()
        if not moments:
            return
        rows = np.lib.stride_tricks.sliding_window_view(whole, _LENGTH)[::_HOP]
        magnitudes = np.abs(np.fft.rfft(rows * self._window, axis=1))
        self._gather(magnitudes[:, self._first - 1 : self._last + 1])

    def _gather(self, magnitudes: NDArray[np.float32]) -> None:
        """Add the peaks of some spectra, placed between bins by a parabola through decibels."""
        highest = magnitudes.max(axis=1, keepdims=True)
        left, middle, right = magnitudes[:, :-2], magnitudes[:, 1:-1], magnitudes[:, 2:]
        peaks = (middle > left) & (middle >= right)
        peaks &= middle > np.maximum(highest * np.float32(_PEAK), np.float32(_SILENCE))
        _, at = np.nonzero(peaks)
        self._peaks += len(at)
        a, b, c = (np.log(part[peaks].astype(np.float64) + 1e-12) for part in (left, middle, right))
        hz = (at + self._first + 0.5 * (a - c) / (a - 2.0 * b + c)) * self._bin_hz
        weights = np.sqrt(middle[peaks].astype(np.float64)) / (1.0 + (hz / _ROLLOFF_HZ) ** 2)
        above_c = 12.0 * np.log2(hz / 440.0) + 9.0
        places = np.floor(above_c * _STEPS + 0.5).astype(np.intp) % (12 * _STEPS)
        self._octave += np.bincount(places, weights, minlength=12 * _STEPS)

    def key(self) -> str | None:
        """Give the key whose profile correlates best with the notes, such as ``"D minor"``.

        Returns
        -------
        str or None
            None where no notes are heard, or none that fit one key more than another.
        """
        whole = float(self._octave.sum())
        if not whole:
            return None
        turns = np.exp(2j * np.pi * np.arange(12 * _STEPS) / _STEPS)
        grid = complex(self._octave @ turns) / whole
        if abs(grid) < max(_TUNED, _BY_CHANCE / math.sqrt(self._peaks)):
            return None
        off = round(float(np.angle(grid)) / (2.0 * np.pi) * _STEPS)
        tuned = np.roll(self._octave, _STEPS // 2 - off)
        return _fit_key(tuned.reshape(12, _STEPS).sum(axis=1))


def _fit_key(notes: NDArray[np.float64]) -> str | None:
    """Find the key that fits twelve notes best [krumhansl1990]."""
    fits = sorted(
        (
            (round(float(np.corrcoef(np.roll(profile, tonic), notes)[0, 1]), 6), f"{name} {mode}")
            for mode, profile in (("major", _MAJOR), ("minor", _MINOR))
            for tonic, name in enumerate(TONICS)
        ),
        reverse=True,
    )
    (best, name), (second, _) = fits[:2]
    return name if best - second >= _SURE else None
