"""A plan that plays, through the verbs."""

from functools import cache

import pytest
from builders import a_library
from sessions import some_tracks

from setlist import planning
from setlist.engine import make_route, pose, read_arc, revise, solve, tell_revision
from setlist.errors import InputError
from setlist.model import PhaseName, Plan, Problem


@cache
def a_session() -> tuple[Problem, Plan]:
    problem = pose(read_arc("inward"), a_library(*some_tracks(80)), route=make_route("im"))
    return problem, solve(problem)


def test_what_was_seen_ends_the_peak() -> None:
    problem, plan = a_session()
    new = revise(problem, plan, at_min=25.0, taps=("peak-over:24",))
    peak = [one for one in new.phases if one.name is PhaseName.PEAK][-1]
    assert peak.end_s <= 25.0 * 60.0
    assert planning.audit_plan(new, problem.tracks) == ()
    assert any(note.startswith("Revised at minute 25.0: other times") for note in new.notes)


def test_a_second_tap_is_given_after_the_first() -> None:
    problem, plan = a_session()
    once = revise(problem, plan, at_min=5.0, taps=("onset:4.5",))
    with pytest.raises(InputError, match="give earlier taps again"):
        revise(problem, once, at_min=30.0, taps=("peak-over:29",))
    twice = revise(problem, once, at_min=30.0, taps=("onset:4.5", "peak-over:29"))
    assert planning.audit_plan(twice, problem.tracks) == ()


def test_a_word_that_is_no_wish_is_refused_with_those_that_are() -> None:
    problem, plan = a_session()
    with pytest.raises(InputError, match="bring-back"):
        revise(problem, plan, at_min=25.0, wish="louder")


def test_a_revision_is_told_in_one_line() -> None:
    problem, plan = a_session()
    told = tell_revision(revise(problem, plan, at_min=25.0, wish="skip"), at_min=25.0)
    assert told.startswith("from 25:00: Piece ")
    assert "tracks to come, the music ends at" in told


def test_the_digest_of_a_revised_plan_is_its_own() -> None:
    problem, plan = a_session()
    new = revise(problem, plan, at_min=25.0, wish="skip")
    assert new.provenance.digest not in {"", plan.provenance.digest}
