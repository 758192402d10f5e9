"""The search against every plan there is, on libraries small enough to try them all."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from orders import a_small_problem, every_plan
from sessions import a_flat_arc, pose_flat, pose_inward, some_tracks, unheard

from setlist.planning.beam import Breadth
from setlist.planning.fit import Fit
from setlist.planning.guide import guide_search, stack_layers
from setlist.planning.items import gather_items
from setlist.planning.nodes import lay_nodes
from setlist.planning.rules import fix_pins
from setlist.planning.searching import search
from setlist.planning.segments import cut_course
from setlist.planning.targets import set_targets
from setlist.units import Minutes

WIDE = Breadth(labels=4000, items=64, ways=400)


@pytest.mark.parametrize("every", [1, 2])
@pytest.mark.parametrize("seed", range(3))
def test_no_order_is_better_where_the_loudness_of_some_tracks_is_unknown(
    seed: int, every: int
) -> None:
    problem = a_small_problem(seed, 6, strict=False)
    tracks = tuple(
        unheard(track) if number % every == 0 else track
        for number, track in enumerate(problem.tracks)
    )
    problem = replace(problem, tracks=tracks)
    best = min(every_plan(problem), default=None)
    found = search(problem.terms, gather_items(problem.tracks, seed=0), breadth=WIDE).path
    assert (found is None) == (best is None)
    if found is not None:
        assert found.cost == pytest.approx(best, rel=1e-5, abs=1e-3)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_no_order_of_a_small_library_is_better_than_the_widest_search(
    seed: int, *, strict: bool
) -> None:
    problem = a_small_problem(seed, 6, strict=strict)
    best = min(every_plan(problem), default=None)
    found = search(problem.terms, gather_items(problem.tracks, seed=0), breadth=WIDE).path
    assert (found is None) == (best is None)
    if found is not None:
        assert found.cost == pytest.approx(best, rel=1e-5, abs=1e-3)


def test_the_usual_search_is_never_better_than_the_widest_and_mostly_as_good() -> None:
    equal = 0
    for seed in range(12):
        problem = a_small_problem(seed, 12, strict=False)
        items = gather_items(problem.tracks, seed=0)
        wide = search(problem.terms, items, breadth=WIDE).path
        usual = search(problem.terms, items).path
        assert wide is not None
        assert usual is not None
        assert usual.cost >= wide.cost - 1e-6
        equal += usual.cost <= wide.cost + 1e-6
    assert equal >= 10


def test_some_small_problems_have_plans_and_some_have_none() -> None:
    found = [
        search(problem.terms, gather_items(problem.tracks, seed=0)).path is not None
        for problem in (a_small_problem(seed, 6, strict=True) for seed in range(12))
    ]
    assert any(found)
    assert not all(found)


@given(seed=st.integers(0, 10_000), count=st.integers(8, 30))
@settings(max_examples=15, deadline=None)
def test_the_guide_is_never_above_what_a_plan_costs(seed: int, count: int) -> None:
    problem = a_small_problem(seed, count, strict=False)
    terms = problem.terms
    items = gather_items(problem.tracks, seed=0)
    fit = Fit(terms, set_targets(terms), items)
    course, fixtures = cut_course(terms), fix_pins(items, terms)
    rest = guide_search(
        lay_nodes(fit, course, fixtures), course, stack_layers(None, fixtures, fit.counts)
    )
    path = search(terms, items).path
    if path is not None:
        assert rest[0, 0] <= path.cost + 1e-6


def test_more_breadth_is_never_needed_for_a_full_library() -> None:
    problem = pose_inward(some_tracks(150), length=Minutes(90))
    items = gather_items(problem.tracks, seed=0)
    usual = search(problem.terms, items).path
    wide = search(problem.terms, items, breadth=Breadth(labels=96, items=150, ways=6)).path
    assert usual is not None
    assert wide is not None
    assert usual.cost <= wide.cost * 1.005


def test_a_search_that_is_out_of_time_still_ends_with_a_plan() -> None:
    problem = pose_inward(some_tracks(150), length=Minutes(90))
    items = gather_items(problem.tracks, seed=0)
    hurried = search(problem.terms, items, out_of_time=lambda: True).path
    calm = search(problem.terms, items).path
    assert hurried is not None
    assert calm is not None
    assert hurried.cut_short
    assert not calm.cut_short
    assert hurried.cost >= calm.cost - 1e-6


def test_a_session_of_one_track_is_found() -> None:
    tracks = some_tracks(1)
    length = Minutes(tracks[0].measures.audible_s() / 60.0)
    problem = pose_flat(tracks, a_flat_arc(), length=length)
    path = search(problem.terms, gather_items(problem.tracks, seed=0)).path
    assert path is not None
    assert len(path.steps) == 1
