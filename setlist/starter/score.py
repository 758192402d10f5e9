"""From a recipe to notes: the chords of a piece, and the ways in which a layer plays them.

Times are seconds from the first frame.  Chance comes only from the generator that is handed
in, so one seed writes one score.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from setlist.starter.recipe import Drops, Figure, Layer, Pad, Recipe, Song, Tune
from setlist.starter.scale import Scale
from setlist.units import Seconds

# What follows in this file down to the first class is composed, not measured.
_RHYTHMS: Final = (
    (2, 1, 1, 4),
    (3, 1, 2, 2),
    (1, 1, 2, 4),
    (2, 2, 4),
    (4, 2, 2),
    (3, 3, 2),
    (1, 3, 4),
)
_STEPS: Final = (-2, -1, -1, 1, 1, 2)
_FORM: Final = "AABA"
_TIE_MAX_S: Final = 45.0
_LET_RING_S: Final = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chord:
    """One harmony and the stretch it fills."""

    start_s: Seconds
    length_s: Seconds
    degrees: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One tone; ``gain`` is linear, ``pan`` is 0 (left) to 1 (right)."""

    start_s: Seconds
    length_s: Seconds
    degree: int
    gain: float
    pan: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmony:
    """What all layers of a piece share: scale, chords, beat and length."""

    scale: Scale
    chords: tuple[Chord, ...]
    beat_s: Seconds
    length_s: Seconds


def harmonise(recipe: Recipe) -> Harmony:
    """Lay out the chords of a recipe: the cycle again and again, home with its first chord."""
    count, chord_s = recipe.chord_count(), recipe.chord_s()
    places = [*(i % len(recipe.chords) for i in range(count - 1)), 0]
    chords = tuple(
        Chord(start_s=Seconds(i * chord_s), length_s=chord_s, degrees=recipe.chords[place])
        for i, place in enumerate(places)
    )
    scale = Scale(tonic=recipe.tonic, octave=recipe.octave, mode=recipe.mode, tuning=recipe.tuning)
    return Harmony(scale=scale, chords=chords, beat_s=recipe.beat_s(), length_s=recipe.length_s())


def write_notes(
    layer: Pad | Song | Figure | Drops | Tune, harmony: Harmony, rng: Generator
) -> list[Note]:
    """Write the notes of one layer, in order of their start.

    Parameters
    ----------
    layer : Pad, Song, Figure, Drops or Tune
        A layer with pitch.
    harmony : Harmony
        The chords it plays.
    rng : Generator
        Chance; the same state gives the same notes.

    Returns
    -------
    list of Note
        All inside the piece.  A pad is written from end to end, since it enters and leaves
        by its level; any other layer only where it is heard.
    """
    match layer:
        case Pad():
            return _hold(layer, harmony, rng)
        case Figure():
            return _heard(_repeat(layer, harmony, rng), layer, harmony)
        case Drops():
            return _heard(_scatter(layer, harmony, rng), layer, harmony)
        case Song() | Tune():
            return _heard(_sing(layer, harmony, rng), layer, harmony)


def _heard(notes: list[Note], layer: Layer, harmony: Harmony) -> list[Note]:
    """Keep the notes between a layer's entry and exit, the last early enough to ring out."""
    first_s = layer.enters * harmony.length_s
    last_s = min(layer.leaves * harmony.length_s, harmony.length_s - _LET_RING_S)
    return [note for note in notes if first_s <= note.start_s < last_s]


def _hold(pad: Pad, harmony: Harmony, rng: Generator) -> list[Note]:
    """Sustain the chosen tones of each chord; a tone common to two chords is tied over."""
    held: dict[int, Seconds] = {}
    notes: list[Note] = []
    choices = [_choose(chord, pad.tones) for chord in harmony.chords]
    for chord, now, then in zip(harmony.chords, choices, [*choices[1:], frozenset()], strict=True):
        for degree in sorted(now):
            start_s = held.setdefault(degree, chord.start_s)
            length_s = Seconds(chord.start_s + chord.length_s - start_s)
            if degree not in then or length_s > _TIE_MAX_S:
                del held[degree]
                pan = rng.uniform(0.3, 0.7)
                notes.append(
                    Note(start_s=start_s, length_s=length_s, degree=degree, gain=1.0, pan=pan)
                )
    return notes


