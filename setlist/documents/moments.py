"""How an arc writes times and courses: ``"dose - 15 min"``, ``"15 min"``, ``[2, 5]``."""

import re

from setlist.documents.fault import Fault, KeyPath, RefusedError, refuse, show, suggest
from setlist.documents.leaf import Leaf
from setlist.model import BANDED, Curve, Landmark, Moment
from setlist.units import Minutes

_MOMENT = re.compile(
    r"(?P<landmark>[A-Za-z]\w*)?(?:(?<=\w)\.(?P<percentile>[^\s+\u2212-]*))?"
    r"\s*(?:(?P<sign>[+\u2212-])?\s*(?P<offset>\d{1,4}(?:\.\d{1,6})?)\s*min)?"
)
_PERCENTILE = re.compile(r"p(\d{1,2}(?:\.\d{1,3})?)")
_MINUTES = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)\s*min")
_FIRST_WORD = re.compile(r"[\s.+]")
_FARTHEST_MIN = 720.0
_MEDIAN = 50.0
_MOST_POINTS = 12

_EXAMPLES = '"dose - 15 min", "peak_start.p50", "peak_end.p75 + 5 min" or "12 min"'
_KNOWN = tuple(landmark.value for landmark in Landmark)
_BANDED = "|".join(landmark.value for landmark in BANDED)
_OTHERS = "|".join(landmark.value for landmark in Landmark if landmark not in BANDED)


def parse_moment(value: object) -> Moment:
    """Read a moment; a landmark with a band and no percentile means its median.

    Raises
    ------
    RefusedError
        It is no text, names no landmark, or gives a percentile that nobody knows.
    """
    if not isinstance(value, str):
        raise refuse(f"is {show(value)}", f"write a moment as text, such as {_EXAMPLES}")
    text = value.strip()
    match = _MOMENT.fullmatch(text)
    if match is None or (match["landmark"] is None and match["offset"] is None):
        near = suggest(_FIRST_WORD.split(text)[0].replace("-", "_"), _KNOWN)
        mend = f"write a moment such as {_EXAMPLES}"
        raise refuse(f"is {show(value)}", f"did you mean {near}? {mend}" if near else mend)
    name, percentile, offset = match["landmark"], match["percentile"], match["offset"]
    if name is not None and offset is not None and match["sign"] is None:
        raise refuse(f"is {show(value)}", 'put + or - before the minutes, as in "dose - 15 min"')
    landmark = _find_landmark(name) if name else Landmark.DOSE
    offset_min = float(offset or 0.0) * (1.0 if match["sign"] in {None, "+"} else -1.0)
    if abs(offset_min) > _FARTHEST_MIN:
        raise refuse(f"is {show(value)}", f"stay within {_FARTHEST_MIN:g} min of {landmark.value}")
    return Moment(
        landmark=landmark,
        percentile=_read_percentile(percentile, landmark),
        offset_min=Minutes(offset_min),
    )


def _find_landmark(name: str) -> Landmark:
    """Find a landmark by its name."""
    if name in _KNOWN:
        return Landmark(name)
    near = suggest(name, _KNOWN)
    mend = f"did you mean {near}?" if near else "give one of " + ", ".join(_KNOWN)
    raise refuse(f"there is no landmark {show(name)}", mend)


def _read_percentile(text: str | None, landmark: Landmark) -> float | None:
    """Read what follows the dot after a landmark."""
    if landmark not in BANDED:
        if text is None:
            return None
        said = f"{landmark.value} is the same for everyone and has no percentile"
        raise refuse(said, f"write {landmark.value} alone")
    if text is None:
        return _MEDIAN
    match = _PERCENTILE.fullmatch(text)
    if match is None or not 10.0 <= float(match[1]) <= 90.0:
        said = f"{landmark.value} has no {show(text)}"
        raise refuse(said, f"write a percentile from p10 to p90, as in {landmark.value}.p50")
    return float(match[1])


MOMENT = Leaf(
    parse=parse_moment,
    words=f"a moment such as {_EXAMPLES}",
    schema={
        "type": "string",
        "pattern": rf"^\s*((({_BANDED})(\.p([1-8][0-9](\.[0-9]+)?|90))?|{_OTHERS})"
        r"(\s*[+-]\s*[0-9.]+\s*min)?|-?\s*[0-9.]+\s*min)\s*$",
        "examples": ["dose - 15 min", "peak_start.p50", "peak_end.p75 + 5 min", "12 min"],
    },
)
"""A moment of a session: a landmark, a percentile where it has a band, an offset."""


def read_minutes(low: float, high: float) -> Leaf[Minutes]:
    """Make the reader of a length of time written ``"15 min"``, within bounds."""

    def parse(value: object) -> Minutes:
        match = _MINUTES.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            example = f"{value:g} min" if is_number else "15 min"
            raise refuse(f"is {show(value)}", f'write minutes as text, such as "{example}"')
        length_min = float(match[1])
        if not low <= length_min <= high:
            raise refuse(f"is {show(value)}", f"give {low:g} to {high:g} min")
        return Minutes(length_min)

    return Leaf(
        parse=parse,
        words=f'minutes such as "15 min", {low:g} to {high:g} min',
        schema={
            "type": "string",
            "pattern": r"^\s*[0-9]+(\.[0-9]+)?\s*min\s*$",
            "examples": ["15 min"],
            "description": f"{low:g} to {high:g} min",
        },
    )


def read_curve(low: float, high: float, unit: str = "") -> Leaf[Curve]:
    """Make the reader of a target: a number, or a list that the phase runs through."""
    span = f"{low:g} to {high:g} {unit}".strip()

    def parse(value: object) -> Curve:
        points = value if isinstance(value, list) else [value]
        if not 1 <= len(points) <= _MOST_POINTS:
            said = "is an empty list" if not points else f"is a list of {len(points)}"
            raise refuse(said, f"give a number, or 1 to {_MOST_POINTS} of them for a course")
        numbers: list[float] = []
        faults: list[Fault] = []
        for place, point in enumerate(points):
            if _is_within(point, low, high):
                numbers.append(float(point))
            else:
                path: KeyPath = (place,) if isinstance(value, list) else ()
                faults.append(Fault(path=path, said=f"is {show(point)}", mend=f"give {span}"))
        if faults:
            raise RefusedError(*faults)
        return Curve(points=tuple(numbers))

    number = {"type": "number", "minimum": low, "maximum": high}
    return Leaf(
        parse=parse,
        words=f"a number, {span}, or a list of them that the phase runs through",
        schema={
            "anyOf": [
                number,
                {"type": "array", "items": number, "minItems": 1, "maxItems": _MOST_POINTS},
            ]
        },
    )


def _is_within(point: object, low: float, high: float) -> bool:
    """Tell whether a plain value is a number within bounds; one that is none is not."""
    return isinstance(point, int | float) and not isinstance(point, bool) and low <= point <= high
