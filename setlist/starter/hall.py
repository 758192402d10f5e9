"""The room that a piece sounds in: decaying noise, its highs dying first."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import soxr  # type: ignore[import-untyped]
from numpy.random import Generator
from numpy.typing import NDArray

from setlist.starter.contour import INNER_RATE_HZ, Planar
from setlist.units import Seconds

# The room answers up to 5.5 kHz only, so half the inner rate is enough for it.
_HALL_RATE_HZ: Final = INNER_RATE_HZ // 2
_FFT_SIZE: Final = 1 << 18
_CHUNK: Final = 1 << 15

# Composed: lower and upper edge in Hz, and how long the band lasts beside the whole room.
_BANDS: Final = ((120, 500, 1.0), (500, 1800, 0.72), (1800, 5500, 0.38))
_SIXTY_DB: Final = 6.9  # time constants in which a decay falls by 60 dB
_BUILD_UP_S: Final = 0.035


def add_hall(bus: Planar, *, length_s: Seconds, wet: float, rng: Generator) -> None:
    """Place a bus in a room, in place: one answer to both ears, and the sound itself.

    Parameters
    ----------
    bus : ndarray [shape=(2, n), full scale]
        At the inner rate.
    length_s : float [s, > 0]
        Time in which the room falls by 60 dB.
    wet : float [0..1]
        Strength of the answer beside the sound.
    rng : Generator
        Chance: the room itself.
    """
    answer = np.fft.rfft(_answer(length_s, wet, rng), _FFT_SIZE)
    mono = soxr.resample(bus.mean(axis=0), INNER_RATE_HZ, _HALL_RATE_HZ, "MQ")
    placed = np.zeros((2, mono.size), np.float32)
    hop = _FFT_SIZE - int(length_s * _HALL_RATE_HZ)
    for at in range(0, mono.size, hop):
        heard = np.fft.rfft(mono[at : at + hop], _FFT_SIZE)
        stop = min(at + _FFT_SIZE, mono.size)
        placed[:, at:stop] += np.fft.irfft(answer * heard, _FFT_SIZE)[:, : stop - at]
    for ear, wave in zip(bus, placed, strict=True):
        at = 0
        for part in _doubled(wave):
            to = ear[at : at + part.size]
            to += part[: to.size]
            at += part.size


def _answer(length_s: Seconds, wet: float, rng: Generator) -> NDArray[np.float32]:
    """Make the answer of a room [shape=(2, n)] at the rate of the hall."""
    n = int(length_s * _HALL_RATE_HZ)
    t = np.arange(n, dtype=np.float32) / np.float32(_HALL_RATE_HZ)
    noise = np.fft.rfft(rng.standard_normal((2, n), dtype=np.float32))
    hz = np.maximum(np.arange(noise.shape[1]) * (_HALL_RATE_HZ / n), 1.0)
    answer = np.zeros((2, n), np.float32)
    for low_hz, high_hz, share in _BANDS:
        gate = (1 / ((1 + (low_hz / hz) ** 4) * (1 + (hz / high_hz) ** 4))).astype(np.float32)
        decay = np.exp(-_SIXTY_DB * t / (length_s * share)) * (1 - np.exp(-t / _BUILD_UP_S))
        answer += np.fft.irfft(noise * gate, n).astype(np.float32) * decay.astype(np.float32)
    answer *= np.float32(wet / np.sqrt(np.sum(answer**2) / 2))
    return answer


def _doubled(wave: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    """Bring a wave back from the rate of the hall to the inner rate, part by part."""
    stream = soxr.ResampleStream(_HALL_RATE_HZ, INNER_RATE_HZ, 1, "float32", "MQ")
    for at in range(0, wave.size, _CHUNK):
        part = wave[at : at + _CHUNK]
        yield stream.resample_chunk(part, last=at + _CHUNK >= wave.size)
