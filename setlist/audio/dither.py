"""From full-scale numbers to whole-number samples."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from setlist.audio.blocks import Block

_SEED: Final = 20_231
"""Own choice; fixed, so that the same sound gives the same bytes."""

_LEVELS_16: Final = np.float32(2**15)
_LEVELS_24: Final = np.float32(2**23)
_STEP: Final = np.float32(2.0**-16)
_PIECE: Final = 16_384


class Dither:
    """Rounds to 16 bit with triangular noise of one step to either side.

    The noise makes mean and power of the error independent of the sound [lipshitz1992].  It is the
    difference of two even draws of 16 bits.  A frame takes 64 bits whatever it holds, so it
    does not matter how a sound is cut into blocks.  Digital silence stays digital silence.
    """

    def __init__(self) -> None:
        self._chance = np.random.PCG64(_SEED)

    def quantise(self, block: Block) -> NDArray[np.int16]:
        """Round the next block of the file to 16 bit; what exceeds full scale is clipped."""
        samples = np.empty(block.shape, "<i2")
        for start in range(0, len(block), _PIECE):
            part = slice(start, start + _PIECE)
            samples[part] = self._quantise_piece(block[part])
        return samples

    def _quantise_piece(self, block: Block) -> NDArray[np.float32]:
        """Round a piece that fits into the processor's cache."""
        drawn = self._chance.random_raw(len(block)).astype("<u8", copy=False)
        pairs = drawn.view("<i4").reshape(-1, 2)
        noise = (pairs >> 16) - (pairs & 0xFFFF) + 0x8000
        noisy = noise.astype(np.float32) * _STEP
        noisy += block * _LEVELS_16
        np.rint(noisy, out=noisy)
        np.clip(noisy, -_LEVELS_16, _LEVELS_16 - 1, out=noisy)
        if not block.all():
            noisy[~block.any(axis=1)] = 0.0
        return noisy


def quantise_24(block: Block) -> NDArray[np.int32]:
    """Round a block to 24 bit; its steps lie below any room's noise and need no dither."""
    scaled = np.rint(block * _LEVELS_24)
    np.clip(scaled, -_LEVELS_24, _LEVELS_24 - 1, out=scaled)
    samples: NDArray[np.int32] = scaled.astype("<i4")
    return samples
