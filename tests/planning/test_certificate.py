"""How good a plan is for certain: the bound is never above the best plan there is."""

import random
from dataclasses import replace

import pytest
from orders import a_small_problem, every_plan
from sessions import (
    PROVENANCE,
    a_curve,
    a_flat_arc,
    at,
    pose_flat,
    pose_inward,
    some_tracks,
)

from setlist.errors import InputError
from setlist.model import (
    Edge,
    Firmness,
    Landmark,
    MusicRules,
    Pin,
    Problem,
    SilenceBlock,
)
from setlist.planning import audit_plan, solve
from setlist.planning.beam import Breadth
from setlist.planning.certificate import Certified, certify
from setlist.planning.items import gather_items
from setlist.planning.searching import search
from setlist.units import Lu, Minutes, Seconds

pytestmark = pytest.mark.proven
WIDE = Breadth(labels=4000, items=64, ways=400)
CENT = 1e-3


def certified(problem: Problem, effort: float = 1.0) -> Certified:
    return certify(problem.terms, gather_items(problem.tracks, seed=0), effort=effort)


def hold_against_every_order(seed: int, *, strict: bool) -> None:
    problem = a_small_problem(seed, 5 + seed % 2, strict=strict)
    best = min(every_plan(problem), default=None)
    found = certified(problem)
    assert (found.search.path is None) == (best is None)
    if found.search.path is not None and best is not None:
        assert found.bound <= best + CENT
        assert best - CENT <= found.search.path.cost <= best + CENT + 5e-3 * (best - found.floor)
        assert found.floor <= best + CENT


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_the_best_of_all_orders_lies_between_bound_and_cost(seed: int, *, strict: bool) -> None:
    hold_against_every_order(seed, strict=strict)


@pytest.mark.slow
def test_the_best_of_all_orders_lies_between_bound_and_cost_hundreds_of_times() -> None:
    for seed in range(100, 320):
        hold_against_every_order(seed, strict=seed % 3 == 0)


def a_problem_of_chance(seed: int) -> Problem | None:
    """A session of a quarter to half an hour under rules of chance; None where pins clash."""
    chance = random.Random(seed)
    music = MusicRules(
        overlap_s=Seconds(6.0),
        artist_gap_min=Minutes(chance.choice((0.0, 5.0, 12.0))),
        artist_gap=chance.choice(list(Firmness)),
        step_up_max_lu=Lu(chance.choice((1.0, 2.0, 4.0, 9.0))),
        repeat_after_min=chance.choice((None, None, Minutes(10.0))),
    )
    arc = a_flat_arc(chance.choice((14.0, 20.0, 28.0)), music=music)
    course = a_curve(1.0, chance.uniform(3.0, 8.0), 2.0)
    arc = replace(arc, phases=(replace(arc.phases[0], intensity=course),))
    if chance.random() < 0.4:
        inside = at(Landmark.START, plus=chance.choice((4.0, 6.0, 8.0)))
        silences = [SilenceBlock(at=inside, length_min=Minutes(2.0))]
        if chance.random() < 0.5:
            silences.append(SilenceBlock(at=at(Landmark.END), length_min=Minutes(1.5)))
        arc = replace(arc, silences=tuple(silences))
    if chance.random() < 0.3:
        arc = replace(arc, tracks=(chance.randint(3, 5), chance.randint(6, 9)))
    tracks = some_tracks(chance.randint(9, 20), seed=seed, median_s=170.0)
    pins = [Pin(track=chance.choice(tracks).id)] if chance.random() < 0.4 else []
    if chance.random() < 0.2:
        pins.append(Pin(track=chance.choice(tracks).id, edge=chance.choice(list(Edge))))
    try:
        return pose_flat(tracks, arc, pins=pins)
    except InputError:
        return None


def hold_against_the_widest_search(seed: int) -> None:
    problem = a_problem_of_chance(seed)
    if problem is None:
        return
    wide = search(problem.terms, gather_items(problem.tracks, seed=0), breadth=WIDE).path
    found = certified(problem)
    assert wide is None or found.search.path is not None
    if found.search.path is not None:
        assert found.bound <= found.search.path.cost + CENT
        assert wide is None or found.bound <= wide.cost + CENT
        plan = solve(problem, provenance=PROVENANCE)
        assert audit_plan(plan, problem.tracks) == ()


@pytest.mark.parametrize("seed", range(6))
def test_no_plan_of_the_widest_search_lies_below_the_bound(seed: int) -> None:
    hold_against_the_widest_search(seed)


@pytest.mark.slow
def test_no_plan_of_the_widest_search_lies_below_the_bound_dozens_of_times() -> None:
    for seed in range(200, 250):
        hold_against_the_widest_search(seed)


def test_a_plan_says_how_good_it_is() -> None:
    problem = pose_inward(some_tracks(120), length=Minutes(88.0))
    plan = solve(problem, provenance=PROVENANCE)
    assert plan.bound is not None
    assert plan.gap_pct is not None
    assert plan.bound <= plan.cost
    assert plan.gap_pct <= 0.5
    assert plan.effort == 1.0
    assert not plan.cut_short


def test_less_work_proves_less_and_the_same_work_the_same() -> None:
    problem = pose_inward(some_tracks(60))
    little, again = certified(problem, 0.002), certified(problem, 0.002)
    more = certified(problem, 0.2)
    assert little.search.path == again.search.path
    assert little.bound == again.bound < more.bound
    assert little.search.path is not None
    assert more.search.path is not None
    assert more.search.path.cost <= little.search.path.cost + CENT


def test_a_plan_that_the_clock_cut_short_says_so_and_keeps_its_rules() -> None:
    problem = pose_inward(some_tracks(60))
    asked = iter(range(10**9))
    plan = solve(problem, out_of_time=lambda: next(asked) > 20, provenance=PROVENANCE)
    assert plan.cut_short
    assert any("cut short by the clock" in note for note in plan.notes)
    assert plan.bound is not None
    assert plan.bound <= plan.cost
    assert audit_plan(plan, problem.tracks) == ()


def test_prices_of_one_round_never_raise_the_bound_of_another_above_a_plan() -> None:
    for seed in range(2):
        found = certified(pose_inward(some_tracks(45, seed=seed), length=Minutes(100.0)), 0.3)
        assert found.search.path is not None
        assert found.bound <= found.search.path.cost
