"""Music for tests: notes with overtones, chord progressions, beats that lose time, an ear."""

from collections.abc import Sequence

import numpy as np
from sounds import a_click_track, cut, joined, some_silence

from setlist.analysis.character import CHARACTER_FRAMES, CharacterMeter
from setlist.audio import RATE_HZ, Block

PROGRESSIONS = {
    "major": ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7)),
    "minor": ((0, 3, 7), (5, 8, 12), (7, 10, 14), (0, 3, 7)),
    "harmonic minor": ((0, 3, 7), (5, 8, 12), (7, 11, 14), (0, 3, 7)),
}
"""Tonic, subdominant, dominant and tonic again, in semitones above the tonic."""


def a_note(hz: float, *, length_s: float = 1.0, level_db: float = -26.0) -> Block:
    """A note of five overtones that begins and ends softly."""
    at = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    wave = sum(np.sin(2.0 * np.pi * hz * k * at) / k for k in range(1, 6))
    wave *= np.minimum(1.0, np.minimum(at, at[::-1]) / 0.02)
    ratio = 10.0 ** (level_db / 20.0)
    return np.repeat((ratio * wave).astype(np.float32)[:, np.newaxis], 2, axis=1)


def a_progression(
    tonic: int, mode: str, *, tuning_hz: float = 440.0, length_s: float = 1.0, level_db: float = -26
) -> Block:
    """Four chords; ``tonic`` counts semitones from C, the one below the tuning tone."""

    def chord(notes: Sequence[int]) -> Block:
        sounds = [
            a_note(
                tuning_hz * 2.0 ** ((tonic + note - 9) / 12), length_s=length_s, level_db=level_db
            )
            for note in notes
        ]
        return np.asarray(np.sum(sounds, axis=0), np.float32)

    return joined(*(chord(notes) for notes in PROGRESSIONS[mode]))


def a_rubato(*, length_s: float = 60.0, seed: int = 1) -> Block:
    """Clicks whose distance is drawn anew each time, from 0.3 to 1.1 s."""
    chance = np.random.default_rng(seed)
    sound, click = some_silence(length_s), a_click_track(60.0, length_s=0.1)
    at_s = 0.0
    while at_s < length_s - 1.0:
        start = round(at_s * RATE_HZ)
        sound[start : start + len(click)] += click
        at_s += float(chance.uniform(0.3, 1.1))
    return sound


def listened(sound: Block) -> CharacterMeter:
    """The meter of character, once it has heard a sound to its end."""
    meter = CharacterMeter()
    for block in cut(sound, CHARACTER_FRAMES):
        meter.add(block)
    return meter
