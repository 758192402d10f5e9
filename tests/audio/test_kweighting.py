"""K-weighting as matrix products equals the filter run sample by sample."""

import numpy as np
import pytest
from scipy.signal import sosfilt
from sounds import a_tone, joined, some_noise, some_silence

from setlist.audio import Block
from setlist.audio.kweighting import WINDOW_FRAMES, KWeighting

SECTIONS = np.array(
    [
        [
            1.53512485958697,
            -2.69169618940638,
            1.19839281085285,
            1,
            -1.69065929318241,
            0.73248077421585,
        ],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)


def energies(sound: Block, *, windows: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Run the filter over a sound in pieces of so many windows."""
    weighting = KWeighting()
    planar = np.ascontiguousarray(sound.T)
    step = windows * WINDOW_FRAMES
    parts = [weighting.energies(planar[:, at : at + step]) for at in range(0, len(sound), step)]
    return np.concatenate(parts)


def by_scipy(sound: Block) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    weighted = np.asarray(sosfilt(SECTIONS, sound.astype(np.float64), axis=0))
    return np.asarray((weighted.reshape(-1, WINDOW_FRAMES, 2) ** 2).mean(axis=1).sum(axis=1))


@pytest.mark.parametrize("windows", [1, 2, 7, 64])
def test_every_window_has_the_energy_that_scipy_gives(windows: int) -> None:
    sound = joined(some_noise(length_s=1.0), some_silence(0.5), a_tone(40.0, length_s=0.5))
    assert energies(sound, windows=windows) == pytest.approx(by_scipy(sound), rel=1e-4, abs=1e-13)


def test_a_constant_offset_is_not_heard() -> None:
    sound = np.full((96_000, 2), 0.9, np.float32)
    assert energies(sound, windows=10)[50:].max() < 1e-12
