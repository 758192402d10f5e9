"""The largest rise inside a sound."""

import numpy as np
import pytest
from sounds import joined, some_noise, some_silence

from setlist.audio import Block, LoudnessMeter, Rise, largest_rise
from setlist.units import Seconds


def rise(sound: Block, *, within_s: float) -> Rise:
    meter = LoudnessMeter()
    meter.add(sound)
    found = largest_rise(meter.short_term(), within_s=Seconds(within_s))
    assert found is not None
    return found


def a_step(*, at_s: float, from_db: float, to_db: float) -> Block:
    before = some_noise(length_s=at_s, level_db=from_db)
    return joined(before, some_noise(length_s=12.0 - at_s, level_db=to_db))


def test_a_step_is_seen_whole_within_3_s_and_at_its_place() -> None:
    found = rise(a_step(at_s=6.0, from_db=-40.0, to_db=-20.0), within_s=3.0)
    assert found.rise_lu == pytest.approx(20.0, abs=0.2)
    assert found.at_s == pytest.approx(6.0, abs=0.11)


@pytest.mark.parametrize(
    ("at_s", "size_db"), [(3.0, 3.0), (4.5, 6.0), (6.0, 12.0), (7.3, 30.0), (8.9, 24.0)]
)
def test_any_step_has_its_size_and_its_place(at_s: float, size_db: float) -> None:
    sound = a_step(at_s=at_s, from_db=-20.0 - size_db, to_db=-20.0)
    assert rise(sound, within_s=3.0).rise_lu == pytest.approx(size_db, abs=0.3)
    assert rise(sound, within_s=3.0).at_s == pytest.approx(at_s, abs=0.11)
    ratio = 10.0 ** (size_db / 10.0)
    assert rise(sound, within_s=1.0).rise_lu == pytest.approx(
        10.0 * np.log10((2.0 + ratio) / 3.0), abs=0.3
    )
    assert rise(sound, within_s=1.0).at_s == pytest.approx(at_s, abs=0.11)


def test_of_two_steps_the_larger_counts() -> None:
    levels_db = ((-40.0, 6.0), (-32.0, 6.0), (-20.0, 6.0))
    sound = joined(*(some_noise(length_s=it_s, level_db=db) for db, it_s in levels_db))
    found = rise(sound, within_s=3.0)
    assert found.rise_lu == pytest.approx(12.0, abs=0.2)
    assert found.at_s == pytest.approx(12.0, abs=0.11)


def test_within_1_s_a_step_is_seen_in_part() -> None:
    found = rise(a_step(at_s=6.0, from_db=-40.0, to_db=-20.0), within_s=1.0)
    assert found.rise_lu == pytest.approx(10.0 * np.log10((2e-4 + 1e-2) / 3e-4), abs=0.2)
    assert found.at_s == pytest.approx(6.0, abs=0.11)


def test_out_of_silence_a_rise_counts_from_the_hush_of_a_room() -> None:
    sound = joined(some_silence(6.0), some_noise(length_s=6.0, level_db=-20.0))
    found = rise(sound, within_s=3.0)
    assert 40.0 < found.rise_lu < 50.0


def test_what_only_falls_never_rises() -> None:
    levels = np.linspace(-20.0, -50.0, 100)
    found = largest_rise(levels, within_s=Seconds(3.0))
    assert found is not None
    assert found.rise_lu == 0.0


def test_a_slow_rise_counts_only_what_comes_within_the_time() -> None:
    levels = np.linspace(-50.0, -20.0, 301)
    found = largest_rise(levels, within_s=Seconds(3.0))
    assert found is not None
    assert found.rise_lu == pytest.approx(3.0)


@pytest.mark.parametrize("count", [0, 1])
def test_too_little_sound_has_no_rise(count: int) -> None:
    assert largest_rise(np.full(count, -20.0), within_s=Seconds(3.0)) is None
