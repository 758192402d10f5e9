"""What the music should be, step by step, averaged over the ways the timing may turn out.

For every aspect f with weight w and target m in scenario p, the mean over the scenarios of
w (x - m)^2 is W0 x^2 - 2 W1 x + W2 with W0 = E[w], W1 = E[w m], W2 = E[w m^2].  So the averaged
arc costs no more to plan with than one timing, and sums over a stretch are differences of
running sums.  Costs are in misfit-minutes: one minute at a distance of one scale costs one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from setlist.model import Curve, Phase, Terms
from setlist.planning.segments import SLACK_S
from setlist.planning.voices import fold_all

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LOUD_LU = 3.0
"""A cue is loud from so far above the session's reference; not before the floor: own design."""


class Aspect(StrEnum):
    """What a target can be set for; each name is that of its weight in an arc."""

    INTENSITY = "intensity"
    LOUDNESS = "loudness"
    BRIGHTNESS = "brightness"
    DENSITY = "density"
    TEMPO = "tempo"


SCALES = {
    Aspect.INTENSITY: 1.0,
    Aspect.LOUDNESS: 6.0,
    Aspect.BRIGHTNESS: 1.0,
    Aspect.DENSITY: 1.5,
    Aspect.TEMPO: 0.5,
}
"""How far off costs as much as one step of intensity; own design, intensity first on purpose.

One step of the human 1-9 rating, 6 LU, an octave of brightness, 1.5 onsets a second, half an
octave of tempo.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Running sums of one aspect, each [shape=(steps + 1,)]: W0, W1 and W2 times minutes."""

    w0: Floats
    w1: Floats
    w2: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """The words a phase prefers, and the running sum of its weight."""

    words: frozenset[str]
    w0: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The whole arc on the grid; ``level_lu`` is the running sum of the planned loudness curve.

    ``overlap_s`` [shape=(steps,)] is the least overlap of a join in each step, ``boundaries``
    are the inner phase ends in steps, ``floor_step`` the first step that may be loud.
    """

    steps: int
    aspects: dict[Aspect, Sums]
    preferences: tuple[Preference, ...]
    level_lu: Floats
    overlap_s: Floats
    boundaries: Floats
    floor_step: int


def set_targets(terms: Terms) -> Targets:
    """Lay the targets of an arc on the grid of a session.

    Parameters
    ----------
    terms : Terms
        Phases on the clock and scenarios of their ends.

    Returns
    -------
    Targets
        Sums over every stretch of the session, half a minute past its end included.
    """
    steps = int(np.ceil((terms.end_s + SLACK_S - terms.start_s) / terms.step_s)) + 1
    middle_s = _middles(terms, steps)
    ends_s = np.array([scenario.ends_s for scenario in terms.scenarios], dtype=np.float64)
    plain_s = np.array([[phase.end_s for phase in terms.phases]], dtype=np.float64)
    spread = _Layout(terms, ends_s, middle_s)
    plain = _Layout(terms, plain_s, middle_s)
    minutes = terms.step_s / 60.0
    aspects = {}
    for aspect in Aspect:
        if any(_curve(phase.phase, aspect) is not None for phase in terms.phases):
            aspects[aspect] = spread.sums(aspect, minutes)
    overlaps = [phase.phase.overlap_s for phase in terms.phases]
    per_phase = np.array([terms.music.overlap_s if one is None else one for one in overlaps])
    inner = np.unique(plain_s[0, :-1])
    inner = inner[(inner > terms.start_s) & (inner < terms.end_s)]
    floor_s = terms.start_s if terms.floor_s is None else terms.floor_s
    return Targets(
        steps=steps,
        aspects=aspects,
        preferences=tuple(spread.preferences(minutes)),
        level_lu=_run(plain.values(Aspect.LOUDNESS)[0] * SCALES[Aspect.LOUDNESS]),
        overlap_s=per_phase[plain.number[0]],
        boundaries=(inner - terms.start_s) / terms.step_s,
        floor_step=int(np.ceil((floor_s - terms.start_s) / terms.step_s)),
    )


def _middles(terms: Terms, steps: int) -> Floats:
    """Give the middle of every step in session time."""
    middle_s: Floats = np.arange(steps, dtype=np.float64) * terms.step_s
    middle_s += terms.start_s + terms.step_s / 2.0
    return middle_s


class _Layout:
    """Which phase each step lies in, and where in it, for each of several timings."""

    def __init__(self, terms: Terms, ends_s: Floats, middle_s: Floats) -> None:
        """Lay the steps into the phases: number and share [shape=(timings, steps)]."""
        self._phases = [placed.phase for placed in terms.phases]
        last = len(self._phases) - 1
        passed = middle_s[None, None, :] >= ends_s[:, :, None]
        self.number: Ints = np.minimum(passed.sum(axis=1), last)
        begins_s = np.concatenate([np.full((len(ends_s), 1), terms.start_s), ends_s[:, :-1]], 1)
        begin_s = np.take_along_axis(begins_s, self.number, axis=1)
        length_s = np.take_along_axis(ends_s, self.number, axis=1) - begin_s
        share = (middle_s - begin_s) / np.maximum(length_s, 1e-9)
        self._share: Floats = np.clip(share, 0.0, 1.0)

    def values(self, aspect: Aspect) -> Floats:
        """Give the target of every step in every timing, in scales of the aspect."""
        found = np.zeros(self._share.shape)
        for number, phase in enumerate(self._phases):
            curve = _curve(phase, aspect)
            here = self.number == number
            if curve is not None and here.any():
                found[here] = _scaled(curve, aspect, self._share[here])
        return found

    def sums(self, aspect: Aspect, minutes: float) -> Sums:
        """Average an aspect over the timings and run it up over the steps."""
        weights = [
            phase.weight * float(getattr(phase.weights, aspect.value))
            if phase.music and _curve(phase, aspect) is not None
            else 0.0
            for phase in self._phases
        ]
        weight = np.array(weights)[self.number] * minutes
        target = self.values(aspect)
        return Sums(
            w0=_run(weight.mean(axis=0)),
            w1=_run((weight * target).mean(axis=0)),
            w2=_run((weight * target**2).mean(axis=0)),
        )

    def preferences(self, minutes: float) -> list[Preference]:
        """Give the weight of each phase's preferred words, averaged over the timings."""
        found = []
        for number, phase in enumerate(self._phases):
            words = fold_all(phase.prefer)
            weight = phase.weight * phase.weights.prefer * minutes
            if words and weight > 0.0 and phase.music:
                share = (self.number == number).mean(axis=0)
                found.append(Preference(words=words, w0=_run(share * weight)))
        return found


