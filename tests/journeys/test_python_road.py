"""The whole road from Python: arc and folder in, plan, playlist and one file out."""

import hashlib
from itertools import pairwise
from pathlib import Path

import av
import pytest

import setlist
from setlist.model import CueKind, Plan


@pytest.fixture(scope="module")
def plan(music: Path, short_arc: Path) -> Plan:
    arc = setlist.read_arc(str(short_arc))
    library = setlist.scan(music)
    problem = setlist.pose(arc, library, route=setlist.make_route("im"))
    return setlist.solve(problem)


def test_every_join_of_a_plan_obeys_the_arithmetic(plan: Plan) -> None:
    for cue, after in pairwise(plan.cues):
        assert after.start_s == pytest.approx(cue.end_s() - after.overlap_s, abs=1e-6)


def test_the_plan_is_as_long_as_it_says_and_near_what_was_asked(plan: Plan) -> None:
    assert plan.cues[-1].end_s() - plan.start_s() == pytest.approx(plan.total_s, abs=1e-6)
    assert abs(plan.total_s - 8 * 60) <= 30


def test_the_closing_silence_is_a_cue_of_its_own(plan: Plan) -> None:
    assert plan.cues[-1].kind is CueKind.SILENCE
    assert plan.cues[-1].length_s() >= 30


def test_a_plan_file_holds_the_whole_plan(plan: Plan, tmp_path: Path) -> None:
    setlist.write_plan(plan, tmp_path / "plan.json")
    assert setlist.read_plan(tmp_path / "plan.json") == plan
    assert setlist.check(tmp_path / "plan.json") == ()


def test_the_same_inputs_give_the_same_plan(plan: Plan, music: Path, short_arc: Path) -> None:
    arc = setlist.read_arc(str(short_arc))
    again = setlist.pose(arc, setlist.read_library(music), route=setlist.make_route("im"))
    assert setlist.solve(again) == plan


@pytest.mark.parametrize("suffix", ["flac", "opus"])
def test_a_rendered_file_is_as_long_as_the_plan_to_the_frame(
    plan: Plan, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"session.{suffix}"
    report = setlist.render(plan, target)
    assert report.length_error == 0
    assert report.peak_dbtp <= -0.9
    with av.open(str(target)) as container:
        frames = sum(frame.samples for frame in container.decode(audio=0))
    assert frames == round(plan.total_s * 48_000)


def test_the_same_plan_gives_the_same_bytes(plan: Plan, tmp_path: Path) -> None:
    digests = set()
    for name in ("one.flac", "two.flac"):
        setlist.render(plan, tmp_path / name)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1
