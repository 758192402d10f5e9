"""Session time in the words of a clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.drawing.clock import count_days, read_clock, tell_clock, tell_elapsed, tell_length
from setlist.errors import InputError
from setlist.units import Minutes, Seconds

EIGHT_HOURS = st.integers(-8 * 60, 8 * 60)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("14:00", 840), ("9:05", 545), ("00:00", 0), ("23:59", 1439), (" 7:30 ", 450)],
)
def test_a_time_of_day_is_minutes_after_midnight(text: str, minutes: int) -> None:
    assert read_clock(text) == Minutes(minutes)


@pytest.mark.parametrize(
    "text", ["24:00", "12:60", "1400", "noon", "", "12:3", "-1:00", "\u0661\u0664:\u0660\u0660"]
)
def test_what_is_no_time_of_day_is_refused_with_a_mend(text: str) -> None:
    with pytest.raises(InputError, match="such as 14:00"):
        read_clock(text)


@pytest.mark.parametrize(
    ("dose", "at_min", "told"),
    [
        ("14:00", -10, "13:50"),
        ("23:50", 15, "00:05"),
        ("0:05", -10, "23:55"),
        ("12:00", 0, "12:00"),
    ],
)
def test_the_clock_runs_across_midnight(dose: str, at_min: float, told: str) -> None:
    assert tell_clock(read_clock(dose), Seconds(at_min * 60.0)) == told


@pytest.mark.parametrize(
    ("dose", "at_min", "days"), [("23:50", 15, 1), ("0:05", -10, -1), ("9:00", 60, 0)]
)
def test_midnights_are_counted(dose: str, at_min: float, days: int) -> None:
    assert count_days(read_clock(dose), Seconds(at_min * 60.0)) == days


@pytest.mark.parametrize(
    ("at_s", "told"),
    [
        (-600.0, "\u22120:10"),
        (0.0, "0:00"),
        (3900.0, "1:05"),
        (59.99, "0:01"),
        (-30.0, "\u22120:01"),
        (59.0, "0:00"),
    ],
)
def test_time_from_the_dose_is_told_in_hours_and_minutes(at_s: float, told: str) -> None:
    assert tell_elapsed(Seconds(at_s)) == told


@given(st.integers(0, 1439), EIGHT_HOURS)
def test_clock_and_time_from_the_dose_agree(dose_min: int, at_min: int) -> None:
    hours, minutes = tell_clock(Minutes(dose_min), Seconds(at_min * 60.0)).split(":")
    assert (int(hours) * 60 + int(minutes) - at_min - dose_min) % 1440 == 0


def test_a_length_is_told_in_minutes_and_seconds() -> None:
    assert tell_length(Seconds(456.4)) == "7:36"
    assert tell_length(Seconds(5999.6)) == "100:00"
