"""Why every cue of a plan stands where it does, against sums done by hand."""

from dataclasses import replace

import pytest
from builders import a_track, some_measures
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import (
    PROVENANCE,
    a_curve,
    a_flat_arc,
    pose_flat,
    pose_inward,
    some_tracks,
    the_inward_arc,
)

from setlist.model import (
    Arc,
    CostPart,
    MusicRules,
    Phase,
    PhaseName,
    Pin,
    Plan,
    Rating,
    Reason,
    Tags,
    Track,
    Unknown,
    Work,
)
from setlist.planning import solve
from setlist.planning.costing import cost_plan
from setlist.planning.explanation import explain_plan
from setlist.units import Hertz, Minutes, Seconds

TEN_MIN = 600.0
INWARD = pose_inward(some_tracks(60), length=Minutes(90))
PLAN = solve(INWARD, provenance=PROVENANCE)


def solved(*tracks: Track, arc: Arc | None = None, length_min: float = 10.0) -> Plan:
    problem = pose_flat(tracks, arc or a_flat_arc(), length=Minutes(length_min))
    return solve(problem, provenance=PROVENANCE)


def said(reason: Reason) -> dict[str, float]:
    return {charge.said: round(charge.cost, 6) for charge in reason.charges}


def with_phase(**changes: object) -> Arc:
    arc = a_flat_arc()
    return replace(arc, phases=(replace(arc.phases[0], **changes),))  # type: ignore[arg-type]


def test_a_track_two_steps_off_says_so_and_what_it_costs() -> None:
    (reason,) = solved(a_track(intensity=5.0, duration_s=TEN_MIN)).reasons
    assert said(reason)["intensity 5 against 3.0 wanted"] == pytest.approx(40.0)
    assert said(reason)["as loud as wanted"] == 0.0
    assert said(reason)["opens the session"] == 0.0
    assert said(reason)["ends on time"] == 0.0


@pytest.mark.parametrize("seed", range(3))
def test_the_charges_of_all_cues_add_up_to_every_part_of_the_cost(seed: int) -> None:
    problem = pose_inward(some_tracks(70, seed=seed, unlike=1.5), length=Minutes(100))
    plan = solve(problem, provenance=PROVENANCE)
    for part in CostPart:
        charges = [one for reason in plan.reasons for one in reason.charges if one.part is part]
        assert sum(one.cost for one in charges) == pytest.approx(
            getattr(plan.cost_parts, part), abs=1e-6
        )


def test_every_cue_has_one_reason_in_its_order() -> None:
    assert [reason.cue for reason in PLAN.reasons] == list(range(len(PLAN.cues)))
    assert all(reason.charges for reason in PLAN.reasons)


@given(st.lists(st.floats(-2.0, 2.0), min_size=2, max_size=30), st.booleans())
@settings(max_examples=25, deadline=None)
def test_reasons_add_up_whatever_somebody_did_to_the_cues(moved: list[float], known: bool) -> None:  # noqa: FBT001  hypothesis hands it over by name
    cues = tuple(
        replace(
            cue,
            start_s=Seconds(cue.start_s + 60.0 * shift),
            gain_db=cue.gain_db + shift,  # type: ignore[arg-type]
            intensity=None if shift > 1.5 else cue.intensity,
            artist="Same" if shift > 0.0 else cue.artist,
        )
        for cue, shift in zip(PLAN.cues, (moved * 40)[: len(PLAN.cues)], strict=True)
    )
    tracks = {track.id: track for track in INWARD.tracks} if known else {}
    parts = cost_plan(PLAN.problem, cues, tracks)
    reasons = explain_plan(PLAN.problem, cues, tracks)
    for part in CostPart:
        charges = [one for reason in reasons for one in reason.charges if one.part is part]
        assert sum(one.cost for one in charges) == pytest.approx(getattr(parts, part), abs=1e-6)


def test_a_rating_that_is_only_suggested_says_so() -> None:
    tags = Tags(title="x", suggested_intensity=4.0, voice=a_track().tags.voice)
    track = a_track(tags=tags, duration_s=TEN_MIN)
    problem = pose_flat((track,), length=Minutes(10.0))
    allowed = replace(problem, terms=replace(problem.terms, allow_suggested=True), tracks=(track,))
    (reason,) = solve(allowed, provenance=PROVENANCE).reasons
    assert "suggested intensity 4 against 3.0 wanted" in said(reason)


def test_an_unrated_track_costs_as_two_steps_off_and_says_so() -> None:
    music = MusicRules(unknown_intensity=Unknown.PENALISE)
    unrated = a_track(intensity=None, duration_s=TEN_MIN)
    (reason,) = solved(unrated, arc=a_flat_arc(music=music)).reasons
    assert said(reason)["intensity not rated, 3.0 wanted"] == pytest.approx(40.0)


