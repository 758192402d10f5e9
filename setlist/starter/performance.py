"""Playing the layers of a recipe onto one bus."""

import zlib
from itertools import groupby
from typing import Final

import numpy as np
from numpy.random import Generator

from setlist.starter.contour import (
    INNER_RATE_HZ,
    STEP_S,
    Contour,
    Planar,
    step_times,
)
from setlist.starter.loop import Loop, add_loop, build_air, build_tone
from setlist.starter.recipe import (
    Air,
    Drops,
    Figure,
    Layer,
    Pad,
    Recipe,
    Song,
    Struck,
    Sustained,
    Tune,
)
from setlist.starter.score import Harmony, Note, harmonise, write_notes
from setlist.starter.stroke import add_ring, strike
from setlist.units import Hertz

# Composed: how slowly a layer comes and goes, and how loud strokes are beside held tones.
_ENTER_S: Final = 18.0
_LEAVE_S: Final = 24.0
_HEADROOM: Final = 0.1
_STROKE_GAIN: Final = 4.2
_ECHO_GAIN: Final = 0.42
_EVEN_HZ: Final = 220.0  # lower tones need more to sound as loud, higher ones less
_LONGEST_OFFSET: Final = 1 << 17


def play(recipe: Recipe) -> Planar:
    """Play every layer of a recipe from its first frame to its last, before room and level.

    Parameters
    ----------
    recipe : Recipe
        The piece.

    Returns
    -------
    ndarray [shape=(2, n)]
        At the inner rate; its level means nothing yet.
    """
    harmony = harmonise(recipe)
    bus = np.zeros((2, round(recipe.length_s() * INNER_RATE_HZ)), np.float32)
    layers: tuple[Pad | Song | Figure | Drops | Tune | Air, ...] = (
        *recipe.pad,
        *recipe.song,
        *recipe.figure,
        *recipe.drops,
        *recipe.tune,
        *recipe.air,
    )
    for number, layer in enumerate(layers):
        rng = np.random.default_rng([recipe.seed, number, zlib.crc32(layer.voice.encode())])
        match layer:
            case Pad() | Song():
                _play_held(bus, layer, harmony, rng)
            case Figure() | Drops() | Tune():
                _play_struck(bus, layer, harmony, rng)
            case Air():
                _play_air(bus, layer, harmony, rng)
    return bus


def _play_held(bus: Planar, layer: Pad | Song, harmony: Harmony, rng: Generator) -> None:
    """Add the held tones of a layer, one pitch after the other so that one loop is in memory."""
    times = step_times(harmony.length_s)
    level = _level(layer, times, harmony, rng) * _leaving(layer, times, harmony)
    wave = 0.5 + 0.5 * np.sin(2 * np.pi * times / layer.sway_s + rng.uniform(0, 2 * np.pi))
    sheen = layer.sheen * (0.35 + 0.65 * wave)
    notes = sorted(write_notes(layer, harmony, rng), key=lambda note: (note.degree, note.start_s))
    for degree, same in groupby(notes, key=lambda note: note.degree):
        hz = Hertz(harmony.scale.hz(degree) * 2.0**layer.octaves)
        loop = build_tone(hz, layer.voice, rng)
        for note in same:
            _add_held(bus, loop, note, layer, np.stack([level, sheen]), hz=hz, rng=rng)


def _add_held(
    bus: Planar,
    loop: Loop,
    note: Note,
    layer: Sustained,
    courses: Contour,
    *,
    hz: Hertz,
    rng: Generator,
) -> None:
    """Add one held tone: it rises and falls around its written ends and drifts a little."""
    rise_s, fall_s = float(layer.attack_s), float(layer.release_s)
    if isinstance(layer, Song):
        rise_s, fall_s = min(rise_s, 0.6 * note.length_s), min(fall_s, 1.2 * note.length_s)
    x = np.arange(int((note.length_s + rise_s / 2 + fall_s / 2) / STEP_S) + 1) * STEP_S
    rise = np.sin(np.pi / 2 * np.clip(x / rise_s, 0, 1)) ** 2
    fall = np.sin(np.pi / 2 * np.clip((x[-1] - x) / fall_s, 0, 1)) ** 2
    drift = 1 + 0.18 * np.sin(2 * np.pi * (x / rng.uniform(9, 19) + rng.random()))
    even = float(np.clip((_EVEN_HZ / hz) ** 0.2, 0.6, 1.3)) * note.gain
    first = round((note.start_s - rise_s / 2) / STEP_S)
    steps = np.clip(np.arange(first, first + x.size), 0, courses.shape[1] - 1)
    level, sheen = courses[:, steps]
    envelope = even * rise * fall * drift * level
    gains = np.stack([envelope, envelope * sheen])[: loop.shape[0]]
    start = round(first * STEP_S * INNER_RATE_HZ)
    add_loop(bus, loop, gains, start=start, offset=int(rng.integers(_LONGEST_OFFSET)))


def _play_struck(
    bus: Planar, layer: Figure | Drops | Tune, harmony: Harmony, rng: Generator
) -> None:
    """Add the strokes of a layer and their echoes, which cross from ear to ear."""
    times = step_times(harmony.length_s)
    level = _level(layer, times, harmony, rng)
    notes = sorted(write_notes(layer, harmony, rng), key=lambda note: (note.degree, note.start_s))
    for degree, same in groupby(notes, key=lambda note: note.degree):
        ring = strike(Hertz(harmony.scale.hz(degree) * 2.0**layer.octaves), layer.voice)
        for note in same:
            for echo in range(layer.echoes + 1):
                start_s = note.start_s + echo * layer.echo_beats * harmony.beat_s
                step = min(round(start_s / STEP_S), level.size - 1)
                add_ring(
                    bus,
                    ring,
                    start=round(start_s * INNER_RATE_HZ),
                    gain=_STROKE_GAIN * note.gain * _ECHO_GAIN**echo * float(level[step]),
                    pan=note.pan if echo % 2 == 0 else 1 - note.pan,
                )


def _play_air(bus: Planar, layer: Air, harmony: Harmony, rng: Generator) -> None:
    """Add one kind of noise from end to end."""
    times = step_times(harmony.length_s)
    level = _level(layer, times, harmony, rng) * _leaving(layer, times, harmony)
    add_loop(bus, build_air(layer.voice, rng), level[None], start=0, offset=0)


def _level(layer: Layer, times: Contour, harmony: Harmony, rng: Generator) -> Contour:
    """Give the gain of a layer over time: its level, its breath, and its slow entry."""
    phase = rng.uniform(0, 2 * np.pi)
    breath_db = layer.breath_db * np.sin(2 * np.pi * times / layer.breath_s + phase)
    gain: Contour = _HEADROOM * 10 ** ((layer.level_db + breath_db) / 20)
    if layer.enters > 0:
        coming = np.clip((times - layer.enters * harmony.length_s) / _ENTER_S, 0, 1)
        gain = gain * np.sin(np.pi / 2 * coming) ** (1 if isinstance(layer, Struck) else 2)
    return gain


def _leaving(layer: Layer, times: Contour, harmony: Harmony) -> Contour:
    """Give the slow fall of a layer that leaves early; struck tones ring out by themselves."""
    if layer.leaves == 1:
        return np.ones_like(times)
    going = np.clip((layer.leaves * harmony.length_s - times) / _LEAVE_S, 0, 1)
    leaving: Contour = np.sin(np.pi / 2 * going) ** 2
    return leaving
