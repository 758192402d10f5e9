"""The tempo of made music, and how far it is believed."""

import numpy as np
import pytest
from music import a_progression, a_rubato, listened
from sounds import a_click_track, a_tone, joined, some_noise, some_silence

from setlist.analysis.tempo import _REACH, Tempo, _sharpen, find_tempo
from setlist.audio import Block

TEMPI_BPM = (43.0, 52.0, 60.0, 71.5, 88.0, 97.3, 110.0, 120.0, 139.0, 150.0, 174.0, 200.0)


def tempo_of(sound: Block) -> Tempo:
    return find_tempo(listened(sound).flux())


def confidence_in(sound: Block) -> float:
    confidence = tempo_of(sound).confidence
    assert confidence is not None
    return confidence


@pytest.mark.parametrize("bpm", TEMPI_BPM)
def test_a_click_track_has_its_tempo_or_an_octave_of_it(bpm: float) -> None:
    tempo = tempo_of(a_click_track(bpm))
    assert tempo.bpm is not None
    octaves = np.log2(tempo.bpm / bpm)
    assert round(octaves) in {-1, 0, 1}
    assert abs(octaves - round(octaves)) < np.log2(1.002)
    assert tempo.confidence is not None
    assert tempo.confidence > 0.6


@pytest.mark.parametrize("bpm", [60.0, 90.0, 120.0, 160.0])
def test_of_two_octaves_the_one_nearer_to_120_is_taken(bpm: float) -> None:
    assert tempo_of(a_click_track(bpm)).bpm == pytest.approx(bpm, rel=0.002)


def test_clicks_over_music_keep_their_tempo() -> None:
    music = joined(*[a_progression(2, "minor", level_db=-32.0)] * 5)
    tempo = tempo_of(music + a_click_track(96.0, length_s=20.0, level_db=-20.0))
    assert tempo.bpm == pytest.approx(96.0, rel=0.005)
    assert tempo.confidence is not None
    assert tempo.confidence > 0.3


@pytest.mark.parametrize(
    "sound",
    [
        some_noise(length_s=40.0),
        a_tone(220.0, length_s=40.0),
        np.asarray(a_tone(110.0, length_s=40.0) + a_tone(111.5, length_s=40.0)),
        a_rubato(),
    ],
    ids=["noise", "tone", "beating drone", "rubato"],
)
def test_what_keeps_no_time_is_not_believed(sound: Block) -> None:
    assert confidence_in(sound) < 0.1


def test_a_tempo_that_changes_is_believed_less() -> None:
    tempi = (70.0, 83.0, 99.0, 118.0, 140.0)
    changing = joined(*(a_click_track(bpm, length_s=9.0) for bpm in tempi))
    assert confidence_in(changing) < 0.5 < confidence_in(a_click_track(99.0, length_s=45.0))


def test_silence_has_no_tempo_and_no_confidence_in_one() -> None:
    assert tempo_of(some_silence(20.0)) == Tempo(None, 0.0)


@pytest.mark.parametrize("length_s", [0.0, 1.0, 7.9])
def test_less_than_eight_seconds_tell_nothing(length_s: float) -> None:
    assert tempo_of(a_click_track(120.0, length_s=length_s)) == Tempo(None, None)


def test_the_loudness_of_clicks_is_no_part_of_it() -> None:
    loud, soft = (tempo_of(a_click_track(104.0, level_db=db)) for db in (-6.0, -40.0))
    assert soft.bpm == pytest.approx(loud.bpm, rel=0.001)


def test_a_lag_that_grows_past_the_end_is_sharpened_no_further() -> None:
    likeness = np.cos(2 * np.pi * np.arange(_REACH) / 10.0)
    likeness[-3:] = (0.0, 1.0, 0.0)
    assert _sharpen(likeness, (_REACH - 2) / 40) == pytest.approx(10.0, rel=0.01)
