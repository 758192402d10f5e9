"""What pictures of a library against an arc say."""

from dataclasses import replace

from reports import a_full_report, a_level, a_phase_gap, a_report

from setlist.drawing.gap_words import (
    list_wants,
    longest_min,
    tell_level,
    tell_library,
    tell_phase,
)
from setlist.model import PhaseName
from setlist.units import Minutes


def test_the_title_says_for_whom_and_for_what() -> None:
    assert tell_library(a_full_report()) == "library for heron-17 · IM · Inward"
    bare = replace(a_report(arc="In\nward\x00"), route=None)
    assert tell_library(bare) == "library for In ward"


def test_a_phase_tells_what_it_needs_has_and_lacks() -> None:
    assert tell_phase(a_phase_gap(rule='tag "ch\x1b[31moir"', add="5 more minutes")) == (
        "peak needs 30 min, 40 min are within its rules and reach; "
        'most goes by tag "choir" alone (12 min); add 5 more minutes'
    )
    assert tell_phase(a_phase_gap()) == "peak needs 30 min, 40 min are within its rules and reach"


def test_a_rule_that_costs_next_to_nothing_is_not_told() -> None:
    gap = a_phase_gap(rule="shorter than 52 s")
    assert gap.costliest is not None
    small = replace(gap, costliest=replace(gap.costliest, length_min=Minutes(0.4)))
    assert tell_phase(small) == tell_phase(a_phase_gap())


def test_a_step_tells_what_is_rated_suggested_and_wanted() -> None:
    wanted = {PhaseName.PEAK: 24.0}
    assert tell_level(a_level(6, rated=8.0, suggested=2.0, wanted=wanted)) == "8 ~2 of 24 min"
    assert tell_level(a_level(6, rated=8.0)) == "8 min"


def test_less_than_half_a_minute_is_not_wanted() -> None:
    level = a_level(6, wanted={PhaseName.PEAK: 0.4, PhaseName.RETURN: 3.0})
    assert [want.phase for want in list_wants(level)] == [PhaseName.RETURN]
    assert tell_level(a_level(6, wanted={PhaseName.PEAK: 0.4})) == "0 min"


def test_bars_end_at_three_times_what_is_asked_for() -> None:
    assert longest_min(a_full_report()) == 72.0
    assert longest_min(a_report(a_level(6, rated=300.0))) == 300.0
    assert longest_min(a_report(a_level(6, rated=30.0, wanted={PhaseName.PEAK: 24.0}))) == 30.0
    assert longest_min(a_report()) == 10.0
