"""A plan as the things that every picture of it shows."""

from dataclasses import dataclass, replace

from setlist.drawing.wanted import Course, follow_intensity, follow_loudness
from setlist.drawing.words import DASH, clean
from setlist.model import (
    SHAPE_STEP_S,
    Band,
    Cue,
    CueKind,
    Handling,
    Landmark,
    PhaseName,
    Plan,
    ReserveRole,
    Route,
    RouteName,
    Source,
    Stretch,
    Voice,
)
from setlist.units import Seconds

LANDMARK_WORDS = {
    Landmark.ONSET: "onset",
    Landmark.PEAK_START: "peak starts",
    Landmark.PEAK: "height",
    Landmark.PEAK_END: "peak over",
    Landmark.RETURN_END: "return over",
}
"""What a landmark with a band is called in pictures, sheets and tables."""

INTENSITY_WORDS = ("supportive", "mixed", "challenging")
"""The three parts of the 1-9 scale, lowest first [warja-bonde2014]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A cue as it is drawn: from its start to the start of the next; ``shape`` as in the cue."""

    number: int
    start_s: Seconds
    end_s: Seconds
    sounds_s: Seconds
    phase: PhaseName
    title: str
    artist: str
    intensity: float | None
    shape: tuple[float, ...]
    loudness_lu: float | None
    suggested: bool
    pinned: bool
    silence: bool
    voice: Voice | None
    tied: bool

    def parts(self) -> tuple[tuple[float, float | None], ...]:
        """Give when each even part begins, and the intensity that it has."""
        if self.intensity is None or not self.shape:
            return ((self.start_s, self.intensity),)
        return tuple(
            (begin_s, self.intensity + above)
            for place, above in enumerate(self.shape)
            if (begin_s := self.start_s + place * SHAPE_STEP_S) < self.end_s
        )

    def intensity_at(self, at_s: float) -> float | None:
        """Give the intensity at a moment that is not before the block begins."""
        return [value for begin_s, value in self.parts() if begin_s <= at_s][-1]

    def marks(self) -> str:
        """Write the number with what has to be known of it: pinned, suggested, not rated."""
        if self.silence:
            return "∅"
        rated = "?" if self.intensity is None else "~" if self.suggested else ""
        return f"{self.number}{'*' if self.pinned else ''}{rated}"

    def rating(self) -> str:
        """Write the intensity: ``6``, ``~6`` if only suggested, ``?`` if nobody rated it."""
        if self.silence:
            return DASH
        if self.intensity is None:
            return "?"
        return f"{'~' if self.suggested else ''}{self.intensity:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A reminder as it is drawn; one that comes again is told from one that comes once."""

    at_s: Seconds
    say: str
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The band of a landmark under its plain name."""

    name: str
    band: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A reserve with the name it goes by: ``calm``, or ``R1`` and what it is for."""

    name: str
    use: str
    calm: bool
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that is drawn of a plan; texts are clean, times are session time."""

    subject: str
    proof: str
    start_s: Seconds
    end_s: Seconds
    phases: tuple[Stretch, ...]
    blocks: tuple[Block, ...]
    prompts: tuple[Prompt, ...]
    lanes: tuple[Lane, ...]
    asides: tuple[Aside, ...]
    dosed: bool
    plan: Plan
    intensity: Course
    loudness: Course

    def block_at(self, at_s: Seconds) -> Block | None:
        """Give the block that a moment lies in; the later one where two overlap."""
        for block in reversed(self.blocks):
            if block.start_s <= at_s:
                return block if at_s < block.end_s else None
        return None

    def target_at(self, at_s: Seconds) -> float | None:
        """Give the intensity that is wanted at a moment, None where nothing is."""
        wanted = self.intensity.at(at_s)
        return None if wanted is None else wanted.middle


def stage(plan: Plan) -> Scene:
    """Read off a plan all that a picture of it shows."""
    ends = [cue.start_s for cue in plan.cues[1:]] + [plan.cues[-1].end_s()]
    blocks = tuple(
        _block(plan, cue, number, Seconds(end_s), before)
        for number, (cue, end_s, before) in enumerate(
            zip(plan.cues, ends, (None, *plan.cues), strict=False), start=1
        )
    )
    starts = [plan.start_s(), *(phase.start_s for phase in plan.phases)]
    last = [plan.start_s() + plan.total_s, *(phase.end_s for phase in plan.phases), *ends[-1:]]
    return Scene(
        subject=tell_subject(plan),
        proof=_proof(plan.gap_pct),
        start_s=Seconds(min(starts)),
        end_s=Seconds(max(last)),
        phases=_unite(plan.phases),
        blocks=blocks,
        prompts=_prompts(plan),
        lanes=tuple(
            Lane(name=LANDMARK_WORDS[banded.landmark], band=banded.band)
            for banded in plan.problem.bands
            if banded.landmark in LANDMARK_WORDS and banded.landmark is not Landmark.PEAK
        ),
        asides=_asides(plan),
        dosed=plan.route is not None,
        plan=plan,
        intensity=follow_intensity(plan),
        loudness=follow_loudness(plan),
    )


def tell_subject(plan: Plan) -> str:
    """Write whose plan it is and of what: code name, route, arc, length."""
    listener = plan.problem.listener
    code = f"{clean(listener.code, limit=40)} · " if listener else ""
    return code + tell_course(plan)


def tell_course(plan: Plan) -> str:
    """Write of what a plan is, without the code name: route, arc, length."""
    parts = (
        tell_route(plan.problem.route) if plan.problem.route else "",
        clean(plan.problem.arc_title, limit=60),
        f"{plan.length_min():.0f} min",
    )
    return " · ".join(part for part in parts if part)


def tell_route(route: Route) -> str:
    """Write a route in plain words, ``lozenge, held 12 min, spat out``.

    Parameters
    ----------
    route : Route
        The route with its options.

    Returns
    -------
    str
        One line; parts of a split dose are told by their times, never by an amount.
    """
    names = {
        RouteName.IM: "IM",
        RouteName.SUBLINGUAL: "lozenge",
        RouteName.ORAL: "oral",
        RouteName.IV_INFUSION: "IV infusion",
        RouteName.IV_BOLUS: "IV bolus",
        RouteName.NASAL: "nasal",
        RouteName.NASAL_ESKETAMINE: "nasal esketamine",
    }
    handlings = {
        Handling.SPIT: "spat out",
        Handling.SWALLOW: "swallowed",
        Handling.UNKNOWN: "spat out or swallowed, not known",
    }
    words = [names[route.name]]
    if route.hold_min is not None:
        words.append(f"held {route.hold_min:g} min")
    if route.handling is not None:
        words.append(handlings[route.handling])
    if route.infusion_min is not None:
        words.append(f"{route.infusion_min:g} min")
    if route.devices is not None:
        words.append(f"{route.devices} {'device' if route.devices == 1 else 'devices'}")
    if len(route.parts) > 1:
        times = ", ".join(f"{part.at_min:g}" for part in route.parts)
        words.append(f"parts at {times} min")
    return ", ".join(words)


def _block(plan: Plan, cue: Cue, number: int, end_s: Seconds, before: Cue | None) -> Block:
    """Turn a cue into what is drawn of it."""
    work = cue.work
    over_lu = None
    if cue.loudness_lufs is not None:
        over_lu = cue.loudness_lufs + cue.gain_db - plan.problem.music.reference_lufs
    return Block(
        number=number,
        start_s=cue.start_s,
        end_s=end_s,
        sounds_s=cue.length_s(),
        phase=cue.phase,
        title=clean(cue.title) or ("Silence" if cue.kind is CueKind.SILENCE else "Untitled"),
        artist=clean(cue.artist),
        intensity=cue.intensity,
        shape=cue.shape,
        loudness_lu=over_lu,
        suggested=cue.intensity_source in {Source.SUGGESTED, Source.MEASURED},
        pinned=cue.pinned,
        silence=cue.kind is CueKind.SILENCE,
        voice=cue.voice,
        tied=bool(work and before and before.work and before.work.name == work.name),
    )


def _unite(phases: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Make one stretch of the parts that a revision cut a phase into."""
    united: list[Stretch] = []
    for phase in phases:
        if united and united[-1].name is phase.name:
            united[-1] = replace(united[-1], end_s=phase.end_s)
        else:
            united.append(phase)
    return tuple(united)


