"""The checksum of the LAME header."""

import random

from hypothesis import given
from hypothesis import strategies as st

from setlist.audio.checksum import Crc16, crc16


def test_the_checksum_is_the_well_known_one() -> None:
    assert crc16(b"123456789") == 0xBB3D


@given(st.binary(min_size=576, max_size=576), st.integers(1, 5), st.integers(1, 3))
def test_batches_of_pieces_give_the_checksum_of_the_whole(
    piece: bytes, in_batch: int, batches: int
) -> None:
    mixed = bytearray(piece * in_batch)
    random.Random(in_batch).shuffle(mixed)
    checksum = Crc16(576)
    for _ in range(batches):
        checksum.update(bytes(mixed))
    assert checksum.value == crc16(bytes(mixed) * batches)


def test_no_pieces_change_nothing() -> None:
    checksum = Crc16(576)
    checksum.update(b"")
    assert checksum.value == 0
