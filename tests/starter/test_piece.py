"""Whole pieces: calm, exact, the same every time."""

import math
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyebur128
import pytest

from setlist.audio import RATE_HZ, Block, LoudnessMeter, largest_rise
from setlist.shipped import shipped_folder
from setlist.starter import Recipe, synthesise
from setlist.units import Seconds

PATHS = sorted((shipped_folder("library") / "recipes").glob("*.toml"))
HUSH_LUFS = -50.0
"""What rises below it is under the piece before, or not heard at all."""
TARGETS_LUFS = {1: -29.0, 2: -27.5, 3: -26.0, 4: -24.5, 5: -23.0, 6: -21.5, 7: -20.0}
HASH = """
import dataclasses, hashlib, pathlib, sys
from setlist.starter import read_recipes, synthesise
recipe = read_recipes(pathlib.Path(sys.argv[1]))[int(sys.argv[2])]
digest = hashlib.sha256()
for block in synthesise(dataclasses.replace(recipe, duration_s=24.0)):
    digest.update(block.tobytes())
print(digest.hexdigest())
"""


def whole(recipe: Recipe) -> Block:
    return np.concatenate(list(synthesise(recipe)))


def clicks(sound: Block) -> float:
    """How far the second difference of some 10 ms stands above what is usual around it."""
    heights = []
    for ear in np.ascontiguousarray(sound.T):
        bends = np.diff(ear, 2)
        frames = np.abs(bends[: len(bends) // 480 * 480].reshape(-1, 480))
        level = np.sqrt(np.einsum("ij,ij->i", frames, frames) / 480)
        around = np.lib.stride_tricks.sliding_window_view(np.pad(level, 4, "edge"), 9)
        usual = np.maximum(np.median(around, axis=1), 2e-5)
        heights.append(float(np.max(frames.max(axis=1) / usual)))
    return max(heights)


def check_calm(sound: Block, recipe: Recipe, *, within_lu: float) -> None:
    """What every piece must be: of its loudness, without startle, click or offset."""
    meter = LoudnessMeter()
    meter.add(sound)
    integrated = meter.integrated_lufs()
    assert integrated is not None
    assert abs(integrated - TARGETS_LUFS[recipe.intensity]) < within_lu
    assert meter.peak_dbtp() <= -2.0
    heard = np.maximum(meter.short_term(), HUSH_LUFS)
    rise = largest_rise(heard, within_s=Seconds(1.0))
    assert rise is not None
    assert rise.rise_lu <= 3.0
    assert clicks(sound) < 12.0
    assert np.abs(sound[:480]).max() < 1e-4
    assert np.abs(sound[-480:]).max() < 1e-4
    ears = np.ascontiguousarray(sound.T)
    assert max(abs(float(ear.mean())) for ear in ears) < 1e-4
    left, right = (float(np.dot(ear, ear)) for ear in ears)
    assert abs(10 * math.log10(left / right)) < 1.0


def test_the_same_recipe_gives_the_same_samples(small: Recipe, small_sound: Block) -> None:
    assert np.array_equal(whole(small), small_sound)


def test_another_seed_gives_other_samples(small: Recipe, small_sound: Block) -> None:
    assert not np.array_equal(whole(replace(small, seed=8)), small_sound)


def test_the_blocks_last_as_long_as_the_recipe_says_and_have_no_seam(small: Recipe) -> None:
    blocks = list(synthesise(small))
    assert sum(map(len, blocks)) == small.length_s() * RATE_HZ
    assert {(block.dtype, block.shape[1]) for block in blocks} == {(np.dtype(np.float32), 2)}
    assert max(map(len, blocks)) < RATE_HZ * 2
    blocks = [block for block in blocks if len(block)]
    usual = max(np.abs(np.diff(block, axis=0)).max() for block in blocks)
    for before, after in pairwise(blocks):
        assert np.abs(after[0] - before[-1]).max() <= usual


def test_a_click_is_seen_by_the_measure_of_clicks(small_sound: Block) -> None:
    sound = small_sound.copy()
    assert clicks(sound) < 12.0
    sound[12 * RATE_HZ] += 0.01
    assert clicks(sound) > 20.0


@pytest.mark.parametrize("intensity", range(1, 8))
def test_a_piece_of_every_intensity_is_calm(shipped: tuple[Recipe, ...], intensity: int) -> None:
    """Cut to a minute, which makes every change in it come faster."""
    recipe = next(recipe for recipe in shipped if recipe.intensity == intensity)
    short = replace(recipe, duration_s=Seconds(60.0))
    check_calm(whole(short), short, within_lu=1.0)


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(PATHS)), ids=[path.stem for path in PATHS])
def test_every_shipped_piece_is_calm(shipped: tuple[Recipe, ...], place: int) -> None:
    recipe = shipped[place]
    sound = whole(recipe)
    check_calm(sound, recipe, within_lu=0.6)
    state = pyebur128.R128State(
        2, RATE_HZ, pyebur128.MeasurementMode.MODE_I | pyebur128.MeasurementMode.MODE_TRUE_PEAK
    )
    for at in range(0, len(sound), RATE_HZ):
        part = np.ascontiguousarray(sound[at : at + RATE_HZ])
        state.add_frames(part.reshape(-1), len(part))
    assert abs(pyebur128.get_loudness_global(state) - TARGETS_LUFS[recipe.intensity]) < 0.6
    peak = max(pyebur128.get_true_peak(state, ear) for ear in (0, 1))
    assert 20 * np.log10(peak) <= -2.0


def test_an_oracle_reads_the_same_loudness_and_rise(small_sound: Block) -> None:
    state = pyebur128.R128State(
        2, RATE_HZ, pyebur128.MeasurementMode.MODE_I | pyebur128.MeasurementMode.MODE_S
    )
    levels = []
    for at in range(0, len(small_sound) - 4799, 4800):
        state.add_frames(np.ascontiguousarray(small_sound[at : at + 4800]).reshape(-1), 4800)
        levels.append(pyebur128.get_loudness_shortterm(state))
    heard = np.maximum(np.array(levels), -50.0)
    assert np.max(heard[10:] - heard[:-10]) <= 3.0
    meter = LoudnessMeter()
    meter.add(small_sound)
    assert pyebur128.get_loudness_global(state) == pytest.approx(meter.integrated_lufs(), abs=0.05)


@pytest.mark.slow
def test_the_number_of_threads_changes_no_sample() -> None:
    folder = shipped_folder("library") / "recipes"
    place = [path.stem for path in PATHS].index("footpath-uphill")
    digests = {
        subprocess.run(
            [sys.executable, "-c", HASH, str(folder), str(place)],
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for threads in ("1", "2")
    }
    assert len(digests) == 1
