"""The whole road from the command line."""

import json
from pathlib import Path

import pytest
from programs import Run

PLAN_KEYS = {
    "schema",
    "arc",
    "route",
    "seed",
    "total_s",
    "phases",
    "cues",
    "prompts",
    "cost",
    "problem",
    "provenance",
}
CUE_KEYS = {
    "kind",
    "track",
    "title",
    "artist",
    "path",
    "phase",
    "start_s",
    "cue_in_s",
    "cue_out_s",
    "overlap_s",
    "gain_db",
    "voice",
    "intensity",
}


@pytest.fixture
def plan_file(run: Run, music: Path, short_arc: Path, tmp_path: Path) -> Path:
    """Plan eight minutes into a file."""
    target = tmp_path / "plan.json"
    options = ("--arc", str(short_arc), "--route", "im", "--library", str(music))
    code, out, err = run("plan", *options, "-o", str(target))
    assert code == 0, err
    assert "wrote" in err
    assert "settle" in out
    return target


def test_a_plan_file_has_the_keys_that_scripts_rely_on(plan_file: Path) -> None:
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    assert set(plan) >= PLAN_KEYS
    assert all(set(cue) >= CUE_KEYS for cue in plan["cues"])
    assert plan["arc"] == "short"
    assert plan["route"] == "im"
    assert {prompt["say"] for prompt in plan["prompts"]} == {"vitals"}


def test_a_plan_on_stdout_is_the_plan_file(
    run: Run, plan_file: Path, music: Path, short_arc: Path
) -> None:
    options = ("--arc", str(short_arc), "--route", "im", "--library", str(music))
    _, out, _ = run("plan", *options, "--json")
    assert out == plan_file.read_text(encoding="utf-8")


def test_a_fresh_plan_breaks_no_rule(run: Run, plan_file: Path) -> None:
    code, _, err = run("check", str(plan_file))
    assert code == 0, err


def test_a_plan_edited_into_nonsense_is_caught(run: Run, plan_file: Path) -> None:
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    plan["cues"][1]["start_s"] += 120.0
    plan_file.write_text(json.dumps(plan), encoding="utf-8")
    code, _, err = run("check", str(plan_file))
    assert code == 8
    assert "was edited since it was made" in err
    assert "start_s" in err


def test_a_plan_is_judged_with_its_library(run: Run, plan_file: Path, music: Path) -> None:
    code, _, err = run("check", str(plan_file), "--library", str(music))
    assert code == 0, err
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    plan["cost"] += 1.0
    plan["cost_parts"]["misfit"] += 1.0
    plan["problem"]["library"]["digest"] = "sha256:other"
    plan_file.write_text(json.dumps(plan), encoding="utf-8")
    assert "its cues cost" not in run("check", str(plan_file))[2]
    code, _, err = run("check", str(plan_file), "--library", str(music))
    assert code == 8
    assert "its cues cost" in err
    assert "no longer as it was" in err


def test_an_arc_is_judged_without_a_library(run: Run, short_arc: Path, music: Path) -> None:
    code, _, err = run("check", str(short_arc), "--library", str(music))
    assert code == 3
    assert "leave --library out" in err


def test_show_draws_a_plan_and_says_why(run: Run, plan_file: Path) -> None:
    code, out, _ = run("show", str(plan_file), "--why")
    assert code == 0
    assert "opens the session" in out


@pytest.mark.parametrize("suffix", ["m3u8", "xspf", "json", "md"])
def test_every_export_is_written_once(
    run: Run, plan_file: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"out.{suffix}"
    assert run("export", str(plan_file), "-o", str(target))[0] == 0
    before = target.read_bytes()
    code, _, err = run("export", str(plan_file), "-o", str(target))
    assert code == 3
    assert "--force" in err
    assert target.read_bytes() == before
    assert run("export", str(plan_file), "-o", str(target), "--force")[0] == 0


def test_a_dry_run_writes_nothing(run: Run, plan_file: Path, tmp_path: Path) -> None:
    for command, name in (("export", "x.m3u8"), ("sheet", "x.md"), ("render", "x.flac")):
        code, _, err = run(command, str(plan_file), "-o", str(tmp_path / name), "--dry-run")
        assert code == 0
        assert "would write" in err
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.json"]


def test_render_reports_what_it_measured(run: Run, plan_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "session.flac"
    code, out, _ = run("render", str(plan_file), "-o", str(target), "--json")
    assert code == 0
    assert json.loads(out)["length_error"] == 0
    assert target.stat().st_size > 100_000


def test_a_missing_track_stops_a_render_before_any_work(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    plan["cues"][0]["path"] = str(tmp_path / "gone.flac")
    plan_file.write_text(json.dumps(plan), encoding="utf-8")
    code, _, err = run("render", str(plan_file), "-o", str(tmp_path / "session.flac"))
    assert code == 5
    assert "gone.flac" in err
    assert not (tmp_path / "session.flac").exists()


def test_a_client_whose_exclusions_leave_nothing_gets_a_gap_report(
    run: Run, music: Path, short_arc: Path, tmp_path: Path
) -> None:
    client = tmp_path / "client.toml"
    client.write_text('code = "heron-14"\navoid_tags = ["warm"]\n', encoding="utf-8")
    options = ("--arc", str(short_arc), "--route", "im", "--library", str(music))
    code, _, err = run("plan", *options, "--client", str(client))
    assert code == 4
    assert "peak" in err
    assert "warm" in err


def test_a_folder_without_audio_is_an_input_error(run: Run, tmp_path: Path) -> None:
    code, _, err = run("library", "scan", str(tmp_path))
    assert code == 3
    assert str(tmp_path) in err
