"""Numbers as people write them in a query: ``4.5``, ``-23 LUFS``, ``3m30s``, ``4:30``."""

import re
from dataclasses import dataclass

from setlist.catalog.query import QueryField

_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
_PLAIN = re.compile(r"(?P<sign>[+\-−]?)(?P<rest>.+)", re.DOTALL)  # noqa: RUF001  # a minus as typesetters write it
_PIECES = re.compile(rf"({_NUMBER})\s*([a-z/]*)\s*")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")
_LONGEST = 30
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number in the unit of its field, and half of the last digit that was written."""

    value: float
    half_step: float


def read_amount(text: str, field: QueryField) -> Amount | None:
    """Read a number with or without a unit, or give None if it is none of this field."""
    match = _PLAIN.fullmatch(text.strip().casefold())
    if match is None or len(text) > _LONGEST:
        return None
    units = dict(field.units)
    amount = _read_clock(match["rest"]) if "h" in units else None
    amount = amount or _read_pieces(match["rest"].strip(), units)
    if amount is None or match["sign"] in ("", "+"):
        return amount
    return Amount(value=-amount.value, half_step=amount.half_step)


def _read_clock(text: str) -> Amount | None:
    """Read hours, minutes and seconds with colons."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return Amount(value=hours * 3600.0 + minutes * 60.0 + seconds, half_step=_HALF)


def _read_pieces(text: str, units: dict[str, float]) -> Amount | None:
    """Read numbers with units, one after the other; only one of them may go without."""
    pieces = _PIECES.findall(text)
    if not pieces or _PIECES.sub("", text):
        return None
    if len(pieces) > 1 and not all(unit for _, unit in pieces):
        return None
    if not all(unit in units for _, unit in pieces if unit):
        return None
    sizes = [units.get(unit, 1.0) for _, unit in pieces]
    value = sum(float(number) * size for (number, _), size in zip(pieces, sizes, strict=True))
    decimals = len(pieces[-1][0].partition(".")[2])
    return Amount(value=value, half_step=_HALF * sizes[-1] / 10.0**decimals)
