"""The music that a problem lacks."""

from builders import a_track
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import PROVENANCE, a_flat_arc, pose_flat, pose_inward, some_tracks

from setlist.planning import solve
from setlist.planning.missing import find_missing, make_tracks
from setlist.units import Minutes


@given(seed=st.integers(0, 1000), count=st.integers(0, 14))
@settings(max_examples=3, deadline=None)
def test_adding_what_is_missing_makes_a_plan(seed: int, count: int) -> None:
    tracks = some_tracks(count, seed=seed)
    problem = pose_inward(tracks, length=Minutes(90))
    pieces = find_missing(problem)
    assert pieces
    mended = pose_inward((*tracks, *make_tracks(pieces)), length=Minutes(90))
    assert solve(mended, provenance=PROVENANCE).cues


def test_no_more_is_asked_for_than_is_missing() -> None:
    wild = tuple(a_track(f"W{n}", intensity=9.0, duration_s=280.0 + 13 * n) for n in range(6))
    there_min = sum(track.measures.audible_s() for track in wild) / 60.0
    pieces = find_missing(pose_flat(wild, a_flat_arc(40.0)))
    missing_min = sum(piece.length_s for piece in pieces) / 60.0
    assert 40.0 - there_min <= missing_min <= 40.0 - there_min + 4.0
