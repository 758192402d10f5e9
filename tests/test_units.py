"""Conversions between units."""

import math

import pytest

from setlist.units import Db, Minutes, Seconds, to_db, to_frames, to_minutes, to_ratio, to_seconds


def test_minutes_and_seconds_turn_into_each_other() -> None:
    assert to_seconds(Minutes(1.5)) == 90.0
    assert to_minutes(Seconds(90.0)) == 1.5


def test_a_time_becomes_the_nearest_frame() -> None:
    assert to_frames(Seconds(1.0), rate_hz=48_000) == 48_000
    assert to_frames(Seconds(1.00001), rate_hz=48_000) == 48_000
    assert to_frames(Seconds(-0.5), rate_hz=48_000) == -24_000


@pytest.mark.parametrize(("gain_db", "ratio"), [(0.0, 1.0), (20.0, 10.0), (-6.0206, 0.5)])
def test_decibels_are_twenty_times_the_logarithm_of_a_ratio(gain_db: float, ratio: float) -> None:
    assert to_ratio(Db(gain_db)) == pytest.approx(ratio, rel=1e-5)
    assert to_db(ratio) == pytest.approx(gain_db, abs=1e-4)


def test_silence_is_minus_infinity() -> None:
    assert to_db(0.0) == -math.inf
