"""Naming a track, listing tracks, and telling all that is known of one."""

import shutil
from pathlib import Path

import pytest

from setlist.engine import (
    View,
    list_tracks,
    read_history,
    read_values,
    scan,
    stamp,
    tag,
    tell_track,
)
from setlist.errors import InputError


def named(folder: Path, words: str) -> str | None:
    return tell_track(folder, words).track.tags.title


def test_a_track_is_named_by_title_path_id_or_a_query(
    shelf: Path, tones: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = list_tracks(shelf, "path:p2.flac").tracks
    absolute = list_tracks(shelf).paths[row.track]
    monkeypatch.chdir(shelf)
    for words in (
        "Piece 2",
        "p2.flac",
        absolute,
        "./p2.flac",
        row.track,
        row.track[:20],
        row.track[7:19],
        "intensity:3",
        'artist:"Tester" intensity:3',
    ):
        assert named(shelf, words) == "Piece 2", words
    with pytest.raises(InputError, match="no track is called"):
        named(shelf, str(tones / "elsewhere" / "p2.flac"))


def test_a_path_of_a_folder_that_moved_names_its_track(shelf: Path, tmp_path: Path) -> None:
    moved = shelf.rename(tmp_path / "moved")
    assert named(moved, str(moved / "p2.flac")) == "Piece 2"


def test_an_exact_title_is_found_among_any_number_that_hold_it(tmp_path: Path) -> None:
    titles = [*(f"Rain {number} in the Park" for number in range(12)), "Rain"]
    rows = [f"{title},Tidal Rooms,{200 + place}" for place, title in enumerate(titles)]
    table = tmp_path / "tracks.csv"
    table.write_text("\n".join(["title,artist,duration_s", *rows]) + "\n", encoding="utf-8")
    assert named(table, "Rain") == "Rain"
    with pytest.raises(InputError, match="and 8 more"):
        named(table, "rain")


def test_of_many_that_may_be_meant_the_first_are_named(shelf: Path) -> None:
    with pytest.raises(InputError) as caught:
        named(shelf, "Piece")
    (finding,) = caught.value.findings
    assert "Piece 0 by Tester" in finding.said
    assert finding.said.endswith("and 1 more")
    assert "id" in finding.mend


@pytest.mark.parametrize("words", ["nonsense", "a\0b", "intensity:", "\x1b[2J", "x" * 5000, "/x"])
def test_a_name_of_no_track_is_said_so(shelf: Path, words: str) -> None:
    with pytest.raises(InputError, match="no track is called") as caught:
        named(shelf, words)
    assert "\x1b" not in str(caught.value)


def test_a_list_says_where_each_file_stands_on_this_machine(shelf: Path) -> None:
    listing = list_tracks(shelf, "intensity:2..3", limit=1)
    (row,) = listing.tracks
    assert listing.paths == {row.track: str(shelf / "p1.flac")}
    elsewhere = list_tracks(shelf / "setlist.catalog.sqlite", view=View(roots={".": Path("/x")}))
    assert set(elsewhere.paths.values()) == {f"/x/p{number}.flac" for number in range(6)}


def test_all_that_is_known_of_a_track_is_told_with_its_origin(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["voice=none"]), by="KL")
    tag(shelf, ["Piece 0"], read_values(["voice=words"]), by="MR")
    stamp(shelf, ["Piece 0"], by="CU")
    told = tell_track(shelf, "Piece 0")
    assert [(each.by, each.value) for each in told.statements] == [("KL", "none"), ("MR", "words")]
    assert [str(conflict) for conflict in told.conflicts] == ["voice: KL none, MR words"]
    assert (told.review, [review.by for review in told.reviews]) == ("reviewed", ["CU"])
    origin = told.track.origin("voice")
    assert origin is not None
    assert origin.source == "catalog"
    tag(shelf, ["Piece 0"], read_values(["tags=cold"]), by="KL")
    assert tell_track(shelf, "Piece 0").review == "stale"
    assert tell_track(shelf, "Piece 1").review == "never"


def test_a_track_whose_file_is_gone_is_said_so_and_its_trail_stays(shelf: Path) -> None:
    tag(shelf, ["Piece 0"], read_values(["voice=none"]), by="KL")
    tag(shelf, ["Piece 1"], read_values(["voice=none"]), by="KL")
    (shelf / "p0.flac").unlink()
    scan(shelf)
    with pytest.raises(InputError, match="is missing"):
        named(shelf, "Piece 0")
    assert len(read_history(shelf, "Piece 0")) == 1
    assert [change.number for change in read_history(shelf)] == [1, 2]


def test_two_files_of_one_sound_are_one_track(shelf: Path) -> None:
    shutil.copy(shelf / "p0.flac", shelf / "a copy.flac")
    scan(shelf)
    assert len(list_tracks(shelf).tracks) == 6
