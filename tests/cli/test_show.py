"""A plan in the terminal: the picture, and why each track stands where it does."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from plans import a_plan
from programs import Run
from sessions import PROVENANCE, pose_inward, some_tracks

from setlist.planning import solve
from setlist.playlists import write_plan
from setlist.units import Minutes

PLAN = solve(pose_inward(some_tracks(60), length=Minutes(90)), provenance=PROVENANCE)


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    target = tmp_path / "plan.json"
    target.write_text(write_plan(PLAN), encoding="utf-8")
    return target


def test_every_cue_is_told_with_all_that_it_costs(run: Run, plan_file: Path) -> None:
    code, out, _ = run("show", str(plan_file), "--why")
    assert code == 0
    told = " ".join(out[out.index("misfit-minutes") :].split())
    for reason in PLAN.reasons:
        for charge in reason.charges:
            assert charge.said in told


def test_without_why_no_costs_are_told(run: Run, plan_file: Path) -> None:
    assert "misfit-minutes" not in run("show", str(plan_file))[1]


def test_json_carries_the_reasons(run: Run, plan_file: Path) -> None:
    reasons = json.loads(run("show", str(plan_file), "--json")[1])["reasons"]
    assert [reason["cue"] for reason in reasons] == list(range(len(PLAN.cues)))
    assert reasons[0]["charges"][0] == {
        "part": "transitions",
        "said": "opens the session",
        "cost": 0.0,
        "floor": 0.0,
    }


@pytest.mark.parametrize("plan", [a_plan(), replace(PLAN, reasons=())], ids=["bare", "solved"])
def test_a_plan_file_without_reasons_is_told_by_its_cues(
    run: Run, tmp_path: Path, plan: object
) -> None:
    target = tmp_path / "old.json"
    target.write_text(write_plan(plan), encoding="utf-8")  # type: ignore[arg-type]
    code, out, _ = run("show", str(target), "--why")
    assert code == 0
    assert "opens the session" in out
    assert " wanted" in out
    assert "LU step" in out or "no step in loudness" in out
    assert "key" not in out, "what nobody handed over is not called unknown"


@pytest.mark.parametrize("options", [(), ("--why",), ("--json",)])
def test_a_picture_is_drawn_beside_whatever_is_printed(
    run: Run, plan_file: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    target = tmp_path / "plan.svg"
    code, out, err = run("show", str(plan_file), "--plot", str(target), *options)
    assert code == 0
    assert out
    assert "wrote" in err
    drawn = target.read_text(encoding="utf-8")
    assert "tinted where 8 in 10 people" in drawn
    assert ">loudness<" in drawn


def test_a_picture_in_the_way_is_replaced_only_by_force(
    run: Run, plan_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.svg"
    target.write_text("mine", encoding="utf-8")
    code, _, err = run("show", str(plan_file), "--plot", str(target))
    assert code == 3
    assert "exists already" in err
    assert target.read_text(encoding="utf-8") == "mine"
    assert run("show", str(plan_file), "--plot", str(target), "--force")[0] == 0
    assert target.read_text(encoding="utf-8").startswith("<svg")
