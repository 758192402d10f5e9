"""Later sessions of a series ask for more where an arc already asks much."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import a_curve, a_flat_arc, pose_inward, some_tracks, the_inward_arc

from setlist.errors import InputError
from setlist.model import Arc, Listener, Series
from setlist.planning.series import raise_targets

SERIES = Series(rise=0.5, most=1.5)


def an_arc(*points: float, series: Series | None = SERIES) -> Arc:
    arc = a_flat_arc(30.0)
    phases = (replace(arc.phases[0], intensity=a_curve(*points)),)
    return replace(arc, series=series, phases=phases)


def raised(session: int, *points: float) -> tuple[float, ...]:
    arc, _ = raise_targets(an_arc(*points), session)
    assert arc.phases[0].intensity is not None
    return arc.phases[0].intensity.points


@pytest.mark.parametrize(
    ("session", "points"),
    [
        (1, (2.0, 3.9, 4.0, 6.5, 8.8)),
        (2, (2.0, 3.9, 4.5, 7.0, 9.0)),
        (3, (2.0, 3.9, 5.0, 7.5, 9.0)),
        (4, (2.0, 3.9, 5.5, 8.0, 9.0)),
        (9, (2.0, 3.9, 5.5, 8.0, 9.0)),
    ],
)
def test_each_session_asks_for_more_up_to_the_most_and_support_stays(
    session: int, points: tuple[float, ...]
) -> None:
    assert raised(session, 2.0, 3.9, 4.0, 6.5, 8.8) == pytest.approx(points)


@given(session=st.integers(1, 50), point=st.floats(1.0, 9.0))
def test_a_target_never_leaves_the_scale_nor_falls(session: int, point: float) -> None:
    (found,) = raised(session, point)
    assert point <= found <= 9.0
    assert found - point <= SERIES.most + 1e-9


def test_an_arc_without_a_series_says_that_it_asks_for_the_same() -> None:
    arc = an_arc(6.0, series=None)
    same, notes = raise_targets(arc, 3)
    assert same is arc
    assert "has no [series]: session 3 asks for as much as the first" in notes[0]
    assert raise_targets(arc, 1) == (arc, ())


def test_there_is_no_session_before_the_first() -> None:
    with pytest.raises(InputError, match="count from 1"):
        raise_targets(an_arc(6.0), 0)


def test_a_series_and_a_gentler_session_add_up_and_are_said() -> None:
    arc = replace(the_inward_arc(), series=SERIES)
    listener = Listener(code="x", gentler=1.0)
    terms = pose_inward(some_tracks(40), arc=arc, listener=listener, session=3).terms
    peak = terms.phases[2].phase.intensity
    assert peak is not None
    assert peak.points == pytest.approx((5.0, 6.5, 6.0))
    note = "Session 3 of a series: intensity targets of 4 and more are 1 higher."
    assert note in terms.notes