def _prompts(plan: Plan) -> tuple[Prompt, ...]:
    """Order the prompts and tell those that come again from those that come once."""
    said = [clean(prompt.say, limit=80) for prompt in plan.prompts]
    prompts = (
        Prompt(at_s=prompt.at_s, say=say, again=said.count(say) > 1)
        for prompt, say in zip(plan.prompts, said, strict=True)
    )
    return tuple(sorted(prompts, key=lambda prompt: prompt.at_s))


def _asides(plan: Plan) -> tuple[Aside, ...]:
    """Name the reserves, the calm ones first."""
    uses = {
        ReserveRole.CALM: "calm now",
        ReserveRole.HOLD: "to hold or extend",
        ReserveRole.SPARE: "in place of another",
    }
    calm = [reserve for reserve in plan.reserves if reserve.role is ReserveRole.CALM]
    others = [reserve for reserve in plan.reserves if reserve.role is not ReserveRole.CALM]
    named = [("calm", reserve) for reserve in calm]
    named += [(f"R{number}", reserve) for number, reserve in enumerate(others, start=1)]
    return tuple(
        Aside(
            name=name,
            use=uses[reserve.role],
            calm=reserve.role is ReserveRole.CALM,
            block=_block(plan, reserve.cue, 0, reserve.cue.end_s(), None),
        )
        for name, reserve in named
    )


def _proof(gap_pct: float | None) -> str:
    """Say how near to the best plan this one is proven to be; nothing where nothing is."""
    if gap_pct is None:
        return ""
    return "best here, proven" if gap_pct < 0.05 else f"best here, to within {gap_pct:.1f} %"
