"""Libraries whose music or catalog stands on another machine."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import Run
from servers import PASSWORD

from setlist.engine import read_history, read_values, tag

PIECES = 18


@pytest.fixture
def away(run: Run, music: Path, tmp_path: Path) -> Path:
    """The catalog of the music alone; the music is not on this machine."""
    assert run("library", "scan", str(music))[0] == 0
    return Path(shutil.copy(music / "setlist.catalog.sqlite", tmp_path / "away.sqlite"))


def test_music_that_is_not_here_can_be_planned_with_and_rendering_names_every_file(
    run: Run, away: Path, short_arc: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.json"
    options = ("--arc", str(short_arc), "--route", "im", "--library", str(away))
    code, _, err = run("plan", *options, "-o", str(target))
    assert code == 0, err
    cues = [cue for cue in json.loads(target.read_text(encoding="utf-8"))["cues"] if cue["track"]]
    code, _, err = run("render", str(target), "-o", str(tmp_path / "mix.flac"))
    assert code == 5
    assert cues
    for cue in cues:
        assert cue["path"] == str(tmp_path / Path(cue["path"]).name)
        assert cue["path"] in err
    assert not (tmp_path / "mix.flac").exists()


def test_a_table_without_files_can_be_planned_with_and_rendering_says_so(
    run: Run, away: Path, short_arc: Path, tmp_path: Path
) -> None:
    table, target = tmp_path / "tracks.csv", tmp_path / "plan.json"
    run("library", "export", str(away), "--table", "-o", str(table))
    rows = table.read_text(encoding="utf-8").splitlines()
    bare = [row.rpartition(",")[0] for row in rows]
    table.write_text("\n".join(bare) + "\n", encoding="utf-8")
    options = ("--arc", str(short_arc), "--route", "im", "--library", str(table))
    code, _, err = run("plan", *options, "-o", str(target))
    assert code == 0, err
    plan = json.loads(target.read_text(encoding="utf-8"))
    assert plan["problem"]["library"]["locator"] == str(table)
    titles = [cue["title"] for cue in plan["cues"] if cue["track"]]
    assert titles
    code, _, err = run("render", str(target), "-o", str(tmp_path / "mix.flac"))
    assert code == 3, err
    assert all(title in err for title in titles)


def test_a_plan_and_gaps_are_made_for_the_clinic_that_asks(
    run: Run, away: Path, short_arc: Path
) -> None:
    place = ("--library", str(away))
    titles = [f"piece-{number:02d}.flac" for number in range(PIECES)]
    words = ("voice=words", "--by", "KL", "--clinic", "harbour")
    assert run("library", "tag", *titles, *words, *place)[0] == 0
    options = ("--arc", str(short_arc), "--route", "im")
    assert run("plan", *options, *place, "--json")[0] == 0
    assert run("plan", *options, *place, "--clinic", "harbour")[0] == 4
    for clinic, planned in (("", True), ("harbour", False)):
        _, out, _ = run("library", "gaps", str(away), *options, "--clinic", clinic, "--json")
        assert json.loads(out)["planned"] is planned


def test_a_fault_of_many_never_shows_the_password_of_a_server(
    run: Run, short_arc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql://curator:s3cret@127.0.0.1:1/setlist?password=oth3r"
    monkeypatch.setenv("SETLIST_LIBRARY", url)
    monkeypatch.setenv("SETLIST_BY", "KL")
    for words in (
        ("plan", "--arc", str(short_arc), "--route", "im"),
        ("library", "scan"),
        ("library", "list"),
        ("library", "show", "x"),
        ("library", "tag", "x", "voice=none"),
        ("library", "rate"),
        ("library", "suggest"),
        ("library", "review"),
        ("library", "history"),
        ("library", "export", "-o", "x.toml"),
        ("library", "gaps", "--arc", str(short_arc), "--route", "im"),
        ("library", "diff", url, url),
    ):
        code, out, err = run(*words)
        assert code == 6, (words, err)
        assert "cannot be reached" in err
        assert "s3cret" not in out + err
        assert "oth3r" not in out + err


@pytest.mark.slow
def test_a_clinic_shares_a_catalog_on_a_server(
    run: Run, music: Path, short_arc: Path, tmp_path: Path, make_schema: Callable[[], str]
) -> None:
    url = make_schema()
    shared = Path(shutil.copytree(music, tmp_path / "sessions"))
    said = ""

    def call(*words: str) -> str:
        nonlocal said
        code, out, err = run(*words)
        assert code == 0, err
        said += out + err
        return out

    call("library", "scan", str(shared), "--catalog", url)
    rows = json.loads(call("library", "list", url, "--json"))
    assert {row["path"] for row in rows} == {
        str(shared / f"piece-{number:02d}.flac") for number in range(PIECES)
    }
    for by in ("KL", "MR"):
        tag(url, ["Piece 0", "Piece 1"], read_values(["intensity=4", "voice=none"]), by=by)
    call("library", "tag", "Piece 2", "voice=words", "--by", "KL", "--library", url)
    assert len(read_history(url)) == 9
    rows = json.loads(call("library", "list", url, "raters:3 spread:..3", "--json"))
    assert [row["title"] for row in rows] == ["Piece 0", "Piece 1"]
    moved = shared.rename(tmp_path / "other mount")
    root = f"sessions={moved}"
    options = ("--arc", str(short_arc), "--route", "im", "--library", url, "--root", root)
    plan = json.loads(call("plan", *options, "--json"))
    assert all(Path(cue["path"]).is_file() for cue in plan["cues"] if cue["path"])
    call("library", "export", url, "-o", str(tmp_path / "x.toml"))
    call("library", "check", url)
    call("library", "show", "Piece 0", "--library", url)
    fresh = make_schema()
    call("library", "import", str(tmp_path / "x.toml"), "--library", fresh)
    assert call("library", "diff", url, fresh) == ""
    secret = PASSWORD.replace("+", "%2B").replace("/", "%2F")
    for text in (said, json.dumps(plan), (tmp_path / "x.toml").read_text(encoding="utf-8")):
        assert PASSWORD not in text
        assert secret not in text
