"""An arc, times, a listener and a library become one problem."""

from dataclasses import replace

import pytest
from builders import a_library, a_timecourse, a_track
from sessions import a_flat_arc, pose_flat, pose_inward, some_tracks, the_inward_arc

from setlist.errors import InputError
from setlist.model import (
    Landmark,
    Listener,
    OwnMinute,
    RouteName,
    Slide,
    Tags,
    Unknown,
)
from setlist.planning import pose, repose
from setlist.units import Minutes

TRACKS = some_tracks(30)


def test_the_terms_carry_everything_but_the_tracks() -> None:
    listener = Listener(code="x-1", gentler=0.5)
    problem = pose_inward(TRACKS, listener=listener, seed=7)
    terms = problem.terms
    assert (terms.arc, terms.seed, terms.listener) == ("inward", 7, listener)
    assert terms.route is not None
    assert terms.route.name is RouteName.IM
    assert terms.start_s == -600.0
    assert terms.end_s == pytest.approx(103.5 * 60.0)
    assert terms.length.length_min == pytest.approx(113.5)
    assert terms.bands[0].landmark is Landmark.ONSET
    assert terms.library.tracks == 30


def test_an_own_minute_is_said_and_moves_the_phases() -> None:
    own = (OwnMinute(landmark=Landmark.PEAK_START, at_min=Minutes(15)),)
    terms = pose_inward(TRACKS, listener=Listener(code="x", own_minutes=own)).terms
    assert terms.phases[1].end_s == 900.0
    assert any("minute 15 by own experience" in note for note in terms.notes)
    assert terms.bands[1].band.p50 == 15.0


def test_a_route_that_the_arc_was_not_made_for_is_said() -> None:
    terms = pose_inward(TRACKS, arc=the_inward_arc(routes=(RouteName.ORAL,))).terms
    assert any("was not made for the route im" in note for note in terms.notes)


def test_what_must_be_said_of_the_times_is_passed_on() -> None:
    course = replace(a_timecourse(), notes=("Nobody checked this.",))
    assert "Nobody checked this." in pose_inward(TRACKS, timecourse=course).terms.notes


def test_pieces_too_short_or_too_long_leave_and_are_counted() -> None:
    short, long = a_track("S", duration_s=30.0), a_track("L", duration_s=7200.0)
    problem = pose_inward((*TRACKS, short, long))
    reasons = {removal.reason: removal for removal in problem.removals}
    assert reasons["shorter than 52 s"].tracks == 1
    assert reasons["longer than the music may last"].length_min == 120.0
    assert {track.id for track in problem.tracks} == {track.id for track in TRACKS}


def test_suggested_intensities_are_used_only_when_allowed_and_counted() -> None:
    guess = a_track("G", tags=Tags(title="G", suggested_intensity=3.0))
    refused = pose_flat((*TRACKS, guess))
    assert guess.id not in {track.id for track in refused.tracks}
    allowed = pose(
        a_flat_arc(),
        a_library(*TRACKS, guess),
        timecourse=None,
        listener=None,
        allow_suggested=True,
    )
    assert guess.id in {track.id for track in allowed.tracks}
    assert "1 of 31 tracks have a suggested intensity only." in allowed.terms.notes
    arc = a_flat_arc()
    penalised = replace(arc, music=replace(arc.music, unknown_intensity=Unknown.PENALISE))
    kept = {track.id: track for track in pose_flat((*TRACKS, guess), penalised).tracks}
    assert kept[guess.id].tags.suggested_intensity is None


def test_a_count_of_tracks_gives_an_arc_its_length() -> None:
    tracks = tuple(a_track(f"T{number}", duration_s=300.0) for number in range(9))
    problem = pose_flat(tracks, replace(a_flat_arc(), lengths=(), tracks=(3, 5)))
    assert problem.terms.length.length_min == pytest.approx(19.7)
    assert problem.terms.tracks == (3, 5)


def test_the_order_of_the_library_does_not_show() -> None:
    assert pose_inward(TRACKS) == pose_inward(TRACKS[::-1])


def test_an_arc_on_a_route_needs_one() -> None:
    with pytest.raises(InputError, match="name the route"):
        pose(the_inward_arc(), a_library(*TRACKS), timecourse=None, listener=None)


def test_the_full_course_may_be_asked_for() -> None:
    assert pose_inward(TRACKS, length=Slide.FULL).terms.length.chosen is Slide.FULL
    assert pose_inward(TRACKS, length=Minutes(100)).terms.length.chosen is Slide.ASKED


def test_the_terms_and_the_library_give_the_same_problem_again() -> None:
    short = a_track("S", duration_s=30.0)
    suggested = a_track("X", tags=Tags(suggested_intensity=4.0))
    library = a_library(*TRACKS, short, suggested)
    for allowed in (False, True):
        problem = pose(
            the_inward_arc(),
            library,
            timecourse=a_timecourse(),
            listener=Listener(code="x-1", heard=(TRACKS[3].id,)),
            bans=(TRACKS[5].id,),
            allow_suggested=allowed,
        )
        assert repose(problem.terms, library) == problem
