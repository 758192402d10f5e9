"""Which cue of a plan sounds in each step of its session.

A step belongs to the cue that sounds at its middle.  A unit is a track, or the movements of a
work that follow each other without a gap.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from setlist.model import SHAPE_STEP_S, Cue, CueKind, FadeLaw, Terms

Row = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_SAME_S = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """The cues of a plan on its grid.

    ``middle_s`` and ``number`` [shape=(steps,)] are the middle of each step and the number of
    the cue that sounds there, -1 for none or silence.  ``units`` holds the numbers of cues.
    """

    terms: Terms
    cues: tuple[Cue, ...]
    units: tuple[tuple[int, ...], ...]
    middle_s: Row
    number: Numbers

    def spread(self, values: Sequence[float | None]) -> Row:
        """Spread one value a cue over the steps; NaN where nobody gave it."""
        found = np.array([math.nan if one is None else one for one in values] + [math.nan])
        row: Row = found[self.number]
        return row

    def shape(self) -> Row:
        """Give how far above the intensity of its cue every step lies."""
        row = np.zeros(len(self.number))
        for number, cue in enumerate(self.cues):
            here = self.number == number
            if cue.shape and here.any():
                part = ((self.middle_s[here] - cue.start_s) // SHAPE_STEP_S).astype(np.int64)
                row[here] = np.array(cue.shape)[np.minimum(part, len(cue.shape) - 1)]
        return row

    def total(self, row: Row) -> Row:
        """Add up a value of every step for each cue [shape=(cues,)]."""
        heard = self.number >= 0
        count = len(self.cues)
        return np.bincount(self.number[heard], row[heard], minlength=count).astype(np.float64)


def lay_cues(terms: Terms, cues: Sequence[Cue]) -> Sounding:
    """Find the cue of every step and the units of a plan.

    Parameters
    ----------
    terms : Terms
        For the grid.
    cues : sequence of Cue
        In order of time, at least one.
    """
    last_s = max(cue.end_s() for cue in cues)
    count = max(1, math.ceil((last_s - terms.start_s) / terms.step_s))
    middle_s: Row = terms.start_s + (np.arange(count, dtype=np.float64) + 0.5) * terms.step_s
    number = np.full(count, -1, dtype=np.int64)
    units: list[tuple[int, ...]] = []
    for place, cue in enumerate(cues):
        if cue.kind is CueKind.SILENCE:
            continue
        begun = middle_s >= cue.start_s - _SAME_S
        number[begun & (middle_s < cue.end_s() - _SAME_S)] = place
        if units and cue.fade is FadeLaw.GAPLESS:
            units[-1] = (*units[-1], place)
        else:
            units.append((place,))
    return Sounding(
        terms=terms, cues=tuple(cues), units=tuple(units), middle_s=middle_s, number=number
    )
