"""The plan file both ways."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence, some_cues, some_terms

from setlist.errors import InputError
from setlist.model import (
    PLAN_SCHEMA,
    Handling,
    Listener,
    PlannedPrompt,
    Removal,
    Route,
    RouteName,
    Work,
)
from setlist.playlists.planfile import read_plan_text, write_plan
from setlist.units import Minutes, Seconds

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25)  # each example compiles the reader of a whole plan
@given(TEXT, TEXT, st.floats(1.0, 9.0), st.floats(-40.0, 20.0), st.floats(0.1, 7200.0))
def test_what_is_written_is_read_back_exactly(
    title: str, artist: str, intensity: float, gain_db: float, length_s: float
) -> None:
    cue = a_cue(title, artist=artist, intensity=intensity, gain_db=gain_db, length_s=length_s)
    plan = a_plan(replace(cue, work=Work(name="Undertow", movement=1)), a_silence())
    assert read_plan_text(write_plan(plan), file="plan.json") == plan


def test_a_plan_with_everything_in_it_is_read_back_exactly() -> None:
    route = Route(name=RouteName.SUBLINGUAL, handling=Handling.SPIT, hold_min=Minutes(12.0))
    plan = a_plan(
        *some_cues(40),
        terms=some_terms(route=route, listener=Listener(code="heron-17")),
        prompts=(PlannedPrompt(at_s=Seconds(720.0), say="spit"),),
        removals=(Removal(reason="tag: church organ", tracks=31, length_min=Minutes(120.5)),),
        gap_pct=0.4,
    )
    text = write_plan(plan)
    assert read_plan_text(text, file="plan.json") == plan
    assert write_plan(read_plan_text(text, file="plan.json")) == text


def test_the_file_has_the_keys_that_people_script_against() -> None:
    data = json.loads(write_plan(a_plan()))
    assert {
        "schema", "arc", "route", "seed", "total_s", "phases", "cues", "prompts", "cost",
        "problem", "provenance",
    } <= set(data)  # fmt: skip
    assert set(data["phases"][0]) == {"name", "start_s", "end_s"}
    assert {
        "kind", "track", "title", "artist", "path", "phase", "start_s", "cue_in_s", "cue_out_s",
        "overlap_s", "gain_db", "voice", "intensity",
    } <= set(data["cues"][0])  # fmt: skip
    assert (data["schema"], data["route"], data["cues"][0]["start_s"]) == (1, "im", -600.0)


def test_a_file_of_a_newer_setlist_is_refused_with_just_that() -> None:
    data = json.loads(write_plan(a_plan()))
    data |= {"schema": PLAN_SCHEMA + 1, "colour": "new here", "cues": []}
    with pytest.raises(InputError) as caught:
        read_plan_text(json.dumps(data), file="plan.json")
    (finding,) = caught.value.findings
    assert "newer setlist: plan schema 2, and this one knows 1" in finding.said
    assert "update" in finding.mend
    assert str(finding.place) == "plan.json: schema"


def test_every_fault_of_a_file_is_said_at_once() -> None:
    data = json.loads(write_plan(a_plan()))
    data["total_s"] = "long"
    data["cues"][2]["phase"] = "summit"
    with pytest.raises(InputError) as caught:
        read_plan_text(json.dumps(data, indent=1), file="plan.json")
    assert len(caught.value.findings) == 2
    assert all(
        finding.mend and finding.place.file == "plan.json" for finding in caught.value.findings
    )


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"plan"', "[" * 50_000, '{"schema": "x"}'])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_plan_text(text, file="plan.json")
