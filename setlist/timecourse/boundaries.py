"""Where a course crosses its boundaries, person by person.

Onset is the first time the effect reaches a share of the reference peak; peak start and end
are the first and last time it is within a share of the peak of the whole course; the return
ends when it last falls below another share of the reference peak, never before the peak does.
The reference is the peak of the first administration, so a booster does not move the onset.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from setlist.timecourse.cohort import Array
from setlist.timecourse.course import Course

STEP_MIN = 1.0
STEADY_MIN = 60.0
GROWTH = 1.06
LIFETIMES = 12.0
"""The coarse grid; own design.

Every minute until an hour after the last edge, then in steps that grow by 6 %, until the
slowest decay of anyone has passed twelve lifetimes.  Crossings and peaks are refined within
it, so the grid only has to tell humps apart.
"""

_NOISE = 1e-6
"""Humps lower than this share of the peak are rounding."""

_RISING = 2
"""Onset and peak start are read going up, the other two coming down."""

TOLERANCE_MIN = 1e-10
ROUNDS = 80
"""When refining stops: a step this small, or after so many rounds (a dozen is usual)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The heights that make boundaries.

    ``onset`` and ``back`` are shares of the reference peak, one a person, shape (people,);
    ``peak`` is a share of the peak of the whole course.
    """

    onset: Array
    peak: float
    back: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """Each person's boundaries in minutes from the dose, and the height of their peak.

    Every array has shape (people,).
    """

    onset_min: Array
    peak_start_min: Array
    peak_min: Array
    peak_end_min: Array
    return_end_min: Array
    peak_height: Array


def find_boundaries(course: Course, *, first: Course, shares: Shares) -> Boundaries:
    """Find every person's boundaries.

    Parameters
    ----------
    course : Course
        The whole course.
    first : Course
        The course of the first administration alone; the same object where there is no other.
    shares : Shares
        The heights.

    Returns
    -------
    Boundaries
        In order for everyone: onset, peak start, peak, peak end, return end.
    """
    minutes, heights = _sample(course)
    reference = heights.max(axis=1) if first is course else _sample(first)[1].max(axis=1)
    everyone = np.arange(len(minutes))
    top = heights.argmax(axis=1)
    peak_height = heights[everyone, top]
    levels = np.column_stack(
        (
            shares.onset * reference,
            shares.peak * peak_height,
            shares.peak * peak_height,
            np.minimum(shares.back * reference, shares.peak * peak_height),
        )
    )
    low, high = np.empty_like(levels), np.empty_like(levels)
    last = minutes.shape[1] - 1
    for column, level in enumerate(levels.T):
        above = heights >= level[:, None]
        if column < _RISING:
            after = above.argmax(axis=1)
            before = np.maximum(after - 1, 0)
        else:
            before = last - above[:, ::-1].argmax(axis=1)
            after = np.minimum(before + 1, last)
        low[:, column] = minutes[everyone, before]
        high[:, column] = minutes[everyone, after]
    found = _find_roots(lambda at: course.at_own(at)[0] - levels, low, high)
    return Boundaries(
        onset_min=found[:, 0],
        peak_start_min=found[:, 1],
        peak_min=minutes[everyone, top],
        peak_end_min=found[:, 2],
        return_end_min=found[:, 3],
        peak_height=peak_height,
    )


def _sample(course: Course) -> tuple[Array, Array]:
    """Read a course on the coarse grid, each hump at its very top.

    Gives minutes and heights, both of shape (people, n).  A hump that only just reaches a
    level would otherwise slip through between two points.
    """
    last = float(course.edges_min[-1])
    span = LIFETIMES / float(course.rates_per_min.min())
    steps = int(np.ceil(np.log(max(span / STEADY_MIN, GROWTH)) / np.log(GROWTH)))
    tail = last + STEADY_MIN * GROWTH ** np.arange(1, steps + 1)
    even = np.arange(0.0, last + STEADY_MIN + STEP_MIN / 2.0, STEP_MIN)
    grid = np.unique(np.concatenate((even, course.edges_min, tail)))
    heights = course.at(grid)
    minutes = np.repeat(grid[None, :], len(heights), axis=0)
    middle = heights[:, 1:-1]
    humps = (middle >= heights[:, :-2]) & (middle > heights[:, 2:])
    humps &= middle > _NOISE * heights.max(axis=1, keepdims=True)
    people, points = np.nonzero(humps)
    points += 1
    some = course.of(people)
    tops = _find_roots(
        lambda at: some.at_own(at)[1], grid[points - 1][:, None], grid[points + 1][:, None]
    )
    minutes[people, points] = tops[:, 0]
    heights[people, points] = some.at_own(tops)[0][:, 0]
    return minutes, heights


def _find_roots(function: Callable[[Array], Array], low: Array, high: Array) -> Array:
    """Find where a function changes sign between two bounds, elementwise, by false position.

    The Illinois rule halves the weight of an end that stays, so it cannot stall.
    """
    kept, last = low, high
    at_kept, at_last = function(kept), function(last)
    for _ in range(ROUNDS):
        gap = at_last - at_kept
        step = at_last * (last - kept) / np.where(gap == 0.0, 1.0, gap)
        guess = np.clip(last - step, low, high)
        value = function(guess)
        crossed = (value > 0.0) != (at_last > 0.0)
        kept = np.where(crossed, last, kept)
        at_kept = np.where(crossed, at_last, at_kept / 2.0)
        moved = np.abs(guess - last)
        last, at_last = guess, value
        if np.all(moved < TOLERANCE_MIN):
            break
    return last
