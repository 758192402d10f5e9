"""The floor of a problem: what no music could avoid.

People differ in their timing, so whatever sounds is wrong for some of them.  The floor is the
misfit to the targets for intensity and loudness that is left when every step has what suits it
best.  It is the same for every plan, so a proof is judged by what lies above it.
"""

import numpy as np

from setlist.model import Terms
from setlist.planning.fit import UNKNOWN_INTENSITY
from setlist.planning.segments import Course
from setlist.planning.targets import Aspect, Floats, Ints, Targets

_SURE = {Aspect.INTENSITY: UNKNOWN_INTENSITY, Aspect.LOUDNESS: np.inf}
"""The aspects counted, and what a minute costs at most: what is unrated is never worse."""


class Floor:
    """Running sums of the floor over the steps of a session."""

    def __init__(self, terms: Terms, targets: Targets, course: Course) -> None:
        """Sum what is left at every step when it is suited best."""
        least = np.zeros(targets.steps)
        for aspect, most in _SURE.items():
            sums = targets.aspects.get(aspect)
            if sums is not None:
                w0, w1, w2 = np.diff(sums.w0), np.diff(sums.w1), np.diff(sums.w2)
                best = np.maximum(w2 - w1**2 / np.maximum(w0, 1e-12), 0.0)
                least += best if np.isinf(most) else np.minimum(best, most * w0)
        self._run: Floats = np.concatenate([[0.0], np.cumsum(least), [0.0]])
        self._run[-1] = self._run[-2]
        self._ends = []
        self.total = 0.0
        for segment in course.segments:
            early_s = segment.end_s - segment.slack_s - terms.start_s
            end = max(int(np.floor(early_s / terms.step_s)), segment.first_step)
            self._ends.append(end)
            self.total += float(self._run[end] - self._run[segment.first_step])
        self.rest: Floats = np.zeros(targets.steps + 1)
        later = 0.0
        for number in range(len(course.segments) - 1, -1, -1):
            first = course.segments[number].first_step
            after = (
                course.segments[number + 1].first_step
                if number + 1 < len(course.segments)
                else targets.steps + 1
            )
            self.rest[first:after] = later + self._run[self._ends[number]] - self._run[first:after]
            later += float(self._run[self._ends[number]] - self._run[first])

    def over(self, begin: int, end: Ints) -> Floats:
        """Give the floor of steps from one to each of several."""
        found: Floats = self._run[end] - self._run[begin]
        return found

    def closing(self, number: int, begin: Ints) -> Floats:
        """Give the floor from steps to the end of a stretch of music."""
        found: Floats = self._run[self._ends[number]] - self._run[begin]
        return found
