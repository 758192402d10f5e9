"""Libraries as the last scan left them, and every way in which one cannot be had."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import mutagen.flac
import pytest
from sounds import joined, save, some_noise

from setlist.engine import (
    Crew,
    check_library,
    gather_library,
    list_tracks,
    make_route,
    read_arc,
    read_library,
    read_values,
    scan,
    tag,
    take_in,
    write_tags,
)
from setlist.engine.suggestions import find_gaps, suggest
from setlist.errors import AudioError, CatalogError, InputError
from setlist.mixdown import write_excerpts

CATALOG = "setlist.catalog.sqlite"


def said(folder: Path | str) -> str:
    return "\n".join(str(finding) for finding in check_library(folder))


def titles_in(path: Path) -> list[str]:
    """The titles in the tags of a file, as another program reads them."""
    file = mutagen.flac.FLAC(path)  # type: ignore[no-untyped-call]  # mutagen has no types
    return list(file.get("title", ()))  # type: ignore[no-untyped-call]  # as above


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of three tracks that are not on this machine."""
    path = tmp_path / "tracks.csv"
    rows = [f"Pond {number},Tidal Rooms,{200 + number},{number},none" for number in (1, 2, 3)]
    head = "title,artist,duration_s,intensity,voice"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_what_a_scan_left_is_read_without_looking_at_the_music(shelf: Path) -> None:
    whole = scan(shelf)
    for path in shelf.glob("*.flac"):
        path.unlink()
    assert read_library(shelf) == whole
    assert read_library(shelf / CATALOG).tracks == whole.tracks


def test_a_table_is_a_library_that_names_itself(table: Path) -> None:
    library = read_library(table)
    assert (library.stamp.locator, len(library.tracks)) == (str(table), 3)
    assert f"{table}: path: 3 tracks have no file on this machine" in said(table)
    assert scan(table) == library
    assert sorted(path.name for path in table.parent.iterdir()) == ["tracks.csv"]


def test_a_table_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        read_library(tmp_path / "none.csv")


def test_an_empty_catalog_is_an_empty_library(table: Path, tmp_path: Path) -> None:
    catalog = tmp_path / "new.sqlite"
    taken = take_in(catalog, table, by="KL")
    assert "3 rows match no track and were left out" in str(taken.findings[0])
    library = read_library(catalog)
    assert library.tracks == ()
    assert check_library(catalog) == ()
    assert suggest(library).intensities == {}
    report = find_gaps(read_arc("inward"), library, route=make_route("im"))
    assert not report.planned


def test_a_catalog_that_is_not_there_says_scan(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="setlist library scan"):
        read_library(tmp_path / "none.sqlite")
    with pytest.raises(CatalogError, match="setlist library scan"):
        scan(tmp_path / "none.sqlite")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("look", [read_library, check_library, list_tracks, scan])
def test_a_damaged_catalog_is_said_so(shelf: Path, look: Callable[[Path], object]) -> None:
    whole = (shelf / CATALOG).read_bytes()
    (shelf / CATALOG).write_bytes(b"this is no database " * 999)
    with pytest.raises(CatalogError, match="no SQLite database") as caught:
        look(shelf)
    assert caught.value.findings[0].mend
    half = len(whole) // 2
    (shelf / CATALOG).write_bytes(whole[:half] + bytes(len(whole) - half))
    with pytest.raises(CatalogError) as caught:
        look(shelf)
    assert caught.value.findings[0].mend


@pytest.mark.parametrize("look", [read_library, check_library, list_tracks, scan])
def test_a_catalog_of_a_newer_setlist_is_refused_and_left_alone(
    shelf: Path, look: Callable[[Path], object]
) -> None:
    with closing(sqlite3.connect(shelf / CATALOG)) as connection, connection:
        connection.execute("UPDATE catalog_version SET version_num = '9999'")
    with pytest.raises(CatalogError, match=r"newer setlist.*update setlist"):
        look(shelf)
    with closing(sqlite3.connect(shelf / CATALOG)) as connection:
        assert connection.execute("SELECT * FROM catalog_version").fetchone() == ("9999",)


