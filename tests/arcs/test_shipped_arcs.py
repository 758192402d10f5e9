"""The arcs that ship: sound, sourced, honest, and with room on every route they claim."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import tomli
from timings import DATA, MODES

from setlist.arcs import audit_arc, audit_fit, list_arcs, open_arc
from setlist.model import (
    BANDED,
    Arc,
    Landmark,
    Moment,
    PhaseName,
    PlacedPhase,
    RouteName,
    Style,
    Timecourse,
    TimingModel,
    Voice,
)
from setlist.shipped import shipped_folder
from setlist.timecourse import predict
from setlist.units import Seconds

ROOT = Path(__file__).parents[2]
ARCS = list_arcs([shipped_folder("arcs")])
WORDS = frozenset(
    word
    for family in tomli.loads(
        (shipped_folder("library") / "vocabulary.toml").read_text(encoding="utf-8")
    ).values()
    for word in family
)
KEYS = frozenset(
    re.findall(
        r"^\[([a-z0-9-]+)\]$", (ROOT / "docs/sources.md").read_text(encoding="utf-8"), re.MULTILINE
    )
)
TIMES = [predict(route, DATA, model=TimingModel.TABLE) for route in MODES]

each_arc = pytest.mark.parametrize("arc", ARCS, ids=lambda arc: arc.name)


def minute(moment: Moment, times: Timecourse) -> float:
    """The minute of a moment at full length, floors of the route kept."""
    band = times.band(moment.landmark)
    known = {
        Landmark.DOSE: 0.0,
        Landmark.INFUSION_END: times.route.infusion_min,
        Landmark.FLOOR: times.floor_min,
    }
    at = band.at(moment.percentile or 50.0) if band else known[moment.landmark]
    assert at is not None
    if moment.landmark is Landmark.RETURN_END and times.floor_min is not None:
        at = max(at, times.floor_min)
    return at + moment.offset_min


def place(arc: Arc, times: Timecourse) -> tuple[PlacedPhase, ...]:
    marks = [Seconds(minute(m, times) * 60) for m in (arc.start, *(p.end for p in arc.phases))]
    return tuple(
        PlacedPhase(phase=phase, start_s=begin, end_s=end, guard_from_s=begin, guard_to_s=end)
        for phase, begin, end in zip(arc.phases, marks, marks[1:], strict=False)
    )


def test_every_arc_that_was_promised_ships() -> None:
    promised = {"inward", "gentle", "talking", "silence", "integration"}
    assert {arc.name for arc in ARCS} == promised | {"two-dose", "group", "montreal-55"}


@each_arc
def test_a_shipped_arc_has_nothing_amiss(arc: Arc) -> None:
    document = open_arc(arc.name, folders=[shipped_folder("arcs")])
    found = audit_arc(arc, vocabulary_words=WORDS, source_keys=KEYS, locate=document.place)
    assert [str(finding) for finding in found] == []


@each_arc
def test_a_shipped_arc_has_room_on_every_route_it_claims(arc: Arc) -> None:
    fitting = [times for times in TIMES if times.route.name in arc.routes]
    assert {times.route.name for times in fitting} == set(arc.routes)
    for times in fitting:
        floor_s = None if times.floor_min is None else Seconds(times.floor_min * 60)
        found = audit_fit(arc, place(arc, times), route=times.route, floor_s=floor_s)
        assert [str(finding) for finding in found] == []


@each_arc
def test_a_shipped_arc_names_its_sources_and_promises_nothing(arc: Arc) -> None:
    assert arc.sources
    assert "Not a validated target." in arc.rests_on or arc.style is Style.NO_MUSIC
    text = f"{arc.about} {arc.rests_on}".lower()
    assert not re.search(r"proven|science-based|guarantee|evidence-based|optimal", text)


@each_arc
def test_a_peak_of_a_shipped_arc_never_allows_words(arc: Arc) -> None:
    for phase in arc.phases:
        if phase.name is PhaseName.PEAK and phase.music:
            assert set(phase.voice) <= {Voice.NONE, Voice.WORDLESS}
            assert "sudden" in phase.forbid


@each_arc
def test_intensity_runs_on_without_a_leap(arc: Arc) -> None:
    curves = [phase.intensity for phase in arc.phases if phase.music and phase.intensity]
    steps = [after.points[0] - before.points[-1] for before, after in pairwise(curves)]
    assert all(-2.0 <= step <= 1.0 for step in steps)


@each_arc
def test_an_arc_for_oral_use_allows_repeats(arc: Arc) -> None:
    if RouteName.ORAL in arc.routes and arc.style is not Style.NO_MUSIC:
        assert arc.music.repeat_after_min is not None


def test_gentle_stays_within_the_supportive_half_of_the_scale() -> None:
    gentle = next(arc for arc in ARCS if arc.name == "gentle")
    assert max(max(phase.intensity.points) for phase in gentle.phases if phase.intensity) <= 3.5


def test_talking_is_flat_and_without_any_voice() -> None:
    talking = next(arc for arc in ARCS if arc.name == "talking")
    levels = {
        point for phase in talking.phases if phase.intensity for point in phase.intensity.points
    }
    assert max(levels) - min(levels) <= 0.5
    assert {phase.voice for phase in talking.phases} == {(Voice.NONE,)}


def test_silence_has_no_music_and_integration_no_route() -> None:
    silence = next(arc for arc in ARCS if arc.name == "silence")
    integration = next(arc for arc in ARCS if arc.name == "integration")
    assert not any(phase.music for phase in silence.phases)
    assert silence.prompts
    assert integration.routes == ()
    assert integration.tracks == (3, 5)


def test_montreal_plays_55_minutes_for_an_infusion_of_40_and_is_quiet_until_70() -> None:
    arc = next(arc for arc in ARCS if arc.name == "montreal-55")
    times = next(times for times in TIMES if times.route.name is RouteName.IV_INFUSION)
    phases = place(arc, times)
    assert phases[0].start_s == 0.0
    assert [one.end_s / 60 for one in phases] == [12.0, 22.0, 35.0, 55.0, 70.0]
    assert [one.phase.music for one in phases] == [True, True, True, True, False]


def test_two_doses_stand_on_the_effect_and_speak_of_the_booster_in_prompts_only() -> None:
    arc = next(arc for arc in ARCS if arc.name == "two-dose")
    assert all(phase.end.landmark in BANDED for phase in arc.phases)
    assert sum(p.at is not None and p.at.landmark is Landmark.BOOSTER for p in arc.prompts) == 2
