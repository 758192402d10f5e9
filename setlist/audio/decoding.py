"""Any audio file as a stream of blocks."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from setlist.audio.blocks import RATE_HZ, Block
from setlist.audio.recording import Recording
from setlist.units import Seconds, to_frames


def decode(
    path: Path, *, start_s: Seconds = Seconds(0.0), end_s: Seconds | None = None
) -> Generator[Block, None, None]:
    """Decode a file, or a stretch of it, to stereo blocks at 48 kHz.

    Memory stays bounded at any length.  The file is closed when the generator ends or is
    closed (``contextlib.closing``).  A stretch is cut to the frame from the whole, so it
    holds the same samples however it is asked for.

    Parameters
    ----------
    path : Path
        A file of any kind that FFmpeg or libsndfile read as sound.
    start_s, end_s : float [s, >= 0]
        The stretch, counted from the first decoded frame; without ``end_s`` to the last.
        What lies past the last frame is not there: fewer frames come, or none.

    Yields
    ------
    ndarray [shape=(n, 2), full scale]
        Consecutive blocks in C order, none of them empty; each is the caller's to keep.

    Raises
    ------
    AudioError
        The file is missing, unreadable, empty, not audio, or damaged in the middle.
    """
    start = to_frames(start_s, rate_hz=RATE_HZ)
    end = None if end_s is None else to_frames(end_s, rate_hz=RATE_HZ)
    position = 0
    with closing(Recording(path).blocks()) as blocks:
        for block in blocks:
            wanted = block[max(start - position, 0) : None if end is None else end - position]
            position += len(block)
            if len(wanted):
                yield wanted
            if end is not None and position >= end:
                return
