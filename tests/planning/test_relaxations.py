"""What has to give way: it gives a plan, no more than needed, and only where it may."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import PROVENANCE, QUIET, a_flat_arc, pose_flat, some_tracks

from setlist.errors import NoPlanError, Severity
from setlist.model import Arc, Listener, MusicRules, SoftPhaseRule, SoftRule, Track, Voice
from setlist.planning import audit_plan, relax, solve
from setlist.planning.attempts import Attempts
from setlist.planning.relaxations import find_relaxations
from setlist.planning.rulebook import free, list_rules
from setlist.units import Lu, Minutes, Seconds


def steep(step_lu: float, count: int = 10) -> tuple[Track, ...]:
    """Tracks that end so much more quietly than they begin."""
    heard = some_measures(head_lufs=-23.0, tail_lufs=-23.0 - step_lu)
    return tuple(a_track(f"S{n}", artist=f"A{n}", measures=heard) for n in range(count))


def a_soft_arc(*soft: SoftRule, length_min: float = 29.2) -> Arc:
    music = MusicRules(overlap_s=Seconds(6.0), soft=soft)
    return a_flat_arc(length_min, music=music)


def sung(count: int = 9) -> tuple[Track, ...]:
    return tuple(a_track(f"S{n}", artist=f"A{n}", voice=Voice.WORDS) for n in range(count))


@given(seed=st.integers(0, 500), count=st.integers(2, 9))
@settings(max_examples=5, deadline=None)
def test_what_is_said_to_give_a_plan_gives_one(seed: int, count: int) -> None:
    arc = replace(a_flat_arc(16.0, voice=QUIET), tracks=(3, 5))
    problem = pose_flat(some_tracks(count, seed=seed), arc)
    attempts = Attempts(problem)
    if attempts.settle(problem.terms) is not None:
        return
    found = find_relaxations(attempts, list_rules(problem))
    assert [one.cost for one in found] == sorted(one.cost for one in found)
    for one in found:
        relaxed = free(problem, one.terms)
        assert relaxed is not None
        plan = solve(relaxed, provenance=PROVENANCE)
        assert audit_plan(plan, relaxed.tracks) == ()


def test_a_cap_is_raised_no_farther_than_it_has_to_be() -> None:
    problem = relax(pose_flat(steep(8.0), a_soft_arc(SoftRule.STEP_UP)))
    cap_lu = problem.terms.music.step_up_max_lu
    assert 3.0 < cap_lu <= 9.0
    assert solve(problem, provenance=PROVENANCE).cues
    lower = MusicRules(overlap_s=Seconds(6.0), step_up_max_lu=Lu(cap_lu - 1.0))
    with pytest.raises(NoPlanError):
        solve(pose_flat(steep(8.0), a_flat_arc(29.2, music=lower)), provenance=PROVENANCE)


def test_a_plan_names_what_gave_way() -> None:
    problem = relax(pose_flat(steep(8.0), a_soft_arc(SoftRule.STEP_UP)))
    plan = solve(problem, provenance=PROVENANCE)
    assert any(note.startswith("Relaxed: joins may step up by") for note in plan.notes)
    assert audit_plan(plan, problem.tracks) == ()


def test_nothing_gives_way_that_is_not_marked_soft() -> None:
    problem = pose_flat(steep(8.0), a_soft_arc(SoftRule.REPEAT))
    assert relax(problem) is problem


def test_nothing_gives_way_where_there_is_a_plan() -> None:
    problem = pose_flat(steep(0.0), a_soft_arc(SoftRule.STEP_UP))
    assert relax(problem) is problem


def test_words_give_way_where_the_phase_lets_them() -> None:
    arc = a_flat_arc(20.0, voice=QUIET)
    assert relax(pose_flat(sung(), arc)).terms.notes == ()
    phase = replace(arc.phases[0], soft=(SoftPhaseRule.VOICE,))
    relaxed = relax(pose_flat(sung(), replace(arc, phases=(phase,))))
    note = "Relaxed: words may sound in land, because there was no plan otherwise."
    assert note in relaxed.terms.notes


def test_what_the_client_avoids_never_gives_way() -> None:
    tracks = tuple(a_track(f"T{n}", artist=f"A{n}", words=("choir",)) for n in range(8))
    listener = Listener(code="x", avoid_tags=("choir",))
    problem = pose_flat(tracks, a_soft_arc(*SoftRule), listener=listener)
    assert relax(problem) is problem
    assert find_relaxations(Attempts(problem), list_rules(problem)) == ()


def test_another_length_is_said_and_has_a_plan_when_posed_anew() -> None:
    equal = tuple(a_track(f"E{n}", artist=f"A{n}", duration_s=300.0) for n in range(9))
    with pytest.raises(NoPlanError) as refused:
        solve(pose_flat(equal, a_flat_arc(22.0)), provenance=PROVENANCE)
    notes = [one for one in refused.value.findings if one.severity is Severity.WARNING]
    assert len(notes) == 2
    for one in notes:
        length_min = Minutes(float(one.mend.removeprefix("give --length ")))
        assert solve(pose_flat(equal, length=length_min), provenance=PROVENANCE).cues


def test_at_most_five_relaxations_are_said() -> None:
    arc = replace(a_flat_arc(60.0), tracks=(2, 3))
    with pytest.raises(NoPlanError) as refused:
        solve(pose_flat(some_tracks(30), arc), provenance=PROVENANCE)
    notes = [one for one in refused.value.findings if one.severity is Severity.WARNING]
    assert 1 <= len(notes) <= 5
    assert all("it costs" in one.said and one.mend for one in notes)
