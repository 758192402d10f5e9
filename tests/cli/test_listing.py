"""Lists and single tracks, on a terminal and for scripts, whatever strangers wrote."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import mutagen.flac
import pytest
from programs import Run

HOSTILE = (
    "\x1b[31mred\x1b[0m\x07",
    "\u202eright to left\u2066",
    "line\nbreak\r\ttab",
    "=cmd|'/c calc'!A1",
    'quotes " and \' and \\ and """',
    "東京 " * 60,
)
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
KEYS = (
    *("track", "path", "title", "artist", "album", "duration_s", "loudness_lufs", "range_lu"),
    *("peak_dbtp", "max_rise_1s_lu", "key", "tempo_bpm", "tempo_confidence", "intensity"),
    *("intensity_origin", "voice", "tags", "licence"),
)


@pytest.fixture
def strange(shelf: Path, run: Run) -> Path:
    """The tones with titles, artists and albums that mean harm."""
    (shelf / "setlist.library.toml").unlink()
    for number, text in enumerate(HOSTILE):
        file = mutagen.flac.FLAC(shelf / f"p{number}.flac")  # type: ignore[no-untyped-call]  # mutagen has no types
        file["title"] = file["artist"] = file["album"] = text
        file.save()
    assert run("library", "scan", str(shelf))[0] == 0
    return shelf


def test_no_output_carries_what_a_terminal_would_obey(
    run: Run, strange: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("?\nt\n4\ns\np1\n"))
    place = ("--library", str(strange))
    track = json.loads(run("library", "list", str(strange), "--json")[1])[0]["track"]
    run("library", "tag", track, "voice=none", "--by", "KL", *place)
    run("library", "tag", track, "voice=words", "--by", "MR", *place)
    run("library", "tag", track, "tags=warm", "--by", "MR", "--propose", *place)
    for call in (
        ("scan", str(strange)),
        ("list", str(strange)),
        ("list", str(strange), "--json"),
        ("show", track, *place),
        ("show", track, *place, "--json"),
        ("check", str(strange)),
        ("check", str(strange), "--json"),
        ("suggest", str(strange)),
        ("review", *place),
        ("history", *place),
        ("history", *place, "--json"),
        ("gaps", str(strange), "--arc", "inward", "--route", "im"),
        ("export", str(strange), "-o", str(tmp_path / "x.toml")),
        ("export", str(strange), "-o", str(tmp_path / "x.csv")),
        ("export", str(strange), "--table", "-o", str(tmp_path / "t.csv")),
        ("import", str(tmp_path / "x.toml"), *place),
        ("import", str(tmp_path / "t.csv"), "--by", "CU", *place),
        ("diff", str(strange), str(tmp_path / "x.toml")),
        ("rate", str(strange), "--by", "KL", "--silent"),
        ("show", "\x1b[31m", *place),
        ("list", str(strange), "\x1b[31mfield:x"),
    ):
        code, out, err = run("library", *call)
        assert code in {0, 3, 4}, (call, err)
        assert not FORBIDDEN.search(out + err), (call, FORBIDDEN.findall(out + err))
        assert "Traceback" not in err
    for file in tmp_path.glob("[xt].*"):
        text = file.read_text(encoding="utf-8").replace("\r\n", "\n")
        assert not FORBIDDEN.search(text), file


def test_a_list_for_scripts_has_every_key_and_null_for_what_is_not_known(
    run: Run, strange: Path
) -> None:
    rows = json.loads(run("library", "list", str(strange), "--json")[1])
    assert len(rows) == 6
    for row in rows:
        assert set(KEYS) <= set(row)
        assert row["intensity"] is None
        assert row["tags"] == []
    assert json.loads(run("library", "list", str(strange), "rated:yes", "--json")[1]) == []


def test_a_list_for_people_shows_a_question_mark_for_what_is_not_known(
    run: Run, strange: Path
) -> None:
    _, out, err = run("library", "list", str(strange), "--limit", "2")
    assert out.count("?") >= 4
    assert "2 tracks" in err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("words", [("--json",), ()])
def test_a_terminal_that_cannot_show_a_title_shows_the_rest(
    strange: Path, encoding: str, words: tuple[str, ...]
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "setlist", "library", "list", str(strange), *words],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert b"Traceback" not in ended.stderr


def test_what_is_shown_of_a_track_says_where_each_value_came_from(run: Run, shelf: Path) -> None:
    place = ("--library", str(shelf))
    run("library", "tag", "Piece 0", "intensity=9", "--by", "KL", *place)
    code, out, err = run("library", "show", "Piece 0", *place)
    assert code == 0, err
    values = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert "catalog: KL" in values["intensity"]
    assert "sidecar: setlist.library.toml" in values["voice"]
    assert "measured version" in values["loudness_lufs"]
    assert "review: never" in err
    told = json.loads(run("library", "show", "Piece 0", *place, "--json")[1])
    assert {origin["field"] for origin in told["track"]["origins"]} >= {"intensity", "voice"}


def test_what_cannot_be_listed_is_said_with_its_exit_code(
    run: Run, shelf: Path, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    for code, words in (
        (3, ("list", "/nowhere")),
        (6, ("list", str(tmp_path / "new"))),
        (6, ("list", str(tmp_path / "none.sqlite"))),
        (6, ("show", "x", "--library", str(tmp_path / "new"))),
        (3, ("show", "nonsense", "--library", str(shelf))),
        (3, ("list", str(shelf), "intensty:4")),
        (6, ("check", "postgresql://curator:s3cret@127.0.0.1:1/setlist")),
    ):
        found, out, err = run("library", *words)
        assert (found, out) == (code, ""), words
        assert " — " in err
        assert "s3cret" not in err
