"""The options of a route as they are written on a command line."""

import math

from setlist.errors import Finding, InputError, Place
from setlist.model import Handling, Landmark, Member, Part, Route
from setlist.timecourse.amounts import find_amount
from setlist.timecourse.routes import check_route, parse_route_name
from setlist.timecourse.taps import Tap
from setlist.units import Minutes

LATEST_START_MIN = 240.0
"""How long after the first somebody of a group may start; our own design."""
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


def parse_member(text: str) -> Member:
    """Read somebody of a group, written ``ROUTE``, ``ROUTE:HANDLING`` or ``…@MINUTE``.

    Parameters
    ----------
    text : str
        Such as ``"im"``, ``"im@10"`` or ``"sublingual:spit@5"``; the minute counts from the
        first dose in the room.

    Returns
    -------
    Member
        The route with its usual options, and when it is given.

    Raises
    ------
    InputError
        It is not written so, the route is unknown, or it says an amount.
    """
    words, at, minute = text.partition("@")
    name, colon, handling = words.partition(":")
    mend = "write ROUTE, ROUTE:HANDLING or ROUTE@MINUTE, such as sublingual:spit@5"
    if colon and handling not in set(Handling):
        raise _refuse(text, mend=mend, field="member")
    start_min = _read(minute, text, mend=mend, field="member") if at else 0.0
    if not 0.0 <= start_min <= LATEST_START_MIN:
        raise _refuse(text, mend=f"start within {LATEST_START_MIN:g} min", field="member")
    route = Route(name=parse_route_name(name), handling=Handling(handling) if colon else None)
    return Member(route=check_route(route), start_min=Minutes(start_min))


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
