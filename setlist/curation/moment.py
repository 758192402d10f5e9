"""When something was said: UTC to the microsecond, as text that sorts like time."""

import re
from datetime import UTC, datetime, timedelta

from setlist.errors import Finding, InputError, Place

EXAMPLE = "2026-11-25T21:04:05.000000Z"

_MOMENT = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_STEP = timedelta(microseconds=1)


def is_moment(text: str) -> bool:
    """Tell whether a text is a time as statements carry it."""
    if _MOMENT.fullmatch(text) is None:
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def set_after(on: str, earlier: str) -> str:
    """Give a time, moved behind an earlier one if it is not behind it already.

    So what is said in answer to a statement outranks it even when the clock it was said by ran
    ahead.

    Parameters
    ----------
    on : str
        The time now, such as ``2026-11-25T21:04:05.000000Z``.
    earlier : str
        The time of the statement that is answered.

    Returns
    -------
    str
        ``on``, or a microsecond after ``earlier``.

    Raises
    ------
    InputError
        One of them is no such time.
    """
    for text in (on, earlier):
        if not is_moment(text):
            said, mend = "is no time in UTC", f"give it as {EXAMPLE}"
            raise InputError(Finding(said=said, mend=mend, place=Place(field="on")))
    if on > earlier:
        return on
    moved = datetime.fromisoformat(earlier).astimezone(UTC) + _STEP
    return moved.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
