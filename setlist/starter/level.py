"""The level of a piece: its loudness, its course, its fades, and how fast it may rise."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from setlist.audio import largest_rise
from setlist.starter.contour import (
    INNER_RATE_HZ,
    STEP_FRAMES,
    STEP_S,
    Contour,
    Planar,
    draw,
    smooth,
    trace,
)
from setlist.starter.recipe import Recipe
from setlist.units import Lufs, Seconds

_WINDOWS_A_S: Final = 10  # power is taken of every 100 ms, the step of BS.1770 [itu-bs1770-2023]
_MOMENTARY: Final = 4
_SHORT_TERM: Final = 30
_OFFSET_LUFS: Final = -0.691  # BS.1770 eq. 2
_SILENCE: Final = 1e-12

# Filters of BS.1770 tables 1 and 2 at 48 kHz: feed-forward and feedback of each stage.
_K_RATE_HZ: Final = 48_000
_K_STAGES: Final = (
    (
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
    ),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)

# The rest is our own design.  A piece may rise as steeply as the first of these slopes with
# which its short-term loudness stays within the limit; measured, most keep it at 1.8 or 2.0.
_TARGETS_LUFS: Final = {1: -29.0, 2: -27.5, 3: -26.0, 4: -24.5, 5: -23.0, 6: -21.5, 7: -20.0}
_RISE_MAX_LU: Final = 2.8
_SLOPES_LU_A_S: Final = (2.6, 2.4, 2.2, 2.0, 1.8, 1.6, 1.4, 1.2, 1.0)
_HUSH_LUFS: Final = -50.0  # what rises below it is under the piece before, or not heard at all
_ROUNDS: Final = 4
_RIDE_MAX_DB: Final = 9.0
_FADE_IN_S: Final = 9.0  # longer, and a join of two pieces would be a lull
_FIRST_SOUND_S: Final = 1.5
_LAST_SILENCE_S: Final = 0.5
_PEAK: Final = 10 ** (-3.2 / 20)  # leaves room for what shows between the samples
_PEAK_STEPS: Final = 512


def find_gain(recipe: Recipe, bus: Planar) -> Contour:
    """Find the gain that gives a piece its course, its loudness, its start and its end.

    The level is ridden toward the recipe's course, faded, and set to the loudness of its
    intensity.  Short-term loudness then rises by at most 2.8 LU within a second, and no
    sample is above -3.2 dBFS.

    Parameters
    ----------
    recipe : Recipe
        Gives course, intensity and fades.
    bus : ndarray [shape=(2, n)]
        The piece at the inner rate.

    Returns
    -------
    ndarray [shape=(k,), linear]
        A contour that covers the bus.
    """
    power = weigh(bus)
    times = np.arange(power.size) / _WINDOWS_A_S
    ridden = _ride(recipe, power)
    for slope_lu_a_s in _SLOPES_LU_A_S:
        gain = ridden * _fade(recipe, times, slope_lu_a_s)
        gain *= 10 ** ((_TARGETS_LUFS[recipe.intensity] - integrate(power * gain**2)) / 20)
        for _ in range(_ROUNDS):
            gain *= _hold_rises(power * gain**2, times, slope_lu_a_s)
        if _measure_rise(power * gain**2) <= _RISE_MAX_LU:
            break
    steps = np.arange(bus.shape[1] // STEP_FRAMES + 2) * STEP_S
    contour: Contour = np.interp(steps, times, gain)
    return contour * min(1.0, _PEAK / _find_peak(bus, contour))


def weigh(bus: Planar) -> Contour:
    """Measure the K-weighted power of every 100 ms, both ears summed, by Parseval's theorem.

    Parameters
    ----------
    bus : ndarray [shape=(2, n), full scale]
        Sound at the inner rate.

    Returns
    -------
    ndarray [shape=(n // 2400,), full scale squared]
        What does not fill the last window is left out.
    """
    n = INNER_RATE_HZ // _WINDOWS_A_S
    count = bus.shape[1] // n
    frames = bus[:, : count * n].reshape(2, count, n)
    z = np.exp(-2j * np.pi * np.arange(n // 2 + 1) * (_WINDOWS_A_S / _K_RATE_HZ))
    weight = np.full(n // 2 + 1, 2 / n**2)
    for forward, back in _K_STAGES:
        weight *= np.abs(np.polyval(forward[::-1], z) / np.polyval(back[::-1], z)) ** 2
    power = np.zeros(count)
    for at in range(0, count, 256):
        spectrum = np.fft.rfft(frames[:, at : at + 256])
        energy = spectrum.real**2 + spectrum.imag**2
        power[at : at + 256] = np.einsum("cfk,k->f", energy, weight)
    return power


def integrate(power: Contour) -> Lufs:
    """Give the gated loudness of windows of 100 ms.

    Blocks of 400 ms; gates at -70 LUFS and 10 LU below the mean [itu-bs1770-2023].
    """
    block = _mean(power, _MOMENTARY)
    block = block[block > 10 ** ((-70 - _OFFSET_LUFS) / 10)]
    return Lufs(float(_to_lufs(block[block > block.mean() / 10].mean())))


def _ride(recipe: Recipe, power: Contour) -> Contour:
    """Give the gain that brings the level as played nearer to the recipe's course."""
    local = smooth(power, 6 * _WINDOWS_A_S)
    local_db = 10 * np.log10(local + 1e-9)
    course_db = trace(recipe.curve_lu, power.size)
    wanted_db = np.clip(course_db - (local_db - np.median(local_db)), -_RIDE_MAX_DB, _RIDE_MAX_DB)
    ridden_db = recipe.ride * smooth(wanted_db, 12 * _WINDOWS_A_S)
    gain: Contour = 10 ** ((ridden_db + (1 - recipe.ride) * course_db) / 20)
    return gain


def _fade(recipe: Recipe, times: Contour, slope_lu_a_s: float) -> Contour:
    """Give the fades: in straight in decibels, since any other rises too fast; out by a sine."""
    in_db = smooth(np.minimum(0.0, slope_lu_a_s * (times - _FADE_IN_S)), 2 * _WINDOWS_A_S)
    left = (recipe.length_s() - _LAST_SILENCE_S - times) / recipe.fade_out_s
    fade: Contour = 10 ** (in_db / 20) * np.clip(times / _FIRST_SOUND_S, 0, 1)
    return fade * np.sin(np.pi / 2 * np.clip(left, 0, 1))


def _hold_rises(power: Contour, times: Contour, slope_lu_a_s: float) -> Contour:
    """Give the gain that lowers what rises too steeply.

    The bound is the lower envelope of loudness around each moment that is nowhere steeper
    than the slope.
    """
    around = np.pad(power, (_SHORT_TERM // 2, _SHORT_TERM - 1 - _SHORT_TERM // 2))
    heard = np.maximum(_to_lufs(_mean(around, _SHORT_TERM)), _HUSH_LUFS)
    slope = slope_lu_a_s * times
    excess = slope + np.minimum.accumulate(heard - slope) - heard
    gain: Contour = 10 ** (smooth(excess, 12) / 20)
    return gain


def _measure_rise(power: Contour) -> float:
    """Give the largest rise of short-term loudness within a second."""
    heard = np.maximum(_to_lufs(_mean(power, _SHORT_TERM)), _HUSH_LUFS)
    rise = largest_rise(heard, within_s=Seconds(1.0))
    return float(rise.rise_lu) if rise else 0.0


def _find_peak(bus: Planar, contour: Contour) -> float:
    """Find the highest sample of a bus under a contour, in pieces that stay in the cache."""
    highest = [1e-9]
    for step in range(0, contour.size - 1, _PEAK_STEPS):
        gain = draw(contour[step : step + _PEAK_STEPS + 1])
        part = bus[:, step * STEP_FRAMES : step * STEP_FRAMES + gain.size]
        if part.size:
            highest.append(float(np.max(np.abs(part * gain[: part.shape[1]]))))
    return max(highest)


def _mean(power: Contour, window: int) -> Contour:
    """Average every run of windows."""
    mean: Contour = np.convolve(power, np.full(window, 1 / window), "valid")
    return mean


def _to_lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn K-weighted power into loudness."""
    return _OFFSET_LUFS + 10 * np.log10(power + _SILENCE)
