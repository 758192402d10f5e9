"""Curves over a phase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.model import Curve

VALUES = st.lists(st.floats(-100, 100), min_size=1, max_size=6).map(tuple)


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 5.0), (0.25, 5.75), (0.5, 6.5), (0.75, 6.25), (1.0, 6.0)]
)
def test_three_points_bend_in_the_middle(share: float, value: float) -> None:
    assert Curve(points=(5.0, 6.5, 6.0)).at(share) == pytest.approx(value)


def test_one_point_is_a_constant() -> None:
    assert {Curve(points=(4.0,)).at(share) for share in (-1.0, 0.0, 0.4, 1.0, 2.0)} == {4.0}


@given(VALUES, st.floats(-2, 3))
def test_a_curve_never_leaves_the_range_of_its_points(
    points: tuple[float, ...], share: float
) -> None:
    value = Curve(points=points).at(share)
    assert min(points) - 1e-9 <= value <= max(points) + 1e-9


@given(VALUES)
def test_a_curve_starts_at_its_first_point_and_ends_at_its_last(points: tuple[float, ...]) -> None:
    curve = Curve(points=points)
    assert curve.at(0.0) == pytest.approx(points[0])
    assert curve.at(1.0) == pytest.approx(points[-1])
