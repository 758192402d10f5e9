"""The nouns of the starter library: a recipe, and the layers that are played at once.

A recipe is a TOML file under ``library/recipes``.  It says which chords follow each other,
which voices play them and in what manner, and how loud the whole is over time.  A *degree*
counts steps of the scale from the tonic: 1 is the tonic, 8 its octave in a scale of seven
steps, 0 the step below.  Shares run from 0 at the start of a piece to 1 at its end.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import Ge, Gt, Le, Len, Lt

from setlist.units import Db, Lu, Seconds

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")

Share = Annotated[float, Ge(0), Le(1)]
"""A place in a piece: 0 is its start, 1 its end."""


class Tonic(StrEnum):
    """The note that a piece stands on."""

    C = "C"
    D_FLAT = "Db"
    D = "D"
    E_FLAT = "Eb"
    E = "E"
    F = "F"
    G_FLAT = "Gb"
    G = "G"
    A_FLAT = "Ab"
    A = "A"
    B_FLAT = "Bb"
    B = "B"


class Mode(StrEnum):
    """The scale above the tonic."""

    IONIAN = "ionian"
    DORIAN = "dorian"
    LYDIAN = "lydian"
    MIXOLYDIAN = "mixolydian"
    AEOLIAN = "aeolian"
    PENTATONIC = "pentatonic"
    MINOR_PENTATONIC = "minor-pentatonic"


class Tuning(StrEnum):
    """Equal temperament, or pure intervals for pieces whose chords stay on the tonic."""

    EQUAL = "equal"
    JUST = "just"


class SustainedVoice(StrEnum):
    """A voice that holds its tones."""

    WARM = "warm"
    DARK = "dark"
    STRINGS = "strings"
    HOLLOW = "hollow"
    GLASS = "glass"
    BOWED = "bowed"
    BREATH = "breath"
    SUB = "sub"


class StruckVoice(StrEnum):
    """A voice that is struck or plucked and rings out."""

    HARP = "harp"
    NYLON = "nylon"
    FELT = "felt"
    BASS = "bass"
    KEYS = "keys"
    ZITHER = "zither"
    MALLET = "mallet"
    HANDPAN = "handpan"
    BELL = "bell"
    BOWL = "bowl"
    PULSE = "pulse"


class AirVoice(StrEnum):
    """Noise without pitch, shaped like something outdoors."""

    WIND = "wind"
    WAVES = "waves"
    RAIN = "rain"
    AIR = "air"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What every layer has: its level, where it enters and leaves, and how it swells.

    ``breath_s`` is the length of one swell and ``breath_db`` how far it goes up and down.
    """

    level_db: Annotated[Db, Ge(-24), Le(6)]
    enters: Annotated[float, Ge(0), Lt(1)] = 0.0
    leaves: Annotated[float, Gt(0), Le(1)] = 1.0
    breath_s: Annotated[Seconds, Ge(4), Le(60)] = Seconds(11.0)
    breath_db: Annotated[Db, Ge(0), Le(6)] = Db(1.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sustained(Layer):
    """A layer of held tones.

    ``sheen`` is how much of the bright side of a voice a slow wave, ``sway_s`` long, lets in.
    """

    voice: SustainedVoice
    octaves: Annotated[int, Ge(-2), Le(2)] = 0
    attack_s: Annotated[Seconds, Ge(0.3), Le(12)] = Seconds(4.0)
    release_s: Annotated[Seconds, Ge(0.3), Le(12)] = Seconds(6.0)
    sheen: Annotated[float, Ge(0), Le(1)] = 0.4
    sway_s: Annotated[Seconds, Ge(10), Le(120)] = Seconds(37.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pad(Sustained):
    """Holds the chosen tones of each chord; a tone common to two chords is tied over."""

    tones: Annotated[tuple[Annotated[int, Ge(0)], ...], Len(1)] = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Song(Sustained):
    """Sings a melody in tones as long as they are written."""

    step_beats: Annotated[float, Gt(0), Le(8)] = 1.0
    density: Annotated[float, Gt(0), Le(1)] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck(Layer):
    """A layer of tones that are struck or plucked; each may be echoed from ear to ear."""

    voice: StruckVoice
    octaves: Annotated[int, Ge(-2), Le(2)] = 0
    echoes: Annotated[int, Ge(0), Le(4)] = 0
    echo_beats: Annotated[float, Gt(0), Le(8)] = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Struck):
    """Plays chord tones in one regular order, a step apart.

    ``order`` counts the tones of the chord from 0 and goes on in the next octave; -1 rests.
    """

    order: Annotated[tuple[Annotated[int, Ge(-1), Le(15)], ...], Len(1, 32)] = (0, 2, 1, 3)
    step_beats: Annotated[float, Gt(0), Le(8)] = 1.0
    density: Annotated[float, Gt(0), Le(1)] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drops(Struck):
    """Lets single chord tones fall at free times, about ``gap_s`` apart."""

    gap_s: Annotated[Seconds, Ge(2), Le(60)] = Seconds(9.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tune(Struck):
    """Plays a melody on a struck or plucked voice."""

    step_beats: Annotated[float, Gt(0), Le(8)] = 1.0
    density: Annotated[float, Gt(0), Le(1)] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Air(Layer):
    """Lays wind, waves, rain or plain air under the music."""

    voice: AirVoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A piece of the starter library.

    ``octave`` is that of the tonic (A4 is 440 Hz).  ``duration_s`` is rounded to whole chords.
    ``curve_lu`` is the course of loudness: pairs of a share and a level relative to the rest.
    ``ride`` is how closely the level is held to that course, from 0 (as played) to 1.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = {
        "strict": True,
        "extra": "forbid",
        "allow_inf_nan": False,
    }

    title: Annotated[str, Len(1, 60)]
    seed: Annotated[int, Ge(0)]
    intensity: Annotated[int, Ge(1), Le(7)]
    tonic: Tonic
    octave: Annotated[int, Ge(1), Le(4)]
    mode: Mode
    tuning: Tuning = Tuning.EQUAL
    tempo_bpm: Annotated[float, Ge(40), Le(80)] = 60.0
    duration_s: Annotated[Seconds, Ge(120), Le(360)]
    chord_beats: Annotated[float, Ge(4), Le(32)]
    chords: Annotated[tuple[Annotated[tuple[int, ...], Len(3, 6)], ...], Len(2, 12)]
    curve_lu: Annotated[tuple[tuple[Share, Lu], ...], Len(2)] = ((0.0, Lu(0.0)), (1.0, Lu(0.0)))
    ride: Share = 0.6
    room_s: Annotated[Seconds, Ge(1), Le(6)] = Seconds(3.4)
    room_wet: Annotated[float, Ge(0), Le(1)] = 0.5
    fade_out_s: Annotated[Seconds, Ge(4), Le(40)] = Seconds(8.0)
    pad: tuple[Pad, ...] = ()
    song: tuple[Song, ...] = ()
    figure: tuple[Figure, ...] = ()
    drops: tuple[Drops, ...] = ()
    tune: tuple[Tune, ...] = ()
    air: tuple[Air, ...] = ()

    def slug(self) -> str:
        """Give the name of the recipe's file and of the piece's, without their endings."""
        return _NOT_A_WORD.sub("-", self.title.lower()).strip("-")

    def beat_s(self) -> Seconds:
        """Give the length of one beat."""
        return Seconds(60.0 / self.tempo_bpm)

    def chord_s(self) -> Seconds:
        """Give the length of one chord."""
        return Seconds(self.chord_beats * self.beat_s())

    def chord_count(self) -> int:
        """Give how many chords the piece has; at least two, the first one and home again."""
        return max(2, round(self.duration_s / self.chord_s()))

    def length_s(self) -> Seconds:
        """Give the length of the piece in whole chords, since a cut chord would stumble."""
        return Seconds(self.chord_count() * self.chord_s())
