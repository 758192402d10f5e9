"""What the rules of a phase leave of a library."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import a_flat_arc, pose_flat, pose_inward, some_tracks

from setlist.model import (
    Arc,
    Listener,
    MusicRules,
    PhaseName,
    Remainder,
    Sieve,
    Tags,
    Track,
    Unknown,
    Voice,
)
from setlist.planning.funnel import Funnel, is_near, list_candidates, list_ruling, sift
from setlist.planning.voices import suggest
from setlist.units import Lu, Lufs, Minutes

QUIET = a_track("Quiet", artist="A", duration_s=300.0)
SUNG = a_track("Sung", artist="B", voice=Voice.WORDS, duration_s=600.0)
FAR = a_track("Far", artist="C", intensity=8.0, duration_s=360.0)
UNRATED = a_track("Unrated", artist="D", intensity=None, duration_s=420.0)
CHOIR = a_track("Choir", artist="E", words=("choir",), duration_s=480.0)
ALL = (QUIET, SUNG, FAR, UNRATED, CHOIR)


def an_arc(**changes: object) -> Arc:
    """Half an hour at intensity 3 without words."""
    return a_flat_arc(30.0, intensity=3.0, voice=(Voice.NONE, Voice.WORDLESS), **changes)  # type: ignore[arg-type]


def funnel(
    tracks: tuple[Track, ...] = ALL, arc: Arc | None = None, listener: Listener | None = None
) -> Funnel:
    terms = pose_flat(tracks, arc or an_arc(), listener=listener).terms
    candidates = list_candidates(terms, tracks, allow_suggested=False)
    return sift(candidates, terms.phases[0], terms)


def left(found: Funnel) -> dict[Sieve, int]:
    return {one.sieve: one.tracks for one in found.remains()}


def test_each_sieve_leaves_what_those_before_it_left_and_its_own_rule_allows() -> None:
    found = funnel(listener=Listener(code="x", avoid_tags=("choir",)))
    assert left(found) == {
        Sieve.ALL: 5,
        Sieve.MEASURED: 5,
        Sieve.RATED: 4,
        Sieve.ALLOWED: 3,
        Sieve.VOICE: 2,
        Sieve.TAGS: 2,
        Sieve.LENGTH: 2,
        Sieve.REACH: 1,
        Sieve.RISES: 1,
    }
    assert found.remains()[-1] == Remainder(sieve=Sieve.RISES, tracks=1, length_min=Minutes(5.0))


def test_the_costliest_rule_is_the_one_that_alone_keeps_most_minutes_out() -> None:
    cost = funnel(listener=Listener(code="x", avoid_tags=("choir",))).costliest()
    assert cost is not None
    assert (cost.rule, cost.tracks, cost.length_min) == ("words", 1, 10.0)


def test_a_track_that_breaks_two_rules_comes_back_by_neither() -> None:
    both = a_track("Both", voice=Voice.WORDS, words=("choir",), duration_s=900.0)
    listener = Listener(code="x", avoid_tags=("choir",))
    cost = funnel((QUIET, CHOIR, both), listener=listener).costliest()
    assert cost is not None
    assert (cost.rule, cost.length_min) == ('tag "choir"', 8.0)
    assert funnel((QUIET, both), listener=listener).costliest() is None


def test_what_is_out_of_reach_is_lost_to_no_rule() -> None:
    assert funnel((QUIET, FAR)).costliest() is None


def test_an_unrated_track_comes_back_unless_its_suggestion_is_out_of_reach() -> None:
    cost = funnel((QUIET, UNRATED)).costliest()
    assert cost is not None
    assert cost.rule == "intensity unknown"
    far = suggest((QUIET, UNRATED), {UNRATED.id: 8.0})
    assert funnel(far).costliest() is None


def test_an_unrated_track_that_may_sound_is_within_reach_of_nothing() -> None:
    arc = an_arc(music=MusicRules(unknown_intensity=Unknown.PENALISE))
    assert left(funnel((QUIET, UNRATED), arc))[Sieve.RATED] == 2
    assert left(funnel((QUIET, UNRATED), arc))[Sieve.REACH] == 1


def test_what_was_measured_wrongly_or_is_too_short_is_left_out() -> None:
    nan = a_track("Nan", measures=replace(some_measures(), head_lufs=Lufs(float("nan"))))
    short = a_track("Short", artist="S", duration_s=20.0)
    found = left(funnel((QUIET, nan, short)))
    assert (found[Sieve.ALL], found[Sieve.MEASURED], found[Sieve.LENGTH]) == (3, 2, 1)


def test_forbidden_tags_and_sudden_rises_are_rules_of_the_phase() -> None:
    arc = an_arc(music=MusicRules(rise_max_lu=Lu(5.0)))
    arc = replace(arc, phases=(replace(arc.phases[0], forbid=("choir",), protect=True),))
    steep = replace(some_measures(), max_rise_3s_lu=Lu(9.0))
    found = left(funnel((QUIET, CHOIR, a_track("Steep", artist="S", measures=steep)), arc))
    assert (found[Sieve.VOICE], found[Sieve.TAGS], found[Sieve.RISES]) == (3, 2, 1)


def test_a_track_that_is_there_twice_is_counted_once() -> None:
    assert left(funnel((QUIET, QUIET)))[Sieve.ALL] == 1


@pytest.mark.parametrize(
    ("intensity", "near"), [(1.9, False), (2.0, True), (4.0, True), (4.1, False)]
)
def test_reach_is_one_step_beyond_what_a_phase_asks_for(intensity: float, *, near: bool) -> None:
    assert is_near(intensity, pose_flat(ALL, an_arc()).terms.phases[0]) is near


def test_a_protected_phase_rules_wherever_its_guard_covers_another() -> None:
    terms = pose_inward(some_tracks(20)).terms
    rules = {one.phase.name: one for one in terms.phases}
    covered = replace(
        terms,
        phases=tuple(
            replace(one, guard_from_s=terms.start_s) if one.phase.protect else one
            for one in terms.phases
        ),
    )
    names = [one.phase.name for one in list_ruling(rules[PhaseName.SETTLE], covered)]
    assert names == [PhaseName.SETTLE, PhaseName.PEAK]
    assert len(list_ruling(rules[PhaseName.SETTLE], terms)) == 1


@given(seed=st.integers(0, 500), count=st.integers(0, 40))
@settings(max_examples=20, deadline=None)
def test_no_sieve_adds_music_and_what_all_rules_leave_is_what_the_search_may_use(
    seed: int, count: int
) -> None:
    tracks = some_tracks(count, seed=seed)
    listener = Listener(code="x", avoid_tags=("choir", "warm"))
    problem = pose_inward(tracks, listener=listener, length=Minutes(90))
    candidates = list_candidates(problem.terms, tracks, allow_suggested=False)
    free = {one.track.id for one in candidates if not one.breaches}
    assert free == {track.id for track in problem.tracks}
    for placed in problem.terms.phases:
        minutes = [one.length_min for one in sift(candidates, placed, problem.terms).remains()]
        assert minutes == sorted(minutes, reverse=True)


def test_a_rating_is_all_that_an_unrated_track_lacks_unless_more_is_wrong() -> None:
    banned = a_track("Banned", artist="Z", tags=Tags(title="Banned", artist="Z"))
    listener = Listener(code="x", avoid_artists=("Z",))
    terms = pose_flat((UNRATED, banned, QUIET), an_arc(), listener=listener).terms
    found = {
        one.track.tags.title: (one.lacks_rating(), one.is_unrated())
        for one in list_candidates(terms, (UNRATED, banned, QUIET), allow_suggested=False)
    }
    assert found == {
        "Unrated": (True, True),
        "Banned": (True, False),
        "Quiet": (False, False),
    }