def _scaled(curve: Curve, aspect: Aspect, share: Floats) -> Floats:
    """Read a curve at shares of its phase, in scales of the aspect."""
    points: Sequence[float] = curve.points
    at = np.linspace(0.0, 1.0, len(points)) if len(points) > 1 else np.array([0.0])
    return scale(aspect, np.interp(share, at, np.array(points, dtype=np.float64)))


def scale(aspect: Aspect, value: Floats) -> Floats:
    """Bring values of an aspect to its scale: distances of one cost alike for every aspect."""
    if aspect in (Aspect.BRIGHTNESS, Aspect.TEMPO):
        value = np.log2(np.maximum(value, 1e-3))
    return value / SCALES[aspect]


def _curve(phase: Phase, aspect: Aspect) -> Curve | None:
    """Give the target of a phase for one aspect."""
    curves = {
        Aspect.INTENSITY: phase.intensity,
        Aspect.LOUDNESS: phase.loudness_lu,
        Aspect.BRIGHTNESS: phase.brightness_hz,
        Aspect.DENSITY: phase.onsets_per_s,
        Aspect.TEMPO: phase.tempo_bpm,
    }
    return curves[aspect]


def _run(values: Floats) -> Floats:
    """Give running sums that begin with zero."""
    return np.concatenate([[0.0], np.cumsum(values)])
