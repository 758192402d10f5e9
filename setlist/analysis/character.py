"""The character of a sound beyond its loudness: brightness, onsets, key and tempo."""

from typing import Final

import numpy as np

from setlist.analysis.brightness import Brightness
from setlist.analysis.onsets import Flux, OnsetMeter
from setlist.analysis.spectra import HOP, SpectraMaker
from setlist.analysis.tonality import Tonality
from setlist.audio import Block, Decimator
from setlist.units import Hertz

CHARACTER_FRAMES: Final = 61_440
"""Frames of every block but the last: 64 windows of the loudness meter, 60 short spectra."""


class CharacterMeter:
    """Follows the middle of a stereo stream, at half the rate and at an eighth of it.

    Blocks are of one size, so that the same sound gives the same bytes however it was decoded.
    """

    def __init__(self) -> None:
        self._halve = Decimator(2)
        self._quarter = Decimator(4)
        self._spectra = SpectraMaker()
        self._brightness = Brightness()
        self._onsets = OnsetMeter()
        self._tonality = Tonality()

    def add(self, block: Block) -> None:
        """Follow the stream by a block; one of less than 61,440 frames ends it.

        Parameters
        ----------
        block : ndarray [shape=(n, 2), full scale]
            Sound at 48 kHz; it is left alone.
        """
        middle = np.zeros(CHARACTER_FRAMES, np.float32)
        np.add(block[:, 0], block[:, 1], out=middle[: len(block)])
        middle *= np.float32(0.5)
        half = self._halve.reduce(middle)
        spectra = self._spectra.follow(half)[: -(-len(block) // (2 * HOP))]
        self._brightness.add(spectra)
        self._onsets.add(spectra)
        self._tonality.add(self._quarter.reduce(half))

    def brightness_hz(self) -> Hertz | None:
        """Give the spectral centroid."""
        return self._brightness.centroid_hz()

    def flux(self) -> Flux:
        """Give how sound begins, moment by moment; onsets and tempo are read from it."""
        return self._onsets.flux()

    def key(self) -> str | None:
        """Give the key."""
        return self._tonality.key()
