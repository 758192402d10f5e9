"""The shelf from the command line: scan, rate, find, review, share, plan."""

import csv
import json
import shutil
from pathlib import Path

import mutagen
import pytest
from programs import Run

CATALOG = "setlist.catalog.sqlite"
LIST_KEYS = {
    "track",
    "path",
    "title",
    "artist",
    "album",
    "duration_s",
    "loudness_lufs",
    "range_lu",
    "peak_dbtp",
    "max_rise_1s_lu",
    "key",
    "tempo_bpm",
    "tempo_confidence",
    "intensity",
    "intensity_origin",
    "voice",
    "tags",
    "licence",
}


@pytest.fixture
def shelf(music: Path, run: Run, tmp_path: Path) -> Path:
    """Copy the music with its catalog, so that a test may change it."""
    assert run("library", "scan", str(music))[0] == 0
    folder = tmp_path / "music"
    shutil.copytree(music, folder)
    return folder


def _list(run: Run, shelf: Path | str, *query: str) -> list[dict[str, object]]:
    code, out, err = run("library", "list", str(shelf), *query, "--json")
    assert code == 0, err
    rows: list[dict[str, object]] = json.loads(out)
    return rows


def test_a_list_has_the_keys_that_scripts_rely_on(run: Run, shelf: Path) -> None:
    rows = _list(run, shelf)
    assert len(rows) == 18
    assert all(set(row) >= LIST_KEYS for row in rows)
    assert all(Path(str(row["path"])).is_file() for row in rows)


def test_a_query_chooses_what_is_listed(run: Run, shelf: Path) -> None:
    rows = _list(run, shelf, "intensity:4..6", 'artist:"Tester 3"')
    assert {row["title"] for row in rows} == {"Piece 3", "Piece 10", "Piece 17"}


def test_a_query_may_come_with_the_library_as_an_option(run: Run, shelf: Path) -> None:
    code, out, _ = run("library", "list", "title:piece", "--library", str(shelf), "--json")
    assert code == 0
    assert len(json.loads(out)) == 18


def test_a_part_of_a_query_that_is_turned_round_is_no_option(run: Run, shelf: Path) -> None:
    words = ("Piece 0", "tags=choir", "--by", "KL", "--library", str(shelf))
    assert run("library", "tag", *words)[0] == 0
    rows = _list(run, shelf, "-tag:choir", "intensity:1", "-path:piece-07")
    assert [row["title"] for row in rows] == ["Piece 14"]


def test_a_mistaken_query_names_the_nearest_field(run: Run, shelf: Path) -> None:
    code, _, err = run("library", "list", str(shelf), "intensty:4")
    assert code == 3
    assert "intensity" in err


def test_a_library_that_was_never_scanned_says_so(run: Run, tmp_path: Path) -> None:
    code, _, err = run("library", "list", str(tmp_path))
    assert code == 6
    assert "scan" in err


def test_a_persons_word_outranks_a_library_file(run: Run, shelf: Path) -> None:
    words = ("Piece 0", "intensity=7", "voice=wordless", "--by", "KL", "--library", str(shelf))
    code, _, err = run("library", "tag", *words)
    assert code == 0, err
    (row,) = _list(run, shelf, 'title:"Piece 0"')
    assert (row["intensity_origin"], row["voice"]) == ("catalog", "wordless")
    _, out, _ = run("library", "show", "Piece 0", "--library", str(shelf))
    assert "KL" in out
    code, _, _ = run(
        "library", "tag", "Piece 0", "intensity=", "voice=", "--by", "KL", "--library", str(shelf)
    )
    (row,) = _list(run, shelf, 'title:"Piece 0"')
    assert (row["intensity"], row["voice"]) == (1.0, "none")
    _, out, _ = run("library", "history", "Piece 0", "--library", str(shelf), "--json")
    assert len(json.loads(out)) == 4


def test_a_name_is_refused_as_a_rater(run: Run, shelf: Path) -> None:
    words = ("Piece 0", "intensity=7", "--by", "Karin Lund", "--library", str(shelf))
    code, _, err = run("library", "tag", *words)
    assert code == 3
    assert "initials" in err


