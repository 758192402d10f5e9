"""Surveys of folders, with what is known of their files."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import mutagen
import pytest
from surveys import known_after, survey_of

from setlist.errors import Finding, InputError, Place
from setlist.library import Survey, assemble_library
from setlist.model import Heard

MakeFolder = Callable[..., Path]
Hear = Callable[[Survey], dict[Path, Heard]]


def test_a_first_survey_knows_every_file_and_has_heard_none(make_folder: MakeFolder) -> None:
    root = make_folder("a.flac", "b/1.ogg")
    survey = survey_of(root)
    assert survey.unheard(measures_version=1) == (root / "a.flac", root / "b/1.ogg")
    assert survey.opened == ("a.flac", "b/1.ogg")
    assert not survey.missing
    assert not survey.findings


def test_an_unchanged_file_is_never_opened_again(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac")
    first = survey_of(root)
    file = root / "a.flac"
    status = file.stat()
    file.write_bytes(b"x" * status.st_size)  # opened, it would be a broken header
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    again = survey_of(root, known=known_after(first, hear(first)))
    assert again.opened == ()
    assert again.unheard(measures_version=1) == ()
    assert not again.findings
    assert assemble_library(again, heard={}) == assemble_library(first, heard=hear(first))


def test_only_what_changed_is_heard_again(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac", "b.flac")
    first = survey_of(root)
    audio = mutagen.File(root / "b.flac")
    audio["TITLE"] = "New"
    audio.save()
    again = survey_of(root, known=known_after(first, hear(first)))
    assert again.opened == ("b.flac",)
    assert again.unheard(measures_version=1) == (root / "b.flac",)
    assert again.records[1].embedded.tags.title == "New"


def test_what_was_heard_by_half_is_kept(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac", "b.flac")
    survey = survey_of(root)
    heard = hear(survey)
    del heard[root / "b.flac"]
    again = survey_of(root, known=known_after(survey, heard))
    assert again.unheard(measures_version=1) == (root / "b.flac",)


def test_measures_of_another_version_are_to_be_heard_again_and_count_until_then(
    make_folder: MakeFolder, hear: Hear
) -> None:
    root = make_folder("a.flac")
    survey = survey_of(root)
    again = survey_of(root, known=known_after(survey, hear(survey)))
    assert again.unheard(measures_version=2) == (root / "a.flac",)
    assert len(assemble_library(again, heard={}).tracks) == 1


def test_a_file_that_went_is_missing(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac", "b.flac")
    survey = survey_of(root)
    known = known_after(survey, hear(survey))
    (root / "b.flac").unlink()
    assert survey_of(root, known=known).missing == (known["b.flac"],)


def test_a_library_is_known_at_another_mount_point(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac")
    survey = survey_of(root)
    failure = Finding(said="clicks", mend="listen", place=Place(file=str(root / "a.flac")))
    known = known_after(survey, hear(survey), [failure])
    moved = root.parent / "elsewhere"
    shutil.copytree(root, moved)
    again = survey_of(moved, known=known)
    assert again.opened == ()
    library = assemble_library(again, heard={})
    assert library.tracks[0].path == str(moved / "a.flac")
    assert library.findings[0].place.file == str(moved / "a.flac")
    assert library.stamp.digest == assemble_library(survey, heard=hear(survey)).stamp.digest


def test_a_wrong_library_file_stops_the_survey(make_folder: MakeFolder) -> None:
    with pytest.raises(InputError):
        survey_of(make_folder("a.flac", sidecar="[[track]]\nintensity = 14\n"))


def test_a_vocabulary_file_that_is_missing_stops_the_survey(make_folder: MakeFolder) -> None:
    root = make_folder("a.flac", sidecar='vocabularies = ["none.toml"]\n')
    with pytest.raises(InputError, match="no such file"):
        survey_of(root)


def test_a_word_of_the_clinic_is_known_in_its_library(make_folder: MakeFolder) -> None:
    side = 'vocabularies = ["own.toml"]\n[[track]]\npath = "a.flac"\ntags = ["birthday"]\n'
    root = make_folder("a.flac", sidecar=side)
    (root / "own.toml").write_text('[association]\nbirthday = "Birthday songs."\n', "utf-8")
    survey = survey_of(root)
    assert not survey.findings
    assert "birthday" in survey.vocabulary.words()
