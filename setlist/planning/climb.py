"""The climb: plans grown from the start, led by what a table says is still to come.

Every rule is obeyed and every cost is exact, so a whole plan that is reached is a plan.  The
cost of a plan so far and what the table adds is the least that any plan can cost which begins
so; the least of what is thrown away is therefore a bound on all plans that were not looked at.
"""

from dataclasses import dataclass

import numpy as np

from setlist.planning.joins import Joins
from setlist.planning.labels import Step
from setlist.planning.meter import Meter
from setlist.planning.recall import Recall
from setlist.planning.table import Rest, slip
from setlist.planning.targets import Floats, Ints
from setlist.planning.web import Web

_SAME_DB = 1e-9
_TRIES = 4
"""How many joins are worked out exactly for every plan that is grown: our own design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Climbed:
    """What a climb found: a better plan or none, and a bound on every plan there is."""

    steps: tuple[Step, ...] | None
    cost: float
    bound: float


@dataclass(slots=True, kw_only=True)
class _Bunch:
    """Plans so far, each a row; ``parent`` is a row of the trail."""

    promise: Floats
    cost: Floats
    real: Floats
    level_lu: Floats
    lowered_db: Floats
    site: Ints
    layer: Ints
    parent: Ints

    def pick(self, which: Ints) -> "_Bunch":
        """Give some rows."""
        return _Bunch(**{name: getattr(self, name)[which] for name in self.__slots__})


class Climb:
    """One climb over a web with a table."""

    def __init__(
        self, web: Web, rest: Rest, joins: Joins, recall: Recall, meter: Meter, *, best: float
    ) -> None:
        """Take what is known; ``best`` is the cost of the best plan so far above the floor."""
        self._web, self._rest, self._joins, self._recall = web, rest, joins, recall
        self._meter = meter
        self._best, self._lost = best, np.inf
        self._cost = web.sites.cost + rest.price
        self._onward = [
            web.layers.after(layer, web.sites.item) for layer in range(web.layers.count())
        ]
        self._column: Ints = np.full(len(web.sites), -1)
        for into in web.into:
            self._column[into] = np.arange(len(into))
        self._waiting: list[list[_Bunch]] = [[] for _ in range(web.steps + 1)]
        self._trail: list[tuple[Ints, Ints, Floats]] = []
        self._count = 0
        self._steps: tuple[Step, ...] | None = None

    def walk(self, width: int, ways: int) -> Climbed:
        """Climb once; ``width`` plans are kept at a step, ``ways`` times as many are grown."""
        web = self._web
        start = _Bunch(
            promise=np.zeros(1),
            cost=np.zeros(1),
            real=np.zeros(1),
            level_lu=np.full(1, np.nan),
            lowered_db=np.zeros(1),
            site=np.full(1, -1),
            layer=np.zeros(1, dtype=np.int64),
            parent=np.full(1, -1),
        )
        self._waiting[web.heads[0]].append(start)
        for step in range(web.steps):
            if not self._waiting[step]:
                continue
            bunch = self._keep(step, width)
            self._waiting[step] = []
            if not len(bunch.cost):
                continue
            if self._meter.left() <= 0.0:
                self._lose(bunch.promise)
                continue
            for layer in np.unique(bunch.layer).tolist():
                self._grow(
                    step, bunch.pick(np.flatnonzero(bunch.layer == layer)), layer, width * ways
                )
        lost = self._lost - self._rest.paid
        bound = min(self._best, lost) - slip(web, self._best + self._rest.paid)
        return Climbed(steps=self._steps, cost=self._best, bound=bound)

    def _limit(self) -> float:
        """Give the promise from which on nothing is better than the best plan."""
        return self._best + self._rest.paid

    def _lose(self, promise: Floats) -> None:
        """Throw plans away that may have become better than the best one."""
        self._lost = min(self._lost, float(promise.min(initial=np.inf)))

    def _keep(self, step: int, width: int) -> _Bunch:
        """Keep the most promising plans that landed at a step."""
        waiting = self._waiting[step]
        bunch = _Bunch(
            **{
                name: np.concatenate([getattr(one, name) for one in waiting])
                for name in _Bunch.__slots__
            }
        )
        order = np.argsort(bunch.promise, kind="stable")
        order = order[bunch.promise[order] < self._limit()]
        if len(order) > width:
            self._lose(bunch.promise[order[width:]])
            order = order[:width]
        return bunch.pick(order)

    def _grow(self, step: int, bunch: _Bunch, layer: int, most: int) -> None:
        """Grow plans at a step by every site that could lead to a better plan."""
        web, rest, limit = self._web, self._rest, self._limit()
        if web.onto(step).start == web.onto(step).stop:
            return
        parent = self._remember(bunch)
        past, begun = self._recall.history(parent)
        label, site, after = self._list_ways(step, bunch, layer, _TRIES * most)
        if not len(label):
            return
        opens = step in web.heads
        items = web.sites.item[site]
        self._meter.spend(8.0 * len(label))
        free = ~self._recall.bars(past[label], begun[label], items, step)
        label, site, after, items = label[free], site[free], after[free], items[free]
        # What the table has next may have been played already; then it counts with its second.
        ahead, end = rest.item[after, site], web.sites.end[site]
        barred = (ahead >= 0) & self._recall.bars(past[label], begun[label], ahead, end)
        onward = np.where(barred, rest.other[after, site], rest.first[after, site])
        sites = web.sites.pick(site)
        if opens:
            join, lowered = np.zeros(len(site)), np.zeros(len(site))
        else:
            before = web.sites.item[bunch.site[label]]
            join, lowered = self._joins.exactly(before, bunch.level_lu[label], sites)
        join = join + self._recall.charge(past[label], begun[label], items, step)
        cost = bunch.cost[label] + join + self._cost[site]
        promise = cost + onward
        fits = (lowered > sites.low_db) & (lowered <= sites.high_db)
        fits |= (lowered == 0.0) & (sites.high_db == 0.0)
        found = np.flatnonzero(fits & (promise < limit))
        if len(found) > most:
            order = found[np.argsort(promise[found], kind="stable")]
            self._lose(promise[order[most:]])
            found = order[:most]
        if not len(found):
            return
        real = bunch.real[label] + join + web.sites.cost[site]
        level = np.where(sites.closes, np.nan, sites.tail_lu - lowered)
        self._land(
            _Bunch(
                promise=promise[found],
                cost=cost[found],
                real=real[found],
                level_lu=level[found],
                lowered_db=lowered[found],
                site=site[found],
                layer=after[found],
                parent=parent[label[found]],
            )
        )

    def _list_ways(
        self, step: int, bunch: _Bunch, layer: int, most: int
    ) -> tuple[Ints, Ints, Ints]:
        """List which plans at a step could go on by which sites, and onto which layers.

        Beyond so many the dearest are thrown away.
        """
        web = self._web
        rows = np.arange(web.onto(step).start, web.onto(step).stop)
        after = self._onward[layer][rows]
        value = (self._cost[rows] + self._rest.first[after, rows]).astype(np.float32)
        edge = web.edges[step]
        if edge is not None and step not in web.heads:
            least = edge[:, self._column[bunch.site]].T + value
        else:
            least = np.broadcast_to(value, (len(bunch.cost), len(rows))).copy()
            least[:, web.sites.high_db[rows] > 0.0] = np.inf
        self._meter.spend(least.size)
        least += bunch.cost.astype(np.float32)[:, None]
        label, place = np.nonzero(least < self._limit())
        if len(label) > most:
            dear = least[label, place]
            order = np.argpartition(dear, most)
            self._lose(dear[order[most:]].astype(np.float64))
            order = np.sort(order[:most])
            label, place = label[order], place[order]
        return label, rows[place], after[place]

    def _remember(self, bunch: _Bunch) -> Ints:
        """Put plans so far on the trail and give their numbers."""
        sites = self._web.sites
        item = np.where(bunch.site >= 0, sites.item[bunch.site], -1)
        begin = np.where(bunch.site >= 0, sites.begin[bunch.site], 0)
        number = self._recall.add(bunch.parent, item, begin)
        self._trail.append((number, bunch.site, bunch.lowered_db))
        return number

    def _land(self, bunch: _Bunch) -> None:
        """Let plans wait where they land; keep a whole one that is better."""
        end = self._web.sites.end[bunch.site]
        order = np.argsort(end, kind="stable")
        bunch, end = bunch.pick(order), end[order]
        cuts = np.flatnonzero(np.diff(end)) + 1
        for rows in np.split(np.arange(len(end)), cuts):
            step = int(end[rows[0]])
            part = bunch.pick(rows)
            if step < self._web.steps:
                self._waiting[step].append(part)
                continue
            best = int(np.argmin(part.real))
            if part.real[best] < self._best:
                self._best = float(part.real[best])
                self._steps = self._trace(part, best)

    def _trace(self, part: _Bunch, row: int) -> tuple[Step, ...]:
        """Give the steps of a whole plan."""
        sites = self._web.sites
        found = [(int(part.site[row]), float(part.lowered_db[row]))]
        parent = int(part.parent[row])
        while parent >= 0:
            first = next(one for one in reversed(self._trail) if one[0][0] <= parent)
            place = parent - int(first[0][0])
            site = int(first[1][place])
            if site >= 0:
                found.append((site, float(first[2][place])))
            parent = self._recall.parent(parent)
        return tuple(
            Step(
                item=int(sites.item[site]),
                begin=int(sites.begin[site]),
                segment=int(sites.segment[site]),
                lowered_db=lowered_db,
            )
            for site, lowered_db in reversed(found)
        )
