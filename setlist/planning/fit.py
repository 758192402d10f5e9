"""How well each item fits each stretch of a session.

The cost of an item over steps is its misfit to every target in them, plus what it costs to run
over the end of a phase.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from setlist.model import SHAPE_STEP_S, Terms, Track
from setlist.planning.items import Item, Member
from setlist.planning.profile import shape_intensity
from setlist.planning.targets import LOUD_LU, SCALES, Aspect, Floats, Ints, Targets, scale
from setlist.planning.voices import describe, know_intensity

BOUNDARY_PER_MIN = 0.5
"""What a minute of one track on the wrong side of a phase's end costs: our own design."""
UNKNOWN_INTENSITY = 4.0
"""A minute of unrated music costs as much as one two steps off: our own design."""
UNKNOWN_MEASURE = 0.25
"""A minute of unmeasured music costs as much as one half a scale off: neither pass nor fail."""
MISSING_TAGS = 0.25
"""A minute without any preferred tag costs as much as one half a step off: our own design."""
_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What is known of every member of every item, in rows [shape=(members,)].

    ``measured`` holds for each aspect the value, in scales, and whether it is known; ``missing``
    for each preference the share of its words that a track lacks.
    """

    measured: dict[Aspect, tuple[Floats, npt.NDArray[np.bool_]]]
    missing: tuple[Floats, ...]


class Fit:
    """Costs of items over steps; ``burden`` [shape=(items,)] adds a cost a minute to an item."""

    def __init__(
        self,
        terms: Terms,
        targets: Targets,
        items: tuple[Item, ...],
        burden: Floats | None = None,
    ) -> None:
        """Read every item's features once."""
        self.terms = terms
        self.targets = targets
        self.items = items
        self.burden = np.zeros(len(items)) if burden is None else burden
        self.length_s: Floats = np.array([item.length_s for item in items])
        loudness = [math.nan if one.loudness_lufs is None else one.loudness_lufs for one in items]
        self.loudness: Floats = np.array(loudness, dtype=np.float64)
        self.loudest: Floats = np.array([item.loudest_db for item in items])
        counts = np.array([len(item.members) for item in items], dtype=np.int64)
        self.counts: Ints = counts
        self._first_row: Ints = np.cumsum(counts) - counts
        members = [member for item in items for member in item.members]
        self._features = _read(targets, [member.track for member in members])
        self._shapes = _shape(targets, members)
        self._step_s = float(terms.step_s)

    def advance(self, begin: Ints, items: Ints) -> Ints:
        """Give the step at which the next cue begins after each item at each start.

        The overlap with the next cue is what is left of the item's length: at least the
        overlap of the phase in which the item ends, and less than one step more.
        """
        whole = np.floor(self.length_s[items] / self._step_s + _SAME).astype(np.int64)
        last = np.minimum(begin + whole, self.targets.steps - 1)
        overlap_s = self.targets.overlap_s[last]
        moved = np.floor((self.length_s[items] - overlap_s) / self._step_s + _SAME)
        end: Ints = begin + moved.astype(np.int64)
        return end

    def close(self, begin: Ints, items: Ints) -> Ints:
        """Give the step after the last that each item fills when silence follows it.

        A step belongs to the cue that sounds at its middle.
        """
        end: Ints = begin + _to_steps(self.length_s[items] / self._step_s)
        return end

    def gain(self, begin: Ints, end: Ints, items: Ints) -> Floats:
        """Give the gain that puts each item at the planned loudness of its place, in dB.

        An item of unknown loudness keeps its own.
        """
        run = self.targets.level_lu
        level = (run[end] - run[begin]) / np.maximum(end - begin, 1)
        level = np.where(begin < self.targets.floor_step, np.minimum(level, LOUD_LU), level)
        wanted = self.terms.music.reference_lufs + level - self.loudness[items]
        wanted = np.where(np.isnan(wanted), 0.0, wanted)
        gain: Floats = np.minimum(wanted, self.loudest[items])
        return gain

    def cost(self, begin: Ints, end: Ints, items: Ints) -> Floats:
        """Give the cost of items over steps; the three arrays broadcast.

        Works are summed member by member and may stand in arrays of one dimension only.
        """
        total = self._misfit(begin, end, self._first_row[items])
        for one in np.argwhere(self.counts[items] > 1).ravel():
            total[one] = self._of_members(int(begin[one]), int(end[one]), int(items[one]))
        total = total + self._loudness_misfit(begin, end, items) + self._boundary(begin, end)
        return total + (end - begin) * (self.burden[items] * self._step_s / 60.0)

    def slope(self, begin: Ints, end: Ints, items: Ints) -> tuple[Floats, Floats]:
        """Give W0 and A: lowering an item by d dB costs ``d * (d * W0 - 2 * A)`` more."""
        unit = 1.0 / SCALES[Aspect.LOUDNESS]
        sums = self.targets.aspects[Aspect.LOUDNESS]
        w0 = sums.w0[end] - sums.w0[begin]
        w1 = sums.w1[end] - sums.w1[begin]
        at = self._level(begin, end, items)
        return w0 * unit**2, (at * w0 - w1) * unit

    def _level(self, begin: Ints, end: Ints, items: Ints) -> Floats:
        """Give how loud items are after gain, from the reference, in scales."""
        over_lu = self.loudness[items] - self.terms.music.reference_lufs
        over_lu = np.where(np.isnan(over_lu), 0.0, over_lu)
        return scale(Aspect.LOUDNESS, over_lu + self.gain(begin, end, items))

    def _loudness_misfit(self, begin: Ints, end: Ints, items: Ints) -> Floats:
        """Sum the distance from the loudness target; a work counts with its mean loudness."""
        sums = self.targets.aspects[Aspect.LOUDNESS]
        at = self._level(begin, end, items)
        w1 = sums.w1[end] - sums.w1[begin]
        linear = at * (sums.w0[end] - sums.w0[begin]) - 2.0 * w1
        return linear * at + (sums.w2[end] - sums.w2[begin])

    def _of_members(self, begin: int, end: int, item: int) -> float:
        """Sum the misfit of the members of one item."""
        total, low = 0.0, begin
        last = len(self.items[item].members) - 1
        for number, member in enumerate(self.items[item].members):
            shift = np.array((member.offset_s + member.length_s()) / self._step_s)
            high = end if number == last else min(begin + int(_to_steps(shift)), end)
            row = np.array([self._first_row[item] + number])
            total += float(self._misfit(np.array([low]), np.array([high]), row)[0])
            low = high
        return total

    def _misfit(self, begin: Ints, end: Ints, rows: Ints) -> Floats:
        """Sum the distance from every target but loudness over steps."""
        total: Floats = np.zeros(np.broadcast_shapes(begin.shape, end.shape, rows.shape))
        for aspect, (value, known) in self._features.measured.items():
            sums = self.targets.aspects[aspect]
            w0 = sums.w0[end] - sums.w0[begin]
            w1 = sums.w1[end] - sums.w1[begin]
            w2 = sums.w2[end] - sums.w2[begin]
            far = UNKNOWN_INTENSITY if aspect is Aspect.INTENSITY else UNKNOWN_MEASURE
            at = value[rows]
            total += np.where(known[rows], (at * w0 - 2.0 * w1) * at + w2, far * w0)
        for preference, missing in zip(
            self.targets.preferences, self._features.missing, strict=True
        ):
            w0 = preference.w0[end] - preference.w0[begin]
            total += w0 * missing[rows] * MISSING_TAGS
        if self._shapes[rows].any():
            total += self._shaped(begin, end, rows)
        return total

    def _shaped(self, begin: Ints, end: Ints, rows: Ints) -> Floats:
        """Add what a long piece costs more, or less, for not being even in intensity."""
        sums, at = self.targets.aspects[Aspect.INTENSITY], self._features.measured
        value = at[Aspect.INTENSITY][0][rows]
        total: Floats = np.zeros(np.broadcast_shapes(begin.shape, end.shape, rows.shape))
        for part in range(self._shapes.shape[1]):
            above = self._shapes[rows, part]
            if not above.any():
                continue
            low, high = (
                np.minimum(begin + round((part + more) * SHAPE_STEP_S / self._step_s), end)
                for more in (0, 1)
            )
            w0, w1 = sums.w0[high] - sums.w0[low], sums.w1[high] - sums.w1[low]
            total += above * ((2.0 * value + above) * w0 - 2.0 * w1)
        return total

    def _boundary(self, begin: Ints, end: Ints) -> Floats:
        """Charge running over the end of a phase, by the shorter side."""
        total: Floats = np.zeros(np.broadcast_shapes(begin.shape, end.shape))
        for at in self.targets.boundaries:
            total += np.maximum(0.0, np.minimum(at - begin, end - at))
        return total * (BOUNDARY_PER_MIN * self._step_s / 60.0)


