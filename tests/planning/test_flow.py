"""What a join costs."""

from dataclasses import replace

import numpy as np
import pytest
from builders import a_track, some_measures

from setlist.model import Track
from setlist.planning.flow import Flow, read_key, read_tempo, step_cost
from setlist.planning.items import gather_items
from setlist.units import Hertz


def a_sound(
    name: str,
    *,
    key: str | None = None,
    tempo_bpm: float | None = None,
    sure: float | None = None,
    brightness_hz: float | None = None,
) -> Track:
    measures = replace(
        some_measures(),
        key=key,
        tempo_bpm=tempo_bpm,
        tempo_confidence=sure,
        brightness_hz=None if brightness_hz is None else Hertz(brightness_hz),
    )
    return a_track(name, measures=measures)


def cost(one: Track, two: Track) -> float:
    items = gather_items((one, two), seed=0)
    first = [item.head().id for item in items].index(one.id)
    return float(Flow(items).cost(np.array([first]), np.array([1 - first]))[0, 0])


def test_two_lu_are_free_and_ten_are_as_bad_as_it_gets() -> None:
    steps = step_cost(np.array([-2.0, 0.0, 2.0, 3.0, -3.0, 10.0, 40.0]))
    assert steps[:3].tolist() == [0.0, 0.0, 0.0]
    assert steps[3] == steps[4] == pytest.approx(0.56)
    assert steps[5] == steps[6] == pytest.approx(4.48)


def test_near_keys_and_tempi_are_free_octaves_folded() -> None:
    assert cost(a_sound("a", key="C major"), a_sound("b", key="G")) == 0.0
    assert cost(a_sound("a", key="C"), a_sound("b", key="Am")) == 0.0
    assert cost(a_sound("a", tempo_bpm=60), a_sound("b", tempo_bpm=121)) == 0.0
    assert cost(a_sound("a", brightness_hz=500), a_sound("b", brightness_hz=700)) == 0.0


def test_far_keys_tempi_and_sounds_cost() -> None:
    assert cost(a_sound("a", key="C"), a_sound("b", key="F#")) == pytest.approx(16 * 0.2 * 5 / 6)
    far = cost(a_sound("a", tempo_bpm=60), a_sound("b", tempo_bpm=60 * 2**0.5))
    assert far == pytest.approx(16 * 0.25 * 0.83)
    bright = cost(a_sound("a", brightness_hz=300), a_sound("b", brightness_hz=2400))
    assert bright == pytest.approx(16 * 0.2 * 0.75)


def test_what_nobody_measured_or_is_unsure_costs_nothing() -> None:
    assert cost(a_sound("a", key="C"), a_sound("b")) == 0.0
    assert cost(a_sound("a", tempo_bpm=60, sure=0.2), a_sound("b", tempo_bpm=85)) == 0.0
    assert cost(a_sound("a", tempo_bpm=0.0), a_sound("b", tempo_bpm=85)) == 0.0


@pytest.mark.parametrize(
    ("key", "place"),
    [("C", 0), ("c major", 0), ("A minor", 0), ("Bb", 10), ("F♯", 6), ("F# min", 3), ("H", None)],
)
def test_a_key_has_its_place_on_the_circle_of_fifths(key: str, place: int | None) -> None:
    assert read_key(a_sound("a", key=key)) == place


def test_a_tempo_without_a_word_on_its_certainty_counts() -> None:
    assert read_tempo(a_sound("a", tempo_bpm=128.0)) == 0.0
    assert read_tempo(a_sound("a")) is None
