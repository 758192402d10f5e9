"""The key of made music, and none where there is none."""

import numpy as np
import pytest
from music import PROGRESSIONS, a_progression, listened
from sounds import a_click_track, a_tone, joined, some_noise, some_silence

from setlist.analysis.tonality import TONICS
from setlist.audio import Block


def key_of(sound: Block) -> str | None:
    return listened(sound).key()


@pytest.mark.parametrize("mode", PROGRESSIONS)
@pytest.mark.parametrize("tonic", range(12), ids=TONICS)
def test_a_progression_has_the_key_it_was_made_in(tonic: int, mode: str) -> None:
    assert key_of(a_progression(tonic, mode)) == f"{TONICS[tonic]} {mode.rsplit(maxsplit=1)[-1]}"


@pytest.mark.parametrize("tuning_hz", [432.0, 436.0, 444.0, 448.0])
def test_another_tuning_changes_no_key(tuning_hz: float) -> None:
    assert key_of(a_progression(2, "minor", tuning_hz=tuning_hz)) == "D minor"


def test_strings_that_lie_to_either_side_of_a_quarter_tone_have_one_key() -> None:
    """Without the tuning in sight half of each note is counted as the one above."""
    tunings_hz = (440.0 * 2.0 ** (cents / 1200.0) for cents in (35, 55))
    sound = sum(a_progression(2, "minor", tuning_hz=hz) for hz in tunings_hz)
    assert key_of(np.asarray(sound)) == "D minor"


def test_soft_music_under_hiss_has_its_key() -> None:
    music = a_progression(4, "major", level_db=-50.0)
    assert key_of(music + some_noise(length_s=4.0, level_db=-66.0)) == "E major"


def test_silence_around_it_changes_no_key() -> None:
    assert key_of(joined(some_silence(7.0), a_progression(10, "minor"))) == "Bb minor"


@pytest.mark.parametrize(
    "sound",
    [
        some_noise(length_s=20.0),
        some_noise(length_s=20.0, level_db=-50.0),
        some_silence(5.0),
        a_tone(length_s=0.2),
        a_tone(220.0, length_s=20.0),
        a_click_track(100.0),
    ],
    ids=["noise", "hiss", "silence", "too short", "one tone", "clicks"],
)
def test_what_has_no_key_is_given_none(sound: Block) -> None:
    assert key_of(sound) is None
