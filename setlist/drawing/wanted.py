"""What the arc of a plan wants at a moment, over the ways the timing may turn out.

Each timing puts the phases elsewhere, so at one minute some people are wanted at the peak and
others on the return.  The middle of that is what the plan was made to follow.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from setlist.model import Curve, Phase, Plan
from setlist.units import Seconds

_LOW, _HIGH = 0.10, 0.90

Target = Callable[[Phase], Curve | None]
"""Which curve of a phase is read; None where the phase asks for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted at a moment: the mean over the timings, and where 8 in 10 of them lie."""

    middle: float
    low: float
    high: float


class Course:
    """One target of a plan over its session."""

    def __init__(self, plan: Plan, target: Target) -> None:
        """Read off a plan where each timing puts its phases; without any, as they stand."""
        placed = plan.problem.phases
        self._curves = [
            target(one.phase) if one.phase.music else None for one in plan.problem.phases
        ]
        starts = [float(placed[0].start_s)]
        timings = [list(one.ends_s) for one in plan.problem.scenarios]
        whole = [ends for ends in timings if len(ends) == len(placed)]
        self._edges = [[*starts, *ends] for ends in whole or [[one.end_s for one in placed]]]
        self._last_s = placed[-1].end_s
        self._silences = plan.problem.silences

    def at(self, at_s: Seconds) -> Wanted | None:
        """Give what is wanted at a moment; None in silence and where most timings want nothing."""
        if not self._edges[0][0] <= at_s < self._last_s:
            return None
        if any(one.start_s <= at_s < one.start_s + one.length_s for one in self._silences):
            return None
        found = sorted(
            value for edges in self._edges if (value := self._read(edges, at_s)) is not None
        )
        if 2 * len(found) <= len(self._edges):
            return None
        return Wanted(
            middle=sum(found) / len(found),
            low=found[round(_LOW * (len(found) - 1))],
            high=found[round(_HIGH * (len(found) - 1))],
        )

    def _read(self, edges: list[float], at_s: float) -> float | None:
        """Read the target of the phase that one timing has at a moment."""
        number = min(bisect_right(edges, at_s), len(edges) - 1) - 1
        curve = self._curves[number]
        if curve is None:
            return None
        length_s = edges[number + 1] - edges[number]
        return curve.at((at_s - edges[number]) / length_s if length_s > 0.0 else 1.0)


def follow_intensity(plan: Plan) -> Course:
    """Give the intensity that is wanted over a session, 1 to 9."""
    return Course(plan, lambda phase: phase.intensity)


def follow_loudness(plan: Plan) -> Course:
    """Give the loudness that is wanted over a session, in LU from its reference."""
    return Course(plan, lambda phase: phase.loudness_lu)
