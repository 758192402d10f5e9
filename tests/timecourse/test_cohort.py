"""The virtual people differ as they should, without chance."""

import math

import numpy as np
import pytest

from setlist.timecourse.cohort import GENERATOR, SIZE, Axis, Cohort
from setlist.timecourse.parameters import Basis, Parameter

NUMBER = Parameter(value=3.0, cv=0.4, basis=Basis.ASSUMED, rests_on="a test")
SHARE = Parameter(value=0.54, logit_sd=0.7, basis=Basis.ASSUMED, rests_on="a test")


@pytest.mark.parametrize("axis", Axis)
def test_every_axis_takes_each_quantile_once(axis: Axis) -> None:
    places = np.sort(Cohort().uniform(axis))
    np.testing.assert_allclose(places, (np.arange(SIZE) + 0.5) / SIZE)


def test_no_two_axes_go_together() -> None:
    places = np.stack([Cohort().uniform(axis) for axis in Axis])
    apart = np.corrcoef(places) - np.eye(len(Axis))
    assert np.abs(apart).max() < 0.05


def test_the_lattice_is_the_best_one_built_axis_by_axis() -> None:
    point = np.arange(SIZE)
    kernel = 2.0 * math.pi**2 * ((point / SIZE) ** 2 - point / SIZE + 1.0 / 6.0)
    choices = [z for z in range(1, SIZE // 2) if math.gcd(z, SIZE) == 1]
    terms = 1.0 + 0.1 * kernel[np.outer(choices, point) % SIZE]
    product = terms[choices.index(GENERATOR[0])]
    for chosen in GENERATOR[1:]:
        misfit = (terms * product).mean(axis=1)
        mine = misfit[choices.index(chosen)]
        assert mine <= misfit.min() + 1e-12
        product = product * terms[choices.index(chosen)]


def test_a_cohort_of_one_is_the_typical_person() -> None:
    assert Cohort(size=1).draw(NUMBER, Axis.SHARE) == pytest.approx(3.0)
    assert Cohort(size=1).draw(SHARE, Axis.SHARE) == pytest.approx(0.54)
    assert Cohort(size=1).uniform(Axis.SWALLOWED) == pytest.approx(0.5)


def test_the_spread_is_the_one_asked_for() -> None:
    drawn = Cohort().draw(NUMBER, Axis.CENTRAL)
    assert np.median(drawn) == pytest.approx(3.0, rel=1e-3)
    assert drawn.std() / drawn.mean() == pytest.approx(0.4, rel=0.01)
    share = Cohort().draw(SHARE, Axis.SHARE)
    assert np.log(share / (1.0 - share)).std() == pytest.approx(0.7, rel=0.01)


def test_without_spread_everyone_is_alike() -> None:
    alike = Parameter(value=3.0, basis=Basis.ASSUMED, rests_on="a test")
    np.testing.assert_allclose(Cohort().draw(alike, Axis.SHARE), 3.0)
