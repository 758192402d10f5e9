"""What joins cost at least: exactly where no earlier side was lowered, else the least in a band.

With x the step from the level of the earlier side to the head of the later, both after gain, a
join lowers its later side by what x is over the cap.  So it costs

    step_cost(min(x, cap)) + d * (d * weight - 2 * bend),   d = max(0, x - cap)

beside tempo, key, brightness, and an artist who follows at once.  An earlier side lowered by
some amount in a band makes x an interval, and what is charged is the least over it.
"""

from collections.abc import Callable
from typing import cast

import numpy as np

from setlist.planning.beam import MOST_LOWERED_DB
from setlist.planning.fit import Fit
from setlist.planning.flow import (
    ARTIST_COST,
    COMFORT_LU,
    JOIN_COST,
    LOUDNESS_SHARE,
    WHOLE_LU,
    Flow,
    step_cost,
)
from setlist.planning.sites import Edges, Ends, Mask, Sites
from setlist.planning.targets import LOUD_LU, SCALES, Aspect, Floats, Ints
from setlist.planning.voices import fold

A_LU = JOIN_COST * LOUDNESS_SHARE / WHOLE_LU
"""What a step costs for each LU beyond what is comfortable."""
_Judge = Callable[[Edges, Edges], Edges]

_MOST_CACHED = 3_000
"""How every two of so many items follow each other is remembered: 36 MiB at most."""
_SLACK_DB = 1e-4
"""What a level may be off by in single precision; it only lets a join be cheaper."""


