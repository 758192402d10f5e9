"""A first look: which sites could be part of a better plan at all.

At each step the sites that could follow are joined to those that hand over, the most promising
first, and a site is done with as soon as no other can do better.  What either side is lowered
by is left open here, and beside a lowered side how loud the other is, so the tables are never
above the truth, and most sites are gone before every join between those left is worked out.
"""

from collections.abc import Callable

import numpy as np

from setlist.planning.ground import Ground
from setlist.planning.joins import Joins
from setlist.planning.meter import Meter
from setlist.planning.sites import Edges, Ends, Sites
from setlist.planning.targets import Floats, Ints

_FIRST_BLOCK = 16
_CELLS = 32_768
"""So many joins are worked out at a time, so that they stay in the cache of a processor."""
_ZERO = np.float32(0.0)


def skim(
    sites: Sites, ground: Ground, joins: Joins, limit: float, meter: Meter
) -> tuple[Sites, Floats]:
    """Throw away what is in no plan that costs up to a limit.

    Parameters
    ----------
    sites : Sites
        Each with all that it may be lowered by.
    limit : float [misfit-minutes above the floor]
        Plans above are of no interest.

    Returns
    -------
    Sites
        What is left.
    ndarray [shape=(sites,), misfit-minutes above the floor]
        The least that a plan through each of these costs.
    """
    joins.remember(sites.item)
    look = _Look(sites, ground, joins, limit, meter)
    plain, lowered = look.ahead()
    least = np.minimum(plain, lowered)
    kept = ground.before[sites.begin] + sites.cost + least <= limit
    sites = sites.pick(kept)
    look = _Look(sites, ground, joins, limit, meter)
    through = look.behind(plain[kept], lowered[kept])
    left = through <= limit
    return sites.pick(left), through[left]


