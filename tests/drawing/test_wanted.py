"""What the arc of a plan wants at a moment."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import a_plan, some_terms
from sessions import PROVENANCE, pose_inward, some_tracks

from setlist.drawing.wanted import Wanted, follow_intensity, follow_loudness
from setlist.model import CostPart, PlacedSilence, Plan, Scenario, Terms
from setlist.planning import solve
from setlist.units import Minutes, Seconds


def shifted(*shifts_min: float) -> Terms:
    """Terms whose timings end every phase so much later than it is placed."""
    terms = some_terms()
    return replace(
        terms,
        scenarios=tuple(
            Scenario(ends_s=tuple(Seconds(one.end_s + 60.0 * shift_min) for one in terms.phases))
            for shift_min in shifts_min
        ),
    )


def at(plan: Plan, minute: float) -> Wanted | None:
    return follow_intensity(plan).at(Seconds(minute * 60.0))


def test_without_timings_the_phases_count_as_they_are_placed() -> None:
    assert at(a_plan(), (11.2 + 52.0) / 2) == Wanted(middle=6.5, low=6.5, high=6.5)


def test_two_timings_are_averaged_and_span_the_band() -> None:
    wanted = at(a_plan(terms=shifted(0.0, 60.0)), 94.0)
    assert wanted is not None
    assert wanted.low == 1.0, "who is early has landed"
    share = (94.0 - 71.2) / (112.0 - 71.2)
    assert wanted.high == pytest.approx(6.5 - (2 * share - 1) * 0.5), "who is late is at the peak"
    assert wanted.middle == pytest.approx((wanted.low + wanted.high) / 2)


def test_nothing_is_wanted_before_after_and_in_silence() -> None:
    assert at(a_plan(), -11.0) is None
    assert at(a_plan(), 105.0) is None
    hush = PlacedSilence(start_s=Seconds(600.0), length_s=Seconds(120.0))
    plan = a_plan(terms=replace(some_terms(), silences=(hush,)))
    assert at(plan, 9.9) is not None
    assert at(plan, 10.0) is None
    assert at(plan, 12.0) is not None


def test_nothing_is_wanted_where_half_of_the_timings_want_nothing() -> None:
    terms = shifted(0.0, 30.0)
    phases = tuple(
        replace(one, phase=replace(one.phase, music=one.phase.name != "land"))
        for one in terms.phases
    )
    plan = a_plan(terms=replace(terms, phases=phases))
    assert at(plan, 90.0) is not None
    assert at(plan, 100.0) is None


@given(st.lists(st.lists(st.floats(-1e6, 1e6), max_size=6), max_size=4), st.floats(-1e6, 1e6))
def test_timings_that_make_no_sense_break_nothing(timings: list[list[float]], at_s: float) -> None:
    scenarios = tuple(Scenario(ends_s=tuple(Seconds(one) for one in ends)) for ends in timings)
    plan = a_plan(terms=replace(some_terms(), scenarios=scenarios))
    wanted = follow_intensity(plan).at(Seconds(at_s))
    assert wanted is None or wanted.low <= wanted.middle <= wanted.high


def test_the_curve_agrees_with_the_reasons_of_a_plan() -> None:
    plan = solve(pose_inward(some_tracks(60), length=Minutes(90)), provenance=PROVENANCE)
    for reason, cue in zip(plan.reasons, plan.cues, strict=True):
        told = [one.said for one in reason.charges if one.part is CostPart.MISFIT]
        if not told or cue.length_s() < 60.0:
            continue
        steps = range(int(cue.start_s) + 5, int(cue.end_s()), 10)
        middles = [one.middle for s in steps if (one := follow_intensity(plan).at(Seconds(s)))]
        wanted = float(told[0].rpartition(" against ")[2].removesuffix(" wanted"))
        assert sum(middles) / len(middles) == pytest.approx(wanted, abs=0.35)


def test_loudness_is_followed_too() -> None:
    found = follow_loudness(a_plan()).at(Seconds(0.0))
    assert found == Wanted(middle=0.0, low=0.0, high=0.0)
