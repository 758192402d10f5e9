"""A plan that plays, from the command line."""

from pathlib import Path

from programs import Run

from setlist.engine import (
    check,
    read_plan,
)


def test_a_wish_makes_a_new_plan_that_passes_its_check(
    run: Run, starter_plan: Path, tmp_path: Path
) -> None:
    new = tmp_path / "held.json"
    code, drawn, said = run(
        "revise",
        str(starter_plan),
        "--at",
        "25",
        "--wish",
        "hold",
        "--minutes",
        "10",
        "-o",
        str(new),
    )
    assert code == 0, said
    assert "peak" in drawn
    assert "Revised at minute 25.0: hold." in said
    assert "from 2" in said
    assert check(new) == ()
    assert read_plan(new).total_s > read_plan(starter_plan).total_s


def test_nothing_is_replaced_unless_it_is_asked_for(run: Run, starter_plan: Path) -> None:
    before = starter_plan.read_bytes()
    words = ("revise", str(starter_plan), "--at", "25", "--wish", "skip")
    code, _, said = run(*words, "-o", str(starter_plan))
    assert code == 3
    assert "exists" in said
    assert starter_plan.read_bytes() == before
    assert run(*words)[0] == 0


def test_a_moment_after_the_music_is_refused(run: Run, starter_plan: Path) -> None:
    code, _, said = run("revise", str(starter_plan), "--at", "500", "--wish", "hold")
    assert code == 3
    assert "the music is over" in said


def test_a_revision_without_a_wish_says_what_there_is(run: Run, starter_plan: Path) -> None:
    code, _, said = run("revise", str(starter_plan), "--at", "25")
    assert code == 3
    assert "bring-back" in said
