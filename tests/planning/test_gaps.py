"""Why there is no plan, and that the mend mends."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from sessions import PROVENANCE, a_flat_arc, at, pose_flat, pose_inward, some_tracks, the_inward_arc

from setlist.errors import NoPlanError
from setlist.model import (
    Edge,
    Landmark,
    Listener,
    Pin,
    Problem,
    SilenceBlock,
    Voice,
)
from setlist.planning import solve
from setlist.units import Minutes


def refusal(problem: Problem) -> NoPlanError:
    with pytest.raises(NoPlanError) as refused:
        solve(problem, provenance=PROVENANCE)
    return refused.value


def test_the_report_names_the_phase_the_rule_and_what_to_add() -> None:
    sung = tuple(
        a_track(f"S{n}", artist=f"A{n}", voice=Voice.WORDS, duration_s=200.0 + 7 * n)
        for n in range(40)
    )
    calm = tuple(
        a_track(f"C{n}", artist=f"B{n}", intensity=1.0, duration_s=180.0 + 11 * n) for n in range(6)
    )
    error = refusal(pose_inward((*sung, *calm), length=Minutes(90)))
    peak = next(one for one in error.findings if one.place.field == "phase peak")
    assert "lacks" in peak.said
    assert "under its rules there are 21 min" in peak.said
    assert "most goes by words (224 min)" in peak.said
    assert "intensity 5-7" in peak.mend
    assert "no words" in peak.mend
    assert "relax words" in peak.mend


def test_the_report_names_an_exclusion_that_takes_most() -> None:
    tracks = tuple(
        a_track(f"T{n}", artist=f"A{n}", words=("choir",), duration_s=200.0 + 7 * n)
        for n in range(40)
    )
    problem = pose_inward(tracks, listener=Listener(code="x", avoid_tags=("choir",)))
    error = refusal(problem)
    phases = [one for one in error.findings if (one.place.field or "").startswith("phase ")]
    assert phases
    assert all('most goes by tag "choir"' in one.said for one in phases)
    assert not any("relax" in one.mend for one in phases)
    relaxed = pose_inward(tracks, listener=Listener(code="x"))
    assert solve(relaxed, provenance=PROVENANCE).cues


def test_an_empty_library_lacks_the_whole_session() -> None:
    error = refusal(pose_flat((), a_flat_arc(20.0)))
    assert len(error.findings) == 1
    assert "there are 0 min" in error.findings[0].said
    assert error.findings[0].place.field == "phase land"


def test_joins_that_all_step_up_too_far_are_said() -> None:
    steep = tuple(
        a_track(f"S{n}", measures=some_measures(head_lufs=-20.0, tail_lufs=-60.0))
        for n in range(12)
    )
    error = refusal(pose_flat(steep, a_flat_arc(29.2)))
    assert "step up too far" in error.findings[0].said


def test_pins_that_leave_a_stretch_no_track_fits_are_said() -> None:
    tracks = tuple(a_track(f"T{n}", artist=f"A{n}", duration_s=300.0) for n in range(12))
    pins = (
        Pin(track=tracks[0].id, edge=Edge.OPENING),
        Pin(track=tracks[1].id, at_min=Minutes(5.8)),
    )
    error = refusal(pose_flat(tracks, a_flat_arc(29.2), pins=pins))
    assert '"T1" pinned at minute 5.8' in error.findings[0].said


def test_a_number_of_tracks_that_cannot_fill_the_length_is_said() -> None:
    arc = replace(a_flat_arc(60.0), tracks=(200, 210))
    error = refusal(pose_flat(some_tracks(20), arc))
    assert "200 to 210 tracks cannot fill this length" in error.findings[0].said


def test_silences_without_room_between_them_are_said() -> None:
    silences = tuple(
        SilenceBlock(at=at(Landmark.START, plus=2.0 * number), length_min=Minutes(0.8))
        for number in range(1, 9)
    )
    arc = replace(a_flat_arc(20.0), silences=silences)
    tracks = tuple(a_track(f"T{n}", duration_s=400.0) for n in range(9))
    error = refusal(pose_flat(tracks, arc))
    assert error.findings[0].mend
    assert the_inward_arc().silences
