"""The 16-bit checksum of an MP3's LAME header."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

_POLYNOMIAL: Final = 0xA001
"""x^16 + x^15 + x^2 + 1, lowest bit first, starting from zero [taylor2000]."""


class Crc16:
    """A checksum over pieces of equal size.

    A checksum is linear, so all pieces of a batch are summed side by side, one word of each
    at a time, and then strung together.

    Parameters
    ----------
    piece : int [bytes, even]
        Size of a piece.
    """

    def __init__(self, piece: int) -> None:
        self.value = 0
        self._piece = piece
        self._words = _word_table()
        self._past_piece = np.arange(2**16, dtype=np.uint16)
        for _ in range(piece // 2):
            self._past_piece = self._words[self._past_piece]

    def update(self, pieces: bytes) -> None:
        """Go on with whole pieces."""
        words = np.frombuffer(pieces, "<u2").reshape(-1, self._piece // 2)
        sums = np.zeros(len(words), np.uint16)
        for column in np.ascontiguousarray(words.T):
            sums = self._words[sums ^ column]
        value = self.value
        for piece_sum in sums.tolist():
            value = int(self._past_piece[value]) ^ piece_sum
        self.value = value


def crc16(data: bytes) -> int:
    """Give the checksum of a few bytes."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (_POLYNOMIAL if value & 1 else 0)
    return value


def _word_table() -> NDArray[np.uint16]:
    """Tabulate what two bytes do to every state."""
    table = np.arange(2**16, dtype=np.uint16)
    for _ in range(16):
        table = table >> np.uint16(1) ^ np.where(table & 1, _POLYNOMIAL, 0).astype(np.uint16)
    return table