def test_every_fault_of_a_tag_is_said_at_once(run: Run, shelf: Path) -> None:
    words = ("Piece 0", "intensity=14", "voice=loud", "--by", "KL", "--library", str(shelf))
    code, _, err = run("library", "tag", *words)
    assert code == 3
    assert "intensity" in err
    assert "voice" in err


def test_a_proposal_counts_once_somebody_else_accepts_it(run: Run, shelf: Path) -> None:
    place = ("--library", str(shelf))
    run("library", "tag", "Piece 1", "tags=cold", "--by", "KL", "--propose", *place)
    (row,) = _list(run, shelf, 'title:"Piece 1" artist:"Tester 1" -title:"Piece 15"')
    assert row["tags"] == ["warm"]
    code, _, _ = run("library", "review", "Piece 1", "--accept", "--by", "KL", *place)
    assert code == 3
    assert run("library", "review", "Piece 1", "--accept", "--by", "MR", *place)[0] == 0
    (row,) = _list(run, shelf, 'title:"Piece 1" artist:"Tester 1" -title:"Piece 15"')
    assert row["tags"] == ["cold"]


def test_a_disagreement_is_listed_until_it_is_settled(run: Run, shelf: Path) -> None:
    place = ("--library", str(shelf))
    run("library", "tag", "Piece 2", "voice=none", "--by", "KL", *place)
    run("library", "tag", "Piece 2", "voice=words", "--by", "MR", *place)
    (row,) = _list(run, shelf, 'title:"Piece 2"')
    assert row["voice"] == "words"
    _, _, err = run("library", "check", str(shelf))
    assert "people differ: voice: KL none, MR words" in err
    settle = ("Piece 2", "--settle", "voice=KL", "--by", "CU", *place)
    assert run("library", "review", *settle)[0] == 0
    (row,) = _list(run, shelf, 'title:"Piece 2"')
    assert row["voice"] == "none"
    assert "people differ" not in run("library", "check", str(shelf))[2]


def test_a_stamp_is_out_of_date_when_something_else_is_said(run: Run, shelf: Path) -> None:
    place = ("--library", str(shelf))
    run("library", "tag", "Piece 3", "tags=warm", "--by", "KL", *place)
    assert run("library", "review", "Piece 3", "--by", "MR", *place)[0] == 0
    assert "review: reviewed, last by MR" in run("library", "show", "Piece 3", *place)[2]
    run("library", "tag", "Piece 3", "tags=warm,steady", "--by", "KL", *place)
    assert "review: stale" in run("library", "show", "Piece 3", *place)[2]
    assert "than when MR reviewed it" in run("library", "check", str(shelf))[2]


@pytest.mark.parametrize("suffix", ["toml", "csv"])
def test_a_curation_travels_without_audio_and_twice_changes_nothing(
    run: Run, shelf: Path, music: Path, tmp_path: Path, suffix: str
) -> None:
    run("library", "tag", "Piece 4", "intensity=9", "--by", "KL", "--library", str(shelf))
    file = tmp_path / f"ours.{suffix}"
    assert run("library", "export", str(shelf), "-o", str(file))[0] == 0
    other = tmp_path / "elsewhere"
    shutil.copytree(music, other)
    run("library", "scan", str(other))
    code, _, err = run("library", "import", str(file), "--library", str(other))
    assert code == 0, err
    assert "1 statements" in err
    (row,) = _list(run, other, 'title:"Piece 4"')
    assert row["intensity_origin"] == "catalog"
    _, _, err = run("library", "import", str(file), "--library", str(other))
    assert "0 statements" in err


