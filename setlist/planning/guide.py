"""The guide of the search: how little the rest of a session can cost from each start.

Joins cost nothing here and a track may come again, so the guide is never above the truth.  It
tells the search which items are worth a look at a start, and which starts lead nowhere.

A layer counts what a plan must have had: the tracks so far where an arc bounds their number,
and the pinned items that have no minute.
"""

from dataclasses import dataclass

import numpy as np

from setlist.planning.nodes import Nodes
from setlist.planning.rules import Fixture
from setlist.planning.segments import Course
from setlist.planning.targets import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The layers of a problem: ``tracks`` bounds the count, ``free`` are pins without a minute."""

    tracks: tuple[int, int] | None
    free: tuple[int, ...]
    members: Ints

    def count(self) -> int:
        """Give the number of layers."""
        return self._levels() << len(self.free)

    def after(self, layer: int, items: Ints) -> Ints:
        """Give the layer that each item leads to from one, or the number of layers for none."""
        level, had = divmod(layer, 1 << len(self.free))
        levels = np.full(items.shape, level, dtype=np.int64)
        if self.tracks is not None:
            levels = levels + self.members[items]
        have = np.full(items.shape, had, dtype=np.int64)
        for number, item in enumerate(self.free):
            have = np.where(items == item, have | (1 << number), have)
        found = (levels << len(self.free)) + have
        return np.where(levels < self._levels(), found, self.count())

    def is_final(self, layer: int) -> bool:
        """Tell whether a plan may end in a layer."""
        level, had = divmod(layer, 1 << len(self.free))
        enough = self.tracks is None or self.tracks[0] <= level <= self.tracks[1]
        return enough and had == (1 << len(self.free)) - 1

    def _levels(self) -> int:
        """Give how many counts of tracks there are."""
        return 1 if self.tracks is None else self.tracks[1] + 1


def stack_layers(
    tracks: tuple[int, int] | None, fixtures: tuple[Fixture, ...], members: Ints
) -> Layers:
    """Stack the layers that pins and a bound on the number of tracks need."""
    free = tuple(fixture.item for fixture in fixtures if not fixture.timed)
    return Layers(tracks=tracks, free=free, members=members)


def guide_search(nodes: Nodes, course: Course, layers: Layers) -> Floats:
    """Give the least that the rest of a session can cost.

    Parameters
    ----------
    nodes : Nodes
        Costs of items at starts.
    course : Course
        The stretches of music in order.
    layers : Layers
        What a plan must have had by its end.

    Returns
    -------
    ndarray [shape=(layers + 1, steps + 1), misfit-minutes]
        Infinity where no plan leads on; the last row and column are infinity throughout.
    """
    count, (steps, items) = layers.count(), nodes.cost.shape
    rest: Floats = np.full((count + 1, steps + 1), np.inf)
    every = np.arange(items)
    onward = [layers.after(layer, every) for layer in range(count)]
    plain = count == 1
    for number in range(len(course.segments) - 1, -1, -1):
        segment, closings = course.segments[number], nodes.closings[number]
        goal: Floats = np.full(count + 1, np.inf)
        if number + 1 < len(course.segments):
            goal = rest[:, course.segments[number + 1].first_step].copy()
        else:
            goal[:count] = [0.0 if layers.is_final(layer) else np.inf for layer in range(count)]
        latest = int(closings.begin[-1]) if len(closings.begin) else -1
        cut = np.searchsorted(closings.begin, np.arange(steps + 1))
        for step in range(latest, segment.first_step - 1, -1):
            here = slice(cut[step], cut[step + 1])
            for layer in range(count):
                value = nodes.cost[step] + (
                    rest[0, nodes.next[step]] if plain else rest[onward[layer], nodes.next[step]]
                )
                least = value.min(initial=np.inf)
                if here.start < here.stop:
                    ends = goal[layers.after(layer, closings.item[here])] + closings.cost[here]
                    least = min(least, ends.min())
                rest[layer, step] = least
    return rest
