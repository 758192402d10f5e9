"""WAV, and RF64 where four gigabytes are not enough."""

import struct
from collections.abc import Mapping, Sequence
from typing import BinaryIO, Final, Literal

from setlist.audio.blocks import RATE_HZ, Block
from setlist.audio.chapters import Chapter, clean_label
from setlist.audio.dither import Dither, quantise_24
from setlist.audio.id3 import make_id3

RIFF_MAX: Final = 2**32 - 1
"""The largest size that a WAV header can tell."""

_UNTOLD: Final = 2**32 - 1
_SIZES_BYTES: Final = 28
_SIZES_AT: Final = 12
_PCM: Final = 1
_EXTENSIBLE: Final = 0xFFFE
_LEFT_AND_RIGHT: Final = 0b11
_PCM_GUID: Final = bytes.fromhex("0100000000001000800000aa00389b71")


class WavEncoder:
    """Writes whole-number PCM to a stream that can be sought in.

    Room for the sizes of an RF64 file is kept in the head [ebu-tech3306-2007].  After the
    sound stand the chapters, as cue points with labels, and the tags, as ID3.

    Parameters
    ----------
    stream : BinaryIO
        An empty file; it is left open.
    bits : 16 or 24
        Of a sample; 16 bit is dithered.
    tags : mapping of str to str
        ``title``, ``artist``, ``album``, ``comment`` or own names.
    chapters : sequence of Chapter
        In their order.
    """

    def __init__(
        self,
        stream: BinaryIO,
        *,
        bits: Literal[16, 24],
        tags: Mapping[str, str],
        chapters: Sequence[Chapter],
    ) -> None:
        self._stream = stream
        self._bits = bits
        self._tags = tags
        self._chapters = chapters
        self._frames = 0
        self._dither = Dither()
        self._stream.write(struct.pack("<4sI4s", b"RIFF", _UNTOLD, b"WAVE"))
        self._stream.write(_chunk(b"JUNK", bytes(_SIZES_BYTES)))
        self._stream.write(_chunk(b"fmt ", _form(bits)))
        self._stream.write(struct.pack("<4sI", b"data", _UNTOLD))
        self._sound_at = self._stream.tell()

    def write(self, block: Block) -> None:
        """Write the next block."""
        self._frames += len(block)
        if self._bits == 16:
            self._stream.write(self._dither.quantise(block).tobytes())
        else:
            low_bytes = quantise_24(block).view("u1").reshape(-1, 4)[:, :3]
            self._stream.write(low_bytes.tobytes())

    def finish(self) -> None:
        """Write chapters and tags after the sound, and the sizes into the head."""
        sound = self._stream.tell() - self._sound_at
        if self._chapters:
            self._stream.write(_cue_points(self._chapters))
        if self._tags:
            self._stream.write(_chunk(b"id3 ", make_id3(self._tags, ())))
        whole = self._stream.tell() - 8
        if whole <= RIFF_MAX:
            self._patch(4, struct.pack("<I", whole))
            self._patch(self._sound_at - 4, struct.pack("<I", sound))
        else:
            self._patch(0, b"RF64")
            sizes = struct.pack("<QQQI", whole, sound, self._frames, 0)
            self._patch(_SIZES_AT, _chunk(b"ds64", sizes))
        self._stream.seek(0, 2)

    def _patch(self, place: int, data: bytes) -> None:
        """Write over what stands at a place."""
        self._stream.seek(place)
        self._stream.write(data)


def _chunk(name: bytes, body: bytes) -> bytes:
    """Frame a chunk; an odd one is filled up by a byte that its size leaves out."""
    return struct.pack("<4sI", name, len(body)) + body + bytes(len(body) % 2)


def _form(bits: Literal[16, 24]) -> bytes:
    """Describe the samples; more than 16 bit take the extended form."""
    size = 2 * bits // 8
    kind = _PCM if bits == 16 else _EXTENSIBLE
    form = struct.pack("<HHIIHH", kind, 2, RATE_HZ, RATE_HZ * size, size, bits)
    if bits == 16:
        return form
    return form + struct.pack("<HHI", 22, bits, _LEFT_AND_RIGHT) + _PCM_GUID


def _cue_points(chapters: Sequence[Chapter]) -> bytes:
    """Mark the start of each chapter by a cue point, exact to the frame, and name it."""
    points, notes = struct.pack("<I", len(chapters)), b"adtl"
    for number, chapter in enumerate(chapters, start=1):
        points += struct.pack("<II4sIII", number, chapter.start, b"data", 0, 0, chapter.start)
        label = clean_label(chapter.title).encode() + b"\0"
        notes += _chunk(b"labl", struct.pack("<I", number) + label)
    return _chunk(b"cue ", points) + _chunk(b"LIST", notes)
