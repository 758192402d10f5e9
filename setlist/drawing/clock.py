"""Session time in the words of a clock.

Session time counts seconds from the dose; before it is negative.  A *dose clock* is the time
of day at which the dose is planned, in minutes after midnight.
"""

import re

from setlist.drawing.words import MINUS
from setlist.errors import Finding, InputError, Place
from setlist.units import Minutes, Seconds

_DAY_MIN = 24 * 60
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
# A time just under a minute, as sums of floats give, is read as that minute.
_SLACK_S = 0.05


def read_clock(text: str) -> Minutes:
    """Read a time of day such as ``14:00`` as minutes after midnight.

    Parameters
    ----------
    text : str
        Hours 0 to 23, a colon, minutes 00 to 59.

    Returns
    -------
    float [min, 0..1439]
        Minutes after midnight.

    Raises
    ------
    InputError
        The text is no time of day.
    """
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise InputError(
            Finding(
                said=f"{text[:40]!r} is no time of day",
                mend="give hours and minutes from 0:00 to 23:59, such as 14:00",
                place=Place(field="start"),
            )
        )
    hours, minutes = found.groups()
    return Minutes(float(int(hours) * 60 + int(minutes)))


def tell_clock(dose_min: Minutes, at_s: Seconds) -> str:
    """Write a session time as the time of day, ``23:50``, on whatever day it falls."""
    hours, minutes = divmod((int(dose_min) + _whole_minutes(at_s)) % _DAY_MIN, 60)
    return f"{hours:02d}:{minutes:02d}"


def count_days(dose_min: Minutes, at_s: Seconds) -> int:
    """Count the midnights between the day of the dose and a session time; before is negative."""
    return (int(dose_min) + _whole_minutes(at_s)) // _DAY_MIN


def tell_elapsed(at_s: Seconds) -> str:
    """Write a session time as hours and minutes, ``1:05``, with a minus sign before the dose."""
    minutes = _whole_minutes(at_s)
    hours, rest = divmod(abs(minutes), 60)
    return f"{MINUS if minutes < 0 else ''}{hours}:{rest:02d}"


def tell_length(length_s: Seconds) -> str:
    """Write a length as minutes and seconds, ``7:36``."""
    minutes, seconds = divmod(max(0, round(length_s)), 60)
    return f"{minutes}:{seconds:02d}"


def _whole_minutes(at_s: Seconds) -> int:
    """Give the minute that a session time lies in."""
    return int((at_s + _SLACK_S) // 60)
