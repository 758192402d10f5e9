"""How names from strangers' files and numbers are written into sentences."""

_LONGEST = 60


def quote(text: str) -> str:
    """Write a text from outside in quotes: cut to a line, control characters escaped."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return '"' + "".join(one if one.isprintable() else ascii(one)[1:-1] for one in short) + '"'


def word_minutes(length_min: float) -> str:
    """Write a length for people: halves below ten minutes, whole minutes above."""
    if length_min < 10.0:
        return f"{round(length_min * 2.0) / 2.0:g} min"
    return f"{round(length_min)} min"
