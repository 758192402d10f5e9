"""The planner beside an independent solver on the same model."""

from dataclasses import replace

import pytest
from milp import solve_program, write_program
from sessions import PROVENANCE, a_curve, a_flat_arc, pose_flat, some_tracks

from setlist.model import Problem
from setlist.planning import solve
from setlist.units import Seconds

pytestmark = [pytest.mark.slow, pytest.mark.proven]


def a_medium_problem(count: int) -> Problem:
    """Three quarters of an hour of rise and fall, with joins that have no loudness."""
    tracks = [
        replace(
            track,
            measures=replace(track.measures, head_lufs=None, tail_lufs=None, profile_lufs=()),
        )
        for track in some_tracks(count)
    ]
    arc = a_flat_arc(45.0)
    arc = replace(arc, phases=(replace(arc.phases[0], intensity=a_curve(1, 7, 2)),))
    problem = pose_flat(tracks, arc)
    return replace(problem, terms=replace(problem.terms, step_s=Seconds(20.0)))


def test_an_independent_solver_finds_no_better_plan() -> None:
    problem = a_medium_problem(14)
    program = write_program(problem)
    assert len(program.cost) > 10_000
    answer = solve_program(program, limit_s=300.0)
    plan = solve(problem, provenance=PROVENANCE)
    assert answer.bound == pytest.approx(answer.cost, rel=1e-4)
    assert plan.cost == pytest.approx(answer.cost, rel=1e-5)
    assert plan.bound is not None
    assert plan.bound <= answer.cost + 1e-3