def _choose(chord: Chord, tones: tuple[int, ...]) -> frozenset[int]:
    """Pick tones of a chord by their place, counting round."""
    return frozenset(chord.degrees[i % len(chord.degrees)] for i in tones)


def _repeat(figure: Figure, harmony: Harmony, rng: Generator) -> list[Note]:
    """Play chord tones in a fixed order, one each step, leaning on the first."""
    step_s = Seconds(figure.step_beats * harmony.beat_s)
    octave = harmony.scale.size()
    notes: list[Note] = []
    for chord in harmony.chords:
        for i in range(round(chord.length_s / step_s)):
            place = figure.order[i % len(figure.order)]
            if place < 0 or rng.random() > figure.density:
                continue
            octaves, tone = divmod(place, len(chord.degrees))
            lean_db = 0.0 if i % len(figure.order) == 0 else -2.5
            notes.append(
                Note(
                    start_s=Seconds(chord.start_s + i * step_s + abs(rng.normal(0.0, 0.012))),
                    length_s=step_s,
                    degree=chord.degrees[tone] + octave * octaves,
                    gain=_ratio(lean_db + rng.normal(0.0, 0.8)),
                    pan=0.5 + 0.28 * ((place % 5) / 2 - 1),
                )
            )
    return notes


def _scatter(drops: Drops, harmony: Harmony, rng: Generator) -> list[Note]:
    """Let single chord tones above the lowest fall, at free times around the gap apart."""
    notes: list[Note] = []
    at_s = drops.gap_s * rng.uniform(0.5, 1.2)
    for chord in harmony.chords:
        while at_s < chord.start_s + chord.length_s:
            notes.append(
                Note(
                    start_s=Seconds(at_s),
                    length_s=drops.gap_s,
                    degree=int(rng.choice(chord.degrees[1:])),
                    gain=_ratio(rng.uniform(-5.0, 0.0)),
                    pan=rng.uniform(0.2, 0.8),
                )
            )
            at_s += drops.gap_s * rng.uniform(0.6, 1.5)
    return notes


def _sing(melody: Song | Tune, harmony: Harmony, rng: Generator) -> list[Note]:
    """Sing two motifs in the form A A B A; long tones rest on the chord, phrases breathe."""
    beat_s = Seconds(melody.step_beats * harmony.beat_s)
    motifs = {name: _invent(rng) for name in sorted(set(_FORM))}
    notes: list[Note] = []
    home = max(harmony.chords[0].degrees)
    for index, chord in enumerate(harmony.chords):
        if rng.random() > melody.density:
            continue
        at_s = chord.start_s + beat_s
        anchor = harmony.scale.nearest(home + int(rng.integers(-1, 2)), chord.degrees)
        motif = motifs[_FORM[index % len(_FORM)]]
        for place, (beats, offset) in enumerate(motif):
            length_s = Seconds(beats * beat_s)
            if at_s + length_s > chord.start_s + chord.length_s:
                break
            rests = place == 0 or beats > 1 or place == len(motif) - 1
            degree = anchor + offset
            notes.append(
                Note(
                    start_s=Seconds(at_s),
                    length_s=length_s,
                    degree=harmony.scale.nearest(degree, chord.degrees) if rests else degree,
                    gain=_ratio(rng.normal(0.0, 0.7) - 0.5 * place),
                    pan=float(np.clip(0.5 + 0.04 * offset, 0.2, 0.8)),
                )
            )
            at_s += length_s
    return notes


def _invent(rng: Generator) -> list[tuple[int, int]]:
    """Make up a motif: pairs of a length in beats and a distance in steps from its first tone."""
    rhythm = _RHYTHMS[rng.integers(len(_RHYTHMS))]
    steps = [0, *(int(rng.choice(_STEPS)) for _ in rhythm[1:])]
    return [(beats, sum(steps[: i + 1])) for i, beats in enumerate(rhythm)]


def _ratio(level_db: float) -> float:
    """Turn decibels into a factor."""
    return float(10.0 ** (level_db / 20.0))
