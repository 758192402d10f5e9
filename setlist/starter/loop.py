"""Sustained sound: seamless loops of held tones and of noise, each made by one inverse FFT.

A tone is a line at every harmonic with a narrow skirt of random phase around it, so that it
sounds like an ensemble and never beats at a regular pace (the idea of PADsynth
[csound-padsynth2026]).  A loop is made of whole periods of its own length and joins itself unheard.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from setlist.starter.contour import INNER_RATE_HZ, STEP_FRAMES, Contour, Planar, draw
from setlist.starter.recipe import AirVoice, SustainedVoice
from setlist.units import Hertz

Loop: TypeAlias = NDArray[np.float32]
"""A loop [shape=(layers, 2, n)]: the dark side of a voice and, unless it has none, its sheen.

The last ``_CHUNK_FRAMES`` of a loop repeat its first, so that a chunk is read in one go.
"""

_CHUNK_STEPS: Final = 64  # a chunk of sound stays in the cache of a core
_CHUNK_FRAMES: Final = _CHUNK_STEPS * STEP_FRAMES

# Loops of 6.8 to 9.2 s, in sizes that suit the FFT and do not align within a piece.
_SIZES: Final = tuple(8192 * k for k in (20, 21, 22, 24, 25, 27))

_TOP_HZ: Final = 7000.0
_BREATH_CENTS: Final = 160.0
_NO_SHEEN_BELOW_HZ: Final = 300.0
_SHARED_BELOW_HZ: Final = 260.0  # the ears share phase below, so that bass stays in the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timbre:
    """A sustained voice: harmonic n weighs n^-slope, less above ``cutoff_hz``."""

    slope: float
    even: float
    cutoff_hz: float
    width_cents: float
    breath: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weather:
    """Noise between two edges; its power falls by ``slope`` above the lower one."""

    low_hz: float
    high_hz: float
    slope: float


# Composed by ear for numbers, not measured from instruments.
_TIMBRES: Final = {
    SustainedVoice.WARM: _Timbre(slope=1.35, even=0.8, cutoff_hz=1300, width_cents=14),
    SustainedVoice.DARK: _Timbre(slope=1.6, even=0.7, cutoff_hz=520, width_cents=11),
    SustainedVoice.STRINGS: _Timbre(slope=0.95, even=1.0, cutoff_hz=1700, width_cents=17),
    SustainedVoice.HOLLOW: _Timbre(slope=1.1, even=0.25, cutoff_hz=1500, width_cents=12),
    SustainedVoice.GLASS: _Timbre(slope=2.1, even=1.3, cutoff_hz=3000, width_cents=9),
    SustainedVoice.BOWED: _Timbre(slope=0.85, even=0.9, cutoff_hz=1300, width_cents=7, breath=0.05),
    SustainedVoice.BREATH: _Timbre(slope=1.7, even=0.6, cutoff_hz=2000, width_cents=8, breath=0.2),
    SustainedVoice.SUB: _Timbre(slope=2.6, even=0.6, cutoff_hz=240, width_cents=5),
}
_WEATHERS: Final = {
    AirVoice.WIND: _Weather(low_hz=180, high_hz=700, slope=1.6),
    AirVoice.WAVES: _Weather(low_hz=90, high_hz=1600, slope=1.3),
    AirVoice.RAIN: _Weather(low_hz=700, high_hz=5200, slope=0.9),
    AirVoice.AIR: _Weather(low_hz=250, high_hz=3200, slope=1.5),
}


def build_tone(hz: Hertz, voice: SustainedVoice, rng: Generator) -> Loop:
    """Build the loop of one held tone, its dark side at a power of 1.

    Parameters
    ----------
    hz : float [Hz, > 0]
        Frequency of the tone.
    voice : SustainedVoice
        What holds it.
    rng : Generator
        Chance: the length of the loop and every phase.

    Returns
    -------
    ndarray [shape=(layers, 2, n)]
        Dark side and sheen; a voice without a bright side has one layer.
    """
    timbre = _TIMBRES[voice]
    size = int(rng.choice(_SIZES))
    step_hz = INNER_RATE_HZ / size
    count = max(1, int(min(_TOP_HZ, 9 * timbre.cutoff_hz) / hz))
    layers = 1 if timbre.cutoff_hz < _NO_SHEEN_BELOW_HZ else 2
    spectrum = np.zeros((layers, int(count * hz * 1.35 / step_hz) + 16), np.float32)
    for n in range(1, count + 1):
        weight = n**-timbre.slope * (timbre.even if n % 2 == 0 else 1.0)
        dark = weight * _dullness(n * hz, timbre.cutoff_hz)
        sheen = weight * _dullness(n * hz, 2.6 * timbre.cutoff_hz) - dark
        sides = np.array((dark, sheen)[:layers], np.float32)
        centre = n * hz / step_hz
        for width_cents, part in ((timbre.width_cents, 1.0), (_BREATH_CENTS, timbre.breath)):
            if part:
                sigma = max(centre * (2 ** (width_cents / 1200) - 1), 1.0)
                reach = int(3 * sigma) + 2
                bins = np.arange(max(1, int(centre) - reach), int(centre) + reach)
                skirt = np.exp(-0.5 * ((bins - centre) / sigma) ** 2).astype(np.float32)
                skirt *= np.float32(0.6 * part / np.sqrt(np.sum(skirt**2)))
                spectrum[:, bins] += sides[:, None] * skirt
        spectrum[:, round(centre)] += sides * np.float32(0.8)
    loop = _unfold(spectrum, size, rng)
    loop /= np.sqrt(np.mean(loop[0, :, :size] ** 2))
    return loop


def build_air(voice: AirVoice, rng: Generator) -> Loop:
    """Build the loop of a kind of noise, one layer at a power of 1."""
    weather = _WEATHERS[voice]
    size = int(rng.choice(_SIZES))
    hz = np.arange(1, size // 2 + 1) * (INNER_RATE_HZ / size)
    power = (1 + (hz / weather.low_hz) ** 2) ** (-weather.slope / 2)
    power /= (1 + (weather.low_hz / hz) ** 4) * (1 + (hz / weather.high_hz) ** 4)
    loop = _unfold(np.append(0.0, np.sqrt(power))[None].astype(np.float32), size, rng)
    loop /= np.sqrt(np.mean(loop[..., :size] ** 2))
    return loop


def add_loop(bus: Planar, loop: Loop, gains: Contour, *, start: int, offset: int) -> None:
    """Add a loop to a bus in place, under a gain for each of its layers.

    Parameters
    ----------
    bus : ndarray [shape=(2, n), full scale]
        What is added to; sound outside it is dropped.
    loop : ndarray [shape=(layers, 2, m)]
        From ``build_tone`` or ``build_air``.
    gains : ndarray [shape=(layers, k), linear]
        A contour for each layer; the sound is ``(k - 1) * STEP_FRAMES`` long.
    start : int [frames]
        Where on the bus the sound begins; negative cuts its beginning.
    offset : int [frames, >= 0]
        Where in the loop the sound begins.
    """
    size = loop.shape[2] - _CHUNK_FRAMES
    steps = gains.shape[1] - 1
    for step in range(0, steps, _CHUNK_STEPS):
        at = start + step * STEP_FRAMES
        first = max(0, -at)
        envelopes = draw(gains[:, step : step + _CHUNK_STEPS + 1])
        last = min(envelopes.shape[1], bus.shape[1] - at)
        if last <= first:
            continue
        place = (offset + step * STEP_FRAMES + first) % size
        to = bus[:, at + first : at + last]
        for layer, envelope in zip(loop, envelopes, strict=True):
            to += layer[:, place : place + last - first] * envelope[first:last]


def _dullness(hz: float, cutoff_hz: float) -> float:
    """Weaken what lies above a cutoff, 12 dB an octave."""
    return float((1 + (hz / cutoff_hz) ** 4) ** -0.5)


def _unfold(spectrum: NDArray[np.float32], size: int, rng: Generator) -> Loop:
    """Turn strengths [shape=(layers, bins)] into stereo loops with random phases."""
    count = spectrum.shape[1]
    hz = np.arange(count, dtype=np.float32) * np.float32(INNER_RATE_HZ / size)
    apart = 1 - np.float32(0.85) / (1 + (hz / np.float32(_SHARED_BELOW_HZ)) ** 2)
    left, turn = rng.random((2, count), dtype=np.float32) * np.float32(2 * np.pi)
    phases = np.stack([left, left + apart * (turn - np.float32(np.pi))])
    full = np.zeros((spectrum.shape[0], 2, size // 2 + 1), np.complex64)
    full[..., :count].real = spectrum[:, None, :] * np.cos(phases)
    full[..., :count].imag = spectrum[:, None, :] * np.sin(phases)
    loop = np.fft.irfft(full, size, norm="forward").astype(np.float32, copy=False)
    return np.concatenate([loop, loop[..., :_CHUNK_FRAMES]], axis=2)
