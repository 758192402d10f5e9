"""From a recipe to finished sound."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import soxr  # type: ignore[import-untyped]

from setlist.audio import RATE_HZ, Block
from setlist.starter.contour import INNER_RATE_HZ, STEP_FRAMES, Planar, draw
from setlist.starter.hall import add_hall
from setlist.starter.level import find_gain
from setlist.starter.performance import play
from setlist.starter.recipe import Recipe

_BLOCK_STEPS: Final = 128


def synthesise(recipe: Recipe) -> Iterator[Block]:
    """Make a piece from its recipe.

    The same recipe gives the same samples on one machine and one numpy, whatever the number of
    threads; other machines may differ in the last bits.

    Parameters
    ----------
    recipe : Recipe
        The piece.

    Yields
    ------
    ndarray [shape=(n, 2), full scale]
        Sound at 48 kHz, block by block; together they last ``recipe.length_s()``.  About
        0.6 MiB of memory is used for every second of the piece, before the first block.
    """
    bus = play(recipe)
    rng = np.random.default_rng(recipe.seed)
    add_hall(bus, length_s=recipe.room_s, wet=recipe.room_wet, rng=rng)
    _balance(bus)
    gain = find_gain(recipe, bus)
    stream = soxr.ResampleStream(INNER_RATE_HZ, RATE_HZ, 2, "float32", "HQ")
    left = bus.shape[1] * RATE_HZ // INNER_RATE_HZ
    for step in range(0, gain.size - 1, _BLOCK_STEPS):
        envelope = draw(gain[step : step + _BLOCK_STEPS + 1])
        at = step * STEP_FRAMES
        part = bus[:, at : at + envelope.size]
        block = np.ascontiguousarray((part * envelope[: part.shape[1]]).T)
        last = step + _BLOCK_STEPS >= gain.size - 1
        doubled = stream.resample_chunk(block, last=last)[:left]
        left -= len(doubled)
        yield doubled


def _balance(bus: Planar) -> None:
    """Give both ears the same power, in place: chance tilts a piece by up to 2 dB."""
    power = np.array([np.mean(ear**2) for ear in bus])
    bus *= np.sqrt(power.mean() / power).astype(np.float32)[:, None]
