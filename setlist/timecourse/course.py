"""The course of the effect: sums of exponentials, one sum a person.

Everything is linear, so the effect site after a unit given into a depot is a sum of decaying
exponentials, and a steady input is the difference of two shifted ones.  A course therefore is
a set of *edges*: moments at which something starts or stops.  Each edge weighs the decays
that begin there; before it they stand at one:

    y(t) = sum_edges sum_k weight[edge, k] exp(-rate_k max(t - edge, 0)).

The weights of an instant input sum to zero, and those of a steady one cancel between its two
edges, so nothing is seen before an input begins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from setlist.timecourse.cohort import Array
from setlist.timecourse.disposition import Disposition

APART = 7e-6
NUDGE = 8e-6
"""How near two rates may be, as a share, and how far one is moved that is nearer.

Own design: partial fractions divide by the differences of rates.  Two equal rates then move a
curve by less than 1e-5 of its peak; three, which are nudged apart to both sides, by less than
3e-5, most of it lost digits.
"""


class Depot(Enum):
    """Where an input goes: straight into the blood, into tissue beside it, or into the gut."""

    BLOOD = "blood"
    TISSUE = "tissue"
    GUT = "gut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dosing:
    """Something that goes in: when, over how long (zero: at once), where, and how much.

    ``amount`` has shape (people,) and is relative: only its size beside the other inputs
    matters.
    """

    at_min: float
    length_min: float
    depot: Depot
    amount: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The effect of each person over time, in a unit that cancels out.

    ``rates_per_min`` has shape (people, rates), ``edges_min`` is sorted with shape (edges,),
    ``weights`` has shape (people, edges, rates).
    """

    rates_per_min: Array
    edges_min: Array
    weights: Array

    def of(self, people: NDArray[np.int64]) -> "Course":
        """Give the curves of some people, one of them as often as they are named."""
        return Course(
            rates_per_min=self.rates_per_min[people],
            edges_min=self.edges_min,
            weights=self.weights[people],
        )

    def at(self, minutes: Array) -> Array:
        """Read every person's curve at the same minutes; shape (people, minutes)."""
        last = self.edges_min[-1]
        split = int(np.searchsorted(minutes, last))
        early = _sum(self, minutes[:split])
        late = _sum(_fold(self), minutes[split:])
        return np.concatenate((early, late), axis=1)

    def at_own(self, minutes: Array) -> tuple[Array, Array]:
        """Read each person's curve and its slope at minutes of their own.

        Parameters
        ----------
        minutes : ndarray [shape=(people, n), min]
            Where to read.

        Returns
        -------
        (ndarray, ndarray) [shape=(people, n)]
            Height, and change of it per minute.
        """
        height = np.zeros_like(minutes)
        slope = np.zeros_like(minutes)
        for edge, start in enumerate(self.edges_min):
            since = minutes - start
            begun = since > 0.0
            np.maximum(since, 0.0, out=since)
            for k in _used(self, edge):
                rate = self.rates_per_min[:, k, None]
                term = self.weights[:, edge, k, None] * np.exp(-rate * since)
                height += term
                slope -= np.where(begun, rate * term, 0.0)
        return height, slope


def follow(
    body: Disposition,
    *,
    effect_per_min: Array,
    uptakes_per_min: Mapping[Depot, Array],
    dosings: Sequence[Dosing],
) -> Course:
    """Follow what is given through depot and body to the effect site.

    Parameters
    ----------
    body : Disposition
        Each person's modes.
    effect_per_min : ndarray [shape=(people,), 1/min]
        How fast each person's effect site follows the blood.
    uptakes_per_min : mapping of Depot to ndarray [shape=(people,), 1/min]
        How fast each person's depots empty; the blood is none.
    dosings : sequence of Dosing
        What goes in.

    Returns
    -------
    Course
        Effect site in the unit of the amounts, as if it had the volume of the blood.
    """
    modes = body.rates_per_min.shape[1]
    fixed = np.column_stack(
        (body.rates_per_min, _keep_apart(effect_per_min, body.rates_per_min, by=NUDGE))
    )
    depots = list(uptakes_per_min)
    nudged = [_keep_apart(uptakes_per_min[depot], fixed, by=-NUDGE) for depot in depots]
    rates = np.column_stack((fixed, *nudged))
    edges = np.unique([at for d in dosings for at in (d.at_min, d.at_min + d.length_min)])
    weights = np.zeros((len(rates), len(edges), rates.shape[1]))
    for dosing in dosings:
        columns = list(range(modes + 1))
        if dosing.depot is not Depot.BLOOD:
            columns.append(modes + 1 + depots.index(dosing.depot))
        gains = body.from_gut if dosing.depot is Depot.GUT else body.from_blood
        answer = _answer(gains, rates[:, columns]) * dosing.amount[:, None]
        start = int(np.searchsorted(edges, dosing.at_min))
        if dosing.length_min > 0.0:
            stop = int(np.searchsorted(edges, dosing.at_min + dosing.length_min))
            steady = answer / (rates[:, columns] * dosing.length_min)
            weights[:, start, columns] -= steady
            weights[:, stop, columns] += steady
        else:
            weights[:, start, columns] += answer
    return Course(rates_per_min=rates, edges_min=edges, weights=weights)


def _fold(course: Course) -> Course:
    """Give the same course from its last edge on, with that one edge only."""
    last = course.edges_min[-1]
    since = last - course.edges_min
    decays = np.exp(-course.rates_per_min[:, None, :] * since[:, None])
    weights = (course.weights * decays).sum(axis=1, keepdims=True)
    return Course(
        rates_per_min=course.rates_per_min, edges_min=course.edges_min[-1:], weights=weights
    )


def _sum(course: Course, minutes: Array) -> Array:
    """Add up every edge's decays at the same minutes for all; shape (people, minutes)."""
    height = np.zeros((len(course.rates_per_min), len(minutes)))
    for edge, start in enumerate(course.edges_min):
        since = np.maximum(minutes - start, 0.0)
        for k in _used(course, edge):
            decay = np.exp(-course.rates_per_min[:, k, None] * since)
            height += course.weights[:, edge, k, None] * decay
    return height


def _used(course: Course, edge: int) -> list[int]:
    """Name the rates that have any weight at an edge."""
    return [int(k) for k in np.flatnonzero(course.weights[:, edge, :].any(axis=0))]


def _answer(gains: Array, rates: Array) -> Array:
    """Weigh each rate in the effect of a unit: modes first, then effect site, then depot.

    The transfer function is the sum of ``gain_i / (s + mode_i)``, times ``k / (s + k)`` for
    the effect site and, where there is one, for the depot; these are its partial fractions.
    """
    modes = gains.shape[1]
    stages = range(modes, rates.shape[1])
    product = np.prod(rates[:, modes:], axis=1)
    answer = np.zeros_like(rates)
    for i in range(modes):
        members = (i, *stages)
        for k in members:
            others = [rates[:, other] - rates[:, k] for other in members if other != k]
            answer[:, k] += gains[:, i] * product / np.prod(others, axis=0)
    return answer


def _keep_apart(rates: Array, others: Array, *, by: float) -> Array:
    """Nudge a rate, as often as it takes, until it is near none of the others."""
    for _ in range(others.shape[1]):
        close = np.abs(rates[:, None] - others) < APART * others
        rates = np.where(close.any(axis=1), rates * (1.0 + by), rates)
    return rates
