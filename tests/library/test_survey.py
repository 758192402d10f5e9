"""Surveys of folders, and what they remember."""

import os
from collections.abc import Callable
from pathlib import Path

import mutagen
import pytest

from setlist.errors import InputError, Severity
from setlist.library import MEMORY_NAME, Survey, assemble_library, remember, survey_folder
from setlist.model import Heard

MakeFolder = Callable[..., Path]
Hear = Callable[[Survey], dict[Path, Heard]]


def test_a_first_survey_knows_every_file_and_has_heard_none(make_folder: MakeFolder) -> None:
    root = make_folder("a.flac", "b/1.ogg")
    survey = survey_folder(root, measures_version=1)
    assert survey.unheard() == (root / "a.flac", root / "b/1.ogg")
    assert not survey.remembered
    assert not survey.findings


def test_an_unchanged_file_is_never_opened_again(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac")
    first = survey_folder(root, measures_version=1)
    assert remember(first, hear(first)) == ()
    file = root / "a.flac"
    status = file.stat()
    file.write_bytes(b"x" * status.st_size)  # opened, it would be a broken header
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    again = survey_folder(root, measures_version=1)
    assert again.remembered
    assert again.unheard() == ()
    assert not again.findings
    assert assemble_library(again, heard={}) == assemble_library(first, heard=hear(first))


def test_only_what_changed_is_heard_again(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac", "b.flac")
    first = survey_folder(root, measures_version=1)
    remember(first, hear(first))
    audio = mutagen.File(root / "b.flac")
    audio["TITLE"] = "New"
    audio.save()
    again = survey_folder(root, measures_version=1)
    assert again.unheard() == (root / "b.flac",)
    assert again.records[1].embedded.tags.title == "New"
    assert not again.remembered


def test_what_was_heard_by_half_is_kept(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac", "b.flac")
    survey = survey_folder(root, measures_version=1)
    heard = hear(survey)
    del heard[root / "b.flac"]
    remember(survey, heard)
    assert survey_folder(root, measures_version=1).unheard() == (root / "b.flac",)


def test_other_measures_make_every_file_unheard(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac")
    survey = survey_folder(root, measures_version=1)
    remember(survey, hear(survey))
    assert survey_folder(root, measures_version=2).unheard() == (root / "a.flac",)


def test_a_memory_is_not_written_when_nothing_is_new(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac")
    survey = survey_folder(root, measures_version=1)
    remember(survey, hear(survey))
    before = (root / MEMORY_NAME).stat()
    remember(survey_folder(root, measures_version=1), {})
    after = (root / MEMORY_NAME).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_went_is_forgotten(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac", "b.flac")
    survey = survey_folder(root, measures_version=1)
    remember(survey, hear(survey))
    (root / "b.flac").unlink()
    again = survey_folder(root, measures_version=1)
    assert not again.remembered
    remember(again, {})
    assert "b.flac" not in (root / MEMORY_NAME).read_text(encoding="ascii")


def test_a_folder_that_cannot_be_written_is_remembered_elsewhere(
    make_folder: MakeFolder, hear: Hear, tmp_path: Path
) -> None:
    root, fallback = make_folder("a.flac"), tmp_path / "cache" / "measures"
    (root / MEMORY_NAME).mkdir()  # no user, not even root, can write a file there
    survey = survey_folder(root, measures_version=1, fallback=fallback)
    assert remember(survey, hear(survey)) == ()
    assert len(list(fallback.iterdir())) == 1
    again = survey_folder(root, measures_version=1, fallback=fallback)
    assert again.unheard() == ()
    assert survey_folder(root, measures_version=1).unheard() == (root / "a.flac",)


def test_a_memory_that_can_be_kept_nowhere_is_one_warning(
    make_folder: MakeFolder, hear: Hear, tmp_path: Path
) -> None:
    root = make_folder("a.flac")
    (root / MEMORY_NAME).mkdir()
    (tmp_path / "cache").touch()
    survey = survey_folder(root, measures_version=1, fallback=tmp_path / "cache")
    (finding,) = remember(survey, hear(survey))
    assert finding.severity is Severity.WARNING
    assert finding.mend


def test_a_broken_memory_is_a_warning_and_is_written_anew(
    make_folder: MakeFolder, hear: Hear
) -> None:
    root = make_folder("a.flac")
    (root / MEMORY_NAME).write_text("{", encoding="utf-8")
    survey = survey_folder(root, measures_version=1)
    (finding,) = survey.findings
    assert finding.severity is Severity.WARNING
    remember(survey, hear(survey))
    assert not survey_folder(root, measures_version=1).findings


def test_broken_tags_are_a_finding_every_time(make_folder: MakeFolder, hear: Hear) -> None:
    root = make_folder("a.flac")
    (root / "b.mp3").write_bytes(b"no sound at all")
    first = survey_folder(root, measures_version=1)
    remember(first, hear(first))
    again = survey_folder(root, measures_version=1)
    assert again.remembered
    for survey in (first, again):
        (finding,) = survey.findings
        assert finding.place.file == str(root / "b.mp3")
        assert "tags cannot be read" in finding.said
        assert str(root / "b.mp3") in (record.file.path for record in survey.records)


@pytest.mark.parametrize("names", [(), ("notes.txt",)])
def test_a_folder_without_audio_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(InputError) as caught:
        survey_folder(tmp_path, measures_version=1)
    (finding,) = caught.value.findings
    assert finding.said == "there is no audio in this folder"
    assert "mp3" in finding.mend


def test_a_folder_of_empty_files_says_so_for_each(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").touch()
    with pytest.raises(InputError) as caught:
        survey_folder(tmp_path, measures_version=1)
    assert [finding.said for finding in caught.value.findings] == [
        "is empty: 0 bytes",
        "there is no audio in this folder",
    ]


def test_a_wrong_library_file_stops_the_survey(make_folder: MakeFolder) -> None:
    with pytest.raises(InputError):
        survey_folder(
            make_folder("a.flac", sidecar="[[track]]\nintensity = 14\n"), measures_version=1
        )


def test_a_vocabulary_file_that_is_missing_stops_the_survey(make_folder: MakeFolder) -> None:
    root = make_folder("a.flac", sidecar='vocabularies = ["none.toml"]\n')
    with pytest.raises(InputError, match="no such file"):
        survey_folder(root, measures_version=1)


def test_a_word_of_the_clinic_is_known_in_its_library(make_folder: MakeFolder) -> None:
    side = 'vocabularies = ["own.toml"]\n[[track]]\npath = "a.flac"\ntags = ["birthday"]\n'
    root = make_folder("a.flac", sidecar=side)
    (root / "own.toml").write_text('[association]\nbirthday = "Birthday songs."\n', "utf-8")
    survey = survey_folder(root, measures_version=1)
    assert not survey.findings
    assert "birthday" in survey.vocabulary.words()


def test_the_name_of_a_library_is_absolute_and_as_given(
    make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_folder("a.flac")
    link = root.parent / "link"
    link.symlink_to(root)
    monkeypatch.chdir(root)
    assert survey_folder(Path("../link/."), measures_version=1).folder == link
