"""The ground that sites are taken from: what no plan through a node can cost less than.

Joins are left out here, so these tables are quick and never above the truth.
"""

from dataclasses import fields, replace

import numpy as np

from setlist.planning.beam import MOST_LOWERED_DB
from setlist.planning.fit import Fit
from setlist.planning.floor import Floor
from setlist.planning.flow import Flow
from setlist.planning.guide import Layers, guide_search
from setlist.planning.joins import Joins
from setlist.planning.nodes import Closings, Nodes
from setlist.planning.segments import Course
from setlist.planning.sites import Sites
from setlist.planning.targets import Floats, Ints


class Ground:
    """All that sites are taken from: the nodes of a problem and what its ends cost at least.

    ``before`` and ``after`` [shape=(steps + 1,)] are the least that a plan can have cost by a
    step and can still cost from there, joins left out, the floor taken off.
    """

    def __init__(
        self, fit: Fit, flow: Flow, nodes: Nodes, course: Course, layers: Layers, joins: Joins
    ) -> None:
        """Take the tables of a problem; nothing in them is changed."""
        self.fit, self.flow, self.nodes, self.course = fit, flow, nodes, course
        self.floor = Floor(fit.terms, fit.targets, course)
        self.steps = len(nodes.cost)
        self._joins = joins
        least = self._save()
        self.after = guide_search(least, course, layers).min(axis=0) - self.floor.rest
        self.before = self._walk_before()
        self.least = float(self.after[course.segments[0].first_step])

    def _walk_before(self) -> Floats:
        """Give the least cost of every way to a step, joins left out."""
        before: Floats = np.full(self.steps + 2, np.inf)
        segments = self.course.segments
        before[segments[0].first_step] = 0.0
        for number, segment in enumerate(segments):
            closings = self.nodes.closings[number]
            last = int(closings.begin[-1]) if len(closings.begin) else -1
            for step in range(segment.first_step, last + 1):
                if not np.isfinite(before[step]):
                    continue
                end = self.nodes.next[step]
                np.minimum.at(before, end, before[step] + self._cost(step, end, saving=True))
            before[self.steps :] = np.inf
            if number + 1 < len(segments) and len(closings.begin):
                cost = self._closing_cost(number, closings, saving=True)
                least = (before[closings.begin] + cost).min()
                before[segments[number + 1].first_step] = least
        return before

    def _save(self) -> Nodes:
        """Take off every node what the join into it may save at most."""
        joins, nodes = self._joins, self.nodes
        every = np.arange(self.steps + 1)
        self._saving = np.stack([joins.saving(step, every) for step in range(self.steps)])
        if not self._saving.any():
            return nodes
        cost = nodes.cost.copy()
        for step in range(self.steps):
            cost[step] -= self._saving[step, nodes.next[step]].astype(np.float32)
        closings = tuple(
            replace(one, cost=one.cost - joins.saving(one.begin, one.end)) for one in nodes.closings
        )
        return replace(nodes, cost=cost, closings=closings)

    def _cost(self, step: int, end: Ints, *, saving: bool = False) -> Floats:
        """Give what every item costs from a step, the floor taken off."""
        cost: Floats = self.nodes.cost[step] - self.floor.over(step, end)
        return cost - self._saving[step, end] if saving else cost

    def _closing_cost(self, number: int, one: Closings, *, saving: bool = False) -> Floats:
        """Give what the closings of a stretch cost, the floor taken off."""
        cost: Floats = one.cost - self.floor.closing(number, one.begin)
        return cost - self._joins.saving(one.begin, one.end) if saving else cost

    def gather(self, limit: float, most: int | None = None) -> Sites:
        """Give every site through which a plan may cost no more than a limit, joins left out.

        Parameters
        ----------
        limit : float [misfit-minutes above the floor]
            Infinity for all.
        most : int or None
            Only so many of the cheapest at each start.
        """
        begins, items, costs, slack = [], [], [], []
        for step in range(self.steps):
            if not np.isfinite(self.before[step]):
                continue
            end = self.nodes.next[step]
            cost = self._cost(step, end)
            through = self.before[step] + cost - self._saving[step, end] + self.after[end]
            found = np.flatnonzero(np.isfinite(through) & (through <= limit))
            if most is not None and len(found) > most:
                found = found[np.argsort(through[found], kind="stable")[:most]]
            if len(found):
                begins.append(np.full(len(found), step))
                items.append(found)
                costs.append(cost[found])
                slack.append(limit - through[found])
        plain = self._plain(begins, items, costs, slack)
        closing = [
            self._closing(number, limit, most) for number in range(len(self.course.segments))
        ]
        return _stack([plain, *closing])

    def _plain(
        self, begins: list[Ints], items: list[Ints], costs: list[Floats], slack: list[Floats]
    ) -> tuple[Sites, Floats]:
        """Make sites of nodes."""
        begin, item = _join(begins), _join(items)
        end = self.nodes.next[begin, item].astype(np.int64)
        number = np.zeros(len(begin), dtype=np.int64)
        for place, segment in enumerate(self.course.segments):
            number[begin >= segment.first_step] = place
        cost = np.concatenate(costs) if costs else np.zeros(0)
        room = np.concatenate(slack) if slack else np.zeros(0)
        return self._make(begin, end, end, item, number, cost, closes=False), room

    def _closing(self, number: int, limit: float, most: int | None) -> tuple[Sites, Floats]:
        """Make sites of the closings of a stretch of music."""
        one = self.nodes.closings[number]
        is_last = number + 1 == len(self.course.segments)
        goal = self.steps if is_last else self.course.segments[number + 1].first_step
        rest = 0.0 if is_last else float(self.after[goal])
        cost = self._closing_cost(number, one)
        saved = self._joins.saving(one.begin, one.end)
        through = self.before[one.begin] + cost - saved + rest
        found = np.flatnonzero(np.isfinite(through) & (through <= limit))
        if most is not None:
            order = found[np.lexsort((through[found], one.begin[found]))]
            begin = one.begin[order]
            rank = np.arange(len(order)) - np.searchsorted(begin, begin)
            found = np.sort(order[rank < most])
        sites = self._make(
            one.begin[found],
            np.full(len(found), goal),
            one.end[found],
            one.item[found],
            np.full(len(found), number),
            cost[found],
            closes=True,
        )
        return sites, limit - through[found]

    def _make(
        self,
        begin: Ints,
        end: Ints,
        until: Ints,
        item: Ints,
        segment: Ints,
        cost: Floats,
        *,
        closes: bool,
    ) -> Sites:
        """Fill in how loud sites are and what lowering them costs."""
        until = np.minimum(until, self.fit.targets.steps)
        gain = self.fit.gain(begin, until, item)
        weight, bend = self.fit.slope(begin, until, item)
        zero = np.zeros(len(begin))
        return Sites(
            begin=begin,
            end=end,
            item=item,
            segment=segment,
            closes=np.full(len(begin), closes),
            cost=cost.astype(np.float64),
            head_lu=self.flow.head_lufs[item] + gain,
            tail_lu=self.flow.tail_lufs[item] + gain,
            weight=weight,
            bend=bend,
            low_db=zero,
            high_db=zero,
        )


def _stack(parts: list[tuple[Sites, Floats]]) -> Sites:
    """Put sites together in order of start, with the most that lowering each could pay."""
    plain = Sites(
        **{
            one.name: np.concatenate([getattr(sites, one.name) for sites, _ in parts])
            for one in fields(Sites)
        }
    )
    slack = np.maximum(np.concatenate([room for _, room in parts]), 0.0)
    slack = np.minimum(slack, 1e6)
    heavy = np.maximum(plain.weight, 1e-9)
    high = (plain.bend + np.sqrt(plain.bend**2 + heavy * slack)) / heavy + 1e-6
    high = np.clip(high, 0.0, MOST_LOWERED_DB)
    high[np.isnan(plain.head_lu)] = 0.0
    plain = replace(plain, high_db=high)
    return plain.pick(np.lexsort((plain.closes, plain.item, plain.begin)))


def _join(parts: list[Ints]) -> Ints:
    """Put arrays together, none as well."""
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
