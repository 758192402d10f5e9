"""Scales: degrees and frequencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.starter.recipe import Mode, Tonic, Tuning
from setlist.starter.scale import Scale

SCALES = st.builds(
    Scale,
    tonic=st.sampled_from(Tonic),
    octave=st.integers(1, 4),
    mode=st.sampled_from(Mode),
    tuning=st.sampled_from(Tuning),
)


def a_scale(mode: Mode = Mode.IONIAN, tuning: Tuning = Tuning.EQUAL) -> Scale:
    return Scale(tonic=Tonic.A, octave=4, mode=mode, tuning=tuning)


def test_concert_pitch_is_440_hz() -> None:
    assert a_scale().hz(1) == 440.0


def test_middle_c_stands_nine_semitones_below() -> None:
    scale = Scale(tonic=Tonic.C, octave=4, mode=Mode.IONIAN, tuning=Tuning.EQUAL)
    assert scale.hz(1) == pytest.approx(261.626, abs=1e-3)


@pytest.mark.parametrize(("degree", "ratio"), [(3, 5 / 4), (4, 4 / 3), (5, 3 / 2), (6, 5 / 3)])
def test_pure_intervals_are_whole_number_ratios(degree: int, ratio: float) -> None:
    scale = a_scale(tuning=Tuning.JUST)
    assert scale.hz(degree) / scale.hz(1) == pytest.approx(ratio)


def test_the_mode_decides_the_third() -> None:
    assert a_scale(Mode.DORIAN).hz(3) == pytest.approx(440 * 2 ** (3 / 12))
    assert a_scale(Mode.LYDIAN).hz(4) == pytest.approx(440 * 2 ** (6 / 12))


@given(scale=SCALES, degree=st.integers(-14, 21))
def test_an_octave_doubles_and_a_step_up_is_higher(scale: Scale, degree: int) -> None:
    assert scale.hz(degree + scale.size()) == pytest.approx(2 * scale.hz(degree))
    assert scale.hz(degree + 1) > scale.hz(degree)


@given(
    scale=SCALES,
    degree=st.integers(-5, 15),
    chord=st.lists(st.integers(-4, 14), min_size=1, max_size=6).map(tuple),
)
def test_the_nearest_chord_tone_is_one_and_none_is_nearer(
    scale: Scale, degree: int, chord: tuple[int, ...]
) -> None:
    size = scale.size()
    nearest = scale.nearest(degree, chord)
    assert nearest % size in {tone % size for tone in chord}
    for other in range(degree - abs(nearest - degree) + 1, degree + abs(nearest - degree)):
        assert other % size not in {tone % size for tone in chord}
