"""Amounts of medicine and body weights: refused, because setlist plans music."""

import re

REASON = "setlist plans music; it never reads a dose or a weight"
MEND = "take it out: timing depends on the route and on relative sizes, not on an amount"

_KEY_WORDS = re.compile(
    r"m?g|mcg|[uµμn]g|mgkg|kg|lbs?|cc|ml|iu|units|(?:micro|milli|kilo)?grams?"
    r"|millilit(?:er|re)s?|dos(?:e|es|age|ing)|amount|concentration|potency|strength"
    r"|(?:body)?weight"
)
_KEY_PART = re.compile(r"[A-ZÀ-ÞΑ-Ω]?[^\W\d_A-ZÀ-ÞΑ-Ω]+|[A-Z]+")
_BREAK = re.compile(r"[\W\d_]+")
_IN_TEXT = re.compile(
    r"\d\s*(?:mg|mcg|µg|μg|ug|ng|ml|cc|kg|lbs?|iu"
    r"|grams?|milligrams?|micrograms?|millilit(?:er|re)s?|kilograms?|pounds?)\b",
    re.IGNORECASE,
)


def is_amount_key(key: str) -> bool:
    """Tell whether a key gives an amount: ``dose_mg``, ``mg/kg``, ``bodyWeight``."""
    parts = (*_KEY_PART.findall(key), *_BREAK.split(key))
    return any(_KEY_WORDS.fullmatch(part.lower()) for part in parts)


def is_amount_text(text: str) -> bool:
    """Tell whether a text gives an amount: ``50 mg``, ``0.5 mg/kg``."""
    return _IN_TEXT.search(text) is not None