class Joins:
    """The joins of a problem."""

    def __init__(self, fit: Fit, flow: Flow) -> None:
        """Read what joins are judged by, and give every artist a number."""
        self._fit, self._flow = fit, flow
        self.cap_lu = float(fit.terms.music.step_up_max_lu)
        self.capped = float(step_cost(np.array([self.cap_lu]))[0])
        names = [fold(item.head().tags.artist or "") for item in fit.items]
        number = {name: place for place, name in enumerate(sorted(set(names) - {""}))}
        self.artist: Ints = np.array([number.get(name, -1) for name in names], dtype=np.int64)
        self._minds_artists = fit.terms.music.artist_gap_min > 0.0
        again = fit.terms.music.repeat_after_min
        self.forbids_itself = again is None or again > 0.0
        self._some_unknown = bool(np.isnan(flow.head_lufs).any() or np.isnan(flow.tail_lufs).any())
        self._terms = [
            (
                cast("_Judge", cost),
                out.astype(np.float32),
                into.astype(np.float32),
                bool(np.isnan(out).any() or np.isnan(into).any()),
            )
            for cost, out, into in flow.terms()
        ]
        self._place: Ints = np.full(len(fit.items), -1)
        self._flowing: Edges | None = None

    def remember(self, items: Ints) -> None:
        """Work out how every two of a few items follow each other, loudness left out."""
        known = np.unique(items)
        self._flowing = None
        if len(known) <= _MOST_CACHED:
            self._place[:] = -1
            self._place[known] = np.arange(len(known))
            found = np.empty((len(known), len(known)), dtype=np.float32)
            for low in range(0, len(known), 256):
                found[low : low + 256] = self._flow_between(known, known[low : low + 256])
            self._flowing = found

    def between(self, before: Sites, after: Sites) -> Edges:
        """Give the least that joins cost [shape=(after, before)], infinity where there is none."""
        cost = self.flowing(before, after)
        split = after.high_db > 0.0
        for lowered in (False, True):
            rows = np.flatnonzero(split == lowered)
            if len(rows):
                steps = self._lowered if lowered else self._unlowered
                cost[rows] += steps(before, after.pick(rows))
        return cost

    def plainly(self, before: Ends, after: Ends) -> tuple[Edges, Mask]:
        """Give what joins cost where the earlier side is not lowered, and which lower the later."""
        cost = self.flowing(before, after)
        up = after.head_lu[:, None] - before.tail_lu
        if self._some_unknown:
            np.nan_to_num(up, copy=False, nan=0.0)
        down = up - np.float32(self.cap_lu)
        steep: Mask = down > 0.0
        lowered = down * after.weight[:, None]
        lowered -= after.twice[:, None]
        lowered *= down
        lowered += np.float32(self.capped)
        np.abs(up, out=up)
        np.clip(up, COMFORT_LU, WHOLE_LU, out=up)
        up -= np.float32(COMFORT_LU)
        up *= np.float32(A_LU)
        np.copyto(up, lowered, where=steep)
        np.copyto(up, np.float32(np.inf), where=down > MOST_LOWERED_DB + _SLACK_DB)
        cost += up
        return cost, steep

    def dip(self, sites: Sites) -> Floats:
        """Give the least that a join can cost which lowers each site."""
        over = np.maximum(sites.bend, 0.0)
        found: Floats = self.capped - over**2 / np.maximum(sites.weight, 1e-9)
        return found

    def exactly(self, before: Ints, level_lu: Floats, after: Sites) -> tuple[Floats, Floats]:
        """Give what joins cost and by how much each lowers its later side, one a row."""
        cost = self._flow.pairs(before, after.item)
        up = after.head_lu - level_lu
        up = np.where(np.isnan(up), 0.0, up)
        lowered = np.maximum(0.0, up - self.cap_lu)
        cost += lowered * (lowered * after.weight - 2.0 * after.bend) + step_cost(up - lowered)
        cost[lowered > MOST_LOWERED_DB] = np.inf
        return cost, lowered

    def saving(self, begin: int | Ints, until: Ints) -> Floats:
        """Give how far below zero the join into any item over steps may be, at most."""
        targets = self._fit.targets
        until = np.minimum(until, targets.steps)
        run = targets.level_lu
        level = (run[until] - run[begin]) / np.maximum(until - begin, 1)
        level = np.where(begin < targets.floor_step, np.minimum(level, LOUD_LU), level)
        if np.isnan(self._fit.loudness).any():
            level = np.maximum(level, 0.0)
        sums = targets.aspects[Aspect.LOUDNESS]
        w0 = sums.w0[until] - sums.w0[begin]
        w1 = sums.w1[until] - sums.w1[begin]
        over = np.maximum(level / SCALES[Aspect.LOUDNESS] - w1 / np.maximum(w0, 1e-9), 0.0)
        found: Floats = np.maximum(w0 * over**2 - self.capped, 0.0)
        return found

    def flowing(self, before: Sites | Ends, after: Sites | Ends) -> Edges:
        """Give how items follow others, as remembered where it is."""
        if self._flowing is None:
            return self._flow_between(before.item, after.item)
        found: Edges = self._flowing[
            self._place[after.item][:, None], self._place[before.item][None, :]
        ]
        return found

    def _flow_between(self, before: Ints, after: Ints) -> Edges:
        """Give how items follow others, loudness left out [shape=(after, before)]."""
        cost: Edges = np.zeros((len(after), len(before)), dtype=np.float32)
        for term, out, into, unknown in self._terms:
            found = term(out[before], into[after][:, None])
            cost += np.nan_to_num(found, copy=False, nan=0.0) if unknown else found
        if self._minds_artists:
            mine = self.artist[after]
            cost[(mine[:, None] == self.artist[before]) & (mine >= 0)[:, None]] += ARTIST_COST
        if self.forbids_itself:
            cost[after[:, None] == before] = np.inf
        return cost

    def _unlowered(self, before: Sites, after: Sites) -> Edges:
        """Give what steps in loudness cost at least where the later side is not lowered."""
        low, high = _interval(before, after)
        far = np.maximum(low, np.negative(high, out=high), out=high)
        np.clip(far, COMFORT_LU, WHOLE_LU, out=far)
        far -= np.float32(COMFORT_LU)
        far *= np.float32(A_LU)
        far[low > self.cap_lu + _SLACK_DB] = np.inf
        return far

    def _lowered(self, before: Sites, after: Sites) -> Edges:
        """Give what steps in loudness cost at least where the later side is lowered."""
        low, high = _interval(before, after)
        low -= np.float32(self.cap_lu)
        high -= np.float32(self.cap_lu)
        least = after.low_db.astype(np.float32)[:, None]
        most = after.high_db.astype(np.float32)[:, None]
        barred = (high < least - _SLACK_DB) | (low > most + _SLACK_DB)
        weight = after.weight.astype(np.float32)[:, None]
        bend = after.bend.astype(np.float32)[:, None]
        np.clip(low, least, most, out=low)
        np.clip(high, least, most, out=high)
        best = np.clip(bend / np.maximum(weight, np.float32(1e-9)), low, high)
        cost = best * (best * weight - 2.0 * bend) + np.float32(self.capped)
        cost[barred] = np.inf
        return cost.astype(np.float32)


def _interval(before: Sites, after: Sites) -> tuple[Edges, Edges]:
    """Give from where to where the steps up may be, zero where nobody knows."""
    up = after.head_lu.astype(np.float32)[:, None] - before.tail_lu.astype(np.float32)
    low = up + before.low_db.astype(np.float32)
    high = up + before.high_db.astype(np.float32)
    unknown = np.isnan(up)
    if unknown.any():
        low[unknown] = high[unknown] = 0.0
    return low, high
