"""A plan: what sounds when.

Times named ``*_s`` are session time in seconds from the dose, settling negative, except
``cue_in_s`` and ``cue_out_s``, which count from the first frame of the file.  For every join

    start_s[k+1] = start_s[k] + (cue_out_s[k] - cue_in_s[k]) - overlap_s[k+1]

holds, so ``overlap_s`` belongs to the later cue.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import Ge, Gt, Len

from setlist.model.arc import PhaseName
from setlist.model.problem import PlannedPrompt, Removal, Terms
from setlist.model.reason import Reason
from setlist.model.route import RouteName
from setlist.model.tags import Licence, Source, Voice, Work
from setlist.model.track import TrackId
from setlist.units import Db, DbTp, Lufs, Minutes, Seconds

PLAN_SCHEMA = 1
"""The version of the plan file; a file with a higher one comes from a newer setlist."""


class CueKind(StrEnum):
    """What a cue is: a track, or silence."""

    TRACK = "track"
    SILENCE = "silence"


class FadeLaw(StrEnum):
    """How one cue hands over to the next.

    Equal-power for unrelated music, equal-gain for the same sound twice, gapless (no fade, no
    overlap) inside one work.
    """

    EQUAL_POWER = "equal-power"
    EQUAL_GAIN = "equal-gain"
    GAPLESS = "gapless"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One track or silence at its place, with all that outputs need to know of it.

    ``gain_db`` is what the mixdown multiplies the decoded file by.  ``start_s`` is when the
    first audible sample sounds.  ``overlap_s`` and ``fade`` tell how the cue joins the one
    before it.  ``faded_s`` is how long a cue that was cut short fades out where nothing takes
    over from it.  A silence has ``cue_in_s`` 0 and no track.  ``shape`` tells for a long piece
    how far above its intensity each ``SHAPE_STEP_S`` of it lies; empty where it is even.
    """

    kind: CueKind
    track: TrackId | None = None
    title: str = ""
    artist: str = ""
    album: str = ""
    path: str | None = None
    phase: PhaseName
    start_s: Seconds
    cue_in_s: Annotated[Seconds, Ge(0)]
    cue_out_s: Annotated[Seconds, Gt(0)]
    overlap_s: Annotated[Seconds, Ge(0)] = Seconds(0.0)
    fade: FadeLaw = FadeLaw.EQUAL_POWER
    faded_s: Annotated[Seconds, Ge(0)] = Seconds(0.0)
    gain_db: Db = Db(0.0)
    voice: Voice | None = None
    languages: tuple[str, ...] = ()
    intensity: float | None = None
    shape: tuple[float, ...] = ()
    intensity_source: Source | None = None
    words: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    work: Work | None = None
    licence: Licence | None = None
    loudness_lufs: Lufs | None = None
    head_lufs: Lufs | None = None
    tail_lufs: Lufs | None = None
    peak_dbtp: DbTp | None = None
    pinned: bool = False

    def length_s(self) -> Seconds:
        """Give how long the cue sounds."""
        return Seconds(self.cue_out_s - self.cue_in_s)

    def end_s(self) -> Seconds:
        """Give when the cue ends, in session time."""
        return Seconds(self.start_s + self.length_s())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A phase of a plan and its place on the clock."""

    name: PhaseName
    start_s: Seconds
    end_s: Seconds


class ReserveRole(StrEnum):
    """What a reserve is for: calm at any moment, more of the peak, or in place of a cue."""

    CALM = "calm"
    HOLD = "hold"
    SPARE = "spare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """A ready alternative from a moment on; it is used nowhere else in the plan.

    ``cue`` stands where it would start at the earliest.  A calm reserve may be a silence.
    """

    role: ReserveRole
    cue: Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class CostParts:
    """The parts that the cost of a plan is the sum of, each in misfit-minutes."""

    misfit: float
    transitions: float
    boundaries: float
    wishes: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """With what a plan was made: versions and digests, never a clock or a place."""

    setlist: Annotated[str, Len(1)]
    timing_model: str | None
    timing_version: str | None
    measures_version: int
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What sounds when, and all that is needed to check, change, export or render it.

    ``total_s`` is the length of the rendered file, silence at its end included.  ``cost`` is
    in misfit-minutes, lower is better.  ``bound`` is a proven lower bound on the cost of any
    plan for the same problem and ``gap_pct`` the distance to it; None where nothing was proven.
    ``effort`` is the work that the search was given, 1 as usual; one that was ``cut_short`` by
    the clock may not come out again.  ``reasons`` has one entry for each cue, or none.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = {
        "strict": True,
        "extra": "forbid",
        "allow_inf_nan": False,
    }

    schema: Annotated[int, Ge(1)] = PLAN_SCHEMA
    arc: Annotated[str, Len(1)]
    route: RouteName | None
    seed: int
    total_s: Annotated[Seconds, Gt(0)]
    phases: tuple[Stretch, ...]
    cues: Annotated[tuple[Cue, ...], Len(1)]
    prompts: tuple[PlannedPrompt, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    cost: float
    cost_parts: CostParts
    bound: float | None = None
    gap_pct: float | None = None
    effort: Annotated[float, Gt(0)] = 1.0
    cut_short: bool = False
    reasons: tuple[Reason, ...] = ()
    candidates: Annotated[int, Ge(0)]
    removals: tuple[Removal, ...] = ()
    notes: tuple[str, ...] = ()
    problem: Terms
    provenance: Provenance

    def start_s(self) -> Seconds:
        """Give when the first cue starts; the mix begins there."""
        return self.cues[0].start_s

    def length_min(self) -> Minutes:
        """Give the length of the rendered file in minutes."""
        return Minutes(self.total_s / 60.0)
