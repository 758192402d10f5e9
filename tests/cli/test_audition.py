"""Auditions from the command line."""

from pathlib import Path

import pytest
from mixes import a_mix, a_piece
from programs import Run
from readers import decoded
from sounds import some_noise

from setlist.engine import write_plan


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan of two pieces."""
    pieces = [
        a_piece(tmp_path / f"{n}.wav", some_noise(length_s=8.0, seed=n), overlap_s=2.0 * n)
        for n in range(2)
    ]
    write_plan(a_mix(*pieces), tmp_path / "plan.json")
    return tmp_path / "plan.json"


def test_a_join_and_a_track_are_written(run: Run, plan_file: Path, tmp_path: Path) -> None:
    for words, length_s in ((("--join", "2"), 14), (("--track", "1"), 8)):
        target = tmp_path / "heard.wav"
        code, _, said = run("audition", str(plan_file), *words, "-o", str(target), "--force")
        assert code == 0, said
        assert len(decoded(target)) == length_s * 48_000


def test_either_a_join_or_a_track_is_asked_for(run: Run, plan_file: Path) -> None:
    for words in ((), ("--join", "2", "--track", "1")):
        code, _, said = run("audition", str(plan_file), *words, "-o", "heard.wav")
        assert code == 2
        assert "either --join or --track" in said


def test_a_track_of_the_plan_is_not_replaced(run: Run, plan_file: Path, tmp_path: Path) -> None:
    track = tmp_path / "1.wav"
    before = track.read_bytes()
    code, _, said = run("audition", str(plan_file), "--join", "2", "-o", str(track), "--force")
    assert code == 3
    assert "is itself a track" in said
    assert track.read_bytes() == before


def test_a_dry_run_writes_nothing(run: Run, plan_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "join.wav"
    code, _, said = run("audition", str(plan_file), "--join", "2", "-o", str(target), "--dry-run")
    assert code == 0, said
    assert not target.exists()


def test_another_suffix_is_refused_before_anything_is_decoded(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "1.wav").unlink()
    code, _, said = run("audition", str(plan_file), "--join", "2", "-o", str(tmp_path / "x.mp3"))
    assert code == 3
    assert "end its name in .wav" in said


def test_a_file_that_went_is_named(run: Run, plan_file: Path, tmp_path: Path) -> None:
    (tmp_path / "1.wav").unlink()
    code, _, said = run("audition", str(plan_file), "--join", "2", "-o", str(tmp_path / "x.wav"))
    assert code == 5
    assert "1.wav" in said
