"""Audible edges: never inside what is heard."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.analysis.edges import find_edges
from setlist.units import Seconds


def edges(*levels_db: float) -> tuple[float, float] | None:
    """Edges of windows of one second with these highest samples."""
    peaks = np.array([10.0 ** (level / 20.0) for level in levels_db], np.float32)
    return find_edges(peaks, step_s=Seconds(1.0))


def test_silence_at_both_ends_is_outside() -> None:
    assert edges(-120, -120, -20, -30, -120) == (2.0, 4.0)


def test_sound_from_end_to_end_is_all_audible() -> None:
    assert edges(-20, -20) == (0.0, 2.0)


def test_a_fade_is_followed_below_the_threshold_that_found_it() -> None:
    assert edges(-90, -68, -62, -20, -61, -66, -69, -75, -69) == (1.0, 7.0)


def test_a_pause_inside_is_no_end() -> None:
    assert edges(-20, -120, -120, -30, -90) == (0.0, 4.0)


def test_noise_below_60_dbfs_is_no_sound() -> None:
    assert edges(-65, -61, -64) is None


@given(levels=st.lists(st.floats(-110.0, 0.0), min_size=1, max_size=40))
def test_every_audible_window_lies_inside_the_edges(levels: list[float]) -> None:
    found = edges(*levels)
    heard = [index for index, level in enumerate(levels) if level > -59.9]
    if found is None:
        assert not heard
    else:
        assert all(found[0] <= index < found[1] for index in heard)


@pytest.mark.parametrize("level_db", [-59.0, -20.0])
def test_a_single_window_is_enough(level_db: float) -> None:
    assert edges(level_db) == (0.0, 1.0)
