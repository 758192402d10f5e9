"""Routes of administration, and the times they lead to.

Nothing here holds an amount: parts of a split dose have *relative* sizes, because every
boundary is a fraction of the person's own peak and the amount cancels out.
Time zero is the dose; minutes before it are negative.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from annotated_types import Ge, Gt, Le, Len

from setlist.units import Minutes


class RouteName(StrEnum):
    """The routes that setlist has timings for, as they are spelt everywhere."""

    IM = "im"
    SUBLINGUAL = "sublingual"
    ORAL = "oral"
    IV_INFUSION = "iv-infusion"
    IV_BOLUS = "iv-bolus"
    NASAL = "nasal"
    NASAL_ESKETAMINE = "nasal-esketamine"


class Handling(StrEnum):
    """What happens to a lozenge when its hold ends."""

    SPIT = "spit"
    SWALLOW = "swallow"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a split dose, or a booster: when, and how large beside the others."""

    at_min: Annotated[Minutes, Ge(0), Le(240)]
    size: Annotated[float, Gt(0), Le(100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How the medicine is given: the route and the few options that move its timing.

    ``handling`` and ``hold_min`` belong to ``sublingual``, ``infusion_min`` to
    ``iv-infusion``, ``devices`` to ``nasal-esketamine``; each is None on every other route.
    """

    name: RouteName
    handling: Handling | None = None
    hold_min: Annotated[Minutes, Ge(1), Le(30)] | None = None
    infusion_min: Annotated[Minutes, Ge(5), Le(180)] | None = None
    devices: Annotated[int, Ge(1), Le(3)] | None = None
    parts: Annotated[tuple[Part, ...], Len(1, 4)] = (Part(at_min=Minutes(0.0), size=1.0),)


class Landmark(StrEnum):
    """A point of a session that an arc can stand on.

    The five with a band (onset to return_end) differ between people; the others are known.
    ``start`` and ``end`` are the first and the last moment of the music, its closing silence
    included.
    """

    START = "start"
    DOSE = "dose"
    BOOSTER = "booster"
    HOLD_END = "hold_end"
    INFUSION_END = "infusion_end"
    ONSET = "onset"
    PEAK_START = "peak_start"
    PEAK = "peak"
    PEAK_END = "peak_end"
    RETURN_END = "return_end"
    FLOOR = "floor"
    END = "end"


BANDED = (
    Landmark.ONSET,
    Landmark.PEAK_START,
    Landmark.PEAK,
    Landmark.PEAK_END,
    Landmark.RETURN_END,
)
"""The landmarks that differ between people and so have percentiles, in order of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """When a landmark comes for different people: percentiles in minutes from the dose."""

    p10: Minutes
    p25: Minutes
    p50: Minutes
    p75: Minutes
    p90: Minutes

    def at(self, percentile: float) -> Minutes:
        """Read the band at a percentile from 10 to 90, straight between the five that are known.

        Raises
        ------
        ValueError
            ``percentile`` is outside 10..90, where nothing is known.
        """
        marks = ((10, self.p10), (25, self.p25), (50, self.p50), (75, self.p75), (90, self.p90))
        for (low, before_min), (high, after_min) in pairwise(marks):
            if low <= percentile <= high:
                part = (percentile - low) / (high - low)
                return Minutes(before_min * (1.0 - part) + after_min * part)
        message = f"a band is known from percentile 10 to 90, not at {percentile:g}"
        raise ValueError(message)


class TimingModel(StrEnum):
    """Where timings come from: the shipped table of bands, or the population model."""

    TABLE = "table"
    POPULATION = "population"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The boundaries of one virtual person; many of them make a population."""

    onset_min: Minutes
    peak_start_min: Minutes
    peak_min: Minutes
    peak_end_min: Minutes
    return_end_min: Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of a group: a route, and the minute of the session at which it is given."""

    route: Route
    start_min: Annotated[Minutes, Ge(0), Le(240)] = Minutes(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timecourse:
    """The times that a route leads to, or in a group the times that all its routes do.

    Minutes count from the dose, in a group from the first.

    ``floor_min`` is the earliest minute at which silence or anything loud may come; the
    landing stays open at least so long.  ``people`` is a balanced sample of the population
    (all equally likely) from which a plan takes its uncertainty.  ``notes`` are sentences
    that must be said wherever these times are shown.  ``members`` are those of a group, the
    first with ``route``; empty for one person.
    """

    route: Route
    model: TimingModel
    onset: Band
    peak_start: Band
    peak: Band
    peak_end: Band
    return_end: Band
    floor_min: Minutes | None = None
    people: tuple[Person, ...] = ()
    notes: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()

    def band(self, landmark: Landmark) -> Band | None:
        """Give the band of a landmark, or None if it has none."""
        bands = {
            Landmark.ONSET: self.onset,
            Landmark.PEAK_START: self.peak_start,
            Landmark.PEAK: self.peak,
            Landmark.PEAK_END: self.peak_end,
            Landmark.RETURN_END: self.return_end,
        }
        return bands.get(landmark)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectBand:
    """The course of the effect between people: relative height 0..1 over minutes from the dose.

    Each person's curve is relative to the person's own peak; the percentiles are taken minute
    by minute.  It is never a concentration.
    """

    at_min: tuple[Minutes, ...]
    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]
