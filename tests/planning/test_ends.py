"""What counts at a join is the loudness beside the overlap."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from hypothesis import given
from hypothesis import strategies as st

from setlist.model import Track
from setlist.planning.ends import judge_ends
from setlist.units import Lufs, Seconds

OVERLAP_S = Seconds(20.0)


def a_course(*levels: float, head: float = -40.0, tail: float = -40.0) -> Track:
    """A track with these loudnesses, ten seconds each."""
    measures = some_measures(
        duration_s=10.0 * len(levels), head_lufs=head, tail_lufs=tail, loudness_lufs=-20.0
    )
    profile = tuple(Lufs(level) for level in levels)
    return a_track(measures=replace(measures, profile_lufs=profile))


def test_a_track_that_fades_itself_is_judged_beside_its_fades() -> None:
    said = judge_ends(a_course(-40, -30, -20, -21, -22, -30, -40), overlap_s=OVERLAP_S).measures
    assert said.head_lufs == pytest.approx(-20.0)
    assert said.tail_lufs == pytest.approx(-22.0)


def test_a_hush_before_a_loud_ending_is_what_the_next_track_follows() -> None:
    said = judge_ends(
        a_course(-20, -20, -20, -20, -41, -18, -18, tail=-18.0), overlap_s=OVERLAP_S
    ).measures
    assert said.tail_lufs == pytest.approx(-41.0)


def test_a_loud_head_stays_a_step() -> None:
    said = judge_ends(a_course(-14, -20, -25, -25, -25, -25, head=-14.0), overlap_s=OVERLAP_S)
    assert said.measures.head_lufs == -14.0


def test_a_track_without_a_profile_is_left_alone() -> None:
    track = a_track()
    assert judge_ends(track, overlap_s=OVERLAP_S) == track


@given(st.lists(st.floats(-60, -10), min_size=6, max_size=30), st.floats(0, 25))
def test_a_judged_end_never_leaves_the_range_of_the_track(
    levels: list[float], overlap_s: float
) -> None:
    said = judge_ends(a_course(*levels), overlap_s=Seconds(overlap_s)).measures
    assert said.tail_lufs is not None
    assert said.head_lufs is not None
    assert min(levels) - 0.01 <= said.tail_lufs <= max(levels) + 0.01
    assert said.head_lufs <= max(*levels, -40.0) + 0.01
