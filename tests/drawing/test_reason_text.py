"""The reasons of a plan in a terminal."""

import re
from dataclasses import replace

import pytest
from builders import a_track_id
from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence, some_cues

from setlist.drawing.reason_text import list_reasons_text
from setlist.drawing.span import plain_text
from setlist.drawing.words import measure
from setlist.errors import InputError
from setlist.model import Alternative, Charge, CostPart, Cue, Plan, Reason

PRICES = (
    (CostPart.TRANSITIONS, "same key family", 0.0, 0.0),
    (CostPart.MISFIT, "intensity 5 against 4.0 wanted", 1.25, 0.4),
    (CostPart.TRANSITIONS, "4.0 LU step up", 2.5, 0.0),
    (CostPart.WISHES, "2 of 2 preferred tags: warm, dark", 0.04, 0.0),
)


def reasoned(*cues: Cue, runner_up: Alternative | None = None) -> Plan:
    """A plan whose every cue has the same charges."""
    charges = tuple(
        Charge(part=part, said=said, cost=cost, floor=floor) for part, said, cost, floor in PRICES
    )
    plan = a_plan(*cues)
    reasons = tuple(
        Reason(cue=number, charges=charges, runner_up=runner_up) for number in range(len(plan.cues))
    )
    return replace(plan, reasons=reasons)


def told(plan: Plan, *, width: int = 100, unicode: bool = True) -> str:
    return plain_text(list_reasons_text(plan, width=width, unicode=unicode))


def other(more: float) -> Alternative:
    return Alternative(track=a_track_id("x"), title="Slow\nRiver", artist="Rooms", more=more)


def test_a_cue_has_its_charges_the_costliest_first_and_what_is_free_last() -> None:
    lines = told(reasoned(a_cue())).splitlines()
    after = next(place for place, line in enumerate(lines) if "Still Pond" in line)
    assert [line.split(maxsplit=1) for line in lines[after + 1 :]] == [
        ["2.5", "4.0 LU step up"],
        ["1.2", "intensity 5 against 4.0 wanted; 0.4 unavoidable"],
        ["0.0", "same key family; 2 of 2 preferred tags: warm, dark"],
    ]


def test_the_cost_of_a_cue_is_the_sum_of_its_charges() -> None:
    line = next(line for line in told(reasoned(a_cue())).splitlines() if "Still Pond" in line)
    assert line.rstrip().endswith(" 3.8")
    assert len(line) == 100


def test_the_cost_of_the_plan_is_told_part_by_part() -> None:
    first = " ".join(told(reasoned(a_cue(), a_cue())).splitlines()[:2])
    assert "cost 12.5 misfit-minutes, lower is better: misfit 9.0, joins 1.5" in first
    assert "0.8 of it unavoidable, because people differ" in first


@pytest.mark.parametrize(
    ("more", "said"), [(0.84, "0.8 more"), (-0.84, "0.8 less"), (0.01, "as good")]
)
def test_the_runner_up_is_named_with_what_it_would_cost(more: float, said: str) -> None:
    text = told(reasoned(a_cue(), runner_up=other(more)))
    assert f"second  Slow River, Rooms: {said}" in text


def test_without_a_runner_up_nothing_is_said_of_one() -> None:
    assert "second" not in told(reasoned(a_cue()))


@given(st.integers(20, 200), st.booleans())
def test_no_line_is_wider_than_the_terminal(width: int, unicode: bool) -> None:  # noqa: FBT001  hypothesis hands it over by name
    plan = reasoned(*some_cues(12), a_silence(), runner_up=other(1.0))
    for line in list_reasons_text(plan, width=width, unicode=unicode):
        assert sum(measure(span.text) for span in line) <= max(width, 40)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("unicode", [True, False])
def test_what_strangers_wrote_stays_in_its_line(
    hostile_plan: Plan,
    width: int,
    unicode: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    nasty = Charge(part=CostPart.WISHES, said="1 of 1: \x1b[31m\nred\u202e " * 9, cost=1.0)
    reasons = tuple(
        Reason(cue=number, charges=(nasty,), runner_up=other(0.5))
        for number in range(len(hostile_plan.cues))
    )
    lines = list_reasons_text(replace(hostile_plan, reasons=reasons), width=width, unicode=unicode)
    text = plain_text(lines)
    assert len(text.splitlines()) == len(lines)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert text.isascii() or unicode
    assert max(sum(measure(span.text) for span in line) for line in lines) <= width


def test_times_go_by_the_clock_where_it_is_known() -> None:
    plan = reasoned(a_cue())
    assert "13:50" in plain_text(list_reasons_text(plan, width=80, start_clock="14:00"))
    with pytest.raises(InputError, match="no time of day"):
        list_reasons_text(plan, width=80, start_clock="noon")


def test_a_plan_without_reasons_tells_its_parts_only() -> None:
    assert "misfit 9.0" in told(a_plan())
    assert "Piece" not in told(a_plan())
