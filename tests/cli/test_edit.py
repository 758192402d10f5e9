"""Plans changed by hand, and several at once, from the command line."""

import json
from pathlib import Path

import pytest
from programs import Run

from setlist.engine import (
    check,
    count_shared,
    read_plan,
)


def test_alternatives_are_listed_and_one_is_put_in(
    run: Run, starter_plan: Path, tmp_path: Path
) -> None:
    code, listed, said = run("swap", str(starter_plan), "7")
    assert code == 0, said
    lines = listed.splitlines()
    assert [line.split()[0] for line in lines] == ["#1", "#2", "#3", "#4", "#5"]
    new = tmp_path / "new.json"
    code, drawn, said = run("swap", str(starter_plan), "7", "#2", "-o", str(new))
    assert code == 0, said
    made, old = read_plan(new), read_plan(starter_plan)
    assert made.cues[6].title in lines[1]
    assert made.cues[6].title in drawn
    assert f"costs {made.cost - old.cost:+.2f} misfit-minutes beside the plan before" in said
    assert f"{made.cost - old.cost:+.2f}" in lines[1]
    assert "Edited by hand" in said
    assert "The bound is that of the plan before it was edited." in said
    assert check(new) == ()


def test_alternatives_come_as_json(run: Run, starter_plan: Path) -> None:
    code, out, _ = run("swap", str(starter_plan), "7", "--json")
    assert code == 0
    found = json.loads(out)
    assert len(found) == 5
    assert {"track", "title", "artist", "more"} <= set(found[0])


@pytest.mark.parametrize(
    ("command", "words"),
    [("nudge", ("6", "-20")), ("pin", ("Lantern Room",)), ("ban", ("Tall Water",))],
)
def test_every_edit_writes_a_plan_only_where_it_is_told(
    run: Run, starter_plan: Path, tmp_path: Path, command: str, words: tuple[str, ...]
) -> None:
    before = starter_plan.read_bytes()
    code, _, said = run(command, str(starter_plan), *words)
    assert code == 0, said
    assert "wrote" not in said
    code, _, said = run(command, str(starter_plan), *words, "-o", str(starter_plan))
    assert code == 3
    assert "exists" in said
    assert starter_plan.read_bytes() == before
    new = tmp_path / "new.json"
    assert run(command, str(starter_plan), *words, "-o", str(new), "--json")[0] == 0
    assert check(new) == ()
    assert run(command, str(starter_plan), *words, "-o", str(new), "--force")[0] == 0


def test_what_cannot_be_changed_is_refused_in_one_line(run: Run, starter_plan: Path) -> None:
    code, _, said = run("swap", str(starter_plan), "99")
    assert code == 3
    assert "no slot 99" in said
    code, _, said = run("ban", str(starter_plan), "Nothing of That Name")
    assert code == 3
    assert "no track" in said


def test_several_plans_are_written_beside_each_other(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    words = ("plan", "--arc", "inward", "--route", "im", "--library", "starter")
    code, out, said = run(
        *words, "--effort", "0.01", "--alternatives", "2", "--json", "-o", str(target)
    )
    assert code == 0, said
    first, second = read_plan(target), read_plan(tmp_path / "out-2.json")
    assert [one["cost"] for one in json.loads(out)] == [first.cost, second.cost]
    shared = count_shared(first, second)
    assert f"plan 2 costs {second.cost:.2f} and shares {shared} tracks" in said
    tracks = min(sum(cue.track is not None for cue in one.cues) for one in (first, second))
    assert shared <= tracks / 3
    assert check(tmp_path / "out-2.json") == ()
