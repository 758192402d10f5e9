"""What one cell of a table says, and how it is written."""

import math
import re

from setlist.units import Seconds

_NUMBER = re.compile(r"[+-]?[0-9]{1,17}(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_CLOCK = re.compile(r"([0-9]{1,2}:)?[0-9]{1,4}:[0-9]{1,2}(\.[0-9]{1,9})?", re.ASCII)
_SEPARATOR = re.compile(r"[;,|]")


def read_number(text: str, *, comma: bool) -> float | None:
    """Read a plain number, or None if it is none; with ``comma`` it may be a decimal comma."""
    plain = text.strip()
    if comma and "." not in plain:
        plain = plain.replace(",", ".", 1)
    number = float(plain) if _NUMBER.fullmatch(plain) else math.inf
    return number if math.isfinite(number) else None


def read_length(text: str, *, comma: bool, milliseconds: bool) -> Seconds | None:
    """Read a length: ``m:ss``, ``h:mm:ss``, or a number of seconds or milliseconds."""
    plain = text.strip()
    if comma:
        plain = plain.replace(",", ".", 1)
    if _CLOCK.fullmatch(plain):
        length_s = 0.0
        for part in plain.split(":"):
            length_s = length_s * 60.0 + float(part)
        return Seconds(length_s)
    number = read_number(plain, comma=False)
    if number is None:
        return None
    return Seconds(number / 1000.0 if milliseconds else number)


def write_number(number: float) -> str:
    """Write a number so that it is read back exactly."""
    return repr(float(number)).removesuffix(".0") if math.isfinite(number) else ""


def split_words(text: str) -> list[str]:
    """Split a cell of several words at semicolons, commas or bars."""
    return [word.strip() for word in _SEPARATOR.split(text) if word.strip()]
