"""Struck and plucked sound: tones that are banks of decaying partials."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from setlist.starter.contour import INNER_RATE_HZ, Planar
from setlist.starter.recipe import StruckVoice
from setlist.units import Hertz

Ring: TypeAlias = NDArray[np.float32]
"""One struck tone [shape=(n,), peak 1] at the inner rate, from its attack until it is gone."""

_LONGEST_S: Final = 12.0
_STIFFNESS: Final = 1.2e-4  # of a string: how far its partials stretch
_MIDDLE_HZ: Final = 330.0  # rings as long as it says; lower tones longer, higher ones shorter
_SOFT_ABOVE_HZ: Final = 3200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """A struck voice: partials as ratios, weights and ring times, and the time of the attack.

    ``beat_hz`` doubles every partial and lets the two beat against each other.
    """

    ratios: tuple[float, ...]
    weights: tuple[float, ...]
    rings_s: tuple[float, ...]
    attack_s: float
    beat_hz: float = 0.0


def _string(
    count: int, *, slope: float, ring_s: float, attack_s: float, place: float, beat_hz: float = 0.0
) -> _Body:
    """Make a slightly stiff string, plucked at ``place`` (0..1) of its length."""
    n = np.arange(1, count + 1)
    weights = np.abs(np.sin(np.pi * n * place)) * n**-slope
    ratios = n * np.sqrt(1 + _STIFFNESS * n * n)
    return _Body(
        ratios=tuple(ratios),
        weights=tuple(weights),
        rings_s=tuple(ring_s / (1 + 0.45 * (n - 1))),
        attack_s=attack_s,
        beat_hz=beat_hz,
    )


# Composed: soft attacks of 6 to 90 ms, since nothing here may startle.
_BODIES: Final = {
    StruckVoice.HARP: _string(18, slope=1.1, ring_s=2.6, attack_s=0.006, place=0.31),
    StruckVoice.NYLON: _string(14, slope=1.3, ring_s=1.8, attack_s=0.008, place=0.22),
    StruckVoice.FELT: _string(10, slope=1.7, ring_s=2.4, attack_s=0.022, place=0.37),
    StruckVoice.BASS: _string(6, slope=2.0, ring_s=2.2, attack_s=0.030, place=0.4),
    StruckVoice.ZITHER: _string(
        14, slope=1.45, ring_s=2.2, attack_s=0.010, place=0.27, beat_hz=0.6
    ),
    StruckVoice.KEYS: _Body(
        ratios=(1, 2, 3, 4, 7),
        weights=(1, 0.22, 0.1, 0.06, 0.02),
        rings_s=(2.8, 1.6, 1.0, 0.6, 0.25),
        attack_s=0.016,
        beat_hz=0.25,
    ),
    StruckVoice.MALLET: _Body(
        ratios=(1, 3.93, 9.2), weights=(1, 0.12, 0.02), rings_s=(1.1, 0.3, 0.1), attack_s=0.012
    ),
    StruckVoice.HANDPAN: _Body(
        ratios=(1, 2, 3, 4.02, 5.1),
        weights=(1, 0.5, 0.28, 0.05, 0.02),
        rings_s=(1.9, 1.5, 1.1, 0.4, 0.25),
        attack_s=0.014,
        beat_hz=0.4,
    ),
    StruckVoice.BELL: _Body(
        ratios=(0.5, 1, 2, 3, 4.16, 5.43),
        weights=(0.25, 1, 0.35, 0.16, 0.08, 0.03),
        rings_s=(6, 4.5, 3.2, 2.2, 1.3, 0.8),
        attack_s=0.030,
        beat_hz=0.35,
    ),
    StruckVoice.BOWL: _Body(
        ratios=(1, 2.71, 5.03, 7.8),
        weights=(1, 0.3, 0.07, 0.02),
        rings_s=(7, 4.5, 2, 1),
        attack_s=0.090,
        beat_hz=0.55,
    ),
    StruckVoice.PULSE: _Body(
        ratios=(1, 2, 3), weights=(1, 0.3, 0.06), rings_s=(0.42, 0.25, 0.15), attack_s=0.075
    ),
}


def strike(hz: Hertz, voice: StruckVoice) -> Ring:
    """Let one tone ring from its attack until it is gone.

    A partial is z^t.  With t = iB + j it is z^(iB) * z^j, so all partials of all frames are a
    product of two small tables instead of a sine each.

    Parameters
    ----------
    hz : float [Hz, > 0]
        Frequency of the tone.
    voice : StruckVoice
        What is struck.

    Returns
    -------
    ndarray [shape=(n,), peak 1]
        At the inner rate, at most 12 s long, silent at both ends.
    """
    body = _BODIES[voice]
    n = int(min(_LONGEST_S, 5.5 * max(body.rings_s)) * INNER_RATE_HZ)
    side = int(np.ceil(np.sqrt(n)))
    partials_hz = hz * np.array(body.ratios)
    lasting_s = np.array(body.rings_s) * np.clip((_MIDDLE_HZ / hz) ** 0.4, 0.45, 1.6)
    weights = np.array(body.weights) / (1 + (partials_hz / _SOFT_ABOVE_HZ) ** 4)
    if body.beat_hz:
        half_hz = body.beat_hz / 2
        partials_hz = np.concatenate([partials_hz - half_hz, partials_hz + half_hz])
        lasting_s, weights = np.tile(lasting_s, 2), np.concatenate([weights, 0.6 * weights])
    z = (2j * np.pi * partials_hz - 1 / lasting_s) / INNER_RATE_HZ
    coarse = weights * np.exp(z * (side * np.arange(side))[:, None])
    fine = np.exp(z[:, None] * np.arange(side))
    rows = np.concatenate([coarse.imag, coarse.real], axis=1).astype(np.float32)
    columns = np.concatenate([fine.real, fine.imag]).astype(np.float32)
    # einsum, not a matrix product: BLAS adds in another order with another number of threads
    wave: Ring = np.einsum("ip,pj->ij", rows, columns).reshape(-1)[:n]
    attack, tail = int(body.attack_s * INNER_RATE_HZ), n // 6
    wave[:attack] *= (0.5 - 0.5 * np.cos(np.pi * np.arange(attack) / attack)).astype(np.float32)
    wave[-tail:] *= (np.cos(np.linspace(0, np.pi / 2, tail)) ** 2).astype(np.float32)
    wave /= np.max(np.abs(wave))
    return wave


def add_ring(bus: Planar, ring: Ring, *, start: int, gain: float, pan: float) -> None:
    """Add a struck tone to a bus in place.

    Parameters
    ----------
    bus : ndarray [shape=(2, n), full scale]
        What is added to; sound past its end is dropped.
    ring : ndarray [shape=(m,)]
        From ``strike``.
    start : int [frames, >= 0]
        Where on the bus it begins.
    gain : float [linear]
        Its loudness.
    pan : float [0..1]
        Left to right, at equal power.
    """
    stop = min(bus.shape[1], start + ring.size)
    if stop <= start:
        return
    heard = ring[: stop - start]
    angle = pan * np.pi / 2
    bus[0, start:stop] += np.float32(gain * np.cos(angle)) * heard
    bus[1, start:stop] += np.float32(gain * np.sin(angle)) * heard
