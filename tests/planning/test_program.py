"""The planner beside an independent solver on the same model."""

import pytest
from milp import a_medium_problem, solve_program, write_program
from sessions import PROVENANCE

from setlist.planning import solve

pytestmark = [pytest.mark.slow, pytest.mark.proven]


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
