"""The web of a proof: sites, and what every join between two of them costs at least.

Joins are the same under any prices, so they are worked out once for the sites that are left,
step by step, and every table after that is a few passes over them.
"""

from dataclasses import dataclass

import numpy as np

from setlist.planning.guide import Layers
from setlist.planning.joins import Joins
from setlist.planning.segments import Course
from setlist.planning.sites import Edges, Mask, Sites
from setlist.planning.targets import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Sites and their joins.

    ``cuts`` [shape=(steps + 1,)] are the rows at which the sites of each step begin,
    ``into`` holds for each step the sites that hand over there, ``edges`` for each step the
    joins [shape=(sites that begin, sites that hand over)].  ``heads`` are the first steps of
    the stretches of music, where nothing is joined.
    """

    sites: Sites
    steps: int
    cuts: Ints
    into: tuple[Ints, ...]
    edges: tuple[Edges | None, ...]
    heads: tuple[int, ...]
    layers: Layers

    def onto(self, step: int) -> slice:
        """Give the rows of the sites that begin at a step."""
        return slice(int(self.cuts[step]), int(self.cuts[step + 1]))

    def pairs(self) -> int:
        """Count the joins."""
        return sum(one.size for one in self.edges if one is not None)


def count_pairs(sites: Sites, steps: int) -> int:
    """Count the joins that a web of some sites would have."""
    begins = np.bincount(sites.begin, minlength=steps + 1)
    ends = np.bincount(sites.end[~sites.closes], minlength=steps + 1)
    return int((begins[: steps + 1] * ends[: steps + 1]).sum())


def weave(sites: Sites, joins: Joins, course: Course, layers: Layers, steps: int) -> Web:
    """Work out the joins between some sites."""
    joins.remember(sites.item)
    cuts, into = _lay(sites, steps)
    edges: list[Edges | None] = []
    for step in range(steps):
        here, there = into[step], slice(int(cuts[step]), int(cuts[step + 1]))
        if not len(here) or there.start == there.stop:
            edges.append(None)
        else:
            rows = np.arange(there.start, there.stop)
            edges.append(joins.between(sites.pick(here), sites.pick(rows)))
    heads = tuple(one.first_step for one in course.segments)
    return Web(
        sites=sites,
        steps=steps,
        cuts=cuts,
        into=into,
        edges=tuple(edges),
        heads=heads,
        layers=layers,
    )


def thin(web: Web, kept: Mask) -> Web:
    """Keep some sites of a web."""
    sites = web.sites.pick(kept)
    cuts, into = _lay(sites, web.steps)
    edges: list[Edges | None] = []
    for step, edge in enumerate(web.edges):
        if edge is None:
            edges.append(None)
            continue
        rows, columns = kept[web.onto(step)], kept[web.into[step]]
        edges.append(edge[np.ix_(rows, columns)] if rows.any() and columns.any() else None)
    return Web(
        sites=sites,
        steps=web.steps,
        cuts=cuts,
        into=into,
        edges=tuple(edges),
        heads=web.heads,
        layers=web.layers,
    )


def _lay(sites: Sites, steps: int) -> tuple[Ints, tuple[Ints, ...]]:
    """Find which sites begin and which hand over at each step."""
    cuts = np.searchsorted(sites.begin, np.arange(steps + 1))
    plain = np.flatnonzero(~sites.closes)
    order = plain[np.argsort(sites.end[plain], kind="stable")]
    ends = np.searchsorted(sites.end[order], np.arange(steps + 1))
    into = tuple(order[ends[step] : ends[step + 1]] for step in range(steps))
    return cuts, into
