"""What a person may ask of a route, checked before anything is computed."""

import difflib
import math
from collections.abc import Iterator
from dataclasses import replace

from setlist.errors import Finding, InputError, Place
from setlist.model import Handling, Part, Route, RouteName
from setlist.timecourse.amounts import find_amount
from setlist.units import Minutes

USUAL_HOLD_MIN = Minutes(10.0)
USUAL_INFUSION_MIN = Minutes(40.0)
USUAL_DEVICES = 2
"""What a route has where nobody says otherwise; the settings of the reference bands."""

HOLD_RANGE_MIN = (1.0, 30.0)
INFUSION_RANGE_MIN = (5.0, 180.0)
DEVICES = (1, 2, 3)
PARTS_MOST = 4
PART_RANGE_MIN = (0.0, 240.0)
SIZE_MOST = 100.0
SIZE_RATIO_MOST = 10.0
"""The ranges that the model is meant for; own design."""

_OTHER_NAMES = {
    "intramuscular": RouteName.IM,
    "intranasal": RouteName.NASAL,
    "nose": RouteName.NASAL,
    "spray": RouteName.NASAL,
    "esketamine": RouteName.NASAL_ESKETAMINE,
    "intranasal-esketamine": RouteName.NASAL_ESKETAMINE,
    "lozenge": RouteName.SUBLINGUAL,
    "troche": RouteName.SUBLINGUAL,
    "sl": RouteName.SUBLINGUAL,
    "mouth": RouteName.ORAL,
    "capsule": RouteName.ORAL,
    "po": RouteName.ORAL,
    "infusion": RouteName.IV_INFUSION,
    "drip": RouteName.IV_INFUSION,
    "bolus": RouteName.IV_BOLUS,
    "push": RouteName.IV_BOLUS,
}
_VEIN = ("iv", "intravenous", "vein")
_WITHOUT_TIMING = {
    "subcutaneous": ("subcutaneous", "sc", "subq", "sq"),
    "rectal": ("rectal", "pr", "suppository"),
    "inhaled": ("inhaled", "inhalation", "smoked", "vaporised"),
    "transdermal": ("transdermal", "patch", "topical"),
    "buccal": ("buccal",),
    "epidural": ("epidural", "intrathecal", "intraosseous"),
}


def parse_route_name(text: str) -> RouteName:
    """Read the name of a route.

    Parameters
    ----------
    text : str
        One of the seven spellings of :class:`~setlist.model.RouteName`.

    Returns
    -------
    RouteName
        The route.

    Raises
    ------
    InputError
        No such spelling, with the nearest one; or a route that setlist has no timing for,
        with the reason: it is refused, never approximated by another.
    """
    wanted = "-".join(text.strip().lower().replace("_", " ").replace("-", " ").split())
    for name in RouteName:
        if text.strip() == name:
            return name
    place = Place(field="route")
    amount = find_amount(text, place=place)
    if amount is not None:
        raise InputError(amount)
    for family, names in _WITHOUT_TIMING.items():
        if wanted in names:
            said = f"there is no timing for the {family} route"
            mend = (
                "setlist does not approximate it by another route, because no published data "
                "would let anyone check that; plan without a route, or use one of: " + _names()
            )
            raise InputError(Finding(said=said, mend=mend, place=place))
    raise InputError(
        Finding(
            said=f"there is no route {_shorten(text)}",
            mend=_suggest(wanted),
            place=place,
        )
    )


def check_route(route: Route) -> Route:
    """Fill in what was left open, and refuse what cannot be.

    A lozenge is held for 10 minutes and handled in an unknown way, an infusion runs for 40
    minutes, nasal esketamine has two devices, unless the route says otherwise.

    Parameters
    ----------
    route : Route
        As a person gave it.

    Returns
    -------
    Route
        The same route with every option that it has.

    Raises
    ------
    InputError
        With every fault at once: options of another route, values outside their range, parts
        that do not start at the dose, are out of order, too many or too unlike.
    """
    faults = [*_check_options(route), *_check_parts(route.parts)]
    if faults:
        raise InputError(*faults)
    if route.name is RouteName.SUBLINGUAL:
        return replace(
            route,
            handling=route.handling or Handling.UNKNOWN,
            hold_min=USUAL_HOLD_MIN if route.hold_min is None else route.hold_min,
        )
    if route.name is RouteName.IV_INFUSION and route.infusion_min is None:
        return replace(route, infusion_min=USUAL_INFUSION_MIN)
    if route.name is RouteName.NASAL_ESKETAMINE and route.devices is None:
        return replace(route, devices=USUAL_DEVICES)
    return route


