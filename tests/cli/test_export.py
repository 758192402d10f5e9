"""Playlists and bundles from the command line."""

from dataclasses import replace
from pathlib import Path

import pytest
from mixes import a_mix, a_piece
from programs import Run
from sounds import tones

from setlist.analysis import identify
from setlist.engine import write_plan


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan of one piece."""
    cue = a_piece(tmp_path / "a.wav", tones((-25.0, 3.0)))
    plan = a_mix(replace(cue, track=identify(tmp_path / "a.wav")))
    write_plan(replace(plan, reserves=()), tmp_path / "plan.json")
    return tmp_path / "plan.json"


def test_a_bundle_is_written(run: Run, plan_file: Path, tmp_path: Path) -> None:
    words = ("export", str(plan_file), "--bundle", str(tmp_path / "stick"))
    code, _, said = run(*words)
    assert code == 0, said
    assert (tmp_path / "stick" / "01 a.wav").exists()
    assert run(*words)[0] == 3
    assert run(*words, "--force")[0] == 0


def test_a_bundle_that_is_only_tried_is_checked_and_not_written(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    words = ("export", str(plan_file), "--bundle", str(tmp_path / "stick"), "--dry-run")
    before = sorted(tmp_path.iterdir())
    assert run(*words)[0] == 0
    assert sorted(tmp_path.iterdir()) == before
    (tmp_path / "a.wav").unlink()
    assert run(*words)[0] == 5


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("-o", "a.m3u8", "--bundle", "stick"),
        ("-o", "a.m3u8", "--link"),
    ],
)
def test_what_does_not_go_together_is_refused(
    run: Run, plan_file: Path, words: tuple[str, ...]
) -> None:
    assert run("export", str(plan_file), *words)[0] == 2
