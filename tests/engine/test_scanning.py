"""What a scan opens, listens to and writes, and what it leaves alone."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import mutagen.flac
import pytest
from sounds import a_tone, save

from setlist.analysis import MEASURES_VERSION
from setlist.engine import (
    Crew,
    check_library,
    list_tracks,
    read_history,
    read_library,
    read_values,
    scan,
    tag,
)
from setlist.errors import InputError
from setlist.model import Library

CATALOG = "setlist.catalog.sqlite"


def files_of(library: Library) -> list[str]:
    return [Path(track.path).name for track in library.tracks if track.path]


def findings_of(library: Library) -> str:
    return "\n".join(str(finding) for finding in library.findings)


def test_an_unchanged_folder_is_scanned_without_opening_a_file_or_writing_anything(
    shelf: Path, deaf: Crew
) -> None:
    catalog = shelf / CATALOG
    before, status = catalog.read_bytes(), catalog.stat()
    for path in shelf.glob("*.flac"):
        times = path.stat()
        path.write_bytes(bytes(times.st_size))  # whoever opened it would find no sound
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    library = scan(shelf, crew=deaf)
    assert len(library.tracks) == 6
    assert library.stamp.locator == str(shelf)
    assert not library.findings
    assert catalog.read_bytes() == before
    assert catalog.stat().st_mtime_ns == status.st_mtime_ns
    assert sorted(path.name for path in shelf.glob("setlist*")) == [CATALOG, "setlist.library.toml"]


def test_a_changed_library_file_is_taken_in_without_listening(shelf: Path, deaf: Crew) -> None:
    sidecar = shelf / "setlist.library.toml"
    text = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(text.replace("intensity = 1\n", "intensity = 7\n"), encoding="utf-8")
    assert scan(shelf, crew=deaf).tracks[0].tags.intensity() == 7.0


def test_a_retagged_file_is_not_listened_to_again(shelf: Path, deaf: Crew) -> None:
    before = scan(shelf).tracks[0]
    retag(shelf / "p0.flac", album="Ponds")
    after = scan(shelf, crew=deaf).tracks[0]
    assert (after.id, after.measures) == (before.id, before.measures)
    assert (before.tags.album, after.tags.album) == (None, "Ponds")


def test_a_moved_file_is_not_listened_to_again_and_told_once(shelf: Path, deaf: Crew) -> None:
    (shelf / "deep").mkdir()
    (shelf / "p0.flac").rename(shelf / "deep" / "Ünïcode name.flac")
    library = scan(shelf, crew=deaf)
    assert "was moved from p0.flac to deep/Ünïcode name.flac" in findings_of(library)
    assert "missing" not in findings_of(library)
    retag(shelf / "p1.flac", album="Ponds")
    again = findings_of(scan(shelf, crew=deaf))
    assert "is missing" not in again
    assert "was moved" not in again
    gone = [str(found) for found in check_library(shelf) if "no such file any" in found.said]
    assert not gone


def test_a_file_that_is_gone_is_told_until_it_comes_back(shelf: Path, deaf: Crew) -> None:
    tag(shelf, ["Piece 0"], read_values(["intensity=9"]), by="KL")
    sound, times = (shelf / "p0.flac").read_bytes(), (shelf / "p0.flac").stat()
    (shelf / "p0.flac").unlink()
    assert "is missing" in findings_of(scan(shelf, crew=deaf))
    assert any("no such file" in found.said for found in check_library(shelf))
    assert [row.title for row in list_tracks(shelf, "missing:yes").tracks] == ["Piece 0"]
    (shelf / "p0.flac").write_bytes(sound)
    os.utime(shelf / "p0.flac", ns=(times.st_atime_ns, times.st_mtime_ns))
    library = scan(shelf, crew=deaf)
    assert "missing" not in findings_of(library)
    assert [rating.rater for rating in library.tracks[0].tags.ratings] == [None, "KL"]


def test_a_file_that_was_emptied_is_one_finding(shelf: Path, deaf: Crew) -> None:
    gone = next(shelf.rglob("*.flac"))
    os.truncate(gone, 0)
    (finding,) = (it for it in scan(shelf, crew=deaf).findings if it.place.file == str(gone))
    assert "is empty" in finding.said


def test_a_file_that_holds_another_sound_now_is_another_track(shelf: Path) -> None:
    before = scan(shelf)
    save(shelf / "p0.flac", a_tone(length_s=3.0))
    after = scan(shelf)
    assert len(after.tracks) == len(before.tracks)
    assert before.tracks[0].id not in {track.id for track in after.tracks}


def test_of_two_files_of_one_sound_one_may_go_without_a_word(shelf: Path, deaf: Crew) -> None:
    shutil.copy(shelf / "p0.flac", shelf / "twin.flac")
    assert "holds the same sound" in findings_of(scan(shelf, crew=deaf))
    (shelf / "twin.flac").unlink()
    assert "twin" not in findings_of(scan(shelf, crew=deaf))


def test_measures_of_another_version_are_stale_and_listened_to_again(shelf: Path) -> None:
    before = read_library(shelf).tracks
    make_old(shelf / CATALOG)
    stale = [found for found in check_library(shelf) if "was heard with measures" in found.said]
    assert len(stale) == 6
    log = Log()
    assert scan(shelf, crew=Crew(workers=1), progress=log).tracks == before
    assert len(log.labels) == 6
    assert log.shares == sorted(log.shares)
    assert log.shares[-1] == 1.0
    assert not [found for found in check_library(shelf) if "measures" in found.said]


def test_a_bad_file_is_one_finding_and_tried_again_by_measure_only(shelf: Path, deaf: Crew) -> None:
    (shelf / "bad.wav").write_bytes(b"never mind" * 999)
    library = scan(shelf, crew=Crew(workers=1))
    assert len(library.tracks) == 6
    assert sum("bad.wav" in str(found) for found in library.findings) == 1
    retag(shelf / "p0.flac", album="Ponds")
    assert findings_of(scan(shelf, crew=deaf)) == findings_of(library)
    log = Log()
    scan(shelf, crew=Crew(workers=1), again=True, progress=log)
    assert log.labels == ["listening, 1 of 1: bad.wav"]


def test_a_bad_file_that_was_mended_is_a_track(shelf: Path) -> None:
    (shelf / "bad.wav").write_bytes(b"never mind" * 999)
    scan(shelf, crew=Crew(workers=1))
    save(shelf / "bad.wav", a_tone(1000.0))
    library = scan(shelf, crew=Crew(workers=1))
    assert "bad.wav" in files_of(library)
    assert "bad.wav" not in findings_of(library)


def test_a_folder_without_audio_is_refused_and_no_catalog_made_in_it(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no music", encoding="utf-8")
    with pytest.raises(InputError, match="no audio"):
        scan(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_wrong_library_file_is_refused_and_nothing_known_is_lost(shelf: Path) -> None:
    (shelf / "setlist.library.toml").write_text("[[track]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"setlist\.library\.toml"):
        scan(shelf)
    assert len(list_tracks(shelf, "intensity:1..6").tracks) == 6


def test_a_catalog_scans_all_its_roots_that_stand_here_and_names_every_fault(
    apart: Path, shelf: Path, tmp_path: Path, deaf: Crew
) -> None:
    catalog = Path(shutil.copy(apart, tmp_path / "shelf.sqlite"))
    scan(shelf, catalog=str(catalog), root="wrong", crew=deaf)
    scan(shelf, catalog=str(catalog), root="empty", crew=deaf)
    away, empty = shelf.rename(tmp_path / "wrong"), tmp_path / "empty"
    empty.mkdir()
    (away / "setlist.library.toml").write_text("[[track]\n", encoding="utf-8")
    for root, place in (("wrong", away), ("empty", empty)):
        with closing(sqlite3.connect(catalog)) as connection, connection:
            connection.execute("UPDATE roots SET place = ? WHERE root = ?", (str(place), root))
    with pytest.raises(InputError) as caught:
        scan(catalog, crew=deaf)
    assert "no audio" in str(caught.value)
    assert "setlist.library.toml" in str(caught.value)
    assert len(list_tracks(catalog).tracks) == 6


def test_a_sound_heard_under_one_root_is_not_listened_to_under_another(
    apart: Path, shelf: Path, tmp_path: Path, deaf: Crew
) -> None:
    catalog = Path(shutil.copy(apart, tmp_path / "shelf.sqlite"))
    assert len(scan(shelf, catalog=str(catalog), root="copy", crew=deaf).tracks) == 6


def test_another_folder_of_the_same_name_does_not_take_the_place_of_the_first(
    apart: Path, tones: Path, tmp_path: Path, deaf: Crew
) -> None:
    catalog = Path(shutil.copy(apart, tmp_path / "shelf.sqlite"))
    other = Path(shutil.copytree(tones, tmp_path / "tones"))
    (other / "p0.flac").unlink()
    with pytest.raises(InputError, match="another folder as 'tones'") as caught:
        scan(other, catalog=str(catalog), crew=deaf)
    assert "--as" in caught.value.findings[0].mend
    assert len(list_tracks(catalog).tracks) == 6
    assert len(scan(other, catalog=str(catalog), root="tones", crew=deaf).tracks) == 5


def test_a_root_that_is_scanned_at_another_place_stands_there(
    apart: Path, shelf: Path, tmp_path: Path, deaf: Crew
) -> None:
    catalog = Path(shutil.copy(apart, tmp_path / "shelf.sqlite"))
    shutil.copy2(shelf / "p0.flac", tmp_path)
    scan(shelf, catalog=str(catalog), root="tones", crew=deaf)
    assert {Path(path).parent for path in list_tracks(catalog).paths.values()} == {shelf}


def test_what_people_say_leaves_a_trail_and_a_scan_none(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["intensity=9"]), by="KL")
    retag(shelf / "p0.flac", album="Ponds")
    scan(shelf)
    assert [change.how for change in read_history(shelf)] == ["tag"]


def retag(path: Path, **tags: str) -> None:
    """Write tags into a file, as another program does."""
    file = mutagen.flac.FLAC(path)  # type: ignore[no-untyped-call]  # mutagen has no types
    file.update(tags)  # type: ignore[no-untyped-call]  # as above
    file.save()


def make_old(catalog: Path) -> None:
    """Let all measures be those of an earlier setlist."""
    with closing(sqlite3.connect(catalog)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for table in ("measures", "files", "sides"):
            connection.execute(f"UPDATE {table} SET version = {MEASURES_VERSION - 1}")  # noqa: S608  # constants
        connection.execute(
            "UPDATE measures SET measures = json_set(measures, '$.version', ?)",
            (MEASURES_VERSION - 1,),
        )
        connection.execute("UPDATE roots SET mark = 'of an earlier setlist'")


@dataclass
class Log:
    """What a scan told of how far it was."""

    labels: list[str] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def __call__(self, done: float, whole: float, label: str) -> None:
        self.labels.append(label)
        self.shares.append(done / whole)
