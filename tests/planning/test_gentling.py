"""A gentler session asks for less, on the same scale."""

from dataclasses import replace

import pytest
from sessions import a_curve, a_flat_arc

from setlist.model import Listener
from setlist.planning.gentling import soften


@pytest.mark.parametrize(
    ("gentler", "points"), [(0.5, (1.5, 8.5)), (1.5, (1.0, 7.5)), (-1.0, (3.0, 9.0)), (0.0, (2, 9))]
)
def test_every_target_moves_by_as_much_and_stays_on_the_scale(
    gentler: float, points: tuple[float, ...]
) -> None:
    arc = a_flat_arc(30.0)
    arc = replace(arc, phases=(replace(arc.phases[0], intensity=a_curve(2, 9)),))
    (soft,) = soften(arc, Listener(code="x", gentler=gentler)).phases
    assert soft.intensity is not None
    assert soft.intensity.points == pytest.approx(points)


def test_an_arc_without_a_listener_is_left_alone() -> None:
    arc = a_flat_arc(30.0)
    assert soften(arc, None) is arc
