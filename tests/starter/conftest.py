"""Recipes for the tests of the starter library: small ones, and the shipped ones."""

import numpy as np
import pytest

from setlist.audio import Block
from setlist.shipped import shipped_folder
from setlist.starter import Recipe, read_recipes, synthesise
from setlist.starter.recipe import (
    Air,
    AirVoice,
    Drops,
    Figure,
    Mode,
    Pad,
    Song,
    StruckVoice,
    SustainedVoice,
    Tonic,
    Tune,
)
from setlist.units import Db, Seconds


@pytest.fixture(scope="session")
def small() -> Recipe:
    """One layer of every kind, in less than half a minute."""
    return Recipe(
        title="Small, but Whole",
        seed=7,
        intensity=3,
        tonic=Tonic.D,
        octave=3,
        mode=Mode.DORIAN,
        duration_s=Seconds(24.0),
        chord_beats=8.0,
        chords=((1, 5, 8, 10), (1, 4, 8, 11), (0, 4, 7, 9)),
        fade_out_s=Seconds(8.0),
        pad=(Pad(voice=SustainedVoice.WARM, level_db=Db(0.0), tones=(0, 2)),),
        song=(Song(voice=SustainedVoice.BREATH, level_db=Db(-6.0), step_beats=0.5),),
        figure=(Figure(voice=StruckVoice.HARP, level_db=Db(0.0), echoes=1),),
        drops=(Drops(voice=StruckVoice.BELL, level_db=Db(-6.0), gap_s=Seconds(4.0)),),
        tune=(Tune(voice=StruckVoice.KEYS, level_db=Db(-3.0), step_beats=0.5),),
        air=(Air(voice=AirVoice.WAVES, level_db=Db(-12.0), leaves=0.8),),
    )


@pytest.fixture(scope="session")
def small_sound(small: Recipe) -> Block:
    """The small recipe as sound; not to be changed."""
    return np.concatenate(list(synthesise(small)))


@pytest.fixture(scope="session")
def shipped() -> tuple[Recipe, ...]:
    """Every recipe that ships with setlist."""
    return read_recipes(shipped_folder("library") / "recipes")
