"""What every picture of a plan shows."""

from dataclasses import replace

import pytest
from plans import a_cue, a_plan, a_silence, some_terms

from setlist.drawing.scene import stage, tell_course, tell_route, tell_subject
from setlist.model import (
    Handling,
    Listener,
    Part,
    PhaseName,
    PlannedPrompt,
    Reserve,
    ReserveRole,
    Route,
    RouteName,
    Source,
    Work,
)
from setlist.units import Minutes, Seconds


@pytest.mark.parametrize(
    ("route", "told"),
    [
        (Route(name=RouteName.IM), "IM"),
        (
            Route(name=RouteName.SUBLINGUAL, handling=Handling.SPIT, hold_min=Minutes(12.0)),
            "lozenge, held 12 min, spat out",
        ),
        (Route(name=RouteName.IV_INFUSION, infusion_min=Minutes(40.0)), "IV infusion, 40 min"),
        (Route(name=RouteName.NASAL_ESKETAMINE, devices=1), "nasal esketamine, 1 device"),
        (
            Route(
                name=RouteName.IM,
                parts=(Part(at_min=Minutes(0), size=2.0), Part(at_min=Minutes(30), size=1.0)),
            ),
            "IM, parts at 0, 30 min",
        ),
    ],
)
def test_a_route_is_told_in_plain_words(route: Route, told: str) -> None:
    assert tell_route(route) == told


def test_only_the_subject_names_the_listener() -> None:
    plan = a_plan(terms=some_terms(listener=Listener(code="heron-17")))
    assert tell_subject(plan) == "heron-17 · IM · Inward · 115 min"
    assert tell_course(plan) == "IM · Inward · 115 min"


def test_the_target_follows_the_curve_of_each_phase() -> None:
    scene = stage(a_plan())
    assert scene.target_at(Seconds(-600.0)) == 1.5
    assert scene.target_at(Seconds((11.2 + 52.0) / 2 * 60)) == 6.5
    assert scene.target_at(Seconds(9999.0)) is None


def test_the_parts_of_a_revised_phase_are_drawn_as_one() -> None:
    plan = a_plan()
    peak = next(one for one in plan.phases if one.name is PhaseName.PEAK)
    parts = (replace(peak, end_s=Seconds(1200.0)), replace(peak, start_s=Seconds(1200.0)))
    cut = [one for phase in plan.phases for one in (parts if phase is peak else (phase,))]
    assert stage(replace(plan, phases=tuple(cut))).phases == plan.phases


def test_marks_say_pinned_suggested_and_not_rated() -> None:
    scene = stage(
        a_plan(
            a_cue(pinned=True),
            a_cue(intensity=6.5, intensity_source=Source.SUGGESTED),
            a_cue(intensity=None, intensity_source=None),
            a_silence(),
        )
    )
    assert [block.marks() for block in scene.blocks] == ["1*", "2~", "3?", "∅"]
    assert [block.rating() for block in scene.blocks] == ["3", "~6.5", "?", "\u2013"]


def test_movements_of_one_work_are_tied() -> None:
    scene = stage(
        a_plan(
            a_cue("I", work=Work(name="Undertow", movement=1)),
            a_cue("II", work=Work(name="Undertow", movement=2)),
            a_cue("III", work=Work(name="Other", movement=1)),
        )
    )
    assert [block.tied for block in scene.blocks] == [False, True, False]


def test_a_block_ends_where_the_next_begins() -> None:
    scene = stage(a_plan(a_cue(length_s=100.0), a_cue(length_s=50.0, overlap_s=20.0)))
    assert scene.blocks[0].end_s == scene.blocks[1].start_s == -520.0
    assert scene.blocks[0].sounds_s == 100.0


def test_calm_comes_first_and_the_others_are_numbered() -> None:
    reserves = (
        Reserve(role=ReserveRole.HOLD, cue=a_cue("Hold")),
        Reserve(role=ReserveRole.CALM, cue=a_cue("Calm")),
        Reserve(role=ReserveRole.SPARE, cue=a_cue("Spare")),
    )
    scene = stage(a_plan(reserves=reserves))
    assert [(aside.name, aside.block.title) for aside in scene.asides] == [
        ("calm", "Calm"),
        ("R1", "Hold"),
        ("R2", "Spare"),
    ]


def test_prompts_that_come_again_are_told_from_those_that_come_once() -> None:
    prompts = tuple(
        PlannedPrompt(at_s=Seconds(at), say=say)
        for at, say in ((1800.0, "vitals"), (720.0, "spit"), (900.0, "vitals"))
    )
    scene = stage(a_plan(prompts=prompts))
    assert [(prompt.say, prompt.again) for prompt in scene.prompts] == [
        ("spit", False),
        ("vitals", True),
        ("vitals", True),
    ]


def test_the_proof_is_only_told_where_there_is_one() -> None:
    assert stage(a_plan()).proof == ""
    assert stage(a_plan(gap_pct=0.4)).proof == "best here, to within 0.4 %"
    assert stage(a_plan(gap_pct=0.0)).proof == "best here, proven"
