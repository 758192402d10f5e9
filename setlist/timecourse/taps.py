"""What a facilitator sees, and which virtual people it leaves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from setlist.errors import Finding, InputError, Place
from setlist.model import BANDED, Landmark
from setlist.timecourse.cohort import Array
from setlist.units import Minutes

NEAR = 0.10
LEAST = 50
"""Who is kept: everyone within a tenth of the tapped time, and at least so many; own design."""

LATEST_MIN = 1440.0
"""A tap later than a day after the dose is a slip of the finger; own design."""

_SEEN = ([Landmark.ONSET], [Landmark.PEAK_END], [Landmark.ONSET, Landmark.PEAK_END])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """Something seen in the person: the onset, or the end of the peak, and when."""

    landmark: Landmark
    at_min: Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """The people whom taps leave: who they are, their times, and whether they truly match.

    ``times_min`` has shape (kept people, 5).  What was tapped stands at its minute, what came
    before it no later, what is still to come no earlier.
    """

    kept: NDArray[np.int64]
    times_min: Array
    near: bool


def check_taps(taps: tuple[Tap, ...]) -> tuple[Tap, ...]:
    """Refuse taps that cannot be, and give the others in order of time.

    Raises
    ------
    InputError
        None given, another landmark than onset or peak end, one tapped twice, out of range,
        or the peak over before the onset.
    """
    place = Place(field="tap")
    faults = []
    ordered = tuple(sorted(taps, key=lambda tap: tuple(Landmark).index(tap.landmark)))
    if [tap.landmark for tap in ordered] not in _SEEN:
        said = f"there are {', '.join(tap.landmark for tap in ordered) or 'none'}"
        mend = "tap onset, peak-over, or both, each once"
        faults.append(Finding(said=said, mend=mend, place=place))
    for tap in ordered:
        if not 0.0 < tap.at_min <= LATEST_MIN:
            mend = f"give a minute above 0 and up to {LATEST_MIN:g}"
            faults.append(Finding(said=f"is at minute {tap.at_min:g}", mend=mend, place=place))
    if len(ordered) > 1 and not ordered[0].at_min < ordered[-1].at_min:
        said = "the peak cannot be over before the onset"
        faults.append(Finding(said=said, mend="give the later minute to peak-over", place=place))
    if faults:
        raise InputError(*faults)
    return ordered


def keep_near(times_min: Array, taps: tuple[Tap, ...]) -> Narrowed:
    """Keep the people who are like what was tapped.

    Parameters
    ----------
    times_min : ndarray [shape=(people, 5), min]
        Everyone's boundaries in the order of :data:`~setlist.model.BANDED`.
    taps : tuple of Tap
        Checked, in order of time.

    Returns
    -------
    Narrowed
        Those within a tenth of every tapped time, or the fifty nearest where fewer are.
    """
    columns = [BANDED.index(tap.landmark) for tap in taps]
    tapped = np.array([tap.at_min for tap in taps])
    apart = np.abs(times_min[:, columns] / tapped - 1.0).max(axis=1)
    least = min(LEAST, len(apart))
    reach = max(NEAR, float(np.partition(apart, least - 1)[least - 1]))
    kept = np.flatnonzero(apart <= reach)
    times = times_min[kept].copy()
    for column, at in zip(columns, tapped, strict=True):
        times[:, :column] = np.minimum(times[:, :column], at)
        times[:, column] = at
        times[:, column + 1 :] = np.maximum(times[:, column + 1 :], at)
    return Narrowed(kept=kept, times_min=times, near=reach <= NEAR)
