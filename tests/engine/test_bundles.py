"""A plan as a folder for a plain player."""

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import mutagen
import pytest
from mixes import a_mix, a_pause, a_piece
from sounds import save, tones

from setlist.analysis import identify
from setlist.engine import write_bundle
from setlist.errors import AudioError, InputError
from setlist.model import Cue, Plan, Reserve, ReserveRole


def a_known_piece(path: Path, level_db: float, gain_db: float, cue_in_s: float = 0.0) -> Cue:
    cue = a_piece(path, tones((level_db, 4.0)), gain_db=gain_db, cue_in_s=cue_in_s)
    return replace(cue, track=identify(path))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Two pieces, a silence, and a calm one in reserve."""
    music = tmp_path / "music"
    music.mkdir()
    made = a_mix(
        a_known_piece(music / "a.wav", -20.0, -3.0),
        a_pause(1.0),
        a_known_piece(music / "b.wav", -26.0, 1.5, cue_in_s=2.0),
    )
    calm = a_known_piece(music / "calm.wav", -35.0, 0.0)
    return replace(made, reserves=(Reserve(role=ReserveRole.CALM, cue=calm),))


def names(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


WHOLE = {
    "01 a.wav",
    "03 b.wav",
    "Reserves/00 CALM calm.wav",
    "playlist.m3u8",
    "Reserves.m3u8",
    "README.txt",
    "setlist-bundle.json",
}


def test_a_bundle_holds_everything_and_nothing_is_left_beside_it(
    tmp_path: Path, plan: Plan
) -> None:
    found = write_bundle(plan, tmp_path / "stick")
    assert names(tmp_path / "stick") == WHOLE
    assert {one.name for one in tmp_path.iterdir()} == {"music", "stick"}
    (cut,) = found
    assert "2 s into it" in cut.said
    lines = (tmp_path / "stick" / "playlist.m3u8").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["01 a.wav", "03 b.wav"]


def test_copies_sound_the_same_and_are_as_loud_as_planned(tmp_path: Path, plan: Plan) -> None:
    write_bundle(plan, tmp_path / "stick")
    gains = []
    for name, cue in (("01 a.wav", plan.cues[0]), ("03 b.wav", plan.cues[2])):
        file = tmp_path / "stick" / name
        assert identify(file) == cue.track
        tag = str(mutagen.File(file).tags["TXXX:REPLAYGAIN_TRACK_GAIN"])
        gains.append(float(tag.removesuffix(" dB")))
    assert gains[1] - gains[0] == pytest.approx(4.5)


def test_links_are_the_files_themselves_and_keep_their_tags(tmp_path: Path, plan: Plan) -> None:
    before = (tmp_path / "music" / "a.wav").read_bytes()
    write_bundle(plan, tmp_path / "stick", link=True)
    assert (tmp_path / "stick" / "01 a.wav").samefile(tmp_path / "music" / "a.wav")
    assert (tmp_path / "music" / "a.wav").read_bytes() == before


def test_only_a_bundle_of_ours_is_replaced_and_only_if_told(tmp_path: Path, plan: Plan) -> None:
    target = tmp_path / "stick"
    target.mkdir()
    (target / "thesis.txt").write_text("dear", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(InputError, match="holds other things"):
            write_bundle(plan, target, force=force)
    assert names(target) == {"thesis.txt"}
    (target / "thesis.txt").unlink()
    write_bundle(plan, target)
    with pytest.raises(InputError, match="exists already"):
        write_bundle(plan, target)
    write_bundle(replace(plan, reserves=()), target, force=True)
    assert names(target) == WHOLE - {"Reserves/00 CALM calm.wav", "Reserves.m3u8"}
    assert {one.name for one in tmp_path.iterdir()} == {"music", "stick"}


def test_all_files_that_went_or_changed_are_named_reserves_among_them(
    tmp_path: Path, plan: Plan
) -> None:
    (tmp_path / "music" / "calm.wav").unlink()
    save(tmp_path / "music" / "a.wav", tones((-10.0, 4.0)))
    with pytest.raises(AudioError) as refused:
        write_bundle(plan, tmp_path / "stick")
    assert [Path(one.place.file or "").name for one in refused.value.findings] == [
        "a.wav",
        "calm.wav",
    ]
    assert not (tmp_path / "stick").exists()


def test_a_folder_that_cannot_be_looked_into_is_refused(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        write_bundle(plan, tmp_path / "stick")


def test_links_that_the_disk_refuses_are_one_error_and_leave_nothing(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, target: Path) -> NoReturn:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(target))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with pytest.raises(InputError, match="leave out --link"):
        write_bundle(plan, tmp_path / "stick", link=True)
    assert {one.name for one in tmp_path.iterdir()} == {"music"}


def test_a_full_disk_leaves_nothing(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(InputError, match="No space left"):
        write_bundle(plan, tmp_path / "stick")
    assert {one.name for one in tmp_path.iterdir()} == {"music"}
