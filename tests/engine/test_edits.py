"""Plans changed by hand, by the words that a person gives."""

from functools import cache

import pytest

from setlist.engine import (
    ban,
    check,
    list_alternatives,
    make_route,
    nudge,
    pin,
    pose,
    read_arc,
    read_library,
    read_plan,
    solve,
    swap,
    write_plan,
)
from setlist.engine.plans import digest_plan
from setlist.errors import InputError
from setlist.model import CueKind, Plan, Problem


@cache
def planned() -> tuple[Problem, Plan]:
    problem = pose(read_arc("inward"), read_library("starter"), route=make_route("im"))
    return problem, solve(problem, effort=0.01)


def title_at(plan: Plan, slot: int) -> str:
    return plan.cues[slot - 1].title


def test_a_number_means_the_alternative_that_was_listed() -> None:
    problem, plan = planned()
    found = list_alternatives(problem, plan, 7)
    assert len(found) == 5
    made = swap(problem, plan, 7, "#2")
    assert title_at(made, 7) == found[1].title
    assert made.cost == pytest.approx(plan.cost + found[1].more, abs=1e-3)


def test_a_track_is_found_by_its_title_in_every_edit() -> None:
    problem, plan = planned()
    one = list_alternatives(problem, plan, 7)[0].title
    assert title_at(swap(problem, plan, 7, one), 7) == one
    pinned = pin(problem, plan, one)
    assert one in {cue.title for cue in pinned.cues}
    gone = title_at(plan, 7)
    assert gone not in {cue.title for cue in ban(problem, plan, gone).cues}


def test_an_edited_plan_is_sealed_and_passes_its_check(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    problem, plan = planned()
    made = nudge(problem, plan, 6, -20.0)
    assert made.provenance.digest == digest_plan(made) != plan.provenance.digest
    assert made.provenance.setlist == plan.provenance.setlist
    file = tmp_path_factory.mktemp("edited") / "plan.json"
    write_plan(made, file)
    assert check(file) == ()
    assert read_plan(file).cost == pytest.approx(made.cost)


@pytest.mark.parametrize(
    ("slot", "words", "said"),
    [
        (7, "#9", "slot 7 has 5 alternatives, and no #9"),
        (7, "#0", "no #0"),
        (99, "#1", "no slot 99"),
        (0, "#1", "no slot 0"),
        (7, "Nothing of That Name", "no track"),
    ],
)
def test_a_slot_or_track_that_is_not_there_is_named(slot: int, words: str, said: str) -> None:
    problem, plan = planned()
    with pytest.raises(InputError, match=said):
        swap(problem, plan, slot, words)


def test_a_silence_has_no_alternatives() -> None:
    problem, plan = planned()
    assert plan.cues[-1].kind is CueKind.SILENCE
    with pytest.raises(InputError, match="is a silence"):
        list_alternatives(problem, plan, len(plan.cues))
