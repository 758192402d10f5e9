"""A plan whose files broke, mixed with others in their place."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from setlist.engine import make_route, pose, read_arc, read_library, render_around, solve
from setlist.engine.mending import replace_broken
from setlist.errors import AudioError, Finding, Place, Severity
from setlist.model import Plan, Problem
from setlist.planning import audit_plan


@cache
def planned() -> tuple[Problem, Plan]:
    problem = pose(read_arc("inward"), read_library("starter"), route=make_route("im"))
    return problem, solve(problem, effort=0.01)


def broken(plan: Plan, *slots: int) -> AudioError:
    """What a mix says of files that cannot be played."""
    return AudioError(
        *(
            Finding(said="is broken", mend="mend it", place=Place(file=plan.cues[slot - 1].path))
            for slot in slots
        )
    )


def test_alternatives_stand_in_for_all_that_is_broken_and_it_is_said() -> None:
    problem, plan = planned()
    made, said = replace_broken(plan, broken(plan, 3, 11), problem)
    bad = {plan.cues[2].path, plan.cues[10].path}
    assert not bad & {cue.path for cue in made.cues}
    assert audit_plan(made, problem.tracks) == ()
    assert made.total_s == plan.total_s
    assert {one.place.file for one in said} == bad
    titles = {cue.title for cue in made.cues} - {cue.title for cue in plan.cues}
    assert len(titles) >= 2
    for one in said:
        assert one.severity is Severity.WARNING
        assert any(f'"{title}" stands in for it' in one.said for title in titles)


def test_the_library_need_not_have_the_broken_track_any_more() -> None:
    problem, plan = planned()
    gone = plan.cues[6].track
    without = replace(problem, tracks=tuple(one for one in problem.tracks if one.id != gone))
    made, said = replace_broken(plan, broken(plan, 7), without)
    assert gone not in {cue.track for cue in made.cues}
    assert len(said) == 1


def test_what_is_no_file_of_the_plan_stays_an_error() -> None:
    problem, plan = planned()
    other = AudioError(Finding(said="is broken", mend="mend it", place=Place(file="/x.flac")))
    with pytest.raises(AudioError, match=r"x\.flac"):
        replace_broken(plan, other, problem)


def test_where_nothing_else_can_be_played_it_stays_an_error() -> None:
    problem, plan = planned()
    played = {cue.track for cue in plan.cues}
    mute = tuple(one if one.id in played else replace(one, path=None) for one in problem.tracks)
    with pytest.raises(AudioError, match="is broken"):
        replace_broken(plan, broken(plan, 7), replace(problem, tracks=mute))


@pytest.mark.slow
def test_a_mix_goes_on_around_a_file_that_was_cut_short(tmp_path: Path) -> None:
    _, plan = planned()
    half = tmp_path / "half.flac"
    sound = Path(plan.cues[6].path or "").read_bytes()
    half.write_bytes(sound[: len(sound) // 2])
    cues = (*plan.cues[:6], replace(plan.cues[6], path=str(half)), *plan.cues[7:])
    made, report, said = render_around(replace(plan, cues=cues), tmp_path / "mix.opus")
    assert report.length_error == 0
    assert str(half) not in {cue.path for cue in made.cues}
    assert [one.place.file for one in said] == [str(half)]
