"""Amounts are refused: no option may say how much medicine is given."""

import re

from setlist.errors import Finding, Place

_AMOUNT = re.compile(
    r"\d\s*(?:mg|mcg|[uµμn]g|g|kg|lbs?|ml|cc|iu|units?"
    r"|(?:milli|micro|nano|kilo)?grams?|millilit(?:er|re)s?|pounds?)(?![a-z])",
    re.IGNORECASE,
)


def find_amount(text: str, *, place: Place | None = None) -> Finding | None:
    """Find an amount of medicine, or a body weight, in the value of an option.

    Not meant for prose, where such words may stand.

    Parameters
    ----------
    text : str
        A value such as ``40mg`` or ``0.5 mg/kg``.
    place : Place, optional
        Where it stands.

    Returns
    -------
    Finding or None
        What is wrong and the mend, or None where there is no amount.
    """
    if _AMOUNT.search(text) is None:
        return None
    return Finding(
        said=f"is {text[:40]!a}: setlist plans music; it never reads a dose or a weight",
        mend="take it out: timing depends on the route and on relative sizes, not on an amount",
        place=place or Place(),
    )
