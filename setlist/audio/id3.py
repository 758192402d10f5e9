"""The ID3v2.3 tag of MP3 and WAV files: names, chapters and their table of contents."""

import struct
from collections.abc import Mapping, Sequence
from typing import Final

from setlist.audio.chapters import Chapter, clean_label, to_milliseconds

_UTF16: Final = b"\x01"
_KNOWN: Final = {"title": b"TIT2", "artist": b"TPE1", "album": b"TALB"}
_NO_OFFSET: Final = 0xFFFFFFFF
"""A chapter is found by its time, not by its place among the bytes."""

_TOP_AND_ORDERED: Final = 0b11


def make_id3(tags: Mapping[str, str], chapters: Sequence[Chapter]) -> bytes:
    """Build a tag with a CHAP frame a chapter, in order of time, and a CTOC that lists them.

    The frames are those of [id3v2-chapters2005].  The version is 2.3 because FFmpeg reads the
    sizes inside a chapter in its way, whatever the version says.
    """
    frames = b"".join(_make_name(name, clean_label(value)) for name, value in tags.items())
    names = [b"chp%03d\0" % number for number in range(1, len(chapters) + 1)]
    if names:
        head = b"toc\0" + bytes([_TOP_AND_ORDERED, len(names)])
        frames += _make_frame(b"CTOC", head + b"".join(names))
    for name, chapter in zip(names, chapters, strict=True):
        times = (to_milliseconds(chapter.start), to_milliseconds(chapter.end))
        place = struct.pack(">IIII", *times, _NO_OFFSET, _NO_OFFSET)
        title = _make_frame(b"TIT2", _UTF16 + _spell(clean_label(chapter.title)))
        frames += _make_frame(b"CHAP", name + place + title)
    return b"ID3\x03\x00\x00" + _syncsafe(len(frames)) + frames


def _make_name(name: str, value: str) -> bytes:
    """Build the frame of a tag; own names have one kind of frame for all."""
    if name in _KNOWN:
        return _make_frame(_KNOWN[name], _UTF16 + _spell(value))
    if name == "comment":
        return _make_frame(b"COMM", _UTF16 + b"eng" + _spell("\0") + _spell(value))
    return _make_frame(b"TXXX", _UTF16 + _spell(f"{name.upper()}\0") + _spell(value))


def _make_frame(name: bytes, body: bytes) -> bytes:
    """Frame a body by its name and size."""
    return name + struct.pack(">I2x", len(body)) + body


def _spell(text: str) -> bytes:
    """Write text as UTF-16 with its byte order mark."""
    return b"\xff\xfe" + text.encode("utf-16-le")


def _syncsafe(size: int) -> bytes:
    """Write a size in four bytes of seven bits, so that no byte looks like sound."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