def test_a_library_without_audio_here_can_be_planned_with_but_not_listened_to(
    apart: Path, tmp_path: Path
) -> None:
    catalog = Path(shutil.copy(apart, tmp_path / "shelf.sqlite"))
    with closing(sqlite3.connect(catalog)) as connection, connection:
        connection.execute("UPDATE roots SET place = '/elsewhere/tones'")
    library = scan(catalog)
    assert library == read_library(catalog) == gather_library(catalog)
    assert {track.path for track in library.tracks} == {
        f"/elsewhere/tones/p{number}.flac" for number in range(6)
    }
    assert find_gaps(read_arc("inward"), library, route=make_route("im")).phases
    with pytest.raises(AudioError) as caught:
        write_excerpts(library.tracks[0], tmp_path)
    assert "/elsewhere/tones/p0.flac" in str(caught.value)


def test_a_folder_is_scanned_before_a_plan_and_a_catalog_is_not(
    shelf: Path, tmp_path: Path, deaf: Crew
) -> None:
    sidecar = shelf / "setlist.library.toml"
    sidecar.write_text("", encoding="utf-8")
    assert read_library(shelf).tracks[0].tags.ratings
    assert not gather_library(shelf, crew=deaf).tracks[0].tags.ratings
    assert tmp_path.is_dir()


def test_a_check_lists_what_a_curator_has_to_say_mend_or_decide(shelf: Path) -> None:
    (shelf / "setlist.library.toml").write_text("", encoding="utf-8")
    save(shelf / "sudden.flac", joined(some_noise(length_s=4.0, level_db=-50.0), some_noise()))
    shutil.copy(shelf / "p1.flac", shelf / "p1 again.flac")
    (shelf / "p0.flac").unlink()
    scan(shelf, crew=Crew(workers=1))
    tag(shelf, ["p2.flac"], read_values(["voice=none", "licence=CC0"]), by="KL")
    tag(shelf, ["p2.flac"], read_values(["voice=words"]), by="MR")
    tag(shelf, ["p3.flac"], read_values(["tags=warm"]), by="KL", propose=True)
    text = said(shelf)
    for what in (
        "nobody rated its intensity",
        "nobody said what the voice does",
        "has no tags",
        "has no licence",
        "the right to play it to a client is not known",
        "p0.flac: path: there is no such file any more",
        "holds the same sound as p1 again.flac",
        "rises by",
        "people differ: voice: KL none, MR words",
        "KL proposes warm",
    ):
        assert what in text, what
    assert text.count("there is no such file any more") == 1


def test_tags_are_written_for_other_programs_and_the_sound_stays(shelf: Path, deaf: Crew) -> None:
    tag(shelf, ["Piece 0"], read_values(["title=Still Pond", "tags=cold"]), by="KL")
    before = read_library(shelf).tracks
    told: list[str] = []
    findings = write_tags(
        shelf,
        [row.track for row in list_tracks(shelf, 'title:"Still Pond"').tracks],
        progress=lambda done, whole, label: told.append(f"{done}/{whole} {label}"),
    )
    assert findings == ()
    assert told == ["1/1 writing Still Pond"]
    assert titles_in(shelf / "p0.flac") == ["Still Pond"]
    assert titles_in(shelf / "p1.flac") == []
    after = scan(shelf, crew=deaf).tracks
    assert [track.id for track in after] == [track.id for track in before]
    assert after[0].tags == before[0].tags


def test_a_file_that_went_before_its_tags_were_written_is_one_finding(shelf: Path) -> None:
    listing = list_tracks(shelf)
    (shelf / "p0.flac").unlink()
    (finding,) = write_tags(shelf, [row.track for row in listing.tracks])
    assert "p0.flac" in str(finding)
    assert finding.mend


def test_raters_who_are_far_apart_are_told_once(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["intensity=2"]), by="KL")
    tag(shelf, ["Piece 0"], read_values(["intensity=8"]), by="MR")
    told = [str(each) for each in check_library(shelf) if "KL 2, MR 8" in str(each)]
    assert len(told) == 1
    assert "apart" in told[0]
