"""Scores: what each kind of layer writes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.starter import Recipe
from setlist.starter.recipe import Drops, Figure, Pad, Song, StruckVoice, SustainedVoice, Tune
from setlist.starter.score import Harmony, Note, harmonise, write_notes
from setlist.units import Db, Seconds

LEVEL = Db(0.0)


def notes_of(
    layer: Pad | Song | Figure | Drops | Tune, harmony: Harmony, seed: int = 1
) -> list[Note]:
    return write_notes(layer, harmony, np.random.default_rng(seed))


@pytest.fixture
def harmony(small: Recipe) -> Harmony:
    return harmonise(replace(small, duration_s=Seconds(160.0)))


def test_the_chords_go_round_and_come_home(small: Recipe) -> None:
    chords = harmonise(replace(small, duration_s=Seconds(40.0))).chords
    assert [chord.degrees[1] for chord in chords] == [5, 4, 4, 5, 5]
    assert [chord.start_s for chord in chords] == [0.0, 8.0, 16.0, 24.0, 32.0]


def test_a_common_tone_is_tied_over(harmony: Harmony) -> None:
    pad = Pad(voice=SustainedVoice.WARM, level_db=LEVEL, tones=(0,))
    first = min(notes_of(pad, harmony), key=lambda note: note.start_s)
    assert first.degree == 1
    assert first.length_s == 16.0  # it belongs to the first two chords


def test_a_pad_holds_every_chosen_tone_without_a_gap(harmony: Harmony) -> None:
    notes = notes_of(Pad(voice=SustainedVoice.WARM, level_db=LEVEL), harmony)
    for chord in harmony.chords:
        for degree in chord.degrees:
            assert any(
                note.degree == degree
                and note.start_s <= chord.start_s
                and note.start_s + note.length_s >= chord.start_s + chord.length_s
                for note in notes
            )


def test_a_figure_keeps_its_order_and_its_rests(harmony: Harmony) -> None:
    figure = Figure(voice=StruckVoice.HARP, level_db=LEVEL, order=(0, -1, 5, -1), step_beats=1.0)
    first, *_ = harmony.chords
    notes = [note for note in notes_of(figure, harmony) if note.start_s < first.length_s]
    assert [note.degree for note in notes] == [1, 12, 1, 12]  # place 5 is place 1, an octave up
    assert [round(note.start_s) for note in notes] == [0, 2, 4, 6]


def test_drops_are_chord_tones_above_the_lowest(harmony: Harmony) -> None:
    drops = Drops(voice=StruckVoice.BELL, level_db=LEVEL, gap_s=Seconds(3.0))
    notes = notes_of(drops, harmony)
    assert len(notes) > 20
    for note in notes:
        chord = next(c for c in harmony.chords if note.start_s < c.start_s + c.length_s)
        assert note.degree in chord.degrees[1:]


@given(seed=st.integers(0, 1000), struck=st.booleans())
def test_long_tones_of_a_melody_rest_on_the_chord(small: Recipe, seed: int, struck: bool) -> None:  # noqa: FBT001 - hypothesis draws it
    harmony = harmonise(replace(small, duration_s=Seconds(160.0), chord_beats=16.0))
    melody: Tune | Song = Tune(voice=StruckVoice.FELT, level_db=LEVEL)
    if not struck:
        melody = Song(voice=SustainedVoice.BOWED, level_db=LEVEL)
    size = harmony.scale.size()
    for note in notes_of(melody, harmony, seed):
        if note.length_s > 1.5 * harmony.beat_s:
            chord = next(c for c in harmony.chords if note.start_s < c.start_s + c.length_s)
            assert note.degree % size in {degree % size for degree in chord.degrees}


@given(seed=st.integers(0, 1000), enters=st.floats(0, 0.5), leaves=st.floats(0.6, 1))
def test_strokes_stay_between_entry_and_exit_and_ring_out_in_time(
    small: Recipe, seed: int, enters: float, leaves: float
) -> None:
    harmony = harmonise(replace(small, duration_s=Seconds(160.0)))
    for layer in (
        Figure(voice=StruckVoice.HARP, level_db=LEVEL, enters=enters, leaves=leaves),
        Drops(voice=StruckVoice.BELL, level_db=LEVEL, enters=enters, leaves=leaves),
        Tune(voice=StruckVoice.KEYS, level_db=LEVEL, enters=enters, leaves=leaves),
    ):
        for note in notes_of(layer, harmony, seed):
            assert enters * harmony.length_s <= note.start_s < leaves * harmony.length_s
            assert note.start_s < harmony.length_s - 8.0
            assert 0.0 <= note.pan <= 1.0


def test_the_same_seed_writes_the_same_notes(harmony: Harmony) -> None:
    tune = Tune(voice=StruckVoice.KEYS, level_db=LEVEL)
    assert notes_of(tune, harmony, 3) == notes_of(tune, harmony, 3)
    assert notes_of(tune, harmony, 3) != notes_of(tune, harmony, 4)
