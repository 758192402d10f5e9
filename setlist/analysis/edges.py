"""Where a sound begins and ends to be heard."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from setlist.units import Seconds

_AUDIBLE: Final = 1e-3
_FADING: Final = 10.0 ** (-70.0 / 20.0)
"""Sound is there at -60 dBFS, and begins and ends where it passes -70 dBFS around that.

Absolute, because a floor that is relative to the loudest moment eats quiet intros; two
thresholds, because one cuts a slow fade while it is still heard.  Ours.
"""


class Edges(NamedTuple):
    """The first and the last moment of a sound, in seconds of its file."""

    start_s: Seconds
    end_s: Seconds


def find_edges(peaks: NDArray[np.float32], *, step_s: Seconds) -> Edges | None:
    """Find the audible edges, never inside audible sound.

    Parameters
    ----------
    peaks : ndarray [shape=(n,), full scale]
        The highest sample of each window.
    step_s : float [s, > 0]
        Length of a window.

    Returns
    -------
    Edges or None
        On window boundaries; None where nothing is audible.
    """
    audible = np.flatnonzero(peaks > _AUDIBLE)
    if not len(audible):
        return None
    silent = np.flatnonzero(peaks <= _FADING)
    before = silent[silent < audible[0]]
    after = silent[silent > audible[-1]]
    start = int(before[-1]) + 1 if len(before) else 0
    end = int(after[0]) if len(after) else len(peaks)
    return Edges(Seconds(start * step_s), Seconds(end * step_s))
