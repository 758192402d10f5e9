"""One search through a problem, with parts of a plan held where they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import pose_inward, some_tracks

from setlist.planning.items import gather_items
from setlist.planning.rules import Hold
from setlist.planning.searching import search

PROBLEM = pose_inward(some_tracks(60))
ITEMS = gather_items(PROBLEM.tracks, seed=0)
PATH = search(PROBLEM.terms, ITEMS).path


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_what_is_held_stays_and_the_rest_is_filled(data: st.DataObject) -> None:
    assert PATH is not None
    kept = data.draw(st.lists(st.sampled_from(PATH.steps), unique=True, min_size=1))
    holds = tuple(Hold(item=step.item, step=step.begin) for step in kept)
    found = search(PROBLEM.terms, ITEMS, holds=holds).path
    assert found is not None
    stands = {(step.item, step.begin) for step in found.steps}
    assert {(step.item, step.begin) for step in kept} <= stands


def test_a_plan_that_is_held_whole_comes_out_again() -> None:
    assert PATH is not None
    holds = tuple(Hold(item=step.item, step=step.begin) for step in PATH.steps)
    found = search(PROBLEM.terms, ITEMS, holds=holds).path
    assert found is not None
    assert found.steps == PATH.steps
    assert found.cost == pytest.approx(PATH.cost)


def test_a_held_item_that_leaves_no_way_on_leaves_no_plan() -> None:
    assert PATH is not None
    first, second = PATH.steps[:2]
    holds = (
        Hold(item=first.item, step=first.begin),
        Hold(item=second.item, step=second.begin - 1),
    )
    assert search(PROBLEM.terms, ITEMS, holds=holds).path is None