class _Look:
    """One look over some sites, either way."""

    def __init__(
        self, sites: Sites, ground: Ground, joins: Joins, limit: float, meter: Meter
    ) -> None:
        """Find which sites begin and which hand over at each step."""
        self._sites, self._ground, self._joins = sites, ground, joins
        self._limit, self._meter = limit, meter
        self._dip = joins.dip(sites)
        self._ends = Ends.of(sites)
        self._cuts, self._into = lay(sites, ground.steps)
        self._heads = [one.first_step for one in ground.course.segments]

    def ahead(self) -> tuple[Floats, Floats]:
        """Give the least that is still to come after each site, not lowered and lowered."""
        sites, ground = self._sites, self._ground
        ends = sites.end == ground.steps
        plain, lowered = np.where(ends, 0.0, np.inf), np.where(ends, 0.0, np.inf)
        came = ground.before[sites.begin] + sites.cost
        for step in range(ground.steps - 1, -1, -1):
            rows, here = np.arange(self._cuts[step], self._cuts[step + 1]), self._into[step]
            if not len(rows):
                continue
            total = sites.cost[rows] + plain[rows]
            if step in self._heads:
                ending = sites.closes & (sites.end == step)
                plain[ending] = lowered[ending] = total.min()
            elif len(here):
                alive = np.isfinite(total)
                rows, total = rows[alive], total[alive]
                if not len(rows):
                    continue
                under = sites.cost[rows] + lowered[rows]
                key = np.minimum(total, under + self._dip[rows])
                order = np.argsort(key, kind="stable")
                rows, key = rows[order], key[order]
                total, under = total[order], under[order]
                plain[here] = self._look(here, came[here], rows, key, total, under - total)
                lowered[here] = self._look_loosely(here, came[here], rows, key, ahead=True)
        return plain, lowered

    def _look(
        self, asking: Ints, known: Floats, offered: Ints, key: Floats, total: Floats, more: Floats
    ) -> Floats:
        """Give the least of what each site that asks may join to."""
        more32 = more.astype(np.float32)
        total32 = total.astype(np.float32)

        def judge(part: Ints, block: slice) -> Edges:
            own, some = self._ends.pick(asking[part]), self._ends.pick(offered[block])
            edge, down = self._joins.plainly(own, some)
            edge += total32[block, None]
            edge += np.where(down, more32[block, None], _ZERO)
            return edge

        return self._scan(known, key, judge)

    def _look_loosely(
        self, asking: Ints, known: Floats, offered: Ints, key: Floats, *, ahead: bool
    ) -> Floats:
        """Give the least of what each site that asks may join to, loudness left out."""
        key32 = key.astype(np.float32)

        def judge(part: Ints, block: slice) -> Edges:
            own, some = self._ends.pick(asking[part]), self._ends.pick(offered[block])
            edge = self._joins.flowing(own, some) if ahead else self._joins.flowing(some, own).T
            return edge + key32[block, None]

        return self._scan(known, key, judge)

    def _scan(self, known: Floats, key: Floats, judge: Callable[[Ints, slice], Edges]) -> Floats:
        """Look through what is offered, the least key first, until nothing can be better.

        ``known`` is what each site that asks costs without what is offered, and ``judge`` gives
        what joins come to, the offered among the rows.
        """
        best: Floats = np.full(len(known), np.inf)
        live = np.arange(len(known))
        low, size = 0, _FIRST_BLOCK
        while low < len(key) and len(live):
            over = known[live] + key[low] > self._limit
            best[live[over]] = np.minimum(best[live[over]], key[low])
            live = live[~over & (best[live] > key[low])]
            if not len(live):
                break
            block = slice(low, min(low + size, len(key)))
            width = block.stop - block.start
            for part in _cut(live, width):
                self._meter.demand(len(part) * width)
                best[part] = np.minimum(best[part], judge(part, block).min(axis=0))
            low, size = block.stop, size * 2
        return best

    def behind(self, plain: Floats, lowered: Floats) -> Floats:
        """Give the least that a plan through each site costs, by what is still to come."""
        sites = self._sites
        sofar: Floats = np.full(len(sites), np.inf)
        under: Floats = np.full(len(sites), np.inf)
        after = np.minimum(plain, lowered + self._dip)
        for step in range(self._ground.steps):
            rows, here = np.arange(self._cuts[step], self._cuts[step + 1]), self._into[step]
            if not len(rows):
                continue
            if step in self._heads:
                ending = sites.closes & (sites.end == step)
                came = np.minimum(sofar[ending], under[ending]).min(initial=np.inf)
                sofar[rows] = sites.cost[rows] + (0.0 if step == self._heads[0] else came)
            elif len(here):
                order = here[np.argsort(sofar[here], kind="stable")]
                least, down = self._look_back(
                    rows, sites.cost[rows] + after[rows], order, sofar[order]
                )
                order = here[np.argsort(under[here], kind="stable")]
                free = self._look_loosely(
                    rows, sites.cost[rows] + after[rows], order, under[order], ahead=False
                )
                sofar[rows] = sites.cost[rows] + np.minimum(least, free)
                under[rows] = sites.cost[rows] + np.minimum(down, free + self._dip[rows])
        found: Floats = np.minimum(sofar + plain, under + lowered)
        return found

    def _look_back(
        self, asking: Ints, later: Floats, offered: Ints, key: Floats
    ) -> tuple[Floats, Floats]:
        """Give the least that came before each site that asks: not lowered, and lowered."""
        best: Floats = np.full(len(asking), np.inf)
        down: Floats = np.full(len(asking), np.inf)
        dip = self._dip[asking]
        key32 = key.astype(np.float32)
        live = np.arange(len(asking))
        low, size = 0, _FIRST_BLOCK
        while low < len(key) and len(live):
            over = later[live] + key[low] > self._limit
            out = live[over]
            best[out] = np.minimum(best[out], key[low])
            down[out] = np.minimum(down[out], key[low] + dip[out])
            live = live[~over & ((best[live] > key[low]) | (down[live] > key[low] + dip[live]))]
            if not len(live):
                break
            block = slice(low, min(low + size, len(key)))
            some = self._ends.pick(offered[block])
            for part in _cut(live, len(some.item)):
                self._meter.demand(len(part) * len(some.item))
                edge, steep = self._joins.plainly(some, self._ends.pick(asking[part]))
                edge += key32[block]
                least = edge.min(axis=1, where=~steep, initial=np.inf)
                best[part] = np.minimum(best[part], least)
                least = edge.min(axis=1, where=steep, initial=np.inf)
                down[part] = np.minimum(down[part], least)
            low, size = block.stop, size * 2
        return best, down


def _cut(live: Ints, each: int) -> list[Ints]:
    """Cut what asks into parts that stay in the cache."""
    size = max(_CELLS // max(each, 1), 1)
    return [live[low : low + size] for low in range(0, len(live), size)]


def lay(sites: Sites, steps: int) -> tuple[Ints, tuple[Ints, ...]]:
    """Find which sites begin and which hand over at each step."""
    cuts = np.searchsorted(sites.begin, np.arange(steps + 1))
    plain = np.flatnonzero(~sites.closes)
    order = plain[np.argsort(sites.end[plain], kind="stable")]
    ends = np.searchsorted(sites.end[order], np.arange(steps + 1))
    return cuts, tuple(order[ends[step] : ends[step + 1]] for step in range(steps))
