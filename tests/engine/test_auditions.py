"""Auditions by the words that a person gives."""

from dataclasses import replace
from pathlib import Path

import pytest
from mixes import a_mix, a_pause, a_piece
from readers import decoded
from sounds import some_noise

from setlist.engine import audition_join, audition_track, check_audition, write_audition
from setlist.errors import InputError
from setlist.model import Plan


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Two pieces and a silence."""
    return a_mix(
        a_piece(tmp_path / "a.wav", some_noise(length_s=8.0), title="First Light"),
        a_piece(tmp_path / "b.wav", some_noise(length_s=8.0, seed=2), overlap_s=2.0),
        a_pause(3.0),
    )


@pytest.mark.parametrize("words", ["1", "first light", "A.WAV", " a "])
def test_a_track_is_meant_by_slot_title_or_file(plan: Plan, words: str) -> None:
    assert audition_track(plan, words).duration_seconds == pytest.approx(8.0)


def test_a_join_is_that_into_its_slot(plan: Plan, tmp_path: Path) -> None:
    sound = audition_join(plan, 2)
    assert sound.frame_rate == 48_000
    assert sound.channels == 2
    target = tmp_path / "join.wav"
    write_audition(sound, target)
    assert len(decoded(target)) == int(sound.frame_count()) == (8 + 6 + 3) * 48_000


@pytest.mark.parametrize("slot", [-1, 0, 4])
def test_there_is_no_join_into_a_slot_that_is_not_there(plan: Plan, slot: int) -> None:
    with pytest.raises(InputError, match=f"the plan has no slot {slot}"):
        audition_join(plan, slot)


def test_nothing_is_joined_to_the_first_slot(plan: Plan) -> None:
    with pytest.raises(InputError, match="slot 1 begins the plan"):
        audition_join(plan, 1)


@pytest.mark.parametrize("words", ["4", "nothing", "", "silence"])
def test_what_no_track_is_called_is_not_found(plan: Plan, words: str) -> None:
    untitled = replace(plan, cues=(replace(plan.cues[0], title=""), *plan.cues[1:]))
    with pytest.raises(InputError, match="the plan has no track"):
        audition_track(untitled, words)


def test_a_silence_is_no_track(plan: Plan) -> None:
    with pytest.raises(InputError, match="slot 3 is a silence"):
        audition_track(plan, "3")


def test_a_number_is_a_slot_before_it_is_a_title(tmp_path: Path) -> None:
    plan = a_mix(
        a_piece(tmp_path / "a.wav", some_noise(length_s=2.0), title="2"),
        a_piece(tmp_path / "b.wav", some_noise(length_s=3.0), title="1999"),
    )
    assert audition_track(plan, "2").duration_seconds == pytest.approx(3.0)
    assert audition_track(plan, "1999").duration_seconds == pytest.approx(3.0)


def test_a_title_of_two_tracks_is_told_with_their_slots(tmp_path: Path) -> None:
    pieces = [
        a_piece(tmp_path / f"{n}.wav", some_noise(length_s=2.0), title="Prelude") for n in range(2)
    ]
    with pytest.raises(InputError, match="stands in slots 1, 2"):
        audition_track(a_mix(*pieces), "prelude")


def test_a_plan_without_files_says_so(plan: Plan) -> None:
    bare = replace(plan, cues=tuple(replace(cue, path=None) for cue in plan.cues))
    with pytest.raises(InputError, match="no file is named for it"):
        audition_join(bare, 2)


def test_an_audition_is_a_wav_file(plan: Plan, tmp_path: Path) -> None:
    sound = audition_track(plan, "1")
    with pytest.raises(InputError, match=r"end its name in \.wav"):
        write_audition(sound, tmp_path / "a.mp3")
    with pytest.raises(InputError, match="exists"):
        write_audition(sound, tmp_path / "a.wav")


def test_an_audition_never_replaces_a_track_of_its_plan(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "link.wav").symlink_to(tmp_path / "b.wav")
    (tmp_path / "a.wav").unlink()
    for name in ("b.wav", "link.wav"):
        with pytest.raises(InputError, match="is itself a track"):
            check_audition(plan, tmp_path / name, force=True)
    check_audition(plan, tmp_path / "a.wav", force=True)
