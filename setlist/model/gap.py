"""How a library stands against an arc: what its phases are left with, which ratings would help."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Le

from setlist.errors import Finding
from setlist.model.arc import PhaseName
from setlist.model.route import Route
from setlist.model.track import TrackId
from setlist.units import Minutes


class Sieve(StrEnum):
    """What the music of a library is sifted by for one phase, in this order.

    ``all`` is the whole library.  ``allowed`` are the exclusions of the listener and the bans,
    ``length`` is what can be joined and fits at all, ``reach`` is an intensity near enough to
    what the phase asks for: a wish of the arc, where the others are rules.
    """

    ALL = "all"
    MEASURED = "measured"
    RATED = "rated"
    ALLOWED = "allowed"
    VOICE = "voice"
    TAGS = "tags"
    LENGTH = "length"
    REACH = "reach"
    RISES = "rises"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """What one sieve and those before it leave of a library."""

    sieve: Sieve
    tracks: Annotated[int, Ge(0)]
    length_min: Annotated[Minutes, Ge(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCost:
    """What comes back to a phase if one rule went and all others stayed."""

    rule: str
    tracks: Annotated[int, Ge(0)]
    length_min: Annotated[Minutes, Ge(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseGap:
    """What one phase needs, what it is left with, and what to add.

    Phases may share music, so that each has enough and all together have not.  ``intensity``
    is the lowest and highest that the phase asks for.  ``missing_min`` and ``add`` are what
    keeps the session from a plan or, where there is one, from a choice of music within reach;
    zero and empty where nothing is missing.
    """

    phase: PhaseName
    needed_min: Annotated[Minutes, Ge(0)]
    intensity: tuple[float, float] | None
    remains: tuple[Remainder, ...]
    costliest: RuleCost | None
    missing_min: Annotated[Minutes, Ge(0)]
    add: str

    def left_min(self) -> Minutes:
        """Give what every sieve leaves."""
        return self.remains[-1].length_min

    def share(self) -> float | None:
        """Give what is left as a share of what is needed, None where nothing is needed."""
        return self.left_min() / self.needed_min if self.needed_min > 0.0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """Minutes that a phase asks for at one step of the scale of intensity."""

    phase: PhaseName
    length_min: Annotated[Minutes, Ge(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of the scale of intensity: what the library has there, what the arc wants.

    ``rated_min`` may sound in a phase that asks for this step (in any phase where none does);
    ``suggested_min`` could if somebody confirmed what measures suggest; ``barred_min`` is kept
    out by exclusions and rules.
    """

    intensity: Annotated[int, Ge(1), Le(9)]
    rated_min: Annotated[Minutes, Ge(0)]
    suggested_min: Annotated[Minutes, Ge(0)]
    barred_min: Annotated[Minutes, Ge(0)]
    wanted: tuple[Want, ...]

    def wanted_min(self) -> Minutes:
        """Give what all phases together ask for."""
        return Minutes(sum(want.length_min for want in self.wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class GapReport:
    """How a library stands against an arc on a route, for a listener.

    ``planned`` tells whether the search finds a plan; if not, ``findings`` say why, in the
    words of the refusal.  ``unrated_min`` is music that could sound if somebody rated it and
    that not even measures suggest a rating for.
    """

    arc: str
    route: Route | None
    listener: str | None
    planned: bool
    summary: str
    findings: tuple[Finding, ...]
    phases: tuple[PhaseGap, ...]
    levels: tuple[Level, ...]
    unrated_min: Annotated[Minutes, Ge(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRate:
    """A track to be rated, where it would stand, and the intensity that was assumed for it.

    ``suggested`` tells that measures suggest the intensity; otherwise it is what the phase
    asks for, and a rating far from it makes a worse plan but a plan all the same.
    """

    track: TrackId
    title: str
    artist: str
    phase: PhaseName
    intensity: Annotated[float, Ge(1), Le(9)]
    suggested: bool
    length_min: Annotated[Minutes, Ge(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingAdvice:
    """Which tracks to rate first so that a session has a plan.

    ``unrated`` counts what was left out because nobody rated it.  ``enough`` tells that the
    search finds a plan once ``first`` are rated; otherwise they are what helps most.
    """

    unrated: Annotated[int, Ge(0)]
    enough: bool
    first: tuple[ToRate, ...]
