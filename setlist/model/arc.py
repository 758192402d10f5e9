"""An arc: the course that a session's music should take, on landmarks rather than minutes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

from annotated_types import Ge, Gt, Le, Len

from setlist.model.curve import Curve
from setlist.model.route import Handling, Landmark, RouteName
from setlist.model.tags import Voice
from setlist.units import Lu, Lufs, Minutes, Seconds

MIXED = 4.0
"""Music asks for more than support from this intensity on [warja-bonde2014]."""


class PhaseName(StrEnum):
    """The phases of a session, in their order; an arc may leave some out."""

    SETTLE = "settle"
    ONSET = "onset"
    ASCENT = "ascent"
    PEAK = "peak"
    RETURN = "return"
    LAND = "land"


class Style(StrEnum):
    """What a session is for: inward, talking, without music, or the hours after it."""

    PSYCHEDELIC = "psychedelic"
    PSYCHOLYTIC = "psycholytic"
    NO_MUSIC = "no-music"
    GROUP = "group"
    INTEGRATION = "integration"


class Unknown(StrEnum):
    """What to do with a track whose value nobody gave: leave it out, or make it costly."""

    EXCLUDE = "exclude"
    PENALISE = "penalise"


class UnknownVoice(StrEnum):
    """What to do with a track whose voice nobody checked."""

    AS_WORDS = "as words"
    EXCLUDE = "exclude"


class SoftRule(StrEnum):
    """A rule of the whole session that an arc may mark soft; each name is that of its key."""

    STEP_UP = "step_up_max_lu"
    RISE = "rise_max_lu"
    REPEAT = "repeat_after_min"
    ARTIST_GAP = "artist_gap"
    UNKNOWN_INTENSITY = "unknown_intensity"
    UNKNOWN_VOICE = "unknown_voice"
    TRACKS = "tracks"
    LENGTH = "length"
    SILENCE = "silence"


class SoftPhaseRule(StrEnum):
    """A rule of a phase that an arc may mark soft; each name is that of its key."""

    VOICE = "voice"
    FORBID = "forbid"


class Firmness(StrEnum):
    """How firm something is: a wish costs and may be traded, a rule must hold."""

    WISH = "wish"
    RULE = "rule"


class Languages(StrEnum):
    """Whose languages make words count as words."""

    CLIENT = "client"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point of a session: a landmark, a percentile where it has a band, and an offset.

    Written ``"dose - 15 min"``, ``"peak_start.p50"``, ``"peak_end.p75 + 5 min"``; plain
    minutes (``"12 min"``) stand on the dose.
    """

    landmark: Landmark
    percentile: Annotated[float, Ge(10), Le(90)] | None = None
    offset_min: Minutes = Minutes(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each kind of misfit counts within a phase."""

    intensity: Annotated[float, Ge(0), Le(10)] = 1.0
    loudness: Annotated[float, Ge(0), Le(10)] = 1.0
    prefer: Annotated[float, Ge(0), Le(10)] = 1.0
    brightness: Annotated[float, Ge(0), Le(10)] = 1.0
    density: Annotated[float, Ge(0), Le(10)] = 1.0
    tempo: Annotated[float, Ge(0), Le(10)] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named stretch of an arc: where it ends, and what the music should be in it.

    A phase begins where the one before it ends.  Curves run over the phase; a target that is
    None asks for nothing.  ``loudness_lu`` is relative to the reference of the session.
    ``forbid`` and ``voice`` are rules, ``prefer`` and the targets are wishes.  ``protect``
    keeps the rules for 95 % of the population's timings instead of the median person's.
    ``at_least_min`` is how short the phase may become when a session is shortened.  ``soft``
    names the rules that may give way where there is no plan otherwise.
    """

    name: PhaseName
    end: Moment
    music: bool = True
    intensity: Curve | None = None
    loudness_lu: Curve = Curve(points=(0.0,))
    brightness_hz: Curve | None = None
    onsets_per_s: Curve | None = None
    tempo_bpm: Curve | None = None
    voice: tuple[Voice, ...] = (Voice.NONE, Voice.WORDLESS, Voice.SPOKEN, Voice.WORDS)
    forbid: tuple[str, ...] = ()
    soft: tuple[SoftPhaseRule, ...] = ()
    prefer: tuple[str, ...] = ()
    protect: bool = False
    weight: Annotated[float, Gt(0), Le(10)] = 1.0
    weights: Weights = Weights()
    overlap_s: Annotated[Seconds, Ge(0), Le(60)] | None = None
    at_least_min: Annotated[Minutes, Ge(0)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceBlock:
    """A stretch without music: at a moment, or closing the session where ``at`` is its end."""

    at: Moment
    length_min: Annotated[Minutes, Gt(0), Le(120)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRule:
    """When to remind the therapist of something: once at a moment, or every so many minutes.

    A prompt on a landmark that a route does not have (the hold of a lozenge) is left out.
    """

    say: Annotated[str, Len(1, 200)]
    at: Moment | None = None
    every_min: Annotated[Minutes, Ge(1), Le(240)] | None = None


SURPRISE_LU: Final = Lu(9.0)
"""A track that gets louder by more than this within three seconds startles: our own design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicRules:
    """What holds for the music of the whole session.

    ``overlap_s`` is the least time that two tracks sound together at a join.
    ``step_up_max_lu`` caps how much louder a track may begin than the one before it ended,
    after gain.  ``rise_max_lu`` caps the largest rise within three seconds inside a track
    where a phase is protected.  ``artist_gap_min`` is off inside a work; ``artist_gap``
    says whether it is a wish or a rule.
    ``repeat_after_min`` allows a track again so long after it ended; None forbids repeats.
    ``soft`` names the rules that may give way where there is no plan otherwise, and where
    that was asked for.
    ``licences`` are the only ones that a track may be under, all if there are none; one without
    a version stands for every version.  ``performance_granted`` leaves out every track that the
    clinic may not play to a client, or not for certain.
    """

    overlap_s: Annotated[Seconds, Ge(0), Le(60)] = Seconds(6.0)
    fade_in_s: Annotated[Seconds, Ge(0), Le(60)] = Seconds(8.0)
    fade_out_s: Annotated[Seconds, Ge(0), Le(120)] = Seconds(20.0)
    reference_lufs: Annotated[Lufs, Ge(-40), Le(-14)] = Lufs(-23.0)
    step_up_max_lu: Annotated[Lu, Gt(0), Le(9)] = Lu(3.0)
    rise_max_lu: Annotated[Lu, Gt(0)] | None = None
    unknown_intensity: Unknown = Unknown.EXCLUDE
    unknown_voice: UnknownVoice = UnknownVoice.AS_WORDS
    artist_gap_min: Annotated[Minutes, Ge(0), Le(240)] = Minutes(0.0)
    artist_gap: Firmness = Firmness.WISH
    repeat_after_min: Annotated[Minutes, Ge(10)] | None = None
    languages: Languages = Languages.CLIENT
    soft: tuple[SoftRule, ...] = ()
    licences: tuple[Annotated[str, Len(1, 40)], ...] = ()
    performance_granted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """How much more each later session of a series asks for, in steps of intensity.

    ``rise`` is added for every session after the first, ``most`` is never exceeded.
    """

    rise: Annotated[float, Ge(0), Le(2)]
    most: Annotated[float, Ge(0), Le(4)] = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualLength:
    """How long the music of an arc usually is on a route; without a route, for every one."""

    length_min: Annotated[Minutes, Ge(5), Le(720)]
    route: RouteName | None = None
    handling: Handling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """The course that a session's music should take.

    ``name`` is the stem of its file.  ``routes`` are those it was made for; an arc without
    any (music for the hours after a session) stands on ``start`` and ``end`` alone, and
    ``tracks`` may bound how many pieces it has.  ``start`` is the first moment of the first
    phase.
    """

    name: Annotated[str, Len(1)]
    title: Annotated[str, Len(1)]
    style: Style
    about: str
    rests_on: str
    sources: tuple[str, ...] = ()
    routes: tuple[RouteName, ...] = ()
    lengths: tuple[UsualLength, ...] = ()
    tracks: tuple[int, int] | None = None
    music: MusicRules = MusicRules()
    series: Series | None = None
    start: Moment
    phases: Annotated[tuple[Phase, ...], Len(1, 12)]
    silences: tuple[SilenceBlock, ...] = ()
    prompts: tuple[PromptRule, ...] = ()
    digest: str = ""

    def usual_length(self, name: RouteName | None, handling: Handling | None) -> Minutes | None:
        """Give the usual length on a route, or None where the arc names none.

        The most exact entry wins: route and handling, then route, then the one for all.
        """
        for route, hand in ((name, handling), (name, None), (None, None)):
            for usual in self.lengths:
                if usual.route == route and usual.handling == hand:
                    return usual.length_min
        return None