def _to_steps(length: Floats) -> Ints:
    """Count the steps whose middle lies within a length in steps."""
    return np.floor(length + 0.5 - _SAME).astype(np.int64)


def _read(targets: Targets, tracks: Sequence[Track]) -> Features:
    """Read what the aspects of an arc ask of every track."""
    measured: dict[Aspect, tuple[Floats, npt.NDArray[np.bool_]]] = {}
    for aspect in targets.aspects:
        if aspect is not Aspect.LOUDNESS:
            found = [_value(track, aspect) for track in tracks]
            known = np.array([one is not None for one in found], dtype=np.bool_)
            value = np.array([1.0 if one is None else one for one in found], dtype=np.float64)
            measured[aspect] = scale(aspect, value), known
    words = [describe(track) for track in tracks] if targets.preferences else []
    missing = tuple(
        np.array([1.0 - len(one & preference.words) / len(preference.words) for one in words])
        for preference in targets.preferences
    )
    return Features(measured=measured, missing=missing)


def _shape(targets: Targets, members: Sequence[Member]) -> Floats:
    """Give how far above its intensity every minute of a member is [shape=(members, parts)]."""
    if Aspect.INTENSITY not in targets.aspects:
        return np.zeros((len(members), 0))
    shapes = [
        shape_intensity(
            member.track.measures,
            _value(member.track, Aspect.INTENSITY),
            cue_in_s=member.cue_in_s,
            cue_out_s=member.cue_out_s,
        )
        for member in members
    ]
    parts = max((len(shape) for shape in shapes), default=0)
    return np.array([(*shape, *[0.0] * (parts - len(shape))) for shape in shapes]).reshape(
        len(members), parts
    )


def _value(track: Track, aspect: Aspect) -> float | None:
    """Give what is known of a track for one aspect; zero or less is not a measure."""
    said = track.measures
    values = {
        Aspect.INTENSITY: know_intensity(track, allow_suggested=True),
        Aspect.BRIGHTNESS: said.brightness_hz,
        Aspect.DENSITY: said.onsets_per_s,
        Aspect.TEMPO: said.tempo_bpm,
    }
    value = values[aspect]
    if value is None or not math.isfinite(value):
        return None
    return value if value > 0.0 or aspect is Aspect.DENSITY else None
