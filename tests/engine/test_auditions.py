"""Auditions by the words that a person gives."""

from pathlib import Path

import pytest
from mixes import a_mix, a_pause, a_piece
from readers import decoded
from sounds import some_noise

from setlist.engine import audition_join, audition_track, write_audition
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


@pytest.mark.parametrize("slot", [-1, 0, 1, 4])
def test_there_is_no_join_into_the_first_slot_or_beyond_the_last(plan: Plan, slot: int) -> None:
    with pytest.raises(InputError, match="joins into slots 2 to 3"):
        audition_join(plan, slot)


@pytest.mark.parametrize("words", ["3", "4", "nothing", ""])
def test_a_silence_or_nothing_is_no_track(plan: Plan, words: str) -> None:
    with pytest.raises(InputError, match="the plan has no track"):
        audition_track(plan, words)


def test_an_audition_is_a_wav_file(plan: Plan, tmp_path: Path) -> None:
    sound = audition_track(plan, "1")
    with pytest.raises(InputError, match=r"end its name in \.wav"):
        write_audition(sound, tmp_path / "a.mp3")
    write_audition(sound, tmp_path / "new.wav", dry_run=True)
    assert not (tmp_path / "new.wav").exists()
    with pytest.raises(InputError, match="exists"):
        write_audition(sound, tmp_path / "a.wav")
