"""How a library stands against an arc, as nouns."""

from reports import a_level, a_phase_gap

from setlist.model import PhaseName, Sieve


def test_what_is_left_is_what_the_last_sieve_leaves() -> None:
    gap = a_phase_gap(needed=30.0, left=45.0)
    assert gap.left_min() == 45.0
    assert gap.share() == 1.5
    assert gap.remains[-1].sieve is Sieve.RISES


def test_a_phase_that_needs_nothing_has_no_share() -> None:
    assert a_phase_gap(needed=0.0).share() is None


def test_what_a_step_is_wanted_for_adds_up_over_the_phases() -> None:
    assert a_level(1, wanted={PhaseName.SETTLE: 12.0, PhaseName.LAND: 8.0}).wanted_min() == 20.0
