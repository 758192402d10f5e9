"""A few people who stand for many."""

from itertools import cycle, islice

import numpy as np
from numpy.typing import NDArray

from setlist.timecourse.cohort import Array

HALVINGS = 7
"""A sample has at most two to this power, 128 people; own design.

In the trial this kept every percentile of the five bands of 1000 people within about 2 %
(root mean square) and the means within 4 %, in which 128 plain draws would miss by 8 %.
"""

_ORDER = (3, 4, 1, 0)
"""Which boundaries people are parted by, turn and turn about: the late ones first."""


def choose_people(times_min: Array) -> NDArray[np.int64]:
    """Choose a balanced sample of people.

    They are parted in halves again and again, each time by another boundary; of each last
    group the person nearest to its middle stands for it.

    Parameters
    ----------
    times_min : ndarray [shape=(people, 5), min, > 0]
        Everyone's boundaries.

    Returns
    -------
    ndarray [shape=(chosen,)]
        Which people, 128 at most, everyone where there are no more.
    """
    people = len(times_min)
    if people <= 2**HALVINGS:
        return np.arange(people, dtype=np.int64)
    groups = [np.arange(people, dtype=np.int64)]
    for boundary in islice(cycle(_ORDER), HALVINGS):
        groups = [
            half
            for group in groups
            for half in np.array_split(
                group[np.argsort(times_min[group, boundary], kind="stable")], 2
            )
        ]
    logs = np.log(times_min)
    scale = np.maximum(logs.std(axis=0), np.finfo(np.float64).tiny)
    chosen = []
    for group in groups:
        apart = (logs[group] - np.median(logs[group], axis=0)) / scale
        chosen.append(group[np.argmin((apart * apart).sum(axis=1))])
    return np.sort(np.array(chosen))
