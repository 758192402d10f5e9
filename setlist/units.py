"""Units of measure, and the conversions between them.

A number that wears a unit wears it twice: in its name (``start_s``, ``gain_db``) and in its
type (``Seconds``, ``Db``).  The types cost nothing when the program runs; mypy keeps a minute
from being handed over as a second.
"""

import math
from typing import NewType

Seconds = NewType("Seconds", float)
Minutes = NewType("Minutes", float)
Frames = NewType("Frames", int)
Hertz = NewType("Hertz", float)
Db = NewType("Db", float)
Lufs = NewType("Lufs", float)
Lu = NewType("Lu", float)
DbTp = NewType("DbTp", float)

_SECONDS_A_MINUTE = 60.0
_DB_A_DECADE = 20.0


def to_seconds(length_min: Minutes) -> Seconds:
    """Turn minutes into seconds."""
    return Seconds(length_min * _SECONDS_A_MINUTE)


def to_minutes(length_s: Seconds) -> Minutes:
    """Turn seconds into minutes."""
    return Minutes(length_s / _SECONDS_A_MINUTE)


def to_frames(time_s: Seconds, *, rate_hz: int) -> Frames:
    """Turn an absolute time into the nearest frame.

    Only absolute times become frames, and only once: rounding lengths instead would let the
    error of every join add up over a session.
    """
    return Frames(round(time_s * rate_hz))


def to_ratio(gain_db: Db) -> float:
    """Turn a gain in decibels into the number that samples are multiplied by."""
    return float(10.0 ** (gain_db / _DB_A_DECADE))


def to_db(ratio: float) -> Db:
    """Turn an amplitude ratio into decibels; a ratio of zero or less is minus infinity."""
    if ratio <= 0.0:
        return Db(-math.inf)
    return Db(_DB_A_DECADE * math.log10(ratio))
