"""Taps keep the people who are like what was seen."""

import numpy as np
import pytest

from setlist.errors import InputError
from setlist.model import Landmark
from setlist.timecourse.taps import LEAST, Tap, check_taps, keep_near
from setlist.units import Minutes

GROUP = np.exp(np.linspace(0.0, 1.0, 400))[:, None] * np.array([[4.0, 11.0, 20.0, 38.0, 64.0]])


def onset(at_min: float) -> Tap:
    return Tap(landmark=Landmark.ONSET, at_min=Minutes(at_min))


def peak_over(at_min: float) -> Tap:
    return Tap(landmark=Landmark.PEAK_END, at_min=Minutes(at_min))


def test_everyone_within_a_tenth_is_kept() -> None:
    left = keep_near(GROUP, (peak_over(60.0),))
    inside = np.abs(GROUP[:, 3] / 60.0 - 1.0) <= 0.10
    np.testing.assert_array_equal(left.kept, np.flatnonzero(inside))
    assert left.near


def test_where_fewer_than_fifty_are_near_the_nearest_fifty_are_kept() -> None:
    left = keep_near(GROUP, (peak_over(20.0),))
    np.testing.assert_array_equal(left.kept, np.arange(LEAST))
    assert not left.near


def test_two_taps_must_both_be_met() -> None:
    one = keep_near(GROUP, (onset(6.0),)).kept
    both = keep_near(GROUP, (onset(6.0), peak_over(60.0))).kept
    assert len(both) < len(one)


def test_what_came_before_a_tap_is_no_later_and_what_comes_no_earlier() -> None:
    for at in (12.0, 45.0, 300.0):
        left = keep_near(GROUP, (peak_over(at),))
        assert left.times_min[:, :3].max() <= at
        assert set(left.times_min[:, 3]) == {at}
        assert left.times_min[:, 4].min() >= at


def test_taps_may_come_in_any_order() -> None:
    assert check_taps((peak_over(38.0), onset(4.0))) == (onset(4.0), peak_over(38.0))


@pytest.mark.parametrize(
    "taps",
    [
        (),
        (onset(4.0), onset(5.0)),
        (Tap(landmark=Landmark.PEAK, at_min=Minutes(20.0)),),
        (Tap(landmark=Landmark.DOSE, at_min=Minutes(20.0)),),
        (onset(0.0),),
        (onset(float("nan")),),
        (peak_over(9000.0),),
        (onset(40.0), peak_over(30.0)),
    ],
)
def test_taps_that_cannot_be_are_refused(taps: tuple[Tap, ...]) -> None:
    with pytest.raises(InputError, match="tap"):
        check_taps(taps)
