"""The clock of frames; gathering and resampling are seen through decoding."""

import pytest

from setlist.audio.chunks import FrameClock


def missing_s(*frames: tuple[float | None, float]) -> list[float]:
    clock = FrameClock()
    return [clock.follow(at_s, length_s) for at_s, length_s in frames]


def test_frames_that_follow_each_other_miss_nothing() -> None:
    assert missing_s((5.0, 0.25), (5.25, 0.5), (5.75, 0.25)) == [0.0, 0.0, 0.0]


def test_a_jump_is_what_is_missing() -> None:
    assert missing_s((0.0, 1.0), (3.0, 1.0), (4.0, 1.0)) == [0.0, 2.0, 0.0]


def test_frames_without_times_are_no_holes() -> None:
    frames = [(None, 1.0), (0.5, 1.0), (None, 1.0), (None, 1.0), (3.5, 1.0)]
    assert missing_s(*frames) == [0.0] * 5


def test_times_that_start_anew_are_no_hole() -> None:
    assert missing_s((8.0, 1.0), (0.0, 1.0), (1.0, 1.0)) == [0.0, -9.0, 0.0]


def test_what_was_heard_is_counted_whatever_the_times_say() -> None:
    clock = FrameClock()
    for at_s in (0.0, None, 9.0):
        clock.follow(at_s, 0.5)
    assert clock.heard_s == pytest.approx(1.5)
