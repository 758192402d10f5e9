"""The slots of a plan, and what the whole plan costs with another item in one of them.

Nothing else in the plan changes, but for its times: an item that is a little longer or shorter
than the one it replaces moves the later ones of its stretch of music, up to the next silence or
the end, which has half a minute of slack.  A table keeps what each of them costs a few steps
earlier or later, so that putting in an item costs the same work whatever follows it.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from setlist.model import Cue, Firmness
from setlist.planning.beam import MOST_LOWERED_DB
from setlist.planning.desk import Desk, read_steps
from setlist.planning.flow import ARTIST_COST, COMFORT_LU, step_cost
from setlist.planning.labels import Step
from setlist.planning.nodes import END_PER_MIN
from setlist.planning.targets import Floats, Ints
from setlist.planning.voices import fold

MOST_STEPS = 3
"""How many steps of the grid later cues may move: with the usual ten seconds each, as far as the
end of a session may lie off its place."""
_SHIFTS = np.arange(-MOST_STEPS, MOST_STEPS + 1)
_SAME_S = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """An item that fits into a slot, the entry of its trial, and how much more the plan costs."""

    item: int
    entry: int
    more: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Items tried in one slot, one entry each: what was found of the slot itself.

    ``shift`` is the place among the shifts at which the next slot begins, ``flow`` what the join
    to it costs beside loudness; ``rough`` is nearly what the plan would cost more, infinity
    where it is no plan.
    """

    slot: int
    items: Ints
    shift: Ints
    cost: Floats
    level: Floats
    lowered: Floats
    flow: Floats
    rough: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One slot at every shift: what it costs by itself, its gain, and where the next begins."""

    cost: list[float]
    gain: list[float]
    weight: list[float]
    bend: list[float]
    onward: list[int]
    flow: float
    joins: bool
    is_last: bool


class Slots:
    """The slots of one plan on its grid."""

    def __init__(self, desk: Desk, cues: tuple[Cue, ...]) -> None:
        """Read a plan and lay its tables.

        Raises
        ------
        InputError
            As ``read_steps``.
        """
        self._desk, self._fit, self._flow = desk, desk.fit, desk.flow
        self.steps = read_steps(desk, cues)
        self._cap_lu = float(desk.fit.terms.music.step_up_max_lu)
        self._gap = desk.fit.terms.music.artist_gap_min * 60.0 / desk.fit.terms.step_s
        self._gap_rules = desk.fit.terms.music.artist_gap is Firmness.RULE
        self._length: list[float] = (desk.fit.length_s / desk.fit.terms.step_s).tolist()
        self._head: list[float] = desk.flow.head_lufs.tolist()
        self._tail: list[float] = desk.flow.tail_lufs.tolist()
        self._artist = [fold(one.head().tags.artist or "") for one in desk.fit.items]
        self._rows = [self._lay(slot) for slot in range(len(self.steps))]
        self._clean = [[math.inf] * len(_SHIFTS) for _ in self.steps]
        for slot in range(len(self.steps) - 1, -1, -1):
            for shift in range(len(_SHIFTS)):
                self._clean[slot][shift] = self._after(slot, shift)
        self._level = [math.nan] * len(self.steps)
        self._base = [0.0] * len(self.steps)
        self._lowered = [0.0] * len(self.steps)
        for slot in range(len(self.steps)):
            self._walk(slot)
        self._own = self._sum_up()
        self._artists = self._charge([(step.item, step.begin) for step in self.steps])

    def artist(self, item: int) -> str:
        """Give the name of an item's artist as artists are told apart."""
        return self._artist[item]

    def follow(self, slot: int, begin: int) -> list[int] | None:
        """Give where the later slots of a stretch begin if one begins elsewhere, if they can."""
        shift, found = begin - self.steps[slot].begin + MOST_STEPS, []
        while 0 <= shift < len(_SHIFTS) and math.isfinite(self._rows[slot].cost[shift]):
            found.append(self.steps[slot].begin + shift - MOST_STEPS)
            if self._rows[slot].is_last:
                return found
            shift, slot = self._rows[slot].onward[shift], slot + 1
        return None

    def stand(self) -> tuple[Step, ...]:
        """Give the steps of the plan as it is, each with how far it is lowered."""
        return tuple(self._step(place, MOST_STEPS, low) for place, low in enumerate(self._lowered))

    def try_items(self, slot: int, items: Ints) -> Trial:
        """Try items in a slot.

        Parameters
        ----------
        slot : int
            Which slot.
        items : ndarray of int
            None of them in the plan; the rules are judged by ``settle``.

        Returns
        -------
        Trial
            One entry an item.
        """
        fit, row, step = self._fit, self._rows[slot], self.steps[slot]
        begin = np.full(len(items), step.begin, dtype=np.int64)
        end = fit.close(begin, items) if row.is_last else fit.advance(begin, items)
        off = np.zeros(len(items))
        if row.is_last:
            off, fits = self._ending(step.segment, begin, items)
            shift = np.zeros(len(items), dtype=np.int64)
        else:
            shift = end - self.steps[slot + 1].begin + MOST_STEPS
            fits = (shift >= 0) & (shift < len(_SHIFTS))
        items, begin, end, shift, off = items[fits], begin[fits], end[fits], shift[fits], off[fits]
        end = np.minimum(end, fit.targets.steps)
        cost: Floats = fit.cost(begin, end, items) + off
        gain, lowered = fit.gain(begin, end, items), np.zeros(len(items))
        if row.joins:
            before = np.array([self.steps[slot - 1].item])
            up = self._flow.head_lufs[items] + gain - self._level[slot - 1]
            weight, bend = fit.slope(begin, end, items)
            lowered, join = self._join(up, weight, bend)
            cost += join + self._flow.cost(before, items)[0]
        level = self._flow.tail_lufs[items] + gain - lowered
        flow, rough = np.zeros(len(items)), cost.copy()
        if not row.is_last:
            flow = self._flow.cost(items, np.array([self.steps[slot + 1].item]))[:, 0]
            rough += flow + self._rough_rest(slot + 1, shift, level)
        rough += self._rough_artists(slot, items, shift) - self._own[slot]
        return Trial(
            slot=slot,
            items=items,
            shift=shift,
            cost=cost,
            level=level,
            lowered=lowered,
            flow=flow,
            rough=rough,
        )

    def settle(self, trial: Trial, entry: int) -> Fitting | None:
        """Cost one tried item exactly; None where a rule forbids it."""
        slot, item = trial.slot, int(trial.items[entry])
        begin, segment = self.steps[slot].begin, self.steps[slot].segment
        if not self._desk.may_begin(item, begin):
            return None
        more = float(trial.cost[entry]) - self._own[slot]
        played = [(step.item, step.begin) for step in self.steps]
        played[slot] = item, begin
        if not self._rows[slot].is_last:
            shift, level = int(trial.shift[entry]), float(trial.level[entry])
            more += float(trial.flow[entry]) - self._rows[slot + 1].flow
            more += self._rest(slot + 1, shift, level)
            if not math.isfinite(more):
                return None
            for place in range(slot + 1, len(self.steps)):
                if self.steps[place].segment == segment:
                    played[place] = self.steps[place].item, played[place][1] + shift - MOST_STEPS
                    shift = self._rows[place].onward[shift]
        more += self._charge(played) - self._artists
        if not math.isfinite(more) or not self._is_whole(played):
            return None
        return Fitting(item=item, entry=entry, more=more)

    def put_in(self, trial: Trial, fitting: Fitting) -> tuple[Step, ...]:
        """Give the steps of the plan with a fitting item put in."""
        entry, old = fitting.entry, self.steps[trial.slot]
        steps = list(self.stand())
        steps[trial.slot] = Step(
            item=fitting.item,
            begin=old.begin,
            segment=old.segment,
            lowered_db=float(trial.lowered[entry]),
        )
        place, shift, level = trial.slot, int(trial.shift[entry]), float(trial.level[entry])
        while not self._rows[place].is_last:
            place += 1
            row = self._rows[place]
            _, lowered = self._enter(place, shift, level)
            steps[place] = self._step(place, shift, lowered)
            level = self._tail[self.steps[place].item] + row.gain[shift] - lowered
            shift = row.onward[shift]
        return tuple(steps)

    def _lay(self, slot: int) -> _Row:
        """Lay out one slot at every shift."""
        fit, step = self._fit, self.steps[slot]
        begin = step.begin + _SHIFTS.astype(np.int64)
        safe = np.maximum(begin, 0)
        item = np.full(len(begin), step.item, dtype=np.int64)
        is_last = slot + 1 == len(self.steps) or self.steps[slot + 1].segment != step.segment
        end = fit.close(safe, item) if is_last else fit.advance(safe, item)
        free = np.array([self._desk.may_begin(step.item, int(one)) for one in begin])
        free &= begin >= self._desk.course.segments[step.segment].first_step
        off = np.zeros(len(begin))
        if is_last:
            off, fits = self._ending(step.segment, begin, item)
            free &= fits
            onward = np.zeros(len(begin), dtype=np.int64)
        else:
            onward = end - self.steps[slot + 1].begin + MOST_STEPS
            free &= (onward >= 0) & (onward < len(begin))
        safe, end = np.minimum(safe, fit.targets.steps - 1), np.minimum(end, fit.targets.steps)
        weight, bend = fit.slope(safe, end, item)
        joins = slot > 0 and self.steps[slot - 1].segment == step.segment
        flow = 0.0
        if joins:
            before = np.array([self.steps[slot - 1].item])
            flow = float(self._flow.cost(before, item[:1])[0, 0])
        return _Row(
            cost=np.where(free, fit.cost(safe, end, item) + off, np.inf).tolist(),
            gain=fit.gain(safe, end, item).tolist(),
            weight=weight.tolist(),
            bend=bend.tolist(),
            onward=onward.tolist(),
            flow=flow,
            joins=joins,
            is_last=is_last,
        )

    def _ending(
        self, segment: int, begin: Ints, items: Ints
    ) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Give what ending a stretch of music with items costs, and whether it is near enough."""
        one, terms = self._desk.course.segments[segment], self._fit.terms
        off_s = np.abs(terms.start_s + begin * terms.step_s + self._fit.length_s[items] - one.end_s)
        return off_s / 60.0 * END_PER_MIN, off_s <= one.slack_s + _SAME_S

    def _join(self, up: Floats, weight: Floats, bend: Floats) -> tuple[Floats, Floats]:
        """Give how far items are lowered at a join, and what that and the step cost."""
        up = np.where(np.isnan(up), 0.0, up)
        lowered = np.maximum(0.0, up - self._cap_lu)
        cost = lowered * (lowered * weight - 2.0 * bend) + step_cost(up - lowered)
        return lowered, np.where(lowered > MOST_LOWERED_DB, np.inf, cost)

    def _enter(self, slot: int, shift: int, level: float) -> tuple[float, float]:
        """Give what one slot costs after a level, its join included, and how far it is lowered."""
        row = self._rows[slot]
        cost = row.cost[shift]
        if not row.joins:
            return cost, 0.0
        cost += row.flow
        up = self._head[self.steps[slot].item] + row.gain[shift] - level
        if not abs(up) > COMFORT_LU:
            return cost, 0.0
        lowered = max(0.0, up - self._cap_lu)
        if lowered > MOST_LOWERED_DB:
            return math.inf, lowered
        cost += lowered * (lowered * row.weight[shift] - 2.0 * row.bend[shift])
        return cost + float(step_cost(np.array(up - lowered))), lowered

    def _after(self, slot: int, shift: int) -> float:
        """Give what the later slots of a stretch cost after one that is not lowered."""
        row = self._rows[slot]
        if row.is_last or not math.isfinite(row.cost[shift]):
            return 0.0 if row.is_last else math.inf
        level = self._tail[self.steps[slot].item] + row.gain[shift]
        return self._rest(slot + 1, row.onward[shift], level)

    def _rest(self, slot: int, shift: int, level: float) -> float:
        """Cost a slot after a level and all later ones of its stretch, exactly."""
        total = 0.0
        while True:
            row = self._rows[slot]
            cost, lowered = self._enter(slot, shift, level)
            total += cost
            if lowered == 0.0:
                return total + self._clean[slot][shift]
            if row.is_last or not math.isfinite(total):
                return total
            level = self._tail[self.steps[slot].item] + row.gain[shift] - lowered
            slot, shift = slot + 1, row.onward[shift]

    def _walk(self, slot: int) -> None:
        """Note what a slot costs as the plan stands, and how loud it ends."""
        row = self._rows[slot]
        level = self._level[slot - 1] if row.joins else math.nan
        self._base[slot], self._lowered[slot] = self._enter(slot, MOST_STEPS, level)
        tail = self._tail[self.steps[slot].item]
        self._level[slot] = tail + row.gain[MOST_STEPS] - self._lowered[slot]

    def _step(self, slot: int, shift: int, lowered: float) -> Step:
        """Give a slot at a shift."""
        step = self.steps[slot]
        begin = step.begin + shift - MOST_STEPS
        return Step(item=step.item, begin=begin, segment=step.segment, lowered_db=lowered)

    def _sum_up(self) -> list[float]:
        """Sum what each slot and the later ones of its stretch cost as the plan stands."""
        own = list(self._base)
        for slot in range(len(own) - 2, -1, -1):
            own[slot] += 0.0 if self._rows[slot].is_last else own[slot + 1]
        return own

    def _rough_rest(self, slot: int, shift: Ints, level: Floats) -> Floats:
        """Give what the later slots cost after tried items, as if the next were the last lowered.

        Exact where the next slot is not lowered.
        """
        row = self._rows[slot]
        gain, weight, bend = (np.array(one)[shift] for one in (row.gain, row.weight, row.bend))
        head = float(self._flow.head_lufs[self.steps[slot].item])
        _, join = self._join(head + gain - level, weight, bend)
        later: Floats = (np.array(row.cost) + np.array(self._clean[slot]))[shift]
        return later + join

    def _rough_artists(self, slot: int, items: Ints, shift: Ints) -> Floats:
        """Charge tried items for their artist's other pieces, before and after."""
        total = np.zeros(len(items))
        if self._gap <= 0.0:
            return total
        names: dict[str, list[int]] = {}
        for place, step in enumerate(self.steps):
            name = self._artist[step.item]
            if place != slot and name:
                names.setdefault(name, []).append(place)
        begin = self.steps[slot].begin
        for entry, item in enumerate(items.tolist()):
            for place in names.get(self._artist[item], ()):
                other = self.steps[place]
                if place < slot:
                    gap = begin - other.begin - self._length[other.item]
                else:
                    moved = int(shift[entry]) - MOST_STEPS
                    gap = other.begin + moved - begin - self._length[item]
                total[entry] += self._price(gap)
        return total

    def _price(self, gap: float) -> float:
        """Charge an artist who comes again after some steps; without end where it is forbidden."""
        if gap >= self._gap:
            return 0.0
        return math.inf if self._gap_rules else ARTIST_COST * (1.0 - max(gap, 0.0) / self._gap)

    def _charge(self, played: list[tuple[int, int]]) -> float:
        """Charge every artist of a plan, in items and where they begin, who returns too soon."""
        total, ended = 0.0, dict[str, float]()
        if self._gap <= 0.0:
            return total
        for item, begin in played:
            name = self._artist[item]
            if name:
                total += self._price(begin - ended.get(name, -math.inf))
                ended[name] = begin + self._length[item]
        return total

    def _is_whole(self, played: list[tuple[int, int]]) -> bool:
        """Tell whether no item comes again too soon and the number of tracks is as bounded."""
        terms, ended = self._fit.terms, dict[int, float]()
        if terms.tracks is not None:
            count = sum(int(self._fit.counts[item]) for item, _ in played)
            if not terms.tracks[0] <= count <= terms.tracks[1]:
                return False
        again_min = terms.music.repeat_after_min
        least = math.inf if again_min is None else again_min * 60.0 / terms.step_s
        for item, begin in played:
            if begin - ended.get(item, -math.inf) < least - _SAME_S:
                return False
            ended[item] = begin + self._length[item]
        return True
