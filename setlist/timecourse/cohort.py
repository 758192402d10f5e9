"""Virtual people: how they differ, without chance.

The draws are not random.  They are the points of a rank-1 lattice: every parameter takes each
of its ``size`` evenly spaced quantiles exactly once, and any two parameters fill their plane
evenly.  A thousand such people give the bands that tens of thousands of random ones would,
and the same ones every time.
"""

from dataclasses import dataclass
from enum import IntEnum
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from setlist.timecourse.parameters import Parameter

Array: TypeAlias = NDArray[np.float64]

SIZE = 1000
"""How many people a population has; own design."""

GENERATOR = (1, 297, 457, 67, 221, 347, 487, 103, 393, 209, 313, 387)
"""The lattice of 1000 points, one number an axis.

Own design: built component by component, each number the one below 500 and coprime to 1000
that keeps the P2 criterion (product weights 0.1) smallest.  A test builds it again.
"""


class Axis(IntEnum):
    """What people differ in; each has its own axis of the lattice."""

    THRESHOLD = 0
    EFFECT = 1
    FAST_UPTAKE = 2
    GUT_UPTAKE = 3
    SHARE = 4
    CENTRAL = 5
    CLEARANCE = 6
    PERIPHERAL = 7
    EXCHANGE = 8
    LIVER = 9
    SWALLOWED = 10
    METABOLISM = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """So many virtual people, all equally likely; one alone is the typical person."""

    size: int = SIZE

    def uniform(self, axis: Axis) -> Array:
        """Give each person's share of the population below them on an axis, 0 to 1."""
        return (self._rank(axis) + 0.5) / self.size

    def draw(self, parameter: Parameter, axis: Axis) -> Array:
        """Give each person's value of a parameter.

        Log-normal about the typical value with its coefficient of variation, or logit-normal
        where the parameter says so.

        Parameters
        ----------
        parameter : Parameter
            The typical value and the spread between people.
        axis : Axis
            Which axis of the lattice tells people apart.

        Returns
        -------
        ndarray [shape=(size,), unit of the parameter]
            One value a person.
        """
        if parameter.logit_sd > 0.0:
            odds = parameter.value / (1.0 - parameter.value)
            odds_of_each = odds * np.exp(parameter.logit_sd * self._score(axis))
            return np.asarray(odds_of_each / (1.0 + odds_of_each))
        sigma = np.sqrt(np.log1p(parameter.cv**2))
        return np.asarray(parameter.value * np.exp(sigma * self._score(axis)))

    def _rank(self, axis: Axis) -> NDArray[np.int64]:
        """Give each person's place among all on an axis, 0 for the lowest."""
        return np.arange(self.size, dtype=np.int64) * GENERATOR[axis] % self.size

    def _score(self, axis: Axis) -> Array:
        """Give each person's normal score on an axis."""
        quantile = NormalDist().inv_cdf
        scores = np.array([quantile((place + 0.5) / self.size) for place in range(self.size)])
        return scores[self._rank(axis)]
