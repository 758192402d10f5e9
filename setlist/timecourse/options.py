"""The options of a route as they are written on a command line."""

import math

from setlist.errors import Finding, InputError, Place
from setlist.model import Landmark, Part
from setlist.timecourse.amounts import find_amount
from setlist.timecourse.taps import Tap
from setlist.units import Minutes

_TAPPED = {"onset": Landmark.ONSET, "peak-over": Landmark.PEAK_END}


def parse_part(text: str) -> Part:
    """Read a part of a split dose, written ``MINUTE:SIZE``.

    Parameters
    ----------
    text : str
        Such as ``"0:1"`` or ``"15:0.5"``; the size is relative to the other parts.

    Returns
    -------
    Part
        The part; :func:`check_route` says whether it fits the others.

    Raises
    ------
    InputError
        It is not written so, or says an amount.
    """
    at, mark, size = text.partition(":")
    mend = "write MINUTE:SIZE such as 15:0.5, the size relative to the other parts"
    return Part(
        at_min=Minutes(_read(at, text, mend=mend, field="part")),
        size=_read(size if mark else "", text, mend=mend, field="part"),
    )


def parse_tap(text: str) -> Tap:
    """Read what a facilitator saw, written ``onset:MINUTE`` or ``peak-over:MINUTE``.

    Parameters
    ----------
    text : str
        Such as ``"peak-over:38"``.

    Returns
    -------
    Tap
        The landmark and its minute.

    Raises
    ------
    InputError
        It is not written so.
    """
    what, _, at = text.partition(":")
    mend = "write onset:MINUTE or peak-over:MINUTE, such as peak-over:38"
    landmark = _TAPPED.get(what.strip())
    if landmark is None:
        raise _refuse(text, mend=mend, field="tap")
    return Tap(landmark=landmark, at_min=Minutes(_read(at, text, mend=mend, field="tap")))


def _read(number: str, text: str, *, mend: str, field: str) -> float:
    """Read one number of an option."""
    try:
        value = float(number)
    except ValueError:
        raise _refuse(text, mend=mend, field=field) from None
    if not math.isfinite(value):
        raise _refuse(text, mend=mend, field=field)
    return value


def _refuse(text: str, *, mend: str, field: str) -> InputError:
    """Say why an option cannot be read."""
    place = Place(field=field)
    amount = find_amount(text, place=place)
    return InputError(amount or Finding(said=f"is {text[:40]!a}", mend=mend, place=place))
