"""Why a cue stands where it does: what it costs there, and what could stand there instead."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Len

from setlist.model.track import TrackId


class CostPart(StrEnum):
    """The parts of a cost; each name is that of its field in ``CostParts``."""

    MISFIT = "misfit"
    TRANSITIONS = "transitions"
    BOUNDARIES = "boundaries"
    WISHES = "wishes"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One thing that a cue costs, in plain words, in misfit-minutes; zero where it fits.

    ``said`` is a clause without a full stop, such as ``"intensity 6.2 against 6.0 wanted"``.
    ``floor`` is how much of the cost no music could have avoided, because people's timings
    differ and each wants something else at this minute.
    """

    part: CostPart
    said: Annotated[str, Len(1)]
    cost: float
    floor: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another track for the place of a cue, and how much more the whole plan would cost.

    ``more`` is in misfit-minutes and below zero where the plan would be cheaper with it.
    """

    track: TrackId
    title: str = ""
    artist: str = ""
    more: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one cue of a plan costs at its place, and what came second there.

    ``cue`` counts the cues of the plan from 0.  The charges of all cues add up to the cost of
    the plan, part by part.  ``runner_up`` is None where no other track could stand there.
    """

    cue: Annotated[int, Ge(0)]
    charges: tuple[Charge, ...]
    runner_up: Alternative | None = None
