"""Recipes: names and lengths."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.starter import Recipe
from setlist.units import Seconds


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("River, Widening", "river-widening"),
        ("A Room with Open Windows", "a-room-with-open-windows"),
        ("  ...Ends in dots... ", "ends-in-dots"),
    ],
)
def test_a_title_becomes_the_name_of_a_file(small: Recipe, title: str, slug: str) -> None:
    assert replace(small, title=title).slug() == slug


@given(
    duration_s=st.floats(120, 360),
    chord_beats=st.floats(4, 32),
    tempo_bpm=st.floats(40, 80),
)
def test_a_piece_is_as_long_as_whole_chords_allow(
    small: Recipe, duration_s: float, chord_beats: float, tempo_bpm: float
) -> None:
    recipe = replace(
        small, duration_s=Seconds(duration_s), chord_beats=chord_beats, tempo_bpm=tempo_bpm
    )
    assert recipe.length_s() == recipe.chord_count() * recipe.chord_s()
    assert abs(recipe.length_s() - duration_s) <= recipe.chord_s() / 2 + 1e-9


def test_a_piece_leaves_home_and_comes_back(small: Recipe) -> None:
    assert replace(small, duration_s=Seconds(1.0)).chord_count() == 2
