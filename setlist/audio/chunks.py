"""Decoded frames gathered into chunks, and chunks brought to the rate of the mix."""

import math
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Final, NamedTuple

import av
import numpy as np
import soxr  # type: ignore[import-untyped]

from setlist.audio.blocks import RATE_HZ, Block
from setlist.audio.stereo import make_pour

CHUNK_FRAMES: Final = 65_536
"""Frames of a chunk once it is at 48 kHz: large enough that numpy's cost per call vanishes."""


class Chunk(NamedTuple):
    """Stereo sound at the rate of its file [shape=(n, 2)]."""

    rate_hz: int
    samples: Block


class FrameClock:
    """Whether frames follow each other without a hole.

    ``heard_s`` is how much was heard so far.
    """

    def __init__(self) -> None:
        self.heard_s = 0.0
        self._next_s = math.inf

    def follow(self, at_s: float | None, length_s: float) -> float:
        """Take the next frame into account.

        Parameters
        ----------
        at_s : float or None [s]
            The frame's own time; None where it has none, and then it follows the one before.
        length_s : float [s]
            Its length.

        Returns
        -------
        float [s]
            How much is missing before it; below zero where frames overlap or times start anew.
        """
        start_s = self._next_s if at_s is None else at_s
        missing_s = 0.0 if math.isinf(self._next_s) else start_s - self._next_s
        self._next_s = start_s + length_s
        self.heard_s += length_s
        return missing_s


def chunk_frames(rate_hz: int) -> int:
    """Give how many frames of a file become one chunk."""
    return max(round(CHUNK_FRAMES * rate_hz / RATE_HZ), 1)


def gather(frames: Iterator[av.AudioFrame]) -> Iterator[Chunk]:
    """Copy the planes of many frames into one array at a time.

    Parameters
    ----------
    frames : iterator of av.AudioFrame
        Frames in order; format, layout and rate may change on the way.

    Yields
    ------
    Chunk
        Each with an array of its own.
    """
    form: tuple[int, str, str] | None = None
    samples: Block = np.empty((0, 2), np.float32)
    rate_hz = fill = 0
    for frame in frames:
        count = frame.samples
        now = (frame.sample_rate, frame.format.name, frame.layout.name)
        if now != form or fill + count > len(samples):
            if fill:
                yield Chunk(rate_hz, samples[:fill])
            if now != form:
                form, rate_hz, pour = now, frame.sample_rate, make_pour(frame)
            samples = np.empty((max(chunk_frames(rate_hz), count), 2), np.float32)
            fill = 0
        pour(frame, samples[fill : fill + count])
        fill += count
    if fill:
        yield Chunk(rate_hz, samples[:fill])


def resample(chunks: Generator[Chunk, None, None]) -> Generator[Block, None, None]:
    """Bring chunks of any rate to 48 kHz.

    The count is exact: n frames at one rate become n * 48000 / rate, rounded to the nearest.

    Parameters
    ----------
    chunks : generator of Chunk
        Closed when this one is.

    Yields
    ------
    ndarray [shape=(n, 2), full scale]
        Blocks at 48 kHz, none of them empty.
    """
    rate_hz = RATE_HZ
    stream: soxr.ResampleStream | None = None
    with closing(chunks):
        for chunk in chunks:
            if chunk.rate_hz != rate_hz:
                yield from _drain(stream)
                rate_hz = chunk.rate_hz
                stream = _stream(rate_hz)
            block = chunk.samples if stream is None else stream.resample_chunk(chunk.samples)
            if len(block):
                yield block
    yield from _drain(stream)


def _stream(rate_hz: int) -> soxr.ResampleStream | None:
    """Make a resampler from a rate, or none where the rate is ours."""
    if rate_hz == RATE_HZ:
        return None
    return soxr.ResampleStream(rate_hz, RATE_HZ, 2, dtype="float32", quality="HQ")


def _drain(stream: soxr.ResampleStream | None) -> Iterator[Block]:
    """Give what a resampler still holds."""
    if stream is not None:
        rest = stream.resample_chunk(np.empty((0, 2), np.float32), last=True)
        if len(rest):
            yield rest
