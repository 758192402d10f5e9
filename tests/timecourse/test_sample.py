"""A sample stands for everyone."""

import numpy as np
import pytest

from setlist.timecourse.sample import choose_people

RNG = np.random.default_rng(7)
CROWD = np.exp(np.cumsum(0.4 * RNG.standard_normal((1000, 5)) + 0.5, axis=1))


def test_a_sample_has_128_different_people() -> None:
    chosen = choose_people(CROWD)
    assert len(set(chosen.tolist())) == 128


@pytest.mark.parametrize("people", [1, 50, 128])
def test_a_small_group_is_taken_whole(people: int) -> None:
    np.testing.assert_array_equal(choose_people(CROWD[:people]), np.arange(people))


def test_a_sample_has_the_percentiles_of_the_crowd() -> None:
    marks = (10, 25, 50, 75, 90)
    chosen = CROWD[choose_people(CROWD)]
    expected = np.percentile(CROWD, marks, axis=0)
    apart = np.percentile(chosen, marks, axis=0) / expected - 1.0
    assert np.sqrt(np.mean(apart**2)) < 0.04


def test_a_tapped_boundary_that_is_the_same_for_all_is_no_trouble() -> None:
    tapped = CROWD.copy()
    tapped[:, 3] = 40.0
    assert len(choose_people(tapped)) == 128
