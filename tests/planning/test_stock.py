"""How a library stands against an arc, in agreement with what solving says."""

from dataclasses import replace

import pytest
from builders import a_library, a_track, some_measures
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import (
    PROVENANCE,
    QUIET,
    a_flat_arc,
    at,
    pose_flat,
    pose_inward,
    some_tracks,
    the_inward_arc,
)

from setlist.documents import write_json
from setlist.errors import NoPlanError
from setlist.model import (
    GapReport,
    Landmark,
    Listener,
    PhaseGap,
    PhaseName,
    Problem,
    SilenceBlock,
    Tags,
    Track,
    Voice,
)
from setlist.planning import pose, solve, survey_gaps
from setlist.planning.missing import find_missing, make_tracks
from setlist.units import Minutes


def survey(problem: Problem, tracks: tuple[Track, ...]) -> GapReport:
    return survey_gaps(problem, a_library(*tracks))


def phase(report: GapReport, name: PhaseName) -> PhaseGap:
    return next(one for one in report.phases if one.phase is name)


def sung(count: int) -> tuple[Track, ...]:
    return tuple(
        a_track(f"S{n}", artist=f"A{n}", intensity=6.0, voice=Voice.WORDS, duration_s=200.0 + 7 * n)
        for n in range(count)
    )


@given(seed=st.integers(0, 1000), count=st.integers(0, 8))
@settings(max_examples=6, deadline=None)
def test_the_report_agrees_with_solving(seed: int, count: int) -> None:
    tracks = some_tracks(count, seed=seed)
    problem = pose_flat(tracks, a_flat_arc(16.0, voice=QUIET))
    report = survey(problem, tracks)
    if report.planned:
        assert report.findings == ()
        assert solve(problem, provenance=PROVENANCE).cues
        return
    with pytest.raises(NoPlanError) as refused:
        solve(problem, provenance=PROVENANCE)
    assert report.findings == refused.value.findings


@pytest.mark.parametrize("count", [0, 9])
def test_a_library_made_richer_by_what_the_report_says_has_a_plan(count: int) -> None:
    tracks = some_tracks(count, seed=count)
    problem = pose_inward(tracks, length=Minutes(90))
    report, pieces = survey(problem, tracks), find_missing(problem)
    assert pieces
    for gap in report.phases:
        said_s = sum(piece.length_s for piece in pieces if piece.phase is gap.phase)
        assert bool(gap.add) >= (said_s > 0.0)
        if said_s:
            assert gap.missing_min == pytest.approx(said_s / 60.0, abs=0.06)
    richer = (*tracks, *make_tracks(pieces))
    assert survey(pose_inward(richer, length=Minutes(90)), richer).planned


def test_the_report_says_what_to_add_in_the_words_of_the_refusal() -> None:
    calm = tuple(
        a_track(f"C{n}", artist=f"B{n}", intensity=1.0, duration_s=180.0 + 11 * n) for n in range(6)
    )
    tracks = (*sung(40), *calm)
    report = survey(pose_inward(tracks, length=Minutes(90)), tracks)
    peak = phase(report, PhaseName.PEAK)
    refusal = next(one for one in report.findings if one.place.field == "phase peak")
    assert refusal.mend.startswith(f"add {peak.add}, or relax words")
    assert "at intensity 5-7, no words" in peak.add
    assert peak.costliest is not None
    assert (peak.costliest.rule, peak.costliest.tracks) == ("words", 40)
    assert report.summary.startswith("there is no plan: ")
    assert "peak lacks 31 min" in report.summary


def test_a_library_with_enough_names_its_thinnest_phase() -> None:
    tracks = some_tracks(150)
    report = survey(pose_inward(tracks, length=Minutes(90)), tracks)
    shares = {one.phase: one.share() for one in report.phases}
    thinnest = min(shares, key=lambda name: shares[name] or 0.0)
    assert report.summary.startswith(f"nothing is missing; thinnest: {thinnest}, ")
    assert not any(one.add or one.missing_min for one in report.phases)


def test_a_plan_with_little_within_reach_is_said_to_be_one() -> None:
    wild = tuple(
        a_track(f"W{n}", artist=f"A{n}", intensity=8.0, duration_s=200.0 + 13 * n)
        for n in range(12)
    )
    report = survey(pose_flat(wild, a_flat_arc(20.0, voice=(Voice.NONE,))), wild)
    assert report.planned
    assert report.summary == (
        "there is a plan, but little is within reach of what the arc asks; "
        "thinnest: land, 0.0 x what it needs"
    )
    assert report.phases[0].add == "20 more minutes at intensity 3, without voices"
    assert report.phases[0].missing_min == 20.0


def test_suggestions_that_are_allowed_count_as_ratings() -> None:
    tracks = tuple(
        a_track(f"T{n}", tags=Tags(title=f"T{n}", voice=Voice.NONE, suggested_intensity=3.0))
        for n in range(6)
    )
    library, arc = a_library(*tracks), a_flat_arc(19.6)
    for allowed in (True, False):
        problem = pose(arc, library, timecourse=None, listener=None, allow_suggested=allowed)
        report = survey_gaps(problem, library, allow_suggested=allowed)
        assert report.planned is allowed
        assert (report.phases[0].left_min() > 0.0) is allowed
        assert report.levels[2].suggested_min == 30.0


def test_an_empty_library_lacks_every_phase() -> None:
    report = survey(pose_inward((), length=Minutes(90)), ())
    assert not report.planned
    assert [one.phase for one in report.phases if not one.add] == []
    assert all(one.left_min() == 0.0 and one.costliest is None for one in report.phases)
    assert len(report.levels) == 9


def test_a_session_without_music_lacks_none() -> None:
    arc = the_inward_arc()
    quiet = replace(
        arc,
        phases=tuple(replace(one, music=False) for one in arc.phases),
        silences=(SilenceBlock(at=at(Landmark.START), length_min=Minutes(120.0)),),
    )
    report = survey(pose_inward((), arc=quiet, length=Minutes(90)), ())
    assert (report.planned, report.summary) == (True, "the arc asks for no music")
    assert report.phases == ()


def test_joins_that_are_too_steep_are_the_summary() -> None:
    steep = tuple(
        a_track(f"S{n}", measures=some_measures(head_lufs=-20.0, tail_lufs=-60.0))
        for n in range(12)
    )
    report = survey(pose_flat(steep, a_flat_arc(29.2)), steep)
    assert "step up too far" in report.summary
    assert report.phases[0].add == ""


def test_the_report_is_plain_json_and_the_same_each_time() -> None:
    tracks = some_tracks(12)
    listener = Listener(code="heron-17", avoid_tags=("\x00\u202echoir",))
    problem = pose_flat(tracks, a_flat_arc(16.0), listener=listener)
    text = write_json(survey(problem, tracks))
    assert text == write_json(survey(problem, tracks[::-1]))
    assert '"listener": "heron-17"' in text
