"""Every place an item may have: nodes inside the music, and closings before a silence.

A node is an item at a start with another cue after it; a closing ends a stretch of music, so
nothing overlaps its end.  Rules, pins and silences leave out nodes and never add any.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from setlist.planning.fit import Fit
from setlist.planning.rules import Fixture, Hold, ban_starts
from setlist.planning.segments import Course
from setlist.planning.targets import Floats, Ints

END_PER_MIN = 0.10
"""What each minute of a wrong length costs within the half minute that is allowed."""
_SAME_S = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Closings:
    """The ways to end one stretch of music, in order of start, one row each."""

    begin: Ints
    end: Ints
    item: Ints
    cost: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """The nodes of a problem: cost and next start [shape=(steps, items)], closings a segment.

    A cost of infinity means that the node is not there.
    """

    cost: npt.NDArray[np.float32]
    next: npt.NDArray[np.int16]
    closings: tuple[Closings, ...]


def lay_nodes(
    fit: Fit, course: Course, fixtures: tuple[Fixture, ...], holds: tuple[Hold, ...] = ()
) -> Nodes:
    """Lay out every node and closing of a problem.

    Parameters
    ----------
    fit : Fit
        Costs of the items.
    course : Course
        The stretches of music.
    fixtures : tuple of Fixture
        Where pinned items may begin.
    holds : tuple of Hold
        Items that stay where they are.

    Returns
    -------
    Nodes
        Costs in misfit-minutes.
    """
    steps, count = fit.targets.steps, len(fit.items)
    begin = np.arange(steps, dtype=np.int64)
    last = np.full(steps, -1, dtype=np.int64)
    for segment in course.segments:
        latest_s = segment.end_s + segment.slack_s - fit.terms.start_s
        final = int(np.floor(latest_s / fit.terms.step_s + _SAME_S))
        last[segment.first_step : final + 1] = final
    ends = np.empty((steps, count), dtype=np.int16)
    cost = np.full((steps, count), np.inf, dtype=np.float32)
    for group in _groups(fit):
        end = fit.advance(begin, np.full(steps, group[0]))
        ends[:, group] = np.minimum(end, steps).astype(np.int16)[:, None]
        there = np.flatnonzero(end <= last)
        if not len(there):
            continue
        low, high = begin[there], end[there]
        if fit.counts[group[0]] > 1:
            cost[there, group[0]] = fit.cost(low, high, np.full(len(there), group[0]))
        else:
            cost[np.ix_(there, group)] = fit.cost(low[:, None], high[:, None], group[None, :])
    banned = _banned(fit, fixtures, holds, ends)
    cost[banned] = np.inf
    cost[:, [fixture.item for fixture in fixtures if fixture.closes]] = np.inf
    closings = tuple(_close(fit, course, number, banned) for number in range(len(course.segments)))
    return Nodes(cost=cost, next=ends, closings=_respect(closings, fixtures, holds))


def _groups(fit: Fit) -> list[Ints]:
    """Put items of one length in steps together; every work stands alone."""
    whole = np.floor(fit.length_s / fit.terms.step_s + 1e-9).astype(np.int64)
    keys = [whole]
    for overlap_s in np.unique(fit.targets.overlap_s):
        moved = np.floor((fit.length_s - overlap_s) / fit.terms.step_s + 1e-9)
        keys.append(moved.astype(np.int64))
    several = fit.counts > 1
    keys.append(np.where(several, np.cumsum(several), 0))
    _, group = np.unique(np.stack(keys, axis=1), axis=0, return_inverse=True)
    group = group.reshape(-1)
    order = np.argsort(group, kind="stable")
    cuts = np.flatnonzero(np.diff(group[order])) + 1
    return [one for one in np.split(order, cuts) if len(one)]


def _banned(
    fit: Fit,
    fixtures: tuple[Fixture, ...],
    holds: tuple[Hold, ...],
    ends: npt.NDArray[np.int16],
) -> npt.NDArray[np.bool_]:
    """Mark every start that a rule or a pin forbids to an item."""
    banned = np.zeros(ends.shape, dtype=np.bool_)
    for ban in ban_starts(fit.items, fit.terms):
        banned[ban.first_step : ban.after_step, ban.item] = True
    begin = np.arange(len(ends))
    for fixture in fixtures:
        outside = (begin < fixture.first_step) | (begin > fixture.last_step)
        banned[outside, fixture.item] = True
        if fixture.timed:
            own = banned[:, fixture.item].copy()
            early = begin <= fixture.last_step
            banned[early] |= ends[early] > fixture.last_step
            banned[:, fixture.item] = own
    for hold in holds:
        banned[: hold.step] |= ends[: hold.step] > hold.step
        others = np.arange(ends.shape[1]) != hold.item
        banned[hold.step, others] = True
    return banned


def _close(fit: Fit, course: Course, number: int, banned: npt.NDArray[np.bool_]) -> Closings:
    """List every way to end one stretch of music within its slack."""
    segment = course.segments[number]
    step_s = fit.terms.step_s
    wanted = (segment.end_s - fit.terms.start_s - fit.length_s) / step_s
    slack = segment.slack_s / step_s
    first = np.maximum(np.ceil(wanted - slack - _SAME_S).astype(np.int64), segment.first_step)
    after = np.floor(wanted + slack + _SAME_S).astype(np.int64) + 1
    items = np.repeat(np.arange(len(fit.items)), np.maximum(after - first, 0))
    if not len(items):
        empty = np.zeros(0, dtype=np.int64)
        return Closings(begin=empty, end=empty, item=empty, cost=np.zeros(0))
    begin = np.concatenate([np.arange(a, b) for a, b in zip(first, after, strict=True) if b > a])
    free = ~banned[begin, items]
    begin, items = begin[free], items[free]
    order = np.argsort(begin, kind="stable")
    begin, items = begin[order], items[order]
    end = np.minimum(fit.close(begin, items), fit.targets.steps)
    off_min = np.abs(begin - wanted[items]) * step_s / 60.0
    cost = fit.cost(begin, end, items) + END_PER_MIN * off_min
    return Closings(begin=begin, end=end, item=items, cost=cost)


def _respect(
    closings: tuple[Closings, ...], fixtures: tuple[Fixture, ...], holds: tuple[Hold, ...]
) -> tuple[Closings, ...]:
    """Leave out closings that would sound where another item is pinned, or held."""
    kept = []
    for number, one in enumerate(closings):
        free = np.ones(len(one.begin), dtype=np.bool_)
        for fixture in fixtures:
            if fixture.closes and number == len(closings) - 1:
                free &= one.item == fixture.item
            if fixture.timed:
                across = (one.begin <= fixture.last_step) & (one.end > fixture.last_step)
                free &= ~across | (one.item == fixture.item)
        for hold in holds:
            across = (one.begin < hold.step) & (one.end > hold.step)
            free &= ~across & ((one.begin != hold.step) | (one.item == hold.item))
        kept.append(
            Closings(
                begin=one.begin[free], end=one.end[free], item=one.item[free], cost=one.cost[free]
            )
        )
    return tuple(kept)
