"""Bands and the times that a route leads to."""

import pytest
from builders import a_band, a_timecourse
from hypothesis import given
from hypothesis import strategies as st

from setlist.model import BANDED, Landmark


@pytest.mark.parametrize(
    ("percentile", "minute"),
    [(10, 22.0), (25, 28.0), (50, 38.0), (62.5, 45.0), (75, 52.0), (90, 69)],
)
def test_a_band_is_read_straight_between_its_percentiles(percentile: float, minute: float) -> None:
    assert a_band(22, 28, 38, 52, 69).at(percentile) == pytest.approx(minute)


@pytest.mark.parametrize("percentile", [0, 9.9, 90.1, 100])
def test_a_band_knows_nothing_beyond_its_ends(percentile: float) -> None:
    with pytest.raises(ValueError, match="from percentile 10 to 90"):
        a_band(1, 2, 3, 4, 5).at(percentile)


@given(st.floats(10, 90), st.floats(10, 90))
def test_a_later_percentile_is_never_an_earlier_minute(one: float, other: float) -> None:
    band = a_band(2.5, 3.1, 3.9, 5.0, 6.2)
    low, high = sorted((one, other))
    assert band.at(low) <= band.at(high) + 1e-9


def test_every_landmark_that_differs_between_people_has_a_band() -> None:
    timecourse = a_timecourse()
    assert [mark for mark in Landmark if timecourse.band(mark) is not None] == list(BANDED)
