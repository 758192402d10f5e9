"""The files of a plan: compared with what they were, and found again where they went."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_library, a_track
from mixes import a_mix, a_pause, a_piece
from sounds import save, tones

from setlist.analysis import identify
from setlist.engine import check_render, relink, render
from setlist.errors import AudioError
from setlist.model import Cue, Plan, Reserve, ReserveRole, TrackId


def a_known_piece(path: Path, level_db: float) -> Cue:
    cue = a_piece(path, tones((level_db, 3.0)))
    return replace(cue, track=identify(path))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A plan of two files that were heard when it was made, with one in reserve."""
    cues = [a_known_piece(tmp_path / f"{name}.wav", -20.0 - 3 * n) for n, name in enumerate("ab")]
    spare = a_known_piece(tmp_path / "calm.wav", -35.0)
    made = a_mix(cues[0], a_pause(1.0), cues[1])
    return replace(made, reserves=(Reserve(role=ReserveRole.CALM, cue=spare),))


def test_files_that_are_as_they_were_are_rendered(tmp_path: Path, plan: Plan) -> None:
    check_render(plan, tmp_path / "mix.wav")
    assert render(plan, tmp_path / "mix.wav").length_error == 0


def test_all_files_that_sound_otherwise_are_named_at_once(tmp_path: Path, plan: Plan) -> None:
    for name in "ab":
        save(tmp_path / f"{name}.wav", tones((-26.0, 3.0)))
    with pytest.raises(AudioError) as refused:
        render(plan, tmp_path / "mix.wav")
    assert [Path(one.place.file or "").name for one in refused.value.findings] == [
        "a.wav",
        "b.wav",
    ]
    assert all("another file" in one.said for one in refused.value.findings)
    assert not (tmp_path / "mix.wav").exists()


def test_a_track_that_was_never_heard_is_only_looked_for(tmp_path: Path, plan: Plan) -> None:
    untold = replace(plan.cues[0], track=TrackId("table:1"))
    plan = replace(plan, cues=(untold, *plan.cues[1:]))
    save(tmp_path / "a.wav", tones((-26.0, 3.0)))
    check_render(plan, tmp_path / "mix.wav")


def test_moved_files_are_found_by_what_they_sound_like(tmp_path: Path, plan: Plan) -> None:
    attic = tmp_path / "attic"
    attic.mkdir()
    for name in ("a", "b", "calm"):
        shutil.move(tmp_path / f"{name}.wav", attic / f"{name} moved.wav")
    with pytest.raises(AudioError):
        check_render(plan, tmp_path / "mix.wav")
    there = [
        replace(a_track(path.stem), id=identify(path), path=str(path)) for path in attic.iterdir()
    ]
    found, moved = relink(plan, a_library(*there))
    assert moved == 3
    assert found.reserves[0].cue.path == str(attic / "calm moved.wav")
    check_render(found, tmp_path / "mix.wav")
    assert relink(found, a_library(*there)) == (found, 0)


def test_what_is_not_in_the_library_keeps_its_path(plan: Plan) -> None:
    assert relink(plan, a_library(a_track("other"))) == (plan, 0)


def test_a_file_that_a_library_only_remembers_is_no_better(plan: Plan) -> None:
    gone = [
        replace(a_track(f"{number}"), id=cue.track, path=f"/nowhere/{number}.wav")
        for number, cue in enumerate(plan.cues)
        if cue.track is not None
    ]
    assert relink(plan, a_library(*gone)) == (plan, 0)
