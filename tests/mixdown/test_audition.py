"""Joins and tracks as they sound in the mix."""

from pathlib import Path

import numpy as np
import pytest
from mixes import a_mix, a_pause, a_piece
from sounds import joined, some_noise

from setlist.audio import Block, Limiter
from setlist.errors import AudioError
from setlist.mixdown import hear_join, hear_track, lay_out
from setlist.mixdown.mixing import mix
from setlist.mixdown.voices import frame_of, length_of
from setlist.model import Plan
from setlist.units import DbTp, Frames, Seconds

EASE = 240
RATE = 48_000


def heard(plan: Plan) -> Block:
    """The whole mix."""
    return joined(*mix(lay_out(plan), length=length_of(plan)))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Three pieces at several gains, a silence, and one more."""
    return a_mix(
        *(
            a_piece(
                tmp_path / f"{number}.wav",
                some_noise(length_s=40.0, seed=number, level_db=-20.0),
                overlap_s=4.25 if number else 0.0,
                gain_db=-2.0 * number,
            )
            for number in range(3)
        ),
        a_pause(5.0),
        a_piece(tmp_path / "last.wav", some_noise(length_s=20.0, seed=9, level_db=-20.0)),
        fade_out_s=3.0,
    )


@pytest.mark.parametrize("first", [0, 1, 16_384, 35 * RATE + 7, 38 * RATE, 100 * RATE])
def test_a_mix_that_begins_in_the_middle_is_the_whole_one_from_there(
    plan: Plan, first: int
) -> None:
    length = length_of(plan)
    part = joined(*mix(lay_out(plan), length=length, first=Frames(first)))
    assert np.array_equal(part, heard(plan)[first:])


@pytest.mark.parametrize("later", [1, 2])
def test_a_join_is_heard_as_in_the_mix_from_before_its_overlap_to_after_it(
    plan: Plan, later: int
) -> None:
    cue = plan.cues[later]
    begin = frame_of(plan, Seconds(cue.start_s - 15.0))
    end = frame_of(plan, Seconds(cue.start_s + 4.25 + 15.0))
    sound, whole = hear_join(plan, later), heard(plan)[begin:end]
    assert len(sound) == end - begin
    assert np.array_equal(sound[EASE:-EASE], whole[EASE:-EASE])
    assert np.abs(sound[[0, -1]]).max() < 1e-3


@pytest.mark.parametrize(("piece", "peak_at"), [(0, 20.75 * RATE - 100), (1, 19.25 * RATE + 100)])
def test_a_peak_just_beyond_a_join_lowers_what_is_heard_as_in_the_mix(
    tmp_path: Path, piece: int, peak_at: float
) -> None:
    sounds = [some_noise(length_s=40.0, seed=seed, level_db=-30.0) for seed in range(2)]
    sounds[piece][int(peak_at)] = 0.9
    plan = a_mix(
        *(
            a_piece(tmp_path / f"{n}.wav", sound, overlap_s=4.25 * n, gain_db=6.0)
            for n, sound in enumerate(sounds)
        )
    )
    limiter = Limiter(DbTp(-1.0))
    whole = joined(limiter.push(heard(plan)), limiter.finish())
    kept, sound = slice(20 * RATE + 36_000 + EASE, 55 * RATE - EASE), hear_join(plan, 1)
    assert not np.array_equal(whole[kept], heard(plan)[kept])
    assert np.array_equal(sound[EASE:-EASE], whole[kept])


def test_a_join_beside_a_silence_is_the_fade_into_it(plan: Plan) -> None:
    sound = hear_join(plan, 3)
    assert np.abs(sound[: 14 * RATE]).max() > 0.1
    assert not sound[15 * RATE : 20 * RATE].any()
    assert sound[20 * RATE : 21 * RATE].any()


def test_the_ends_of_the_mix_are_the_ends_of_an_audition(tmp_path: Path) -> None:
    pieces = [
        a_piece(tmp_path / f"{n}.wav", some_noise(length_s=6.0, seed=n), overlap_s=2.0 * n)
        for n in range(2)
    ]
    plan = a_mix(*pieces)
    assert len(hear_join(plan, 1)) == length_of(plan)


def test_a_preview_is_half_a_minute_from_within_a_track_at_its_gain(plan: Plan) -> None:
    sound = hear_track(plan, 2)
    assert len(sound) == 30 * RATE
    begin = frame_of(plan, plan.cues[2].start_s) + 10 * RATE  # no more than 30 s are left there
    assert np.array_equal(sound[EASE:-EASE], heard(plan)[begin + EASE : begin + 30 * RATE - EASE])


def test_a_short_track_is_heard_whole(plan: Plan) -> None:
    assert len(hear_track(plan, 4)) == 20 * RATE


def test_only_the_files_that_sound_have_to_be_there(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "last.wav").unlink()
    assert len(hear_join(plan, 1))
    assert len(hear_track(plan, 0))
    with pytest.raises(AudioError, match="last"):
        hear_track(plan, 4)
