"""A value over the course of a phase."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Len


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Points spread evenly from the start of a phase to its end, joined by straight lines.

    One point is a constant; two are a ramp; ``(5, 6.5, 6)`` rises to the middle and eases off.
    """

    points: Annotated[tuple[float, ...], Len(1)]

    def at(self, share: float) -> float:
        """Read the curve at a share of the phase, 0 at its start and 1 at its end.

        A share outside 0..1 reads the nearest end.
        """
        last = len(self.points) - 1
        position = min(max(share, 0.0), 1.0) * last
        before = min(int(position), max(last - 1, 0))
        after = min(before + 1, last)
        part = position - before
        return self.points[before] * (1.0 - part) + self.points[after] * part
