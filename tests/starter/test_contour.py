"""Slow curves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.starter.contour import STEP_FRAMES, draw, smooth, step_times, trace
from setlist.units import Seconds


def test_a_contour_is_drawn_in_straight_lines() -> None:
    line = draw(np.array([0.0, 1.0, 0.5]))
    assert line.size == 2 * STEP_FRAMES
    assert line[0] == 0.0
    assert line[STEP_FRAMES // 2] == pytest.approx(0.5)
    assert line[STEP_FRAMES] == 1.0
    assert np.abs(np.diff(line)).max() <= 1.01 / STEP_FRAMES


def test_several_contours_are_drawn_at_once() -> None:
    pair = np.array([[0.0, 1.0, 2.0], [5.0, 5.0, 5.0]])
    both = draw(pair)
    assert both.shape == (2, 2 * STEP_FRAMES)
    assert np.array_equal(both[0], draw(pair[0]))
    assert np.all(both[1] == 5.0)


def test_times_cover_the_length() -> None:
    times = step_times(Seconds(1.0))
    assert times[-2] >= 1.0
    assert np.allclose(np.diff(times), 0.01)


def test_a_trace_passes_through_its_points_without_a_corner() -> None:
    curve = trace(((0.0, -6.0), (0.5, 2.0), (1.0, 0.0)), 1001)
    assert curve[0] == -6.0
    assert curve[500] == pytest.approx(2.0)
    assert curve[-1] == pytest.approx(0.0)
    assert np.abs(np.diff(curve, 2)).max() < 4e-4  # a corner here would be some 0.02


@given(level=st.floats(-60, 60), width=st.integers(1, 80))
def test_what_is_constant_stays_constant_when_smoothed(level: float, width: int) -> None:
    assert np.allclose(smooth(np.full(100, level), width), level)


def test_smoothing_keeps_the_length_and_softens_a_step() -> None:
    step = np.repeat([0.0, 1.0], 100)
    soft = smooth(step, 20)
    assert soft.size == step.size
    assert 0.0 < np.diff(soft).max() < 0.15
