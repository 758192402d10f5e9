"""A plan made for many timings, held against people whom nobody drew before."""

from dataclasses import replace

import numpy as np
from builders import a_timecourse
from sessions import PROVENANCE, a_population, pose_inward, some_tracks

from setlist.model import Plan, Problem, Scenario
from setlist.planning import solve
from setlist.planning.assembly import total_cost
from setlist.planning.costing import cost_plan

TRACKS = some_tracks(80)
STRANGERS = 100


def costs_for_strangers(plan: Plan) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """What a plan costs for each of a hundred people of another draw."""
    strangers = pose_inward(
        TRACKS, timecourse=a_population(a_timecourse(), STRANGERS, seed=99)
    ).terms.scenarios
    tracks = {track.id: track for track in TRACKS}
    return np.array(
        [
            total_cost(cost_plan(replace(plan.problem, scenarios=(one,)), plan.cues, tracks))
            for one in strangers
        ]
    )


def solved(problem: Problem) -> Plan:
    return solve(problem, provenance=PROVENANCE)


def test_a_plan_for_many_timings_is_better_for_people_whom_it_never_saw() -> None:
    spread = pose_inward(TRACKS, timecourse=a_population(a_timecourse(), 100, seed=3))
    middle = Scenario(ends_s=tuple(placed.end_s for placed in spread.terms.phases))
    plain = replace(spread, terms=replace(spread.terms, scenarios=(middle,)))
    robust, nominal = costs_for_strangers(solved(spread)), costs_for_strangers(solved(plain))
    assert robust.mean() < 0.97 * nominal.mean()
    assert np.percentile(robust, 90) < 0.95 * np.percentile(nominal, 90)
