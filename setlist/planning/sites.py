"""The sites of a proof: what a plan better than the best one known could be made of.

A site is an item at a start, lowered by an amount within a band: not at all, or by more than
nothing and no more than could pay.  A join lowers its later side only as far as the cap on a
step up asks, which depends on how far the earlier side was lowered; the bands keep that
dependence small enough to count with, and an amount unknown within its band counts with what
costs least.

Costs are less the floor: what no music could avoid is taken off every site by the steps it
fills, so that what is left is small and exact in single precision.
"""

from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from setlist.planning.targets import Floats, Ints

Edges = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Sites in order of their start, each a row [shape=(sites,)].

    ``end`` is where the next cue begins, for one that closes the start of the next stretch of
    music, or the number of steps after the last.  ``head_lu`` and ``tail_lu`` are how loud it
    takes over and hands over after gain when it is not lowered; lowering it by d dB costs
    ``d * (d * weight - 2 * bend)``.
    """

    begin: Ints
    end: Ints
    item: Ints
    segment: Ints
    closes: Mask
    cost: Floats
    head_lu: Floats
    tail_lu: Floats
    weight: Floats
    bend: Floats
    low_db: Floats
    high_db: Floats

    def __len__(self) -> int:
        """Count the sites."""
        return len(self.begin)

    def pick(self, which: Ints | Mask) -> "Sites":
        """Give some of the sites, in the order asked for."""
        return Sites(**{one.name: getattr(self, one.name)[which] for one in fields(self)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What joins between sites that are not lowered need, in single precision."""

    item: Ints
    head_lu: Edges
    tail_lu: Edges
    weight: Edges
    twice: Edges

    @classmethod
    def of(cls, sites: Sites) -> "Ends":
        """Take it from sites."""
        return cls(
            item=sites.item,
            head_lu=sites.head_lu.astype(np.float32),
            tail_lu=sites.tail_lu.astype(np.float32),
            weight=sites.weight.astype(np.float32),
            twice=(2.0 * sites.bend).astype(np.float32),
        )

    def pick(self, which: Ints) -> "Ends":
        """Give some rows."""
        return Ends(
            item=self.item[which],
            head_lu=self.head_lu[which],
            tail_lu=self.tail_lu[which],
            weight=self.weight[which],
            twice=self.twice[which],
        )


def split_bands(sites: Sites) -> Sites:
    """Give each site as it is when not lowered, and again for all that it may be lowered by."""
    twins = sites.pick(sites.high_db > 0.0)
    plain = replace(sites, high_db=np.zeros(len(sites)))
    both = {
        one.name: np.concatenate([getattr(plain, one.name), getattr(twins, one.name)])
        for one in fields(Sites)
    }
    return _in_order(Sites(**both))


def refine_bands(sites: Sites, cuts: tuple[float, ...]) -> Sites:
    """Cut the bands of sites at some amounts [dB], so that less is left open in each."""
    parts = [sites.pick(sites.high_db == 0.0)]
    for low, high in pairwise((0.0, *cuts, np.inf)):
        some = sites.pick((sites.high_db > low) & (sites.low_db < high))
        parts.append(
            replace(
                some, low_db=np.maximum(some.low_db, low), high_db=np.minimum(some.high_db, high)
            )
        )
    return _in_order(
        Sites(
            **{
                one.name: np.concatenate([getattr(part, one.name) for part in parts])
                for one in fields(Sites)
            }
        )
    )


def _in_order(sites: Sites) -> Sites:
    """Sort sites by start, item and band."""
    return sites.pick(np.lexsort((sites.high_db, sites.closes, sites.item, sites.begin)))