def _check_options(route: Route) -> Iterator[Finding]:
    """Find options that do not belong to the route, or are out of range."""
    if route.handling is not None:
        yield from _belongs(route.name, RouteName.SUBLINGUAL, "handling", route.handling)
    if route.hold_min is not None:
        yield from _belongs(route.name, RouteName.SUBLINGUAL, "hold_min", route.hold_min)
        yield from _within(route.hold_min, HOLD_RANGE_MIN, "hold_min", "minutes")
    if route.infusion_min is not None:
        yield from _belongs(route.name, RouteName.IV_INFUSION, "infusion_min", route.infusion_min)
        yield from _within(route.infusion_min, INFUSION_RANGE_MIN, "infusion_min", "minutes")
    if route.devices is not None:
        yield from _belongs(route.name, RouteName.NASAL_ESKETAMINE, "devices", route.devices)
        if route.devices not in DEVICES:
            yield Finding(
                said=f"is {route.devices}",
                mend="give 1, 2 or 3 devices",
                place=Place(field="devices"),
            )


def _belongs(name: RouteName, owner: RouteName, field: str, value: object) -> Iterator[Finding]:
    """Find an option that stands on a route that has no use for it."""
    if name is not owner:
        yield Finding(
            said=f"is {value}, but the route is {name}",
            mend=f"leave it out: it belongs to {owner}",
            place=Place(field=field),
        )


def _within(value: float, allowed: tuple[float, float], field: str, unit: str) -> Iterator[Finding]:
    """Find a number outside its range; one that is not a number is outside every range."""
    low, high = allowed
    if not low <= value <= high:
        yield Finding(
            said=f"is {value:g}",
            mend=f"give {low:g} to {high:g} {unit}",
            place=Place(field=field),
        )


def _check_parts(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Find what is wrong with the parts of a dose."""
    if not 1 <= len(parts) <= PARTS_MOST:
        yield Finding(
            said=f"there are {len(parts)}",
            mend=f"give 1 to {PARTS_MOST} parts",
            place=Place(field="parts"),
        )
        return
    if parts[0].at_min != 0.0:
        yield Finding(
            said=f"the first is at minute {parts[0].at_min:g}",
            mend="give the first part at minute 0: the dose is where time begins",
            place=Place(field="parts"),
        )
    before = -math.inf
    for number, part in enumerate(parts, 1):
        yield from _within(part.at_min, PART_RANGE_MIN, f"parts {number} at_min", "minutes")
        if number > 1 and part.at_min <= before:
            yield Finding(
                said=f"part {number} at minute {part.at_min:g} does not come after part "
                f"{number - 1} at minute {before:g}",
                mend="give the parts in the order of their times",
                place=Place(field="parts"),
            )
        before = part.at_min
        yield from _check_size(number, part.size, first=parts[0].size)


def _check_size(number: int, size: float, *, first: float) -> Iterator[Finding]:
    """Find a relative size that is out of range, or far from that of the first part."""
    place = Place(field=f"parts {number} size")
    if not 0.0 < size <= SIZE_MOST:
        yield Finding(
            said=f"is {size:g}",
            mend=f"give a relative size above 0 and up to {SIZE_MOST:g}; never an amount",
            place=place,
        )
    elif 0.0 < first <= SIZE_MOST and not (
        first / SIZE_RATIO_MOST <= size <= first * SIZE_RATIO_MOST
    ):
        yield Finding(
            said=f"is {size:g}, the first part {first:g}",
            mend=f"give a size from a tenth to {SIZE_RATIO_MOST:g} times that of the first part",
            place=place,
        )


def _suggest(wanted: str) -> str:
    """Name the route that was probably meant, or all of them."""
    if wanted in _VEIN:
        return f"say {RouteName.IV_INFUSION} or {RouteName.IV_BOLUS}"
    for other, name in _OTHER_NAMES.items():
        if wanted == other:
            return f"say {name}"
    near = difflib.get_close_matches(wanted, [*RouteName, *_OTHER_NAMES], n=1, cutoff=0.75)
    if near:
        return f"did you mean {_OTHER_NAMES.get(near[0], near[0])}?"
    return "use one of: " + _names()


def _names() -> str:
    """List the routes."""
    return ", ".join(RouteName)


def _shorten(text: str) -> str:
    """Quote what a person wrote so that it fits on a line and cannot disturb a terminal."""
    return ascii(text if len(text) <= 40 else text[:40] + "...")
