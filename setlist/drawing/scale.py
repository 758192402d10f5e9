"""The time axis: which times are marked, and the column or pixel a time falls on."""

import math
from dataclasses import dataclass

from setlist.units import Minutes, Seconds, to_seconds

_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 240)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A stretch of session time laid out from ``left`` over ``width`` columns or pixels."""

    start_s: Seconds
    end_s: Seconds
    left: float
    width: float

    def x(self, at_s: float) -> float:
        """Give the place of a time; times outside are drawn on the nearest edge."""
        share = (at_s - self.start_s) / (self.end_s - self.start_s)
        return self.left + min(max(share, 0.0), 1.0) * self.width

    def column(self, at_s: float) -> int:
        """Give the terminal column that a time falls in."""
        return min(int(self.x(at_s) + 1e-9), int(self.left + self.width) - 1)

    def time(self, x: float) -> Seconds:
        """Give the time at a place."""
        return Seconds(self.start_s + (x - self.left) / self.width * (self.end_s - self.start_s))

    def ticks(self, *, apart: float) -> list[Seconds]:
        """Give round times that stand at least so many columns or pixels apart."""
        a_minute = self.width / (self.end_s - self.start_s) * 60.0
        step_min = next((step for step in _STEPS_MIN if step * a_minute >= apart), _STEPS_MIN[-1])
        step_s = to_seconds(Minutes(step_min))
        first = math.ceil(self.start_s / step_s - 1e-9)
        last = math.floor(self.end_s / step_s + 1e-9)
        return [Seconds(count * step_s) for count in range(first, last + 1)]
