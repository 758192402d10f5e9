"""The meter of a search: how much work it may do, and whether the clock has stopped it.

Work is counted in pairs of items that were held side by side, not in seconds, so the same
problem with the same effort gives the same plan on any machine.  Only the clock of a person,
``out_of_time``, may end a search sooner, and a plan says so.
"""

import math
from collections.abc import Callable

STEP_PAIRS = 20_000
"""What one step of the grid costs beside its pairs, in pairs: measured, calls into numpy."""


class Spent(Exception):  # noqa: N818
    """The work or the time of a search is used up; what is known by then stays."""


class Meter:
    """Counts the work of one search."""

    def __init__(self, budget: float, out_of_time: Callable[[], bool] | None = None) -> None:
        """Begin with a budget in pairs, and a clock or none."""
        self._left = budget
        self._out_of_time = out_of_time
        self.cut_short = False

    def unbounded(self) -> "Meter":
        """Give a meter with the same clock that has work without end."""
        return Meter(math.inf, self._out_of_time)

    def spend(self, pairs: float) -> None:
        """Take work off the budget."""
        self._left -= pairs

    def demand(self, pairs: float) -> None:
        """Take work off the budget, or end a search that has none left."""
        if self.left() <= 0.0:
            raise Spent
        self._left -= pairs

    def left(self) -> float:
        """Give the pairs that are left, zero once the clock has stopped the search."""
        return 0.0 if self.is_late() else max(self._left, 0.0)

    def is_late(self) -> bool:
        """Ask the clock; once late, always late."""
        if not self.cut_short and self._out_of_time is not None and self._out_of_time():
            self.cut_short = True
        return self.cut_short