def test_measures_are_put_against_what_is_wanted_in_their_units() -> None:
    arc = with_phase(
        brightness_hz=a_curve(1000.0), onsets_per_s=a_curve(1.0), tempo_bpm=a_curve(60.0)
    )
    heard = replace(
        some_measures(duration_s=TEN_MIN),
        brightness_hz=Hertz(2000.0),
        onsets_per_s=2.5,
        tempo_bpm=120.0,
    )
    told = said(solved(a_track(measures=heard), arc=arc).reasons[0])
    assert told["brightness 2000 Hz against 1000 Hz wanted"] == pytest.approx(10.0)
    assert told["2.5 onsets a second against 1.0 wanted"] == pytest.approx(10.0)
    assert told["tempo 120 BPM against 60 wanted"] == pytest.approx(40.0)
    unheard = said(solved(a_track(duration_s=TEN_MIN), arc=arc).reasons[0])
    assert unheard["brightness not measured"] == pytest.approx(2.5)


def test_loudness_is_told_after_gain() -> None:
    faint = some_measures(duration_s=TEN_MIN, loudness_lufs=-29.0, peak_dbtp=-1.0)
    told = said(solved(a_track(measures=faint)).reasons[0])
    assert told["6.0 LU quieter than wanted"] == pytest.approx(10.0)


def test_preferred_tags_are_named_as_the_arc_writes_them() -> None:
    arc = with_phase(prefer=("warm", "Slow-Build", "dark"))
    half = a_track(words=("slow build",), instruments=("warm",), duration_s=TEN_MIN)
    told = said(solved(half, arc=arc).reasons[0])
    assert told["2 of 3 preferred tags: warm, Slow-Build"] == pytest.approx(10 * 0.25 / 3)
    none = said(solved(a_track(duration_s=TEN_MIN), arc=arc).reasons[0])
    assert none["none of 3 preferred tags"] == pytest.approx(2.5)


def test_a_tag_cannot_break_its_line() -> None:
    arc = with_phase(prefer=("warm\n\x1b[31m",))
    track = a_track(words=("warm\n\x1b[31m",), duration_s=TEN_MIN)
    charges = solved(track, arc=arc).reasons[0].charges
    assert all(charge.said.isprintable() for charge in charges)


def two_phases(*, first_min: float, **changes: object) -> Arc:
    arc = a_flat_arc()
    first = replace(
        arc.phases[0],
        name=PhaseName.SETTLE,
        end=replace(arc.start, offset_min=Minutes(first_min)),
        **changes,  # type: ignore[arg-type]
    )
    return replace(arc, phases=(first, *arc.phases))


def test_running_over_the_end_of_a_phase_is_told_by_its_shorter_side() -> None:
    track = a_track(duration_s=TEN_MIN)
    early = said(solved(track, arc=two_phases(first_min=2.0)).reasons[0])
    assert early["begins 2 min before the end of settle"] == pytest.approx(1.0)
    late = said(solved(track, arc=two_phases(first_min=8.5)).reasons[0])
    assert late["runs 1.5 min over the end of settle"] == pytest.approx(0.75)


def test_tags_of_both_phases_are_told_where_a_track_sounds_in_both() -> None:
    arc = two_phases(first_min=6.0, prefer=("warm", "simple"))
    arc = replace(arc, phases=(arc.phases[0], replace(arc.phases[1], prefer=("dark",))))
    told = said(solved(a_track(words=("warm",), duration_s=TEN_MIN), arc=arc).reasons[0])
    assert told["preferred tags: 1 of 2 (warm) for settle, 0 of 1 for land"] == pytest.approx(
        6 * 0.25 / 2 + 4 * 0.25
    )


def test_a_phase_that_a_track_hardly_touches_is_not_named_but_counts() -> None:
    arc = two_phases(first_min=0.5, prefer=("dark",))
    arc = replace(arc, phases=(arc.phases[0], replace(arc.phases[1], prefer=("warm",))))
    told = said(solved(a_track(words=("warm",), duration_s=TEN_MIN), arc=arc).reasons[0])
    assert told["1 of 1 preferred tags: warm"] == pytest.approx(0.5 * 0.25)


def test_an_artist_who_returns_says_how_soon() -> None:
    music = MusicRules(overlap_s=Seconds(6.0), artist_gap_min=Minutes(10.0))
    same = tuple(a_track(f"T{n}", artist="Same", duration_s=306.0) for n in range(2))
    plan = solved(*same, arc=a_flat_arc(music=music))
    told = said(plan.reasons[1])
    assert told["same artist again at once, 10 min apart wanted"] == pytest.approx(2.0)


