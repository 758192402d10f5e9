"""Silences, prompts, and the sentence on how many people a length covers."""

from dataclasses import replace

import pytest
from builders import a_timecourse
from sessions import at, pose_inward, some_tracks, the_inward_arc

from setlist.model import (
    Arc,
    Handling,
    Landmark,
    Phase,
    PhaseName,
    Problem,
    PromptRule,
    Route,
    RouteName,
    SilenceBlock,
)
from setlist.units import Minutes

TRACKS = some_tracks(5)


def posed(arc: Arc, floor_min: float | None = None, route: Route | None = None) -> Problem:
    floor = None if floor_min is None else Minutes(floor_min)
    course = replace(a_timecourse(route), floor_min=floor)
    return pose_inward(TRACKS, arc=arc, timecourse=course)


def silence(landmark: Landmark, length_min: float, plus: float = 0.0) -> SilenceBlock:
    return SilenceBlock(at=at(landmark, plus=plus), length_min=Minutes(length_min))


def test_a_closing_silence_ends_with_the_session() -> None:
    terms = posed(the_inward_arc()).terms
    assert len(terms.silences) == 1
    assert terms.silences[0].length_s == 180.0
    assert terms.silences[0].start_s + 180.0 == terms.end_s


def test_silences_that_touch_become_one() -> None:
    blocks = (silence(Landmark.PEAK_START, 4), silence(Landmark.PEAK_START, 4, 3))
    terms = posed(the_inward_arc(silences=blocks)).terms
    assert [(one.start_s, one.length_s) for one in terms.silences] == [(672.0, 420.0)]


def test_no_silence_block_comes_before_the_floor() -> None:
    blocks = (silence(Landmark.PEAK_START, 4), silence(Landmark.END, 3))
    terms = posed(the_inward_arc(silences=blocks), floor_min=60.0).terms
    assert [one.length_s for one in terms.silences] == [180.0]
    assert any("no silence comes before minute 60" in note for note in terms.notes)


def test_a_silence_on_a_landmark_that_the_route_lacks_is_left_out_and_said() -> None:
    terms = posed(the_inward_arc(silences=(silence(Landmark.HOLD_END, 4),))).terms
    assert terms.silences == ()
    assert any("stands on hold_end" in note for note in terms.notes)


def test_a_phase_without_music_is_silent_even_before_the_floor() -> None:
    arc = the_inward_arc()
    phases = (*arc.phases[:2], replace(arc.phases[2], music=False), *arc.phases[3:])
    terms = posed(replace(arc, phases=phases, silences=()), floor_min=90.0).terms
    assert [(one.start_s, one.length_s) for one in terms.silences] == [(672.0, 2448.0)]


def test_prompts_repeat_from_the_dose_and_stay_inside_the_session() -> None:
    terms = posed(the_inward_arc()).terms
    times = [prompt.at_s for prompt in terms.prompts]
    assert times == [900.0 * number for number in range(1, 7)]
    assert all(prompt.say == "vitals" for prompt in terms.prompts)


def test_a_prompt_on_the_hold_comes_for_a_lozenge_only() -> None:
    lozenge = Route(name=RouteName.SUBLINGUAL, handling=Handling.SPIT, hold_min=Minutes(10))
    prompts = posed(the_inward_arc(), route=lozenge).terms.prompts
    assert (prompts[0].at_s, prompts[0].say) == (600.0, "spit")
    assert all(prompt.say != "spit" for prompt in posed(the_inward_arc()).terms.prompts)


def test_a_repeating_prompt_may_begin_at_a_moment() -> None:
    rule = PromptRule(say="look", at=at(Landmark.DOSE, plus=-5), every_min=Minutes(40))
    terms = posed(the_inward_arc(prompts=(rule,))).terms
    assert [prompt.at_s for prompt in terms.prompts] == [-300.0, 2100.0, 4500.0]


@pytest.mark.parametrize(
    ("land_min", "covers"), [(20.0, "8 in 10"), (0.0, "7 in 10"), (60.0, "9 in 10 people or more")]
)
def test_the_length_says_for_how_many_the_return_is_over(land_min: float, covers: str) -> None:
    arc = the_inward_arc()
    land = replace(arc.phases[-1], end=at(Landmark.RETURN_END, 75, land_min))
    length = posed(replace(arc, phases=(*arc.phases[:-1], land))).terms.length
    assert covers in length.covers
    assert length.percentile == 75


def test_a_session_that_ends_early_covers_few() -> None:
    arc = the_inward_arc()
    phase = Phase(name=PhaseName.SETTLE, end=at(Landmark.DOSE, plus=20))
    length = posed(replace(arc, phases=(phase,), silences=())).terms.length
    assert "fewer than 1 in 10" in length.covers
