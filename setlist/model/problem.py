"""A problem: an arc placed on the clock, the rules, and the tracks to choose from.

Times are session time in seconds: zero is the dose, settling is negative.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Gt, Le, Len

from setlist.model.arc import MusicRules, Phase, PhaseName
from setlist.model.library import LibraryStamp
from setlist.model.listener import Listener
from setlist.model.route import Band, Landmark, Route
from setlist.model.track import Track, TrackId
from setlist.units import Minutes, Seconds


class Slide(StrEnum):
    """How the length of a session was chosen."""

    FULL = "full"
    USUAL = "usual"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLength:
    """How long the music is, and for how many people the return is over before it ends.

    ``percentile`` is where peak end and return end were read, 75 for the full course and
    never below 50; None on an arc without a route.
    """

    chosen: Slide
    length_min: Annotated[Minutes, Gt(0)]
    percentile: Annotated[float, Ge(50), Le(75)] | None
    covers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPhase:
    """A phase with its place on the clock.

    ``guard_from_s`` to ``guard_to_s`` is where the phase's rules hold: its own span, or for a
    protected phase the span that 95 % of the population's timings stay within.
    """

    phase: Phase
    start_s: Seconds
    end_s: Seconds
    guard_from_s: Seconds
    guard_to_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One way the session's timing may turn out: the end of each phase, in order.

    All scenarios of a problem are equally likely.
    """

    ends_s: tuple[Seconds, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSilence:
    """A silence block with its place on the clock."""

    start_s: Seconds
    length_s: Annotated[Seconds, Gt(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPrompt:
    """A reminder for the therapist at its time."""

    at_s: Seconds
    say: Annotated[str, Len(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LandmarkBand:
    """The band of a landmark, kept in the plan so that sheet and page can draw it."""

    landmark: Landmark
    band: Band


class Edge(StrEnum):
    """An end of a session's music: its first track, or its last before any closing silence."""

    OPENING = "opening"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A track that must sound: at a minute, in a phase, at an edge, or (with none) anywhere."""

    track: TrackId
    at_min: Minutes | None = None
    phase: PhaseName | None = None
    edge: Edge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Everything about a problem but its tracks; a plan carries it along.

    ``step_s`` is the grid that tracks start on.  ``tracks`` bounds their number, None leaves
    it free.  ``floor_s`` is the earliest moment for silence or anything loud.
    ``heard`` are tracks of earlier sessions beside those that the listener's own file names.
    ``allow_suggested`` lets an intensity that measures suggest stand in where nobody rated.
    ``played_s`` is set where a session was revised while it ran: what begins before it has
    sounded as it is, and no rule is held against it any more.
    """

    arc: str
    arc_title: str
    arc_digest: str
    route: Route | None
    length: SessionLength
    start_s: Seconds
    end_s: Seconds
    phases: Annotated[tuple[PlacedPhase, ...], Len(1)]
    scenarios: tuple[Scenario, ...]
    bands: tuple[LandmarkBand, ...] = ()
    silences: tuple[PlacedSilence, ...] = ()
    prompts: tuple[PlannedPrompt, ...] = ()
    music: MusicRules
    listener: Listener | None = None
    pins: tuple[Pin, ...] = ()
    bans: tuple[TrackId, ...] = ()
    heard: tuple[TrackId, ...] = ()
    allow_suggested: bool = False
    tracks: tuple[int, int] | None = None
    floor_s: Seconds | None = None
    played_s: Seconds | None = None
    step_s: Annotated[Seconds, Ge(1), Le(60)] = Seconds(10.0)
    seed: int = 0
    library: LibraryStamp
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What one exclusion or one unknown value took away from the tracks to choose from."""

    reason: str
    tracks: Annotated[int, Ge(0)]
    length_min: Annotated[Minutes, Ge(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The terms and the tracks that are left to choose from.

    ``left_out`` are the tracks of the library that are not among these, so that it can be told
    which rule or exclusion leaves no plan.
    """

    terms: Terms
    tracks: tuple[Track, ...]
    removals: tuple[Removal, ...] = ()
    left_out: tuple[Track, ...] = ()