def test_merging_in_either_order_gives_the_same_file(run: Run, shelf: Path, tmp_path: Path) -> None:
    place = ("--library", str(shelf))
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    run("library", "tag", "Piece 5", "voice=none", "--by", "KL", *place)
    run("library", "export", str(shelf), "-o", str(one))
    run("library", "tag", "Piece 5", "voice=words", "--by", "KL", *place)
    run("library", "tag", "Piece 5", "voice=spoken", "--by", "MR", *place)
    run("library", "export", str(shelf), "-o", str(two))
    targets = tmp_path / "a.toml", tmp_path / "b.toml"
    code, _, err = run("library", "merge", str(one), str(two), "-o", str(targets[0]))
    assert code == 0
    assert "not agreed" in err
    run("library", "merge", str(two), str(one), str(two), "-o", str(targets[1]))
    assert targets[0].read_bytes() == targets[1].read_bytes() == two.read_bytes()
    _, out, _ = run("library", "diff", str(two), str(one))
    assert "MR spoken" in out


def test_an_overlay_is_seen_by_its_own_clinic_only(run: Run, shelf: Path) -> None:
    place = ("--library", str(shelf))
    run("library", "tag", "Piece 6", "intensity=9", "--by", "KL", "--clinic", "harbour", *place)
    (base,) = _list(run, shelf, 'title:"Piece 6"')
    (own,) = _list(run, shelf, 'title:"Piece 6"', "--clinic", "harbour")
    assert (base["intensity"], own["intensity"]) == (7.0, 9.0)


def test_a_table_goes_out_and_what_was_changed_in_it_comes_back(
    run: Run, shelf: Path, tmp_path: Path
) -> None:
    file = tmp_path / "tracks.csv"
    assert run("library", "export", str(shelf), "--table", "-o", str(file))[0] == 0
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    next(row for row in rows if row["title"] == "Piece 7")["intensity"] = "8"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert run("library", "import", str(file), "--library", str(shelf))[0] == 3
    code, _, err = run("library", "import", str(file), "--by", "KL", "--library", str(shelf))
    assert code == 0, err
    assert "1 statements" in err
    (row,) = _list(run, shelf, 'title:"Piece 7"')
    assert row["intensity_origin"] == "catalog"


def test_a_table_is_a_library_to_plan_with_and_to_look_into(
    run: Run, shelf: Path, short_arc: Path, tmp_path: Path
) -> None:
    file = tmp_path / "tracks.csv"
    run("library", "export", str(shelf), "--table", "-o", str(file))
    assert len(_list(run, file, "voice:none")) == 18
    options = ("--arc", str(short_arc), "--route", "im", "--library", str(file))
    code, out, err = run("plan", *options, "--json")
    assert code == 0, err
    assert json.loads(out)["cues"]
    code, _, err = run(
        "library", "tag", "Piece 0", "voice=none", "--by", "KL", "--library", str(file)
    )
    assert code == 3
    assert "import it into a catalog" in err


def test_a_table_without_audio_moves_into_a_catalog(run: Run, shelf: Path, tmp_path: Path) -> None:
    file, catalog = tmp_path / "tracks.csv", tmp_path / "shelf.sqlite"
    run("library", "export", str(shelf), "--table", "-o", str(file))
    place = ("--library", f"sqlite:///{catalog}")
    code, _, err = run("library", "import", str(file), "--by", "KL", "--without-audio", *place)
    assert code == 0, err
    assert len(_list(run, catalog)) == 18


def test_a_catalog_elsewhere_serves_from_another_mount_point(
    run: Run, shelf: Path, short_arc: Path, tmp_path: Path
) -> None:
    catalog = f"sqlite:///{tmp_path / 'shelf.sqlite'}"
    code, _, err = run("library", "scan", str(shelf), "--catalog", catalog, "--as", "sessions")
    assert code == 0, err
    assert {Path(str(row["path"])).parent for row in _list(run, catalog)} == {shelf}
    moved = tmp_path / "moved"
    shelf.rename(moved)
    root = f"sessions={moved}"
    rows = _list(run, catalog, "--root", root)
    assert all(Path(str(row["path"])).is_file() for row in rows)
    options = ("--arc", str(short_arc), "--route", "im", "--library", catalog, "--root", root)
    code, out, err = run("plan", *options, "--json")
    assert code == 0, err
    assert all(Path(cue["path"]).is_file() for cue in json.loads(out)["cues"] if cue["path"])
    code, _, err = run("library", "list", catalog, "--root", "nonsense=/nowhere")
    assert code == 3
    assert "sessions" in err


