"""Curations and tables that come in."""

import csv
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import a_track_id
from sayings import at

from setlist.curation import CurationKind, Doubt, write_curation
from setlist.engine import (
    Crew,
    View,
    export_curation,
    list_tracks,
    read_history,
    read_library,
    read_values,
    scan,
    tag,
    take_in,
)
from setlist.errors import CatalogError, InputError
from setlist.model import Curation, Field, Statement, TrackId, TrackKey
from setlist.units import Seconds


def a_curation(
    folder: Path, *keys: TrackKey, value: str = "words", name: str = "theirs.toml"
) -> Path:
    """A file in which somebody says of tracks what the voice does."""
    target = folder / name
    curation = Curation(
        keys=keys,
        statements=tuple(
            Statement(track=key.track, field=Field.VOICE, value=value, by="ZZ", on=at(1))
            for key in keys
        ),
    )
    kind = CurationKind(target.suffix[1:])
    target.write_text(write_curation(curation, kind), encoding="utf-8")
    return target


def a_key(name: str, *, title: str | None = None, artist: str = "Tester") -> TrackKey:
    return TrackKey(
        track=a_track_id(name), title=title or name, artist=artist, duration_s=Seconds(1.0)
    )


def own_id(shelf: Path, title: str) -> TrackId:
    return list_tracks(shelf, f'title:"{title}"').tracks[0].track


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a table."""

    def call(
        *rows: str, head: str = "title,artist,duration_s,intensity,voice", name: str = ""
    ) -> Path:
        path = tmp_path / (name or "tracks.csv")
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return path

    return call


def test_what_is_said_of_known_tracks_counts_and_twice_changes_nothing(
    shelf: Path, tmp_path: Path
) -> None:
    file = a_curation(tmp_path, TrackKey(track=own_id(shelf, "Piece 0")))
    taken = take_in(shelf, file, on=at(5))
    assert (taken.statements, taken.tracks, taken.kept_apart) == (1, 1, 0)
    assert len(list_tracks(shelf, "voice:words").tracks) == 1
    (change,) = read_history(shelf)
    assert (change.how, change.at) == ("import theirs.toml", at(5))
    again = take_in(shelf, file)
    assert (again.statements, again.tracks) == (0, 0)
    assert len(read_history(shelf)) == 1


def test_what_is_said_of_unknown_tracks_is_kept_apart_and_counts_when_they_come(
    tones: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tones, tmp_path / "music"))
    coming = (folder / "p5.flac").rename(tmp_path / "p5.flac")
    track = own_id(folder, "Piece 5")
    (folder / "setlist.catalog.sqlite").unlink()
    catalog = tmp_path / "fresh.sqlite"
    file = a_curation(tmp_path, TrackKey(track=track))
    taken = take_in(catalog, file)
    assert (taken.statements, taken.tracks, taken.kept_apart) == (1, 0, 1)
    assert list_tracks(catalog).tracks == ()
    coming.rename(folder / "p5.flac")
    scan(folder, catalog=str(catalog), crew=Crew(workers=1))
    assert [row.title for row in list_tracks(catalog, "voice:words").tracks] == ["Piece 5"]


def test_tracks_that_match_by_name_only_are_left_out_until_they_are_confirmed(
    shelf: Path, tmp_path: Path
) -> None:
    file = a_curation(tmp_path, a_key("x", title="PIECE 0"), a_key("y", title="Piece 99"))
    taken = take_in(shelf, file)
    (doubt,) = taken.doubtful
    assert doubt.theirs.title == "PIECE 0"
    assert (taken.statements, taken.kept_apart) == (1, 1)
    assert not list_tracks(shelf, "voice:words").tracks

    def choose(doubt: Doubt) -> TrackId:
        return doubt.candidates[0].track

    taken = take_in(shelf, file, confirm=choose)
    assert (taken.statements, taken.tracks, taken.doubtful) == (1, 1, ())
    assert [row.title for row in list_tracks(shelf, "voice:words").tracks] == ["Piece 0"]
    assert take_in(shelf, file).doubtful == ()


def test_conflicts_of_what_came_in_are_listed(shelf: Path, tmp_path: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["voice=none"]), by="KL")
    file = a_curation(tmp_path, TrackKey(track=own_id(shelf, "Piece 0")))
    assert [str(each) for each in take_in(shelf, file).conflicts] == ["voice: KL none, ZZ words"]


@pytest.mark.parametrize("name", ["theirs.toml", "theirs.csv"])
def test_a_file_of_a_newer_setlist_is_refused(shelf: Path, tmp_path: Path, name: str) -> None:
    file = a_curation(tmp_path, TrackKey(track=own_id(shelf, "Piece 0")), name=name)
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("schema = 1", "schema = 99").replace("\n1,", "\n99,"), encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"newer setlist.*update setlist"):
        take_in(shelf, file)
    assert read_history(shelf) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.toml", b"\xff\xfe never mind"),
        ("x.toml", b"[[track]]\nid = 3\n"),
        ("x.csv", b""),
        ("x.csv", b"a,b\n1,2\n"),
        ("x.json", b"{}"),
        ("x", b""),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_name(
    shelf: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        take_in(shelf, tmp_path / name)
    assert name in str(caught.value)
    assert all(finding.mend for finding in caught.value.findings)


def test_a_file_or_library_that_is_not_there_is_said_so(shelf: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml"):
        take_in(shelf, tmp_path / "none.toml")
    with pytest.raises(InputError, match=r"none\.csv"):
        take_in(shelf, tmp_path / "none.csv", by="KL")
    file = a_curation(tmp_path, a_key("x"))
    with pytest.raises(InputError, match="there is no library"):
        take_in(tmp_path / "nowhere", file)
    (tmp_path / "empty").mkdir()
    with pytest.raises(CatalogError, match="setlist library scan"):
        take_in(tmp_path / "empty", file)
    assert not list((tmp_path / "empty").iterdir())


def test_a_name_that_is_no_unicode_does_not_stop_an_import(shelf: Path, tmp_path: Path) -> None:
    file = a_curation(tmp_path, TrackKey(track=own_id(shelf, "Piece 0")))
    strange = file.rename(tmp_path / os.fsdecode(b"theirs \xff.toml"))
    assert take_in(shelf, strange).statements == 1
    (change,) = read_history(shelf)
    assert change.how.encode() == b"import theirs \\xff.toml"


def test_a_table_needs_somebody_who_says_it(shelf: Path, write: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="--by"):
        take_in(shelf, write("Piece 0,Tester,1,9,words"))
    with pytest.raises(InputError):
        take_in(shelf, write("Piece 0,Tester,1,9,words"), by="Karin Lund")


def test_a_table_says_only_what_it_says_otherwise(shelf: Path, tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    export_curation(shelf, table, form="table")
    assert take_in(shelf, table, by="KL").statements == 0
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0]["voice"], rows[1]["intensity"], rows[2]["tags"] = "words", "9", ""
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=rows[0])
        writer.writeheader()
        writer.writerows(rows)
    taken = take_in(shelf, table, by="KL", view=View(clinic="harbour"))
    assert (taken.statements, taken.tracks) == (2, 2)
    assert {change.what.clinic for change in read_history(shelf)} == {"harbour"}


def test_rows_that_match_no_track_are_counted_and_kept_when_asked(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    catalog = tmp_path / "new.sqlite"
    table = write("Pond,Tidal Rooms,200,3,none", "Lake,Tidal Rooms,300,4,none")
    assert "2 rows match no track" in str(take_in(catalog, table, by="KL").findings[0])
    taken = take_in(catalog, table, by="KL", without_audio=True)
    assert (taken.tracks, taken.added) == (0, 2)
    assert len(read_library(catalog).tracks) == 2
    assert take_in(catalog, table, by="KL", without_audio=True).statements == 0
    assert len(read_library(catalog).tracks) == 2


def test_a_later_table_of_the_same_name_leaves_the_rows_of_the_first(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    catalog = tmp_path / "new.sqlite"
    pond, lake, sea = (f"{title},Tidal Rooms,200,3,none" for title in ("Pond", "Lake", "Sea"))
    take_in(catalog, write(pond), by="KL", without_audio=True)
    take_in(catalog, write(pond, lake), by="KL", without_audio=True)
    take_in(catalog, write(sea, name="other/tracks.csv"), by="KL", without_audio=True)
    titles = {track.tags.title for track in read_library(catalog).tracks}
    assert titles == {"Pond", "Lake", "Sea"}


def test_a_folder_in_which_a_table_stood_is_not_scanned_for_it(
    tones: Path, tmp_path: Path, write: Callable[..., Path], deaf: Crew
) -> None:
    catalog = tmp_path / "new.sqlite"
    take_in(catalog, write("Pond,Tidal Rooms,200,3,none"), by="KL", without_audio=True)
    shutil.copy(tones / "p0.flac", tmp_path / "private.flac")
    library = scan(catalog, crew=deaf)
    assert [track.tags.title for track in library.tracks] == ["Pond"]


def test_rows_of_tracks_whose_files_are_missing_are_counted(shelf: Path, tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    export_curation(shelf, table, form="table")
    (shelf / "p0.flac").unlink()
    scan(shelf)
    taken = take_in(shelf, table, by="KL")
    assert "1 rows are of tracks whose files are missing" in str(taken.findings[-1])


def test_formulas_and_escapes_in_a_table_are_plain_text(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    catalog = tmp_path / "new.sqlite"
    rows = ("'=cmd(),\x1b[31mTidal,200,3,none", '"two\nlines",\u202eRooms,200,=1+1,none')
    take_in(catalog, write(*rows), by="KL", without_audio=True)
    for track in read_library(catalog).tracks:
        for text in (track.tags.title or "", track.tags.artist or ""):
            assert text.isprintable()
            assert "\u202e" not in text
    assert {track.tags.title for track in read_library(catalog).tracks} == {"=cmd()", "two lines"}


def test_nothing_is_taken_into_a_table(tmp_path: Path, write: Callable[..., Path]) -> None:
    file = a_curation(tmp_path, a_key("x"))
    with pytest.raises(InputError, match="cannot take in"):
        take_in(write("Pond,Tidal Rooms,200,3,none"), file)
