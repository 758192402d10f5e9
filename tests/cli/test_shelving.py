"""Scanning and checking from the command line."""

import json
import shutil
import signal
import time
from pathlib import Path

import pytest
from crews import is_alive, start, wait_for
from programs import Run
from sounds import a_tone, save

from setlist.engine import list_tracks


def test_a_scan_tells_what_it_found(run: Run, shelf: Path) -> None:
    code, out, err = run("library", "scan", str(shelf))
    assert (code, out) == (0, "")
    assert err.startswith("6 tracks, 0.0 h, 0 findings")
    _, out, _ = run("library", "scan", str(shelf), "--json")
    stamp = json.loads(out)
    assert (stamp["locator"], stamp["tracks"]) == (str(shelf), 6)


def test_a_bad_file_is_a_note_and_no_failure(run: Run, shelf: Path) -> None:
    (shelf / "bad.wav").write_bytes(b"never mind" * 99)
    code, _, err = run("library", "scan", str(shelf), "--workers", "1")
    assert code == 0
    assert "note: " in err
    assert "bad.wav" in err
    assert run("library", "measure", str(shelf), "--workers", "1")[0] == 0


def test_what_cannot_be_scanned_is_said_with_its_exit_code(run: Run, tmp_path: Path) -> None:
    for code, words in (
        (3, ("scan", str(tmp_path))),
        (3, ("scan", str(tmp_path / "none"))),
        (3, ("scan", str(tmp_path / "none.csv"))),
        (6, ("scan", str(tmp_path / "none.sqlite"))),
        (6, ("scan", "postgresql://curator:s3cret@127.0.0.1:1/setlist")),
        (2, ("scan", str(tmp_path), "--workers", "0")),
    ):
        found, out, err = run("library", *words)
        assert (found, out) == (code, ""), (words, err)
        assert "s3cret" not in err
    assert not list(tmp_path.iterdir())


def test_a_check_counts_what_there_is_to_look_at(run: Run, shelf: Path) -> None:
    code, out, err = run("library", "check", str(shelf))
    assert (code, out) == (0, "")
    assert "6 things to look at, none of them stops a plan" in err
    assert len(json.loads(run("library", "check", str(shelf), "--json")[1])) == 6


@pytest.mark.slow
def test_ctrl_c_ends_a_watch(shelf: Path, tmp_path: Path) -> None:
    new = save(tmp_path / "new.flac", a_tone(900.0, length_s=2.0))
    program = start("library", "scan", str(shelf), "--watch", "--workers", "1")
    assert program.stderr is not None
    assert program.stderr.readline().startswith("6 tracks")
    assert "watching; ctrl-C ends it" in program.stderr.readline()
    time.sleep(2.5)
    shutil.copy(new, shelf)
    assert program.stderr.readline().startswith("7 tracks")
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=20)
    assert program.returncode == 130
    assert "Traceback" not in said
    wait_for(lambda: not is_alive(program.pid))
    assert len(list_tracks(shelf).tracks) == 7
