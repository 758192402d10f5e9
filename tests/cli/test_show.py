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