def test_a_join_is_told_by_step_key_tempo_and_brightness() -> None:
    def heard(key: str, tempo_bpm: float, bright_hz: float, tail_lufs: float) -> Track:
        measures = replace(
            some_measures(duration_s=306.0, tail_lufs=tail_lufs),
            key=key,
            tempo_bpm=tempo_bpm,
            tempo_confidence=0.9,
            brightness_hz=Hertz(bright_hz),
        )
        return a_track(key, artist=key, measures=measures)

    one, two = heard("C major", 60.0, 800.0, -23.0), heard("B minor", 130.0, 3200.0, -20.0)
    plan = solved(one, two)
    turned = sorted(plan.cues, key=lambda cue: cue.title == "B minor")
    cues = tuple(
        replace(cue, start_s=old.start_s) for cue, old in zip(turned, plan.cues, strict=True)
    )
    told = said(explain_plan(plan.problem, cues, {one.id: one, two.id: two})[1])
    assert told["no step in loudness"] == 0.0
    assert told["keys two fifths apart"] == pytest.approx(3.2 / 6)
    assert told["tempo 8 % apart, doubles taken as the same"] == pytest.approx(0.2438, abs=1e-4)
    assert told["2.0 octaves brighter"] == pytest.approx(1.5 * 1.6)
    back = said(explain_plan(plan.problem, cues[::-1], {one.id: one, two.id: two})[1])
    assert back["3.0 LU step down"] == pytest.approx(0.56)
    assert "2.0 octaves darker" in back


def test_what_nobody_measured_at_a_join_is_said() -> None:
    one, two = (a_track(f"T{n}", artist=f"A{n}", duration_s=306.0) for n in range(2))
    unsure = replace(one.measures, tempo_bpm=60.0, tempo_confidence=0.2)
    plan = solved(replace(one, measures=unsure), two)
    assert "key not known, tempo not certain, brightness not known" in said(plan.reasons[1])
    blind = tuple(replace(cue, head_lufs=None) for cue in plan.cues)
    told = said(explain_plan(plan.problem, blind, {})[1])
    assert "step in loudness not known" in told, "measures nobody handed over are not missing"


def test_a_pin_and_a_work_are_told_though_they_cost_nothing() -> None:
    parts = tuple(
        a_track(
            tags=Tags(
                title=f"Part {n}",
                artist="A",
                ratings=(Rating(intensity=3.0),),
                voice=a_track().tags.voice,
                work=Work(name="Under\ntow", movement=n),
            ),
            duration_s=300.0,
        )
        for n in (1, 2)
    )
    parts = (parts[0], replace(parts[1], id=a_track("other").id))
    problem = pose_flat(parts, a_flat_arc(), length=Minutes(10.0), pins=(Pin(track=parts[0].id),))
    reasons = solve(problem, provenance=PROVENANCE).reasons
    assert said(reasons[0])["pinned"] == 0.0
    assert said(reasons[1])['part 2 of "Under\\ntow", no gap'] == 0.0


def test_a_silence_is_told_as_one() -> None:
    assert said(PLAN.reasons[-1]) == {"silence closes the session": 0.0}
    arc = the_inward_arc()
    assert arc.silences, "the arc of these tests ends in silence"


def test_what_nobody_could_avoid_is_what_the_timings_differ_by() -> None:
    tracks = {track.id: track for track in INWARD.tracks}
    floors = [charge.floor for reason in PLAN.reasons for charge in reason.charges]
    assert sum(floors) > 1.0
    assert all(
        0.0 <= charge.floor <= charge.cost + 1e-9
        for reason in PLAN.reasons
        for charge in reason.charges
    )
    sure = replace(PLAN.problem, scenarios=PLAN.problem.scenarios[:1])
    for reason in explain_plan(sure, PLAN.cues, tracks):
        assert max(charge.floor for charge in reason.charges) == pytest.approx(0.0, abs=1e-9)


def test_two_timings_that_want_two_and_four_cost_one_whatever_is_played() -> None:
    arc = two_phases(first_min=5.0, intensity=a_curve(2.0))
    arc = replace(arc, phases=(arc.phases[0], replace(arc.phases[1], intensity=a_curve(4.0))))
    plan = solved(a_track(intensity=3.0, duration_s=TEN_MIN), arc=arc)
    ends = [
        replace(plan.problem.scenarios[0], ends_s=(Seconds(at), Seconds(TEN_MIN)))
        for at in (0.0, 600.0)
    ]
    terms = replace(plan.problem, scenarios=tuple(ends))
    charge = next(
        one
        for one in explain_plan(terms, plan.cues, {})[0].charges
        if one.said == "intensity 3 against 3.0 wanted"
    )
    assert charge.cost == pytest.approx(10.0)
    assert charge.floor == pytest.approx(10.0)


def test_a_phase_without_a_target_is_not_judged_by_it() -> None:
    plan = solved(a_track(duration_s=TEN_MIN), arc=a_flat_arc(intensity=None))
    assert not any("intensity" in one for one in said(plan.reasons[0]))
    assert isinstance(plan.problem.phases[0].phase, Phase)
