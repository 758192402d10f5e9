"""Sound to a file, block by block."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from setlist.audio.blocks import Block
from setlist.audio.chapters import Chapter, check_chapters
from setlist.audio.formats import AudioFormat, format_of
from setlist.audio.libav import LibavEncoder
from setlist.audio.mp3 import Mp3Encoder
from setlist.audio.wav import WavEncoder


class Encoder(Protocol):
    """Whatever takes blocks of sound and leaves a file."""

    def write(self, block: Block) -> None:
        """Encode the next block [shape=(n, 2), full scale, 48 kHz]."""

    def finish(self) -> None:
        """Complete the file; :func:`open_encoder` calls it."""


@contextmanager
def open_encoder(
    target: Path,
    *,
    bits: Literal[16, 24] = 16,
    tags: Mapping[str, str] | None = None,
    chapters: Sequence[Chapter] = (),
) -> Iterator[Encoder]:
    """Open a file for sound at 48 kHz; its suffix says which format.

    Memory stays bounded and the same sound gives the same bytes.  What goes wrong leaves an
    unfinished file behind: write to the file that ``setlist.files.write_whole`` lends.

    Parameters
    ----------
    target : Path
        ``.flac``, ``.wav``, ``.mp3``, ``.opus`` or ``.m4a``; replaced if it exists.
    bits : 16 or 24
        Of a sample in FLAC and WAV; 16 bit is dithered.
    tags : mapping of str to str
        ``title``, ``artist``, ``album``, ``comment``, or own names.
    chapters : sequence of Chapter
        In their order, not overlapping, at most 254.

    Yields
    ------
    Encoder
        Its ``write`` takes blocks [shape=(n, 2), full scale]; what exceeds 1.0 is clipped.

    Raises
    ------
    InputError
        The suffix is none that sound can be written to.
    OSError
        The file cannot be written, or the disk is full.
    """
    check_chapters(chapters)
    kind = format_of(target)
    with target.open("w+b") as stream:
        encoder = _make_encoder(stream, kind, bits=bits, tags=tags or {}, chapters=chapters)
        yield encoder
        encoder.finish()


def _make_encoder(
    stream: BinaryIO,
    kind: AudioFormat,
    *,
    bits: Literal[16, 24],
    tags: Mapping[str, str],
    chapters: Sequence[Chapter],
) -> Encoder:
    """Choose who encodes."""
    if kind is AudioFormat.WAV:
        return WavEncoder(stream, bits=bits, tags=tags, chapters=chapters)
    if kind is AudioFormat.MP3:
        return Mp3Encoder(stream, tags=tags, chapters=chapters)
    return LibavEncoder(stream, kind, bits=bits, tags=tags, chapters=chapters)
