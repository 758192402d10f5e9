"""What one cue of a plan costs in one respect, in figures."""

from dataclasses import dataclass
from enum import StrEnum

from setlist.model import CostPart, PhaseName


class Respect(StrEnum):
    """In what respect a cue is judged; the unit is that of ``Due.has``.

    intensity: steps of the rating; loudness: LU from the reference of the session; brightness:
    Hz; density: onsets a second; tempo: BPM; tags: preferred tags it has; artist: seconds since
    the same artist ended; boundary: seconds past the end of a phase, below zero before it;
    step: LU up; change of tempo and of brightness: octaves; fifths: places on the circle of
    fifths; end: seconds late, below zero early.
    """

    INTENSITY = "intensity"
    LOUDNESS = "loudness"
    BRIGHTNESS = "brightness"
    DENSITY = "density"
    TEMPO = "tempo"
    TAGS = "tags"
    ARTIST = "artist"
    BOUNDARY = "boundary"
    STEP = "step"
    FIFTHS = "fifths"
    TEMPO_CHANGE = "tempo change"
    BRIGHTNESS_CHANGE = "brightness change"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a cue costs in one respect, in misfit-minutes, and the figures it follows from.

    ``cue`` counts the cues of the plan from 0, silences included.  ``has`` is None where nobody
    knows it.  ``wanted`` is what the arc asks for, averaged over the minutes of the cue and over
    the timings, each with its weight; for a change of tempo it is the whole distance before
    octaves are folded.  ``floor`` is what no music could have avoided, because the timings
    differ.  ``minutes`` is over how many minutes the cost came about.
    """

    cue: int
    part: CostPart
    about: Respect
    cost: float
    has: float | None = None
    wanted: float = 0.0
    phase: PhaseName | None = None
    floor: float = 0.0
    minutes: float = 0.0
