"""From a survey and what was heard to a library."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import a_track_id, some_measures
from surveys import known_after, survey_of

from setlist.errors import Finding, InputError, Place, Severity
from setlist.library import Survey, assemble_library
from setlist.model import Heard, Library

MakeFolder = Callable[..., Path]
Hear = Callable[[Survey], dict[Path, Heard]]

_SIDE = '[[track]]\npath = "b.flac"\ntitle = "B"\ntags = ["warm"]\nintensity = 3\n'


def library_of(root: Path, hear: Hear) -> Library:
    survey = survey_of(root)
    return assemble_library(survey, heard=hear(survey))


def test_tracks_stand_in_the_order_of_their_names(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("b/1.flac", "a.flac", "B.flac")
    library = library_of(root, hear)
    assert [track.path for track in library.tracks] == [
        str(root / name) for name in ("B.flac", "a.flac", "b/1.flac")
    ]
    assert (library.stamp.locator, library.stamp.tracks) == (str(root), 3)
    assert not library.findings


def test_the_digest_does_not_depend_on_place_name_or_time(
    make_folder: MakeFolder, hear: Hear, tmp_path: Path
) -> None:
    root = make_folder("a.flac", "b.flac", sidecar=_SIDE)
    first = library_of(root, hear).stamp.digest
    moved = tmp_path / "elsewhere"
    shutil.copytree(root, moved)
    os.utime(moved / "a.flac", ns=(1, 1))
    (moved / "a.flac").rename(moved / "z.flac")
    survey = survey_of(moved)
    old_names = {moved / "z.flac": "a.flac", moved / "b.flac": "b.flac"}
    heard = {path: (a_track_id(old_names[path]), hear(survey)[path][1]) for path in old_names}
    assert assemble_library(survey, heard=heard).stamp.digest == first


@pytest.mark.parametrize(
    ("old", "new"), [('"B"', '"C"'), ('"warm"', '"cold"'), ("= 3", "= 4"), ("b.flac", "a.flac")]
)
def test_the_digest_changes_with_what_is_said(
    make_folder: MakeFolder, hear: Hear, old: str, new: str
) -> None:
    root = make_folder("a.flac", "b.flac", sidecar=_SIDE)
    first = library_of(root, hear).stamp.digest
    make_folder(sidecar=_SIDE.replace(old, new))
    assert library_of(root, hear).stamp.digest != first


def test_the_digest_changes_with_what_is_heard(make_folder: MakeFolder, hear: Hear) -> None:
    survey = survey_of(make_folder("a.flac"))
    heard = hear(survey)
    first = assemble_library(survey, heard=heard).stamp.digest
    ((path, (track_id, _)),) = heard.items()
    other = {path: (track_id, some_measures(duration_s=0.5, loudness_lufs=-20))}
    assert assemble_library(survey, heard=other).stamp.digest != first


def test_one_sound_in_two_files_is_one_track_and_a_finding(make_folder: MakeFolder) -> None:
    root = make_folder("a.flac", "b.flac", sidecar=_SIDE)
    survey = survey_of(root)
    same = (a_track_id("x"), some_measures(duration_s=0.5))
    library = assemble_library(
        survey, heard=dict.fromkeys(survey.unheard(measures_version=1), same)
    )
    (track,) = library.tracks
    assert track.path == str(root / "a.flac")
    assert track.tags.intensity() == 3
    (finding,) = library.findings
    assert finding.place.file == str(root / "b.flac")
    assert "a.flac" in finding.said


def test_what_was_heard_now_stands_over_what_is_remembered(
    make_folder: MakeFolder, hear: Hear
) -> None:
    root = make_folder("a.flac")
    survey = survey_of(root)
    again = survey_of(root, known=known_after(survey, hear(survey)))
    new = (a_track_id("new"), some_measures(duration_s=0.5))
    (track,) = assemble_library(again, heard={root / "a.flac": new}).tracks
    assert track.id == a_track_id("new")


def test_a_header_that_lies_about_the_length_is_a_finding(
    make_folder: MakeFolder, hear: Hear
) -> None:
    survey = survey_of(make_folder("a.flac"))
    ((path, (track_id, _)),) = hear(survey).items()
    lied = {path: (track_id, some_measures(duration_s=60.0))}
    (finding,) = assemble_library(survey, heard=lied).findings
    assert "0.5 s" in finding.said
    assert "60.0 s" in finding.said
    known = Finding(said="lasts 60 s", mend="copy it", place=Place(file=str(path)))
    assert assemble_library(survey, heard=lied, failures=[known]).findings == (known,)


def test_a_file_that_failed_is_no_track_and_stops_nothing(
    make_folder: MakeFolder, hear: Hear
) -> None:
    root = make_folder("a.flac", "b.flac")
    survey = survey_of(root)
    heard = hear(survey)
    del heard[root / "b.flac"]
    failure = Finding(said="breaks off", mend="copy it", place=Place(file=str(root / "b.flac")))
    library = assemble_library(survey, heard=heard, failures=[failure])
    assert len(library.tracks) == 1
    assert library.findings == (failure,)


def test_broken_tags_are_a_finding_every_time(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac")
    (root / "b.mp3").write_bytes(b"no sound at all")
    first = survey_of(root)
    again = survey_of(root, known=known_after(first, hear(first)))
    assert again.opened == ()
    for survey in (first, again):
        (finding,) = assemble_library(survey, heard=hear(survey)).findings
        assert finding.place.file == str(root / "b.mp3")
        assert "tags cannot be read" in finding.said


def test_a_file_without_sound_is_one_finding_whatever_its_tags(
    make_folder: MakeFolder, hear: Hear
) -> None:
    root = make_folder("a.flac")
    (root / "b.mp3").write_bytes(b"no sound at all")
    survey = survey_of(root)
    heard = hear(survey)
    heard.pop(root / "b.mp3", None)
    failure = Finding(said="is no sound", mend="copy it", place=Place(file=str(root / "b.mp3")))
    assert assemble_library(survey, heard=heard, failures=[failure]).findings == (failure,)


def test_what_listening_found_is_still_known_later(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac", "b\nc.flac")
    survey = survey_of(root)
    heard = hear(survey)
    del heard[root / "b\nc.flac"]
    failures = [
        Finding(said="clicks", mend="listen", place=Place(file=str(root / "a.flac"))),
        Finding(said="breaks off", mend="copy it", place=Place(file=str(root / "b\nc.flac"))),
        Finding(said="the disk is slow", mend="wait"),
    ]
    now = assemble_library(survey, heard=heard, failures=failures).findings
    assert [finding.place.file for finding in now] == [
        str(root / "a.flac"),
        str(root / r"b\nc.flac"),
        None,
    ]
    again = survey_of(root, known=known_after(survey, heard, failures))
    assert again.unheard(measures_version=1) == (root / "b\nc.flac",)
    assert assemble_library(again, heard={}).findings == now[:2]
    repaired = {path: hear(survey)[path] for path in again.unheard(measures_version=1)}
    assert assemble_library(again, heard=repaired).findings == now[:1]


def test_files_that_nobody_listened_to_are_counted(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac", "b.flac", "c.flac")
    survey = survey_of(root)
    heard = hear(survey)
    del heard[root / "b.flac"], heard[root / "c.flac"]
    (finding,) = assemble_library(survey, heard=heard).findings
    assert finding.said == "2 audio files were not listened to yet"
    assert "library scan" in finding.mend
    assert finding.severity is Severity.WARNING


def test_a_library_of_which_nothing_was_heard_is_refused(make_folder: MakeFolder) -> None:
    root = make_folder("a.flac")
    survey = survey_of(root)
    with pytest.raises(InputError, match="library scan"):
        assemble_library(survey, heard={})
    failure = Finding(said="breaks off", mend="copy it", place=Place(file=str(root / "a.flac")))
    with pytest.raises(InputError) as caught:
        assemble_library(survey, heard={}, failures=[failure])
    assert caught.value.findings[0] == failure
    assert "can be listened to" in caught.value.findings[1].said


def test_findings_of_every_stage_come_together(make_folder: MakeFolder, hear: Hear) -> None:
    side = _SIDE.replace("warm", "wram") + '[[track]]\npath = "none.flac"\n'
    root = make_folder("a.flac", "b.flac", sidecar=side)
    (root / "empty.mp3").touch()
    library = library_of(root, hear)
    said = " ".join(finding.said for finding in library.findings)
    assert all(word in said for word in ("wram", "no such file", "0 bytes"))
    assert {finding.severity for finding in library.findings} == {Severity.WARNING}
