"""A library and an arc side by side on the scale of intensity."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from builders import a_library, a_track
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import a_flat_arc, at, pose_flat, pose_inward, some_tracks

from setlist.model import (
    Arc,
    Landmark,
    Level,
    PhaseName,
    SilenceBlock,
    Track,
    TrackId,
    Voice,
    Want,
)
from setlist.planning import survey_gaps
from setlist.planning.funnel import list_candidates, sift
from setlist.planning.levels import music_spans, weigh_levels
from setlist.units import Minutes


def levels(
    tracks: tuple[Track, ...], arc: Arc, suggested: Mapping[TrackId, float] | None = None
) -> dict[int, Level]:
    problem = pose_flat(tracks, arc)
    report = survey_gaps(problem, a_library(*tracks), suggested=suggested)
    return {level.intensity: level for level in report.levels}


def test_what_the_arc_wants_adds_up_to_its_music() -> None:
    silence = SilenceBlock(at=at(Landmark.START, plus=10.0), length_min=Minutes(5.0))
    arc = replace(a_flat_arc(30.0, intensity=3.0), silences=(silence,))
    found = levels((), arc)
    assert found[3].wanted == (Want(phase=PhaseName.LAND, length_min=Minutes(25.0)),)
    assert all(not level.wanted for step, level in found.items() if step != 3)
    terms = pose_flat((), arc).terms
    assert music_spans(terms.phases[0], terms) == [(0.0, 600.0), (900.0, 1800.0)]


def test_a_rating_counts_at_the_nearest_step_halves_upward() -> None:
    tracks = tuple(
        a_track(f"T{n}", artist=f"A{n}", intensity=value, duration_s=300.0)
        for n, value in enumerate((1.0, 2.49, 2.5, 9.0))
    )
    found = levels(tracks, a_flat_arc(20.0))
    assert {step: level.rated_min for step, level in found.items() if level.rated_min} == {
        1: 5.0,
        2: 5.0,
        3: 5.0,
        9: 5.0,
    }


def test_what_no_phase_that_asks_for_it_may_play_is_barred() -> None:
    sung = a_track("Sung", voice=Voice.WORDS, duration_s=300.0)
    found = levels((sung, a_track("Plain", artist="B")), a_flat_arc(20.0, voice=(Voice.NONE,)))
    assert (found[3].rated_min, found[3].barred_min) == (5.0, 5.0)


def test_a_suggestion_is_shown_apart_and_what_has_none_is_unrated() -> None:
    hinted = a_track("Hinted", artist="A", intensity=None, duration_s=300.0)
    blank = a_track("Blank", artist="B", intensity=None, duration_s=600.0)
    rated = a_track("Rated", artist="C", duration_s=420.0)
    tracks = (hinted, blank, rated)
    suggested = {hinted.id: 3.2, rated.id: 8.0}
    found = levels(tracks, a_flat_arc(20.0), suggested)
    assert (found[3].rated_min, found[3].suggested_min, found[8].suggested_min) == (7.0, 5.0, 0.0)
    report = survey_gaps(pose_flat(tracks), a_library(*tracks), suggested=suggested)
    assert report.unrated_min == 10.0


@pytest.mark.parametrize("level", [float("nan"), 0.0, 12.0])
def test_a_suggestion_outside_the_scale_is_none(level: float) -> None:
    blank = a_track("Blank", intensity=None, duration_s=600.0)
    found = levels((blank,), a_flat_arc(20.0), {blank.id: level})
    assert not any(one.suggested_min for one in found.values())


@given(seed=st.integers(0, 500), count=st.integers(0, 40))
@settings(max_examples=10, deadline=None)
def test_every_rated_minute_is_counted_once(seed: int, count: int) -> None:
    tracks = some_tracks(count, seed=seed)
    terms = pose_inward(tracks, length=Minutes(90)).terms
    candidates = list_candidates(terms, tracks, allow_suggested=False)
    funnels = tuple(sift(candidates, placed, terms) for placed in terms.phases)
    found = weigh_levels(candidates, funnels, terms)
    counted = sum(level.rated_min + level.barred_min for level in found)
    whole = sum(track.measures.audible_s() for track in tracks) / 60.0
    assert counted == pytest.approx(whole, abs=1.0)