def test_moved_and_missing_files_are_told_and_nothing_said_is_lost(run: Run, shelf: Path) -> None:
    place = ("--library", str(shelf))
    run("library", "tag", "Piece 8", "intensity=5", "--by", "KL", *place)
    (shelf / "deeper").mkdir()
    (shelf / "piece-08.flac").rename(shelf / "deeper" / "other name.flac")
    gone = shelf / "piece-09.flac"
    kept = gone.read_bytes()
    gone.unlink()
    code, _, err = run("library", "scan", str(shelf))
    assert code == 0
    assert "was moved from piece-08.flac to deeper/other name.flac" in err
    assert "is missing" in err
    rows = _list(run, shelf, 'path:"other name"')
    assert rows[0]["intensity_origin"] == "catalog"
    assert len(_list(run, shelf)) == 17
    assert len(_list(run, shelf, "missing:yes")) == 1
    assert "there is no such file any more" in run("library", "check", str(shelf))[2]
    gone.write_bytes(kept)
    run("library", "scan", str(shelf))
    assert len(_list(run, shelf)) == 18


def test_gaps_say_what_to_add_and_draw_it(run: Run, shelf: Path, tmp_path: Path) -> None:
    client, picture = tmp_path / "client.toml", tmp_path / "gaps.svg"
    client.write_text('code = "heron-14"\navoid_tags = ["warm"]\n', encoding="utf-8")
    options = (str(shelf), "--arc", "inward", "--route", "im", "--client", str(client))
    code, out, err = run("library", "gaps", *options, "--plot", str(picture))
    assert code == 0, err
    assert "peak" in out
    assert "add" in out
    assert 'tag "warm"' in out
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    _, out, _ = run("library", "gaps", *options, "--json")
    assert json.loads(out)["planned"] is False


def test_suggestions_are_marked_and_used_only_when_allowed(
    run: Run, shelf: Path, short_arc: Path
) -> None:
    sidecar = shelf / "setlist.library.toml"
    text = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(text.replace("intensity = 5\n", ""), encoding="utf-8")
    run("library", "scan", str(shelf))
    code, _, err = run("library", "suggest", str(shelf))
    assert code == 0
    assert "leave" in err or "left out" in err or "abstain" in err
    options = ("--arc", str(short_arc), "--route", "im", "--library", str(shelf))
    _, out, _ = run("plan", *options, "--json")
    sources = {cue["intensity_source"] for cue in json.loads(out)["cues"] if cue["track"]}
    assert sources == {"sidecar"}
    code, _, err = run("plan", *options, "--allow-suggested", "--json")
    assert code == 0, err


def test_too_few_ratings_name_the_tracks_to_rate_first(
    run: Run, shelf: Path, short_arc: Path
) -> None:
    (shelf / "setlist.library.toml").write_text("", encoding="utf-8")
    for number in range(18):
        words = (f"piece-{number:02d}.flac", "voice=none", "--by", "KL", "--library", str(shelf))
        if number == 0:
            run("library", "scan", str(shelf))
        assert run("library", "tag", *words)[0] == 0
    options = ("--arc", str(short_arc), "--route", "im", "--library", str(shelf))
    code, _, err = run("plan", *options)
    assert code == 4
    assert "18 tracks are not rated and were left out; rate these" in err


def test_write_tags_leaves_the_sound_and_the_library_as_they_were(run: Run, shelf: Path) -> None:
    before = {row["track"]: row for row in _list(run, shelf)}
    code, _, err = run("library", "write-tags", str(shelf), "--yes")
    assert code == 0, err
    assert run("library", "scan", str(shelf))[0] == 0
    after = {row["track"]: row for row in _list(run, shelf)}
    assert after.keys() == before.keys()


def test_what_is_said_goes_into_the_files_where_it_is_asked_for(run: Run, shelf: Path) -> None:
    words = ("Piece 0", "artist=Somebody Else", "--by", "KL", "--write-tags")
    code, _, err = run("library", "tag", *words, "--library", str(shelf))
    assert code == 0, err
    assert mutagen.File(shelf / "piece-00.flac")["ARTIST"] == ["Somebody Else"]
