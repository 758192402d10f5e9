"""Sharing from the command line."""

import io
import json
import sys
from pathlib import Path

import pytest
from builders import a_track_id
from programs import Run
from sayings import at

from setlist.curation import CurationKind, write_curation
from setlist.model import Curation, Field, Statement, TrackKey
from setlist.units import Seconds


@pytest.fixture
def layered(run: Run, shelf: Path) -> Path:
    """The tones, with a word in the base and one in the overlay of a clinic."""
    place = ("--library", str(shelf))
    run("library", "tag", "Piece 0", "voice=words", "--by", "KL", *place)
    run("library", "tag", "Piece 0", "voice=none", "--by", "MR", "--clinic", "harbour", *place)
    return shelf


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """What others say of a track that is ours by name only."""
    key = TrackKey(
        track=a_track_id("theirs"), title="Piece 0", artist="Tester", duration_s=Seconds(1.0)
    )
    said = Statement(track=key.track, field=Field.VOICE, value="words", by="ZZ", on=at(1))
    text = write_curation(Curation(keys=(key,), statements=(said,)), CurationKind.TOML)
    path = tmp_path / "theirs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_one_overlay_or_the_base_goes_out(
    run: Run, layered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def export(name: str, *words: str) -> str:
        target = tmp_path / name
        code, _, err = run("library", "export", str(layered), "-o", str(target), *words)
        assert code == 0, err
        return target.read_text(encoding="utf-8")

    whole = export("all.toml")
    assert '"KL"' in whole
    assert '"MR"' in whole
    assert '"KL"' not in export("own.toml", "--clinic", "harbour")
    assert '"MR"' not in export("base.toml", "--base")
    monkeypatch.setenv("SETLIST_CLINIC", "harbour")
    assert '"MR"' not in export("base again.toml", "--base")
    assert '"KL"' not in export("own again.toml")
    assert ",words," in export("base.csv", "--base", "--table")
    assert ",words," not in export("own.csv", "--table")


def test_doubtful_tracks_are_left_out_and_confirm_asks(
    run: Run, shelf: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = ("--library", str(shelf))
    code, _, err = run("library", "import", str(theirs), *place)
    assert code == 0
    assert "1 tracks match by name only and were left out: add --confirm" in err
    for typed, kept in (("n\n", 0), ("", None), ("7\nx\ny\n", 1)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code, _, err = run("library", "import", str(theirs), "--confirm", *place)
        if kept is None:
            assert code == 130
        else:
            assert f"{kept} statements" in err
    rows = json.loads(run("library", "list", "voice:words", *place, "--json")[1])
    assert [row["title"] for row in rows] == ["Piece 0"]


def test_an_import_is_told_for_scripts(run: Run, shelf: Path, theirs: Path) -> None:
    _, out, _ = run("library", "import", str(theirs), "--library", str(shelf), "--json")
    told = json.loads(out)
    assert (told["statements"], told["kept_apart"], len(told["doubtful"])) == (0, 0, 1)


def test_a_difference_is_told_for_people_and_scripts(run: Run, layered: Path, theirs: Path) -> None:
    code, out, err = run("library", "diff", str(layered), str(theirs))
    assert code == 0
    assert "voice: KL words" in out
    assert "voice (harbour): MR none" in out
    assert "2 differences, 0 reviews" in err
    _, out, _ = run("library", "diff", str(theirs), str(layered), "--json")
    assert len(json.loads(out)["departures"]) == 1
    assert run("library", "diff", str(layered), str(layered))[1] == ""


def test_tags_are_written_only_when_somebody_says_yes(
    run: Run, layered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in layered.glob("*.flac")}
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert run("library", "write-tags", str(layered))[0] == 130
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run("library", "write-tags", str(layered))[0] == 130
    _, _, err = run("library", "write-tags", str(layered), "title:piece", "--dry-run")
    assert err.count("would write") == 6
    assert {path: path.read_bytes() for path in layered.glob("*.flac")} == before
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    code, _, err = run("library", "write-tags", str(layered), 'title:"piece 0"')
    assert code == 0
    assert "1 tracks, 0 findings" in err
    changed = [path.name for path in before if path.read_bytes() != before[path]]
    assert changed == ["p0.flac"]


def test_a_merge_is_dry_when_asked(run: Run, layered: Path, theirs: Path, tmp_path: Path) -> None:
    ours, both = tmp_path / "ours.csv", tmp_path / "both.csv"
    run("library", "export", str(layered), "-o", str(ours))
    words = ("library", "merge", str(ours), str(theirs), "-o", str(both))
    assert "would write" in run(*words, "--dry-run")[2]
    assert not both.exists()
    assert run(*words)[0] == 0
    assert run(*words)[0] == 3
    assert run(*words, "--force")[0] == 0
