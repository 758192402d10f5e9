"""Gain rides over what would startle."""

import numpy as np
import pytest
from sounds import joined, some_noise

from setlist.audio import Block, LoudnessMeter, Ride, largest_rise, plan_rides, ride_gain
from setlist.audio.rides import DEEPEST_DB, ride_gain_db
from setlist.units import Db, Lu, Seconds

CAP_LU = Lu(9.0)


def meter_of(sound: Block) -> LoudnessMeter:
    meter = LoudnessMeter()
    meter.add(sound)
    return meter


def ride_over(sound: Block) -> tuple[tuple[Ride, ...], float]:
    """The rides of a sound, and the largest rise within 3 s that is left after them."""
    rides = plan_rides(meter_of(sound).steps(), most_lu=CAP_LU)
    softened = sound * ride_gain(rides, np.arange(len(sound)) / 48_000.0)
    found = largest_rise(meter_of(softened).short_term(), within_s=Seconds(3.0))
    assert found is not None
    return rides, found.rise_lu


def a_step(size_db: float, *, at_s: float = 12.0) -> Block:
    quiet = some_noise(length_s=at_s, level_db=-24.0 - size_db)
    return joined(quiet, some_noise(length_s=30.0, level_db=-24.0, seed=1))


def test_a_rise_above_the_cap_is_brought_down_to_it() -> None:
    (ride,), left_lu = ride_over(a_step(12.0))
    assert left_lu == pytest.approx(CAP_LU, abs=0.3)
    assert ride.rise_lu == pytest.approx(12.0, abs=0.3)
    assert ride.at_s == pytest.approx(12.0, abs=0.11)
    assert 3.0 < ride.depth_db < DEEPEST_DB


def test_what_six_decibels_cannot_tame_is_lowered_by_six() -> None:
    (ride,), left_lu = ride_over(a_step(24.0))
    assert ride.depth_db == DEEPEST_DB
    assert 18.0 < left_lu < 21.0


def test_a_second_rise_after_the_gain_is_back_has_a_ride_of_its_own() -> None:
    pieces = [some_noise(length_s=12.0, level_db=-36.0, seed=5), a_step(12.0), a_step(12.0)]
    rides, left_lu = ride_over(joined(*pieces))
    assert [ride.at_s for ride in rides] == pytest.approx([24.0, 66.0], abs=0.11)
    assert left_lu == pytest.approx(CAP_LU, abs=0.3)


@pytest.mark.parametrize("size_db", [0.0, 6.0, 8.8])
def test_music_under_the_cap_is_left_alone(size_db: float) -> None:
    assert ride_over(a_step(size_db))[0] == ()


@pytest.mark.parametrize("length", [0, 1, 29, 30, 31])
def test_what_is_too_short_to_judge_is_left_alone(length: int) -> None:
    assert plan_rides(np.full(length, -20.0), most_lu=CAP_LU) == ()


def test_the_gain_is_down_when_the_sound_rises_and_moves_without_a_step() -> None:
    ride = Ride(at_s=Seconds(10.0), depth_db=Db(6.0), rise_lu=Lu(15.0))
    at_s = np.arange(0.0, 50.0, 0.001)
    gain = ride_gain_db([ride], at_s)
    assert gain[(at_s >= 10.0) & (at_s <= 16.0)] == pytest.approx(-6.0)
    assert (gain[(at_s < ride.start_s()) | (at_s > ride.end_s())] == 0.0).all()
    assert np.abs(np.diff(gain)).max() < 0.006
    assert np.abs(np.diff(gain, 2)).max() < 2e-5


def test_where_rides_overlap_the_deepest_counts() -> None:
    both = [
        Ride(at_s=Seconds(at_s), depth_db=Db(depth_db), rise_lu=Lu(12.0))
        for at_s, depth_db in ((10.0, 3.0), (12.0, 5.0))
    ]
    assert ride_gain_db(both, np.array([10.5, 14.0])) == pytest.approx(
        [min(ride_gain_db([one], np.array([10.5]))[0] for one in both), -5.0]
    )
