"""What plans so far have played, and what that forbids or costs.

The search judges the same rules for whole tables at once; here they are judged for single
pairs of a plan so far and an item, which is what a climb tries.
"""

import numpy as np
import numpy.typing as npt

from setlist.model import Firmness
from setlist.planning.fit import Fit
from setlist.planning.flow import ARTIST_COST
from setlist.planning.targets import Floats, Ints

Small = npt.NDArray[np.int32]

_NONE = -1
_ROOM = 1_024


class Recall:
    """The histories of plans so far, and the rules on repeats and artists."""

    def __init__(self, fit: Fit, artist: Ints) -> None:
        """Read the rules of a problem."""
        music, step_s = fit.terms.music, fit.terms.step_s
        again = music.repeat_after_min
        self.again = np.inf if again is None else again * 60.0 / step_s
        self._gap = music.artist_gap_min * 60.0 / step_s
        self._gap_rules = music.artist_gap is Firmness.RULE
        self.length: Floats = fit.length_s / step_s
        self._artist: Ints = np.append(artist, _NONE)
        self._lengths: Floats = np.append(self.length, 0.0)
        self.clear()

    def clear(self) -> None:
        """Forget every history."""
        self._past: Small = np.full((_ROOM, 16), _NONE, dtype=np.int32)
        self._begun: Small = np.zeros((_ROOM, 16), dtype=np.int32)
        self._depth: Ints = np.zeros(_ROOM, dtype=np.int64)
        self._parent: Ints = np.full(_ROOM, _NONE)
        self._count = 0

    def add(self, parent: Ints, item: Ints, begin: Ints) -> Ints:
        """Add histories, each one longer than its parent's by an item (none for -1)."""
        number = np.arange(self._count, self._count + len(parent))
        self._make_room(len(parent))
        self._count += len(parent)
        self._parent[number] = parent
        grown = np.flatnonzero(parent >= 0)
        old = parent[grown]
        self._past[number[grown]] = self._past[old]
        self._begun[number[grown]] = self._begun[old]
        depth = np.zeros(len(parent), dtype=np.int64)
        depth[grown] = self._depth[old]
        played = np.flatnonzero(item != _NONE)
        if len(played) and depth[played].max() >= self._past.shape[1]:
            deep = self._past.shape[1]
            self._past = np.pad(self._past, ((0, 0), (0, deep)), constant_values=_NONE)
            self._begun = np.pad(self._begun, ((0, 0), (0, deep)))
        self._past[number[played], depth[played]] = item[played]
        self._begun[number[played], depth[played]] = begin[played]
        depth[played] += 1
        self._depth[number] = depth
        return number

    def history(self, number: Ints) -> tuple[Small, Small]:
        """Give what was played and when it began [shape=(histories, plays)], -1 for none."""
        deep = int(self._depth[number].max(initial=0))
        return self._past[number, :deep], self._begun[number, :deep]

    def parent(self, number: int) -> int:
        """Give the history that one grew from, -1 for none."""
        return int(self._parent[number])

    def bars(
        self, past: Small, begun: Small, items: Ints, step: int | Ints
    ) -> npt.NDArray[np.bool_]:
        """Tell for each history whether an item may not come at a step [shape=(pairs,)]."""
        same = past == items[:, None]
        if not np.isfinite(self.again):
            found: npt.NDArray[np.bool_] = same.any(axis=1)
            return found
        row, turn = np.nonzero(same)
        barred = np.zeros(len(items), dtype=np.bool_)
        at = np.broadcast_to(np.asarray(step), items.shape)[row]
        soon = begun[row, turn] + self.length[items[row]] + self.again > at
        barred[row[soon]] = True
        return barred

    def charge(self, past: Small, begun: Small, items: Ints, step: int) -> Floats:
        """Charge artists who return too soon [shape=(pairs,)]: without end where that is a rule."""
        cost: Floats = np.zeros(len(items))
        if self._gap <= 0.0 or not past.shape[1]:
            return cost
        mine = self._artist[items]
        row, turn = np.nonzero((self._artist[past] == mine[:, None]) & (mine >= 0)[:, None])
        which = past[row, turn]
        gap = np.maximum(step - begun[row, turn] - self._lengths[which], 0.0)
        near = gap < self._gap
        price = ARTIST_COST * (1.0 - gap[near] / self._gap)
        np.maximum.at(cost, row[near], np.inf if self._gap_rules else price)
        return cost

    def _make_room(self, more: int) -> None:
        """Double the tables until some more histories fit."""
        room = len(self._past)
        while self._count + more > room:
            room *= 2
        extra = room - len(self._past)
        if extra:
            self._past = np.pad(self._past, ((0, extra), (0, 0)), constant_values=_NONE)
            self._begun = np.pad(self._begun, ((0, extra), (0, 0)))
            self._depth = np.pad(self._depth, (0, extra))
            self._parent = np.pad(self._parent, (0, extra), constant_values=_NONE)
