"""A rule as something that may give way: what it asks, and how far it can be relaxed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from setlist.model import Terms

Change = Callable[[Terms], Terms]
"""Makes the terms of a problem looser."""


class Kind(IntEnum):
    """What a rule is about, in the order in which a conflict does without it: our own design.

    What stands later is what a person would look at first, so it is left out last.
    """

    CLIENT = 1
    LICENCE = 2
    UNKNOWN = 3
    BAN = 4
    RISE = 5
    FORBID = 6
    REPEAT = 7
    SILENCE = 8
    TRACKS = 9
    STEP = 10
    VOICE = 11
    PIN = 12
    LENGTH = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in which a rule may give way.

    ``said`` completes the sentence "there is a plan if ..."; ``mend`` says what to write.  Where
    the same may be said of several places, both lead up to ``where``: a phase or a minute.
    """

    said: str
    mend: str
    change: Change
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a problem.

    ``name`` is the same in every run, ``said`` is for people, and ``field`` is where the rule
    stands.  ``drop`` takes the rule out, to find out whether it is to blame; ``ways`` are those
    that may be advised, the least first, and each allows what the one before it does unless
    ``steady`` is false.  A rule without a way never gives way.  ``soft`` tells that the arc lets
    it give way by itself; ``grave`` ones are relaxed last.
    """

    name: str
    said: str
    kind: Kind
    field: str
    drop: Change
    ways: tuple[Way, ...] = ()
    steady: bool = True
    soft: bool = False
    grave: bool = False


def word_ways(ways: Iterable[Way]) -> tuple[list[str], list[str]]:
    """Say several ways, those that differ only in their place at once.

    Parameters
    ----------
    ways : iterable of Way
        In the order in which they are told.

    Returns
    -------
    list of str
        A clause each, as "words may sound in settle, onset and peak".
    list of str
        What to write, each once.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for way in ways:
        places.setdefault((way.said, way.mend), []).append(way.where)
    said = [f"{said}{_list(where)}" for (said, _), where in places.items()]
    mends = [f"{mend}{_list(where)}" for (_, mend), where in places.items()]
    return said, list(dict.fromkeys(mends))


def _list(words: list[str]) -> str:
    """Put words in a row; a space leads, unless there are none."""
    named = [word for word in words if word]
    if len(named) > 1:
        named = [", ".join(named[:-1]) + f" and {named[-1]}"]
    return "".join(f" {name}" for name in named)
