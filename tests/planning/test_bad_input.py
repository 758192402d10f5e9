"""Bad input: each gives a plan or one clear error, never a traceback."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from builders import a_track, a_track_id, some_measures
from sessions import PROVENANCE, a_flat_arc, pose_flat, pose_inward, some_tracks

from setlist.errors import InputError, NoPlanError
from setlist.model import Listener, Measures, Problem
from setlist.planning import audit_plan, solve
from setlist.units import Minutes, Seconds

NAN = math.nan
TRACKS = some_tracks(40)
MANY = tuple(f"nothing {number}" for number in range(5000))
Pose = Callable[[], Problem]


def heard(**changes: float) -> Measures:
    return replace(some_measures(), **changes)  # type: ignore[arg-type]


BROKEN = tuple(
    a_track(f"B{number}", measures=measures)
    for number, measures in enumerate(
        (
            heard(loudness_lufs=NAN),
            heard(duration_s=NAN, audible_end_s=NAN),
            heard(audible_end_s=math.inf),
            heard(audible_end_s=-5.0),
            heard(head_lufs=NAN),
            heard(tempo_bpm=NAN, brightness_hz=NAN, onsets_per_s=NAN, max_rise_3s_lu=NAN),
            heard(loudness_lufs=-200.0, head_lufs=-200.0, tail_lufs=-200.0),
        )
    )
)
PLANNED: dict[str, Pose] = {
    "one track that fits": lambda: pose_flat((a_track(duration_s=1200.0),)),
    "one artist": lambda: pose_flat(
        [a_track(f"T{n}", artist="Only", duration_s=200.0 + n % 300) for n in range(2000)]
    ),
    "broken measures among others": lambda: pose_flat((*TRACKS, *BROKEN)),
    "a target outside the data": lambda: pose_flat(
        [a_track(f"T{n}", intensity=1.0) for n in range(9)], a_flat_arc(20.0, intensity=9.0)
    ),
    "five minutes": lambda: pose_flat(TRACKS, a_flat_arc(5.0)),
    "thousands of exclusions": lambda: pose_flat(
        TRACKS,
        listener=Listener(
            code="x",
            avoid_tags=MANY,
            avoid_artists=MANY,
            avoid_tracks=MANY,
            heard=tuple(a_track_id(word) for word in MANY),
        ),
    ),
}
REFUSED: dict[str, Pose] = {
    "one track": lambda: pose_flat((a_track(),)),
    "tracks longer than the session": lambda: pose_flat(
        [a_track(f"T{n}", duration_s=3600.0) for n in range(9)]
    ),
    "equal tracks that do not add up": lambda: pose_flat(
        [a_track(f"T{n}") for n in range(9)], a_flat_arc(22.0)
    ),
    "no voice at all": lambda: pose_flat(TRACKS, a_flat_arc(20.0, voice=())),
    "too many tracks": lambda: pose_flat(TRACKS, replace(a_flat_arc(20.0), tracks=(190, 200))),
}


@pytest.mark.parametrize("pose", PLANNED.values(), ids=PLANNED.keys())
def test_bad_input_that_leaves_a_plan_is_planned(pose: Pose) -> None:
    problem = pose()
    assert audit_plan(solve(problem, provenance=PROVENANCE), problem.tracks) == ()


@pytest.mark.parametrize("pose", REFUSED.values(), ids=REFUSED.keys())
def test_bad_input_that_leaves_none_is_refused_with_a_mend(pose: Pose) -> None:
    with pytest.raises(NoPlanError) as refused:
        solve(pose(), provenance=PROVENANCE)
    assert all(one.said and one.mend for one in refused.value.findings)


@pytest.mark.parametrize("length_min", [0.01, NAN, math.inf, -5.0, 1e9])
def test_a_length_that_is_none_is_refused(length_min: float) -> None:
    with pytest.raises(InputError, match="give minutes from 1 to 720"):
        pose_flat(TRACKS, length=Minutes(length_min))


@pytest.mark.slow
def test_twelve_hours_are_planned() -> None:
    problem = pose_flat(some_tracks(150, median_s=600.0), a_flat_arc(720.0))
    plan = solve(problem, provenance=PROVENANCE)
    assert plan.total_s == pytest.approx(Seconds(43_200.0), abs=30.0)


def test_five_minutes_of_an_arc_that_needs_more_are_refused_with_the_shortest() -> None:
    with pytest.raises(InputError, match="give at least"):
        pose_inward(TRACKS, length=Minutes(5.0))
