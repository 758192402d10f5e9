"""Degrees of a scale, and the frequencies they sound at."""

from dataclasses import dataclass
from typing import Final

from setlist.starter.recipe import Mode, Tonic, Tuning
from setlist.units import Hertz

_STEPS: Final = {
    Mode.IONIAN: (0, 2, 4, 5, 7, 9, 11),
    Mode.DORIAN: (0, 2, 3, 5, 7, 9, 10),
    Mode.LYDIAN: (0, 2, 4, 6, 7, 9, 11),
    Mode.MIXOLYDIAN: (0, 2, 4, 5, 7, 9, 10),
    Mode.AEOLIAN: (0, 2, 3, 5, 7, 8, 10),
    Mode.PENTATONIC: (0, 2, 4, 7, 9),
    Mode.MINOR_PENTATONIC: (0, 3, 5, 7, 10),
}
# The plainest whole-number ratios for the twelve semitones; a choice of ours.
_PURE: Final = (1, 16 / 15, 9 / 8, 6 / 5, 5 / 4, 4 / 3, 45 / 32, 3 / 2, 8 / 5, 5 / 3, 9 / 5, 15 / 8)
_TONICS: Final = tuple(Tonic)
_A4_HZ: Final = 440.0
_SEMITONES_C0_TO_A4: Final = 57
_REACH: Final = range(-3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A tonic and the steps above it."""

    tonic: Tonic
    octave: int
    mode: Mode
    tuning: Tuning

    def size(self) -> int:
        """Give the number of steps in an octave."""
        return len(_STEPS[self.mode])

    def hz(self, degree: int) -> Hertz:
        """Give the frequency of a degree."""
        semitone = _TONICS.index(self.tonic) + 12 * self.octave - _SEMITONES_C0_TO_A4
        octaves, step = divmod(degree - 1, self.size())
        above = _STEPS[self.mode][step]
        ratio = _PURE[above] if self.tuning is Tuning.JUST else 2.0 ** (above / 12)
        return Hertz(_A4_HZ * 2.0 ** (semitone / 12 + octaves) * ratio)

    def nearest(self, degree: int, chord: tuple[int, ...]) -> int:
        """Give the chord tone, in any octave, that is nearest to a degree; the lower of two."""
        size = self.size()
        tones = (tone + size * octaves for tone in chord for octaves in _REACH)
        return min(tones, key=lambda tone: (abs(tone - degree), tone))
