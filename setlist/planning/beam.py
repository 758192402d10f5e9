"""The search: grow plans from the start of a session to its end, the best few at every start.

At each start of the grid the search keeps the cheapest labels that reached it.  A label is a
plan so far: its cost, its last item, how loud that ended.  Every label is tried with the items
that the guide thinks best from there, with exact costs for joins, steps in loudness, repeats and
artists.  Labels at one start have filled the same time, so their costs compare fairly.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from setlist.model import Firmness
from setlist.planning.fit import Fit
from setlist.planning.flow import ARTIST_COST, Flow, step_cost
from setlist.planning.guide import Layers
from setlist.planning.labels import (
    BEGIN,
    COLUMNS,
    COST,
    ITEM,
    LAYER,
    LEVEL,
    LOWERED_DB,
    NO_LANDING,
    PARENT,
    SEGMENT,
    Labels,
    Path,
)
from setlist.planning.nodes import Nodes
from setlist.planning.segments import Course
from setlist.planning.targets import Floats, Ints
from setlist.planning.voices import fold

MOST_LOWERED_DB = 12.0
"""A join that needs its later side lowered by more than this is no join: our own design."""
_NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Breadth:
    """How much of a problem is looked at.

    ``labels`` are kept at a start, ``items`` are tried from each, and each of these keeps its
    ``ways`` cheapest labels to come from.
    """

    labels: int
    items: int
    ways: int


_HURRY = Breadth(labels=2, items=24, ways=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """Items to try from one start: where each leads and what it costs there by itself."""

    items: Ints
    end: Ints
    landing: Ints
    layer: Ints
    cost: Floats
    closes: bool


class Beam:
    """A search through one problem; ``walk`` runs it once."""

    def __init__(
        self, fit: Fit, flow: Flow, nodes: Nodes, course: Course, layers: Layers, rest: Floats
    ) -> None:
        """Take the tables of a problem; nothing in them is changed."""
        self._fit, self._flow, self._nodes = fit, flow, nodes
        self._course, self._layers, self._rest = course, layers, rest
        music = fit.terms.music
        step_s = fit.terms.step_s
        self._cap_lu = music.step_up_max_lu
        self._gap = music.artist_gap_min * 60.0 / step_s
        self._gap_rules = music.artist_gap is Firmness.RULE
        again = music.repeat_after_min
        self._again = np.inf if again is None else again * 60.0 / step_s
        self._length = fit.length_s / step_s
        names = [fold(item.head().tags.artist or "") for item in fit.items]
        number = {name: place for place, name in enumerate(sorted(set(names) - {""}))}
        self._artist: Ints = np.array([number.get(name, _NONE) for name in names])

    def walk(self, breadth: Breadth, out_of_time: Callable[[], bool] | None) -> Path | None:
        """Search once from start to end.

        Parameters
        ----------
        breadth : Breadth
            How much is looked at.
        out_of_time : callable or None
            Asked at every start; once true, the rest is filled with the least search.

        Returns
        -------
        Path or None
            The cheapest plan found, or None if none was.
        """
        steps = self._rest.shape[1] - 1
        labels = Labels(steps, len(self._fit.items))
        if not self._course.segments:
            return Path(steps=(), cost=0.0, cut_short=False)
        labels.start(self._course.segments[0].first_step)
        cut_short = False
        for number, segment in enumerate(self._course.segments):
            closings = self._nodes.closings[number]
            if not len(closings.begin):
                return None
            for step in range(segment.first_step, int(closings.begin[-1]) + 1):
                if not cut_short and out_of_time is not None and out_of_time():
                    cut_short = True
                    breadth = _HURRY
                kept = labels.settle(step, self._rest, breadth.labels)
                layers = labels.read(kept)[:, LAYER].astype(np.int64)
                for layer in np.unique(layers).tolist():
                    own = kept[layers == layer]
                    for trial in self._trials(step, layer, number, breadth.items):
                        self._grow(labels, own, step, number, trial, breadth.ways)
        return labels.best(cut_short=cut_short)

    def _trials(self, step: int, layer: int, number: int, most: int) -> list[_Trial]:
        """Choose the items to try from a start: those with the least cost that can follow."""
        trials = []
        onward = self._layers.after(layer, np.arange(len(self._fit.items)))
        landing = self._nodes.next[step].astype(np.int64)
        value = self._nodes.cost[step] + self._rest[onward, landing]
        items = _least(value, most)
        if len(items):
            trials.append(
                _Trial(
                    items=items,
                    end=landing[items],
                    landing=landing[items],
                    layer=onward[items],
                    cost=self._nodes.cost[step, items].astype(np.float64),
                    closes=False,
                )
            )
        closings = self._nodes.closings[number]
        low, high = np.searchsorted(closings.begin, [step, step + 1])
        if low < high:
            items = closings.item[low:high]
            onward = self._layers.after(layer, items)
            is_last = number + 1 == len(self._course.segments)
            goal = 0 if is_last else self._course.segments[number + 1].first_step
            rest = self._final(onward) if is_last else self._rest[onward, goal]
            pick = _least(closings.cost[low:high] + rest, most)
            if len(pick):
                trials.append(
                    _Trial(
                        items=items[pick],
                        end=closings.end[low:high][pick],
                        landing=np.full(len(pick), NO_LANDING if is_last else goal),
                        layer=onward[pick],
                        cost=closings.cost[low:high][pick],
                        closes=True,
                    )
                )
        return trials

    def _final(self, layers: Ints) -> Floats:
        """Give zero for layers in which a plan may end, else infinity."""
        return np.array(
            [
                0.0 if one < self._layers.count() and self._layers.is_final(int(one)) else np.inf
                for one in layers
            ]
        )

    def _grow(
        self, labels: Labels, own: Ints, step: int, number: int, trial: _Trial, ways: int
    ) -> None:
        """Try every label of a start with every item of a trial, and keep the best ways in."""
        fit, items = self._fit, trial.items
        begin = np.full(len(items), step, dtype=np.int64)
        gain = fit.gain(begin, trial.end, items)
        label = labels.read(own)
        cost = label[:, COST, None] + trial.cost[None, :]
        lowered = np.zeros(cost.shape)
        before = label[:, ITEM].astype(np.int64)
        # Labels of one start all follow music, or all follow silence.
        if (before != _NONE).all() and (label[:, SEGMENT] == number).all():
            cost += self._flow.cost(before, items)
            up = (self._flow.head_lufs[items] + gain)[None, :] - label[:, LEVEL, None]
            up = np.where(np.isnan(up), 0.0, up)
            lowered = np.maximum(0.0, up - self._cap_lu)
            weight, bend = fit.slope(begin, trial.end, items)
            cost += lowered * (lowered * weight - 2.0 * bend) + step_cost(up - lowered)
            cost[lowered > MOST_LOWERED_DB] = np.inf
        self._charge_history(labels, own, step, items, cost)
        after = self._flow.tail_lufs[items] + gain
        pick, found = _cheapest(cost, min(ways, len(own)))
        down = lowered[pick, found]
        fresh = np.empty((len(found), COLUMNS))
        fresh[:, COST], fresh[:, ITEM] = cost[pick, found], items[found]
        fresh[:, PARENT], fresh[:, LAYER] = own[pick], trial.layer[found]
        fresh[:, BEGIN], fresh[:, SEGMENT], fresh[:, LOWERED_DB] = step, number, down
        fresh[:, LEVEL] = np.nan if trial.closes else after[found] - down
        labels.add(fresh, trial.landing[found])

    def _charge_history(
        self, labels: Labels, own: Ints, step: int, items: Ints, cost: Floats
    ) -> None:
        """Forbid what a label has played already, and charge an artist who returns too soon.

        Where the gap is a rule, an artist who returns too soon is forbidden.
        """
        past, begun = labels.history(own)
        place = np.full(len(self._fit.items) + 1, _NONE)
        place[items] = np.arange(len(items))
        known = place[past]
        row, column = np.nonzero(known >= 0)
        if np.isfinite(self._again):
            ended = begun[row, column] + self._length[past[row, column]]
            soon = ended + self._again > step
            row, column = row[soon], column[soon]
        cost[row, known[row, column]] = np.inf
        if self._gap <= 0.0:
            return
        gap = np.maximum(step - begun - self._length[past], 0.0)
        row, turn = np.nonzero((past >= 0) & (gap < self._gap) & (self._artist[past] >= 0))
        early = np.zeros((len(own), self._artist.max(initial=0) + 2))
        price = ARTIST_COST * (1.0 - gap[row, turn] / self._gap)
        if self._gap_rules:
            price[:] = np.inf
        np.maximum.at(early, (row, self._artist[past[row, turn]]), price)
        cost += early[:, self._artist[items]]


def _least(value: Floats, most: int) -> Ints:
    """Give the places of the least finite values in order, ties by place."""
    found = np.flatnonzero(np.isfinite(value))
    if len(found) > most:
        limit = np.partition(value[found], most - 1)[most - 1]
        found = found[value[found] <= limit]
    return found[np.argsort(value[found], kind="stable")[:most]]


def _cheapest(cost: Floats, ways: int) -> tuple[Ints, Ints]:
    """Give row and column of the least finite costs of every column, ties by row."""
    left = cost.copy()
    column = np.arange(cost.shape[1])
    rows, columns = [], []
    for _ in range(ways):
        row = np.argmin(left, axis=0)
        there = np.flatnonzero(np.isfinite(left[row, column]))
        if not len(there):
            break
        rows.append(row[there])
        columns.append(there)
        left[row, column] = np.inf
    if not rows:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate(rows), np.concatenate(columns)
