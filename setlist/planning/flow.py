"""How well one item follows another: what a join costs beside its loudness.

A distance within its comfort zone is free, and none costs more than the whole scale: octave-
folded tempo, the circle of fifths, brightness.  A measure that either side lacks costs nothing.
Loudness depends on the gain of both sides and is added while a plan grows.
"""

import math
import re
from collections.abc import Callable, Sequence

import numpy as np

from setlist.model import Track
from setlist.planning.items import Item
from setlist.planning.targets import Floats, Ints

Judge = Callable[[Floats, Floats], Floats]
"""Gives what joins cost by one measure at ends and at beginnings."""

JOIN_COST = 16.0
"""What a join costs that is wrong in every respect, in misfit-minutes: our own design."""
LOUDNESS_SHARE, TEMPO_SHARE, KEY_SHARE, BRIGHTNESS_SHARE = 0.35, 0.25, 0.20, 0.20
COMFORT_LU, WHOLE_LU = 2.0, 10.0
COMFORT_TEMPO = 0.17
"""Of half an octave: 6 per cent of the tempo."""
COMFORT_KEY = 1.0 / 6.0
"""One fifth, of the six that the farthest key is away."""
COMFORT_BRIGHTNESS, WHOLE_BRIGHTNESS = 0.5, 2.0
"""In octaves of the spectral centroid: our own design."""
ARTIST_COST = 2.0
"""What an artist costs who returns at once; less the longer the gap, none after it."""
_SURE_TEMPO = 0.5
_KEY = re.compile(r"^\s*([A-Ga-g])\s*([#♯b♭]?)\s*(.*)$")
_FIFTHS = {"C": 0, "G": 1, "D": 2, "A": 3, "E": 4, "B": 5, "F": -1}
_MINOR = ("m", "min", "minor", "moll")
_TO_RELATIVE = -3


def step_cost(step_lu: Floats) -> Floats:
    """Give what a step in loudness at a join costs, up or down, after gain.

    Parameters
    ----------
    step_lu : ndarray [LU]
        Beginning of the later cue less end of the earlier.

    Returns
    -------
    ndarray [misfit-minutes, same shape]
        Zero within 2 LU; the same from 10 LU on.
    """
    far = np.minimum(np.abs(step_lu), WHOLE_LU) - COMFORT_LU
    cost: Floats = np.maximum(far, 0.0) * (JOIN_COST * LOUDNESS_SHARE / WHOLE_LU)
    return cost


class Flow:
    """The joins of a problem, by what was measured at the end and the beginning of items."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Read the measures at both ends of every item; NaN stands for one nobody made."""
        heads, tails = [item.head() for item in items], [item.tail() for item in items]
        self.head_lufs = _column(heads, lambda track: track.measures.head_lufs)
        self.tail_lufs = _column(tails, lambda track: track.measures.tail_lufs)
        terms: list[tuple[Judge, Callable[[Track], float | None]]] = [
            (_tempo_cost, read_tempo),
            (_key_cost, read_key),
            (_brightness_cost, read_brightness),
        ]
        self._terms: list[tuple[Judge, Floats, Floats]] = []
        for cost, read in terms:
            out, into = _column(tails, read), _column(heads, read)
            if not (np.isnan(out).all() or np.isnan(into).all()):
                self._terms.append((cost, out, into))

    def cost(self, before: Ints, after: Ints) -> Floats:
        """Give what joins cost [shape=(before, after)], loudness left out."""
        total: Floats = np.zeros((len(before), len(after)))
        for cost, out, into in self._terms:
            found = cost(out[before][:, None], into[after][None, :])
            total += np.where(np.isnan(found), 0.0, found)
        return total

    def terms(self) -> list[tuple[Judge, Floats, Floats]]:
        """Give what joins are judged by: a cost, and the measures at ends and at beginnings."""
        return list(self._terms)

    def pairs(self, before: Ints, after: Ints) -> Floats:
        """Give what joins cost of each item to one other [shape=(pairs,)], loudness left out."""
        total: Floats = np.zeros(len(before))
        for cost, out, into in self._terms:
            found = cost(out[before], into[after])
            total += np.where(np.isnan(found), 0.0, found)
        return total


def read_tempo(track: Track) -> float | None:
    """Give the tempo of a track in octaves, whole ones left out, if it was heard for certain."""
    said = track.measures
    if said.tempo_bpm is None or not math.isfinite(said.tempo_bpm) or said.tempo_bpm <= 0.0:
        return None
    if said.tempo_confidence is not None and said.tempo_confidence < _SURE_TEMPO:
        return None
    return math.log2(said.tempo_bpm) % 1.0


def read_key(track: Track) -> float | None:
    """Give the place of a track's key on the circle of fifths; a minor key has its relative's."""
    found = _KEY.match(track.measures.key or "")
    if found is None:
        return None
    place = _FIFTHS[found[1].upper()]
    place += {"#": 7, "♯": 7, "b": -7, "♭": -7}.get(found[2], 0)
    if found[3].strip() in _MINOR:
        place += _TO_RELATIVE
    return float(place % 12)


def read_brightness(track: Track) -> float | None:
    """Give the brightness of a track in octaves."""
    bright_hz = track.measures.brightness_hz
    if bright_hz is None or not math.isfinite(bright_hz) or bright_hz <= 0.0:
        return None
    return math.log2(bright_hz)


def _tempo_cost(out: Floats, into: Floats) -> Floats:
    """Charge a change of tempo; both lie within one octave."""
    apart = np.abs(out - into)
    share = 2.0 * np.minimum(apart, 1.0 - apart)
    cost: Floats = np.maximum(0.0, share - COMFORT_TEMPO) * (JOIN_COST * TEMPO_SHARE)
    return cost


def _key_cost(out: Floats, into: Floats) -> Floats:
    """Charge a distance on the circle of fifths."""
    apart = np.abs(out - into)
    share = np.minimum(apart, 12.0 - apart) / 6.0
    cost: Floats = np.maximum(0.0, share - COMFORT_KEY) * (JOIN_COST * KEY_SHARE)
    return cost


def _brightness_cost(out: Floats, into: Floats) -> Floats:
    """Charge a change of brightness."""
    far = np.minimum(np.abs(out - into), WHOLE_BRIGHTNESS) - COMFORT_BRIGHTNESS
    cost: Floats = np.maximum(0.0, far) * (JOIN_COST * BRIGHTNESS_SHARE / WHOLE_BRIGHTNESS)
    return cost


def _column(tracks: Sequence[Track], read: Callable[[Track], float | None]) -> Floats:
    """Read one measure of every track, NaN where nobody made it."""
    found = (read(track) for track in tracks)
    return np.array([math.nan if one is None else one for one in found])
