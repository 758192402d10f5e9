"""Proving: a plan, and how much better any other plan could be at most.

A quick plan comes from the most promising sites of every step.  No plan that is better uses a
site through which even the cheapest way costs more, so nearly all sites go.

What is open between bound and cost is proven a rung at a time: that no plan costs less than
some of it is far cheaper to prove than that none costs less than all, because most sites and
most plans so far are above it at once.  Each rung has a finer web, a table, a climb led by it,
and prices on coming again where the climb was not enough.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from setlist.errors import Finding, SetlistError
from setlist.planning.climb import Climb, Climbed
from setlist.planning.fit import Fit
from setlist.planning.flow import Flow
from setlist.planning.ground import Ground
from setlist.planning.guide import Layers
from setlist.planning.joins import Joins
from setlist.planning.labels import Path, Step
from setlist.planning.meter import STEP_PAIRS, Meter, Spent
from setlist.planning.nodes import Nodes
from setlist.planning.prices import Market, share_rights
from setlist.planning.recall import Recall
from setlist.planning.segments import Course
from setlist.planning.sites import Sites, refine_bands, split_bands
from setlist.planning.skim import skim
from setlist.planning.table import Rest, find_through, look_back, slip
from setlist.planning.targets import Floats
from setlist.planning.web import Web, count_pairs, thin, weave

CLOSE_ENOUGH = 5e-3
"""A gap of half a per cent of what lies above the floor is closed: nobody could tell it."""
_FIRST_SITES, _FIRST_WIDTH = 48, 60
"""So many sites and plans a step find the first plan; our own design, as all numbers here."""
_FIRST_CLIMB, _WIDTH, _MOST_WIDTH, _WAYS = 500, 2_000, 16_000, 4
"""Steps of the first climb of prices; plans a step of the last search, at first and at most."""
_SHARE, _LEAST_SHARE, _LAST = 0.6, 0.1, 0.02
"""A rung takes so much of what is open, half as much after one that failed, all of the last."""
_FAR, _FAR_CLIMB = 0.25, 200
"""More open than this share of the cost is far: a climb of so many steps comes before a rung."""
_BANDS_DB = (1.5, 4.0)
"""Edges of the finer loudness bands that what is open is proven over."""
_ROUNDS, _CHUNKS, _PAYS = 10, 3, 0.05
"""Rounds of a narrowing, stretches of a climb, and the share that a stretch must win to go on."""
_SAME = 1e-3
_MOST_PAIRS = 80_000_000
"""More joins are not kept at once, so that they take 320 MiB at most: our own design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The best plan found (None if none was), and a bound on the cost of every plan."""

    steps: tuple[Step, ...] | None
    cost: float
    bound: float
    floor: float


class Prover:
    """One search for a plan and a proof."""

    def __init__(
        self, fit: Fit, flow: Flow, nodes: Nodes, course: Course, layers: Layers, meter: Meter
    ) -> None:
        """Take the tables of a problem; nothing in them is changed."""
        self._joins = Joins(fit, flow)
        self._ground = Ground(fit, flow, nodes, course, layers, self._joins)
        self._recall = Recall(fit, self._joins.artist)
        self._course, self._layers, self._meter = course, layers, meter
        longest = float(self._recall.length.max(initial=0.0))
        self._apart = self._recall.again >= longest
        self._market = Market(share_rights(len(fit.items), self._ground.steps, self._recall.again))
        self._steps: tuple[Step, ...] | None = None
        self._cost, self._bound = np.inf, self._ground.least

    def offer(self, path: Path | None) -> None:
        """Take a plan that something else found."""
        if path is not None and path.cost - self._ground.floor.total < self._cost:
            self._steps, self._cost = path.steps, path.cost - self._ground.floor.total

    def can_end(self) -> bool:
        """Tell whether any way leads to the end, repeats left out of account."""
        return bool(np.isfinite(self._ground.least))

    def start(self) -> bool:
        """Find a first plan among the most promising sites; tell whether there is one."""
        sites = self._ground.gather(np.inf, most=_FIRST_SITES)
        web = self._weave(split_bands(sites))
        rest = self._market.look(web, 1e3, apart=self._apart)
        self._first(web, rest)
        return self._steps is not None

    def prove(self) -> Proof:
        """Raise the bound and lower the cost until they meet or the work is done."""
        if self._steps is not None:
            with suppress(Spent):
                self._narrow()
        floor = self._ground.floor.total
        return Proof(
            steps=self._steps,
            cost=self._cost + floor,
            bound=min(self._bound, self._cost) + floor,
            floor=floor,
        )

    def _first(self, web: Web, rest: Rest) -> None:
        """Climb over some sites only, which proves nothing."""
        self._recall.clear()
        found = Climb(
            web, rest, self._joins, self._recall, self._meter.unbounded(), best=self._cost
        ).walk(_FIRST_WIDTH, _WAYS)
        if found.steps is not None:
            self._steps, self._cost = found.steps, found.cost

    def is_done(self) -> bool:
        """Tell whether cost and bound have met."""
        return self._cost - self._bound <= CLOSE_ENOUGH * max(self._cost, 1e-3)

    def _narrow(self) -> None:
        """Throw away, then prove rung by rung, and again where there was no room for all."""
        while not self.is_done():
            before = self._bound, self._cost
            web, limit = self._reach()
            self._work(web, limit)
            if (self._bound, self._cost) == before:
                break

    def _reach(self) -> tuple[Web, float]:
        """Weave a web of every site of plans up to a limit, as high as room allows."""
        sites = self._ground.gather(self._cost + _SAME)
        price = self._market.charge(sites.item, sites.begin)
        paid = self._market.paid()
        dear = replace(sites, cost=sites.cost + price)
        limit = self._cost + _SAME + paid
        dear, through = skim(dear, self._ground, self._joins, limit, self._meter)
        sites = replace(dear, cost=dear.cost - self._market.charge(dear.item, dear.begin))
        both = split_bands(sites)
        steps = self._ground.steps
        order = np.sort(through)
        while count_pairs(both, steps) > _MOST_PAIRS:
            order = order[: int(len(order) * 0.9)]
            limit = float(order[-1])
            both = split_bands(sites.pick(through <= limit))
        self._meter.demand(count_pairs(both, steps))
        return self._weave(both), limit - paid

    def _work(self, web: Web, limit: float) -> None:
        """Raise the bound on plans up to a limit over a web that has every site of them."""
        share, width = _SHARE, _WIDTH
        while not self._is_past(limit):
            rest = self._look(web, limit)
            web, through = self._thin(web, rest, limit)
            far = min(limit, self._cost) - self._bound > _FAR * self._cost
            if far:
                rest = self._look(web, limit)
                self._climb(web, rest, _FAR_CLIMB, limit)
            most = min(limit, self._cost)
            near = most - self._bound <= _LAST * most
            part = share / 2.0 if far else share
            goal = most if near else self._bound + part * (most - self._bound)
            if self._climb_to(
                goal, thin(web, through <= goal + slip(web, goal + rest.paid)), width
            ):
                continue
            if share <= _LEAST_SHARE and width >= _MOST_WIDTH:
                return
            share, width = max(share / 2.0, _LEAST_SHARE), min(width * 2, _MOST_WIDTH)

    def _climb_to(self, goal: float, web: Web, width: int) -> bool:
        """Prove that no plan costs less than a goal, or raise the bound as far as it goes."""
        fine = refine_bands(web.sites, _BANDS_DB)
        pairs = count_pairs(fine, web.steps)
        if pairs <= _MOST_PAIRS:
            self._meter.demand(pairs)
            web = self._weave(fine)
        rest = self._look(web, goal)
        web, _ = self._thin(web, rest, goal)
        rest = self._look(web, goal)
        if goal - rest.bound <= _FAR * goal:
            self._climb(web, rest, _FIRST_CLIMB, goal)
        if not self._is_past(goal):
            web, rest = self._settle(web, rest, goal)
            self._climb(web, rest, width, goal)
        return self._is_past(goal)

    def _settle(self, web: Web, rest: Rest, goal: float) -> tuple[Web, Rest]:
        """Move prices and throw away what they show to be too dear, while that pays."""
        for _ in range(_CHUNKS):
            before = rest.bound
            self._market.climb(
                web, min(goal, self._cost), _ROUNDS, apart=self._apart, may_go_on=self._may_go_on
            )
            rest = self._look(web, goal)
            if self._is_past(goal):
                break
            web, _ = self._thin(web, rest, goal)
            rest = self._look(web, goal)
            if rest.bound - before < _PAYS * (goal - rest.bound):
                break
        return web, rest

    def _look(self, web: Web, limit: float) -> Rest:
        """Make a table and take its bound."""
        rest = self._market.look(web, limit, apart=self._apart)
        self._raise(rest.bound, limit)
        return rest

    def _is_past(self, limit: float) -> bool:
        """Tell whether nothing is left to find in a web that reaches up to a limit."""
        return self.is_done() or self._bound >= limit - 1e-3

    def _may_go_on(self, web: Web) -> bool:
        """Pay for another table, if there is work left."""
        if self._meter.left() <= 0.0 or self.is_done():
            return False
        self._meter.spend(web.pairs() / 4.0 + STEP_PAIRS * web.steps / 10)
        return True

    def _weave(self, sites: Sites) -> Web:
        """Work out the joins of some sites."""
        return weave(sites, self._joins, self._course, self._layers, self._ground.steps)

    def _thin(self, web: Web, rest: Rest, limit: float) -> tuple[Web, Floats]:
        """Throw away the sites that no better plan can use; say what one through each costs."""
        self._meter.demand(web.pairs() / 2.0)
        through = find_through(look_back(web, rest, apart=self._apart))
        limit = min(limit, self._cost)
        kept = through <= limit + slip(web, limit + rest.paid)
        return thin(web, kept), through[kept]

    def _climb(self, web: Web, rest: Rest, width: int, limit: float) -> None:
        """Climb once and keep what it found; what it proved counts up to a limit."""
        self._recall.clear()
        found: Climbed = Climb(
            web, rest, self._joins, self._recall, self._meter, best=min(self._cost, limit)
        ).walk(width, _WAYS)
        if found.steps is not None:
            self._steps, self._cost = found.steps, found.cost
        self._raise(found.bound, limit)

    def _raise(self, bound: float, limit: float) -> None:
        """Raise the bound; one above a plan that is known would be an error of ours."""
        bound = min(bound, limit)
        if bound > self._cost + 1e-3:
            raise SetlistError(
                Finding(
                    said=f"the bound {bound:.6f} lies above the plan {self._cost:.6f}",
                    mend="report this with the plan's problem",
                )
            )
        self._bound = max(self._bound, min(bound, self._cost))
