"""What a plan costs, against sums done by hand, and against the search."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from sessions import PROVENANCE, a_curve, a_flat_arc, pose_flat, pose_inward, some_tracks

from setlist.model import Arc, CostParts, MusicRules, PhaseName, Tags, Track, Unknown
from setlist.planning import solve
from setlist.planning.costing import cost_plan
from setlist.planning.items import gather_items
from setlist.planning.searching import search
from setlist.units import Hertz, Lufs, Minutes, Seconds

TEN_MIN = 600.0


def parts_of(*tracks: Track, arc: Arc | None = None, length_min: float = 10.0) -> CostParts:
    problem = pose_flat(tracks, arc or a_flat_arc(), length=Minutes(length_min))
    return solve(problem, provenance=PROVENANCE).cost_parts


def test_ten_minutes_one_step_off_cost_ten() -> None:
    parts = parts_of(a_track(intensity=4.0, duration_s=TEN_MIN))
    assert parts.misfit == pytest.approx(10.0)
    assert (parts.transitions, parts.boundaries, parts.wishes, parts.end) == (0, 0, 0, 0)


def test_ten_minutes_six_lu_off_cost_ten() -> None:
    faint = some_measures(duration_s=TEN_MIN, loudness_lufs=-29.0, peak_dbtp=-1.0)
    assert parts_of(a_track(measures=faint)).misfit == pytest.approx(10.0)


def test_music_that_ends_half_a_minute_late_costs_a_twentieth() -> None:
    parts = parts_of(a_track(duration_s=TEN_MIN + 30.0))
    assert parts.end == pytest.approx(0.05)


def test_unrated_music_costs_as_two_steps_off() -> None:
    music = MusicRules(unknown_intensity=Unknown.PENALISE)
    unrated = a_track(intensity=None, duration_s=TEN_MIN)
    assert parts_of(unrated, arc=a_flat_arc(music=music)).misfit == pytest.approx(40.0)


def test_missing_tags_cost_by_their_share() -> None:
    arc = a_flat_arc()
    arc = replace(arc, phases=(replace(arc.phases[0], prefer=("warm", "dark")),))
    half = a_track(words=("Dark",), duration_s=TEN_MIN)
    assert parts_of(half, arc=arc).wishes == pytest.approx(10 * 0.25 * 0.5)
    by_instrument = a_track(instruments=("dark", "warm"), duration_s=TEN_MIN)
    assert parts_of(by_instrument, arc=arc).wishes == 0.0


def test_a_join_costs_by_its_step_beyond_two_lu() -> None:
    one = a_track("One", artist="A", measures=some_measures(duration_s=306.0, tail_lufs=-20.0))
    two = a_track("Two", artist="B", measures=some_measures(duration_s=306.0, head_lufs=-25.0))
    parts = parts_of(one, two)
    assert parts.transitions == pytest.approx(0.0, abs=1e-9) or parts.transitions == pytest.approx(
        3 * 0.56
    )
    down = cost_of_order(one, two)
    assert down.transitions == pytest.approx(3 * 0.56)


def cost_of_order(one: Track, two: Track) -> CostParts:
    plan = solve(pose_flat((one, two), length=Minutes(10.0)), provenance=PROVENANCE)
    cues = {cue.title: cue for cue in plan.cues}
    first, second = plan.cues
    turned = (
        replace(cues["One"], start_s=first.start_s, overlap_s=first.overlap_s),
        replace(cues["Two"], start_s=second.start_s, overlap_s=second.overlap_s),
    )
    return cost_plan(plan.problem, turned, {one.id: one, two.id: two})


def test_a_track_across_a_boundary_costs_by_its_shorter_side() -> None:
    arc = a_flat_arc()
    first = replace(
        arc.phases[0], name=PhaseName.SETTLE, end=replace(arc.start, offset_min=Minutes(2.0))
    )
    parts = parts_of(a_track(duration_s=TEN_MIN), arc=replace(arc, phases=(first, *arc.phases)))
    assert parts.boundaries == pytest.approx(2 * 0.5)


def test_an_artist_who_returns_at_once_costs_two() -> None:
    music = MusicRules(overlap_s=Seconds(6.0), artist_gap_min=Minutes(10.0))
    same = tuple(a_track(f"T{n}", artist="Same", duration_s=306.0) for n in range(2))
    assert parts_of(*same, arc=a_flat_arc(music=music)).wishes == pytest.approx(2.0)


def test_measures_cost_by_their_scales_and_a_missing_one_a_quarter() -> None:
    arc = a_flat_arc()
    phase = replace(
        arc.phases[0],
        brightness_hz=a_curve(1000.0),
        onsets_per_s=a_curve(1.0),
        tempo_bpm=a_curve(60.0),
    )
    arc = replace(arc, phases=(phase,))
    said = replace(
        some_measures(duration_s=TEN_MIN),
        brightness_hz=Hertz(2000.0),
        onsets_per_s=2.5,
        tempo_bpm=60.0 * 2**0.5,
    )
    assert parts_of(a_track(measures=said), arc=arc).misfit == pytest.approx(30.0)
    assert parts_of(a_track(duration_s=TEN_MIN), arc=arc).misfit == pytest.approx(7.5)


def test_a_timing_that_is_uncertain_costs_the_mean_of_its_timings() -> None:
    problem = pose_inward(some_tracks(60), length=Minutes(90))
    plan = solve(problem, provenance=PROVENANCE)
    known = {track.id: track for track in problem.tracks}
    alone = [
        cost_plan(replace(plan.problem, scenarios=(one,)), plan.cues, known).misfit
        for one in plan.problem.scenarios
    ]
    assert plan.cost_parts.misfit == pytest.approx(sum(alone) / len(alone), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_search_and_the_cues_agree_on_the_cost(seed: int) -> None:
    tracks = some_tracks(80, seed=seed, unlike=1.5)
    problem = pose_inward(tracks, length=Minutes(100))
    path = search(problem.terms, gather_items(problem.tracks, seed=0)).path
    assert path is not None
    plan = solve(problem, provenance=PROVENANCE)
    assert plan.cost == pytest.approx(path.cost, abs=1e-3)


def test_a_cue_without_measures_is_costed_by_what_is_known() -> None:
    plan = solve(
        pose_flat(
            (a_track(tags=Tags(title="x", ratings=a_track().tags.ratings)),) * 1,
            length=Minutes(5.0),
        ),
        provenance=PROVENANCE,
    )
    blind = tuple(replace(cue, loudness_lufs=None, head_lufs=None) for cue in plan.cues)
    assert cost_plan(plan.problem, blind, {}).misfit == pytest.approx(0.0)
    assert Lufs(-23.0) == plan.problem.music.reference_lufs
