"""Tables over a web: the least that a plan can cost before and after each site.

Both are shortest ways through a graph whose rules about repeats are left out but for one: no
item comes again right after the one that follows it.  So they are never above the truth.
"""

from dataclasses import dataclass

import numpy as np

from setlist.planning.sites import Edges
from setlist.planning.targets import Floats, Ints
from setlist.planning.web import Web

_ROUND = 2.0**-22
"""Single precision rounds by half of this, and a join is rounded no more than four times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What is still to come after each site, by layer [shape=(layers, sites)].

    ``first`` is the least cost after a site, ``item`` the item that is next then (-1 if none),
    and ``other`` the least with another item next.  ``price`` is what was added to the cost of
    each site when the table was made, and ``paid`` what must be taken off its costs again.
    """

    first: Floats
    other: Floats
    item: Ints
    price: Floats
    paid: float
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What came up to and with each site, by the layer after it; as ``rest`` but backward.

    It is made under the prices of that table and knows no other.
    """

    rest: Rest
    first: Floats
    other: Floats
    item: Ints


def look_ahead(web: Web, price: Floats, paid: float, *, limit: float, apart: bool) -> Rest:
    """Give the least that a plan can still cost after each site.

    Parameters
    ----------
    web : Web
        Sites and joins.
    price : ndarray [shape=(sites,), misfit-minutes]
        Added to the cost of each site.
    paid : float [misfit-minutes]
        Taken off the cost of a whole plan again.
    limit : float [misfit-minutes]
        Costs above are of no interest; rounding is judged by it.
    apart : bool
        Forbid an item right after the one that follows it.
    """
    sites, layers = web.sites, web.layers
    count, size = layers.count(), len(sites)
    cost = sites.cost + price
    first: Floats = np.full((count + 1, size), np.inf)
    other: Floats = np.full((count + 1, size), np.inf)
    item: Ints = np.full((count + 1, size), -1)
    onward = [layers.after(layer, sites.item) for layer in range(count)]
    ends = sites.end == web.steps
    for layer in range(count):
        if layers.is_final(layer):
            first[layer, ends] = other[layer, ends] = 0.0
    bound = np.inf
    for step in range(web.steps - 1, -1, -1):
        onto, into, edge = web.onto(step), web.into[step], web.edges[step]
        if onto.start == onto.stop or (edge is None and step not in web.heads):
            continue
        rows = np.arange(onto.start, onto.stop)
        for layer in range(count):
            after = onward[layer][rows]
            value = cost[rows] + first[after, rows]
            if step in web.heads:
                least = float(value[sites.high_db[rows] == 0.0].min(initial=np.inf))
                before = sites.closes & (sites.end == step)
                first[layer, before] = other[layer, before] = least
                if step == web.heads[0] and layer == 0:
                    bound = least
            if edge is not None:
                total = edge + value.astype(np.float32)[:, None]
                if apart:
                    spare = cost[rows] + other[after, rows]
                    _keep_apart(total, edge, item[after, rows], spare, sites.item[into])
                found = _settle(total, sites.item[rows])
                first[layer, into], other[layer, into], item[layer, into] = found
    return Rest(
        first=first,
        other=other,
        item=item,
        price=price,
        paid=paid,
        bound=bound - paid - slip(web, limit + paid),
    )


def look_back(web: Web, rest: Rest, *, apart: bool) -> Past:
    """Give the least that a plan can have cost up to each site, that site included."""
    sites, layers = web.sites, web.layers
    count, size = layers.count(), len(sites)
    cost = sites.cost + rest.price
    first: Floats = np.full((count + 1, size), np.inf)
    other: Floats = np.full((count + 1, size), np.inf)
    item: Ints = np.full((count + 1, size), -1)
    onward = [layers.after(layer, sites.item) for layer in range(count)]
    for step in range(web.steps):
        onto, into, edge = web.onto(step), web.into[step], web.edges[step]
        if onto.start == onto.stop:
            continue
        rows = np.arange(onto.start, onto.stop)
        for layer in range(count):
            if step in web.heads:
                least = 0.0 if layer == 0 else np.inf
                if step != web.heads[0]:
                    came = sites.closes & (sites.end == step)
                    least = float(first[layer, came].min(initial=np.inf))
                start = np.where(sites.high_db[rows] == 0.0, least, np.inf)
                found = start, start, np.full(len(rows), -1)
            elif edge is None:
                break
            else:
                total = edge.T + first[layer, into].astype(np.float32)[:, None]
                if apart:
                    _keep_apart(
                        total, edge.T, item[layer, into], other[layer, into], sites.item[rows]
                    )
                order = np.argsort(sites.item[into], kind="stable")
                found = _settle(total[order], sites.item[into][order])
            after = onward[layer][rows]
            better = cost[rows] + found[0] < first[after, rows]
            there, here = after[better], rows[better]
            first[there, here] = cost[here] + found[0][better]
            other[there, here] = cost[here] + found[1][better]
            item[there, here] = found[2][better]
    return Past(rest=rest, first=first, other=other, item=item)


def find_through(past: Past) -> Floats:
    """Give the least that a plan through each site costs [shape=(sites,)]."""
    rest = past.rest
    through = past.first + rest.first
    same = (past.item == rest.item) & (past.item >= 0)
    spare = np.minimum(past.first + rest.other, past.other + rest.first)
    found: Floats = np.where(same, np.maximum(through, spare), through).min(axis=0) - rest.paid
    return found


def trace(web: Web, rest: Rest) -> Ints:
    """Give the sites of the way that a table takes for the cheapest."""
    sites, layers = web.sites, web.layers
    cost = sites.cost + rest.price
    way: list[int] = []
    layer, step, before = 0, web.heads[0], -1
    while step < web.steps:
        rows = np.arange(web.onto(step).start, web.onto(step).stop)
        after = layers.after(layer, sites.item[rows])
        if before < 0:
            value = cost[rows] + rest.first[after, rows]
            value[sites.high_db[rows] > 0.0] = np.inf
        else:
            again = rest.item[after, rows] == sites.item[before]
            onward = np.where(again, rest.other[after, rows], rest.first[after, rows])
            column = int(np.flatnonzero(web.into[step] == before)[0])
            edge = web.edges[step]
            value = cost[rows] + onward + (0.0 if edge is None else edge[:, column])
        best = int(np.argmin(value))
        if not np.isfinite(value[best]):
            break
        site = int(rows[best])
        way.append(site)
        layer, step = int(after[best]), int(sites.end[site])
        before = -1 if sites.closes[site] else site
    return np.array(way, dtype=np.int64)


def slip(web: Web, limit: float) -> float:
    """Give what rounding may add up to in the cost of a plan, at most."""
    if not len(web.sites):
        return 0.0
    plain = ~web.sites.closes
    moved = (web.sites.end - web.sites.begin)[plain]
    most = web.steps / max(int(moved.min(initial=web.steps)), 1) + 1.0
    return _ROUND * max(1.0, abs(limit)) * most if np.isfinite(limit) else 0.0


def _keep_apart(total: Edges, edge: Edges, again: Ints, spare: Floats, items: Ints) -> None:
    """Let what would come again right after next count with the second best."""
    row, column = np.nonzero(again.astype(np.int32)[:, None] == items.astype(np.int32))
    total[row, column] = edge[row, column] + spare[row].astype(np.float32)


def _settle(total: Edges, items: Ints) -> tuple[Floats, Floats, Ints]:
    """Give the least of every column, the least with another item, and the item; rows by item."""
    column = np.arange(total.shape[1])
    best = np.argmin(total, axis=0)
    first = total[best, column].astype(np.float64)
    item = np.where(np.isfinite(first), items[best], -1)
    low = np.searchsorted(items, items[best])
    after = np.searchsorted(items, items[best], side="right")
    for _ in range(int((after - low).max(initial=0))):
        there = low < after
        total[low[there], column[there]] = np.inf
        low = low + 1
    other = total.min(axis=0).astype(np.float64)
    return first, other, item
