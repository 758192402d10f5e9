"""The time axis."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.drawing.scale import Scale
from setlist.units import Seconds


def a_scale(width: float = 68.0) -> Scale:
    return Scale(start_s=Seconds(-600.0), end_s=Seconds(6300.0), left=12.0, width=width)


def test_times_outside_are_drawn_on_the_edge() -> None:
    assert a_scale().x(-9999.0) == 12.0
    assert a_scale().x(9999.0) == 80.0
    assert a_scale().column(9999.0) == 79


@given(st.floats(-600.0, 6300.0))
def test_a_place_and_its_time_agree(at_s: float) -> None:
    scale = a_scale()
    assert scale.time(scale.x(at_s)) == pytest.approx(at_s, abs=1e-6)


@given(st.floats(50.0, 2000.0), st.floats(5.0, 80.0))
def test_ticks_stand_apart_on_round_minutes(width: float, apart: float) -> None:
    scale = a_scale(width)
    ticks = scale.ticks(apart=apart)
    places = [scale.x(tick) for tick in ticks]
    assert all(tick % 60.0 == 0.0 for tick in ticks)
    assert all(scale.start_s <= tick <= scale.end_s for tick in ticks)
    steps = {round(b - a, 6) for a, b in pairwise(places)}
    assert len(steps) <= 1
    assert all(step >= apart - 1e-6 for step in steps) or width < apart * 3
