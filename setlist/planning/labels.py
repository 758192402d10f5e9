"""The labels of a search: every plan so far that was kept, and how each came about."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from setlist.planning.targets import Floats, Ints

COST, ITEM, PARENT, LAYER, BEGIN, SEGMENT, LOWERED_DB, LEVEL = range(8)
"""The columns of a label, one plan so far: its cost, its last item, the label it grew from, what
it has had, where its last item began and in which segment, by how much that was lowered, and how
loud it ends after gain (NaN where nobody knows, or where silence or nothing comes after).  Whole
numbers are kept as floats, which hold them exactly."""
COLUMNS = 8
NO_LANDING = -1
"""Where a label lands that is a whole plan."""
_NONE = -1
_ROOM = 256
_DEPTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One item of a plan at its start; ``lowered_db`` keeps its join within the cap."""

    item: int
    begin: int
    segment: int
    lowered_db: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A whole plan on the grid and what the search thinks it costs."""

    steps: tuple[Step, ...]
    cost: float
    cut_short: bool


class Labels:
    """All labels of one walk; new ones wait at the start they lead to until it is settled."""

    def __init__(self, steps: int, items: int) -> None:
        """Begin without any label."""
        self._token = _tokens(items)
        self._had = np.zeros(_ROOM, dtype=np.uint64)
        self._waiting: list[list[Floats]] = [[] for _ in range(steps + 1)]
        self._whole: list[Floats] = []
        self._kept = np.zeros((_ROOM, COLUMNS))
        self._past = np.full((_ROOM, _DEPTH), _NONE, dtype=np.int32)
        self._begun = np.zeros((_ROOM, _DEPTH), dtype=np.int32)
        self._depth = np.zeros(_ROOM, dtype=np.int64)
        self._count = 0

    def start(self, step: int) -> None:
        """Put down the label from which everything grows."""
        root = np.zeros((1, COLUMNS))
        root[0, [ITEM, PARENT, LEVEL]] = _NONE, _NONE, np.nan
        self._waiting[step].append(root)

    def add(self, fresh: Floats, landing: Ints) -> None:
        """Let new labels wait where they land."""
        order = np.argsort(landing, kind="stable")
        landing, fresh = landing[order], fresh[order]
        cuts = [0, *(np.flatnonzero(np.diff(landing)) + 1).tolist(), len(landing)]
        for begin, end in pairwise(cuts):
            if begin < end:
                step = int(landing[begin])
                waiting = self._whole if step == NO_LANDING else self._waiting[step]
                waiting.append(fresh[begin:end])

    def settle(self, step: int, rest: Floats, most: int) -> Ints:
        """Keep the best labels that landed at a start and give their numbers."""
        waiting, self._waiting[step] = self._waiting[step], []
        if not waiting:
            return np.zeros(0, dtype=np.int64)
        landed = np.concatenate(waiting)
        promise = landed[:, COST] + rest[landed[:, LAYER].astype(np.int64), step]
        order = np.argsort(promise, kind="stable")
        landed = landed[order[np.isfinite(promise[order])]]
        landed, had = self._differ(landed, most)
        number = np.arange(self._count, self._count + len(landed))
        self._make_room(len(landed))
        self._kept[number] = landed
        self._had[number] = had
        self._count += len(landed)
        grown = np.flatnonzero(landed[:, PARENT] >= 0)
        parent, child = landed[grown, PARENT].astype(np.int64), number[grown]
        depth = self._depth[parent]
        if len(depth) and depth.max() >= self._past.shape[1]:
            self._deepen()
        self._past[child] = self._past[parent]
        self._begun[child] = self._begun[parent]
        self._past[child, depth] = landed[grown, ITEM]
        self._begun[child, depth] = landed[grown, BEGIN]
        self._depth[child] = depth + 1
        return number

    def _differ(self, landed: Floats, most: int) -> tuple[Floats, npt.NDArray[np.uint64]]:
        """Keep the first few labels that differ in what they had, what came last, or its level.

        Two orders of the same items would only crowd out other choices.
        """
        parent, item = landed[:, PARENT].astype(np.int64), landed[:, ITEM].astype(np.int64)
        had = np.where(parent < 0, np.uint64(0), self._had[parent]) + self._token[item]
        level = np.where(np.isnan(landed[:, LEVEL]), 0.0, np.round(landed[:, LEVEL], 1))
        last = _mix((item + 2).astype(np.uint64)) ^ _mix(level.view(np.uint64))
        _, first = np.unique(_mix(had) ^ last, return_index=True)
        kept = np.sort(first)[:most]
        return landed[kept], had[kept]

    def read(self, number: Ints) -> Floats:
        """Give some kept labels."""
        return self._kept[number]

    def history(self, number: Ints) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Give what labels have played and when it began [shape=(labels, plays)], -1 for none."""
        deep = int(self._depth[number].max(initial=0))
        return self._past[number, :deep], self._begun[number, :deep]

    def best(self, *, cut_short: bool) -> Path | None:
        """Trace the cheapest whole plan back to its start."""
        if not self._whole:
            return None
        whole = np.concatenate(self._whole)
        label = whole[int(np.argmin(whole[:, COST]))]
        cost = float(label[COST])
        steps: list[Step] = []
        while int(label[ITEM]) != _NONE:
            steps.append(
                Step(
                    item=int(label[ITEM]),
                    begin=int(label[BEGIN]),
                    segment=int(label[SEGMENT]),
                    lowered_db=float(label[LOWERED_DB]),
                )
            )
            label = self._kept[int(label[PARENT])]
        return Path(steps=tuple(reversed(steps)), cost=cost, cut_short=cut_short)

    def _make_room(self, more: int) -> None:
        """Double the tables until some more labels fit."""
        room = len(self._kept)
        while self._count + more > room:
            room *= 2
        if room > len(self._kept):
            extra = room - len(self._kept)
            self._kept = np.pad(self._kept, ((0, extra), (0, 0)))
            self._past = np.pad(self._past, ((0, extra), (0, 0)), constant_values=_NONE)
            self._begun = np.pad(self._begun, ((0, extra), (0, 0)))
            self._depth = np.pad(self._depth, (0, extra))
            self._had = np.pad(self._had, (0, extra))

    def _deepen(self) -> None:
        """Double the length of the histories."""
        deep = self._past.shape[1]
        self._past = np.pad(self._past, ((0, 0), (0, deep)), constant_values=_NONE)
        self._begun = np.pad(self._begun, ((0, 0), (0, deep)))


def _tokens(items: int) -> npt.NDArray[np.uint64]:
    """Give every item a number that makes the sum over a set of items tell the set apart.

    The last entry, zero, is that of the label that has no item.
    """
    return np.append(_mix(np.arange(1, items + 1, dtype=np.uint64)), np.uint64(0))


def _mix(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Scatter numbers over all 64 bits, always in the same way."""
    mixed = bits * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))
