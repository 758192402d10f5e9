"""MP3, encoded by LAME, with the header that LAME's library leaves to the caller."""

import struct
from collections.abc import Mapping, Sequence
from typing import BinaryIO, Final

import lameenc
import numpy as np

from setlist.audio.blocks import RATE_HZ, Block
from setlist.audio.chapters import Chapter
from setlist.audio.checksum import Crc16, crc16
from setlist.audio.dither import Dither
from setlist.audio.id3 import make_id3

_KBITS: Final = 192
_QUALITY: Final = 5
_FRAMES_A_PACKET: Final = 1152
_PACKET_BYTES: Final = _FRAMES_A_PACKET * _KBITS * 1000 // 8 // RATE_HZ
"""576 at 192 kbit/s and 48 kHz, every packet alike."""

_DELAY: Final = 576
"""Frames that LAME puts before the sound; a decoder adds 529 of its own [taylor2000]."""

_SIDE_BYTES: Final = 32
_HAS_ALL_FIELDS: Final = 0b1111
_CONSTANT_RATE: Final = 1
_STEREO_AT_48_KHZ: Final = 2 << 6 | 1 << 2
_MIDDLING: Final = 50


class Mp3Encoder:
    """Writes MP3 at a constant 192 kbit/s to a stream that can be sought in.

    Parameters
    ----------
    stream : BinaryIO
        An empty file; it is left open.
    tags : mapping of str to str
        ``title``, ``artist``, ``album``, ``comment`` or own names.
    chapters : sequence of Chapter
        In their order.
    """

    def __init__(
        self, stream: BinaryIO, *, tags: Mapping[str, str], chapters: Sequence[Chapter]
    ) -> None:
        self._stream = stream
        self._frames = 0
        self._packets = 0
        self._first_header = b""
        self._rest = b""
        self._music = Crc16(_PACKET_BYTES)
        self._dither = Dither()
        self._lame = lameenc.Encoder()
        self._lame.set_bit_rate(_KBITS)
        self._lame.set_in_sample_rate(RATE_HZ)
        self._lame.set_channels(2)
        self._lame.set_quality(_QUALITY)
        self._lame.silence()
        self._stream.write(make_id3(tags, chapters))
        self._info_at = self._stream.tell()
        self._stream.write(bytes(_PACKET_BYTES))

    def write(self, block: Block) -> None:
        """Encode the next block."""
        self._frames += len(block)
        self._put(bytes(self._lame.encode(self._dither.quantise(block))))

    def finish(self) -> None:
        """Encode what LAME holds back, and write the header packet in its place."""
        if not self._frames:
            self.write(np.zeros((1, 2), np.float32))
        self._put(bytes(self._lame.flush()))
        self._stream.seek(self._info_at)
        self._stream.write(self._info_packet())
        self._stream.seek(0, 2)

    def _put(self, data: bytes) -> None:
        """Write what LAME gave, and sum it up packet by packet."""
        self._stream.write(data)
        data = self._rest + data
        whole = len(data) // _PACKET_BYTES * _PACKET_BYTES
        self._rest = data[whole:]
        self._first_header = self._first_header or data[:4]
        self._packets += whole // _PACKET_BYTES
        self._music.update(data[:whole])

    def _info_packet(self) -> bytes:
        """Build the packet that tells length, delay, padding and seek points.

        It is silent itself, in the form of the first packet; fields as in [taylor2000].
        """
        size = (1 + self._packets) * _PACKET_BYTES
        padding = self._packets * _FRAMES_A_PACKET - _DELAY - self._frames
        seek_points = bytes(
            256 * (100 + place * self._packets) // (100 * (1 + self._packets))
            for place in range(100)
        )
        packet = self._first_header + bytes(_SIDE_BYTES)
        packet += struct.pack(">4sIII", b"Info", _HAS_ALL_FIELDS, self._packets, size)
        packet += seek_points + struct.pack(">I", _MIDDLING)
        packet += b"LAME3.100" + bytes([_CONSTANT_RATE, 0]) + bytes(8)
        packet += bytes([0, _KBITS]) + (_DELAY << 12 | padding).to_bytes(3, "big")
        packet += bytes([_STEREO_AT_48_KHZ, 0, 0, 0])
        packet += struct.pack(">IH", size, self._music.value)
        packet += struct.pack(">H", crc16(packet))
        return packet.ljust(_PACKET_BYTES, b"\0")
