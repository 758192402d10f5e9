"""Prices on coming again: what a table forgets, charged until it stops paying.

A table lets an item come again as soon as another came between.  A price on every item that
comes too often is added to what it costs, and taken off a plan's cost again: a plan that obeys
the rules uses each priced right at most once, so it never pays more than it is given back, and
the table stays below the truth under any prices that are not below zero.

The session is cut into windows no longer than the time after which an item may come again, so
within each of them an item may begin once at most.  A second cut, half a window later, reaches
across the seams of the first.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from setlist.planning.table import Rest, look_ahead, trace
from setlist.planning.targets import Floats, Ints
from setlist.planning.web import Web

_WEAKER = 0.7
_PATIENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The rights of items to begin once within a window, by number.

    ``window`` [shape=(cuts, steps)] is the window of each step in each cut of the session.
    """

    items: int
    window: Ints

    def count(self) -> int:
        """Give the number of rights."""
        return int(self.window.max(initial=0) + 1) * self.items

    def used(self, item: Ints, begin: Ints) -> Ints:
        """Give the rights that items at starts use [shape=(cuts, items)]."""
        return self.window[:, begin] * self.items + item


def share_rights(items: int, steps: int, again: float) -> Rights:
    """Cut a session into windows in which an item may begin once."""
    every = np.arange(steps)
    if not np.isfinite(again) or again >= steps:
        return Rights(items=items, window=np.zeros((1, steps), dtype=np.int64))
    width = max(int(again), 1)
    first = every // width
    second = (every + width // 2) // width
    return Rights(items=items, window=np.stack([first, first.max() + 1 + second]))


class Market:
    """Prices, and how they move."""

    def __init__(self, rights: Rights) -> None:
        """Begin with everything free."""
        self._rights = rights
        self.price: Floats = np.zeros(rights.count())

    def charge(self, item: Ints, begin: Ints) -> Floats:
        """Give what sites pay."""
        found: Floats = self.price[self._rights.used(item, begin)].sum(axis=0)
        return found

    def paid(self) -> float:
        """Give what every plan is given back."""
        return float(self.price.sum())

    def look(self, web: Web, limit: float, *, apart: bool) -> Rest:
        """Make a table under these prices."""
        price = self.charge(web.sites.item, web.sites.begin)
        return look_ahead(web, price, self.paid(), limit=limit, apart=apart)

    def climb(
        self, web: Web, limit: float, rounds: int, *, apart: bool, may_go_on: Callable[[Web], bool]
    ) -> Rest:
        """Move prices until the bound stops rising; the best prices stay."""
        rest = self.look(web, limit, apart=apart)
        best, kept = rest, self.price.copy()
        pace, bad = 1.0, 0
        drift: Floats = np.zeros(len(self.price))
        for _ in range(rounds):
            if not may_go_on(web) or not np.isfinite(rest.bound):
                break
            way = trace(web, rest)
            used = self._rights.used(web.sites.item[way], web.sites.begin[way])
            count = np.bincount(used.ravel(), minlength=len(self.price)).astype(np.float64) - 1.0
            count[(count < 0.0) & (self.price <= 0.0)] = 0.0
            if not (count > 0.0).any() and not (count < 0.0).any():
                break
            drift = 0.3 * drift + count
            drift[(drift < 0.0) & (self.price <= 0.0)] = 0.0
            norm = float((drift**2).sum())
            if norm <= 0.0:
                break
            move = pace * max(limit - rest.bound, 1e-4) / norm
            self.price = np.maximum(0.0, self.price + move * drift)
            rest = self.look(web, limit, apart=apart)
            if rest.bound > best.bound:
                best, kept, bad = rest, self.price.copy(), 0
                if best.bound >= limit:
                    break
            else:
                bad += 1
                if bad >= _PATIENCE:
                    pace, bad = pace * _WEAKER, 0
                    self.price, rest, drift = kept.copy(), best, np.zeros(len(kept))
        self.price = kept
        return best
