"""The audit finds every way of breaking a good plan, and nothing in the plan itself."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders import a_timecourse, a_track, a_track_id
from sessions import PROVENANCE, a_population, pose_flat, pose_inward, some_tracks, the_inward_arc

from setlist.model import (
    Cue,
    CueKind,
    FadeLaw,
    Licence,
    Listener,
    Performance,
    PhaseName,
    Pin,
    Plan,
    PlannedPrompt,
    Track,
    Voice,
    Work,
)
from setlist.planning import audit_plan, solve
from setlist.units import Db, Lu, Lufs, Minutes, Seconds

TRACKS = some_tracks(90)
PLAN = solve(
    pose_inward(
        TRACKS,
        listener=Listener(code="x-1", avoid_tags=("choir",)),
        pins=(Pin(track=TRACKS[4].id),),
        timecourse=replace(a_population(a_timecourse()), floor_min=Minutes(60.0)),
    ),
    provenance=PROVENANCE,
)


def change(number: int, **changes: object) -> Callable[[Plan], Plan]:
    """Edit one cue by hand."""

    def edit(plan: Plan) -> Plan:
        cues = list(plan.cues)
        cues[number] = replace(cues[number], **changes)  # type: ignore[arg-type]
        return replace(plan, cues=tuple(cues))

    return edit


def peak_number() -> int:
    return next(n for n, cue in enumerate(PLAN.cues) if cue.phase is PhaseName.PEAK)


def test_a_plan_of_the_search_is_without_fault() -> None:
    assert audit_plan(PLAN) == ()
    assert audit_plan(PLAN, TRACKS) == ()


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (change(0, start_s=Seconds(-590.0)), "begins at -590 s"),
        (change(3, start_s=Seconds(PLAN.cues[3].start_s + 5.0)), "where the join gives"),
        (change(3, overlap_s=Seconds(-1.0)), "less than nothing"),
        (change(3, cue_out_s=Seconds(0.1)), "ends before it begins"),
        (change(3, fade=FadeLaw.GAPLESS), "no next movement"),
        (change(-1, overlap_s=Seconds(4.0)), "overlaps a silence"),
        (change(3, phase=PhaseName.LAND), "is said to be in land"),
        (change(-1, cue_out_s=Seconds(400.0)), "min were wanted"),
        (lambda plan: replace(plan, total_s=Seconds(9.0)), "says 9.000 s"),
        (lambda plan: replace(plan, phases=plan.phases[1:]), "not those of the problem"),
        (
            lambda plan: replace(plan, prompts=(PlannedPrompt(at_s=Seconds(9e4), say="x"),)),
            "stands outside the session",
        ),
        (
            change(2, kind=CueKind.SILENCE, track=None),
            "a silence that nobody asked for",
        ),
        (lambda plan: replace(plan, cues=plan.cues[:-1]), "where music plays"),
        (change(3, gain_db=Db(40.0)), "dBTP after gain"),
        (change(3, gain_db=Db(PLAN.cues[3].gain_db + 9.0), peak_dbtp=None), "over the cap"),
        (
            change(peak_number(), loudness_lufs=Lufs(-19.0), gain_db=Db(0.0), peak_dbtp=None),
            "over the reference before the floor",
        ),
        (change(peak_number(), voice=Voice.WORDS), "has words where peak allows none"),
        (change(peak_number(), voice=None), "nobody checked its voice"),
        (change(3, words=("Choir",)), "which the listener avoids"),
        (change(3, intensity=None), "an intensity that nobody gave"),
        (change(3, track=PLAN.cues[5].track), "comes again"),
        (change(3, track=None), "names no track"),
        (change(3, track=PLAN.reserves[-1].cue.track), "set aside and played as well"),
        (lambda plan: replace(plan, cost=plan.cost + 1.0), "its parts add up to"),
        (lambda plan: replace(plan, bound=plan.cost + 1.0), "below the bound"),
    ],
)
def test_an_edit_that_breaks_a_plan_is_found(edit: Callable[[Plan], Plan], said: str) -> None:
    findings = audit_plan(edit(PLAN))
    assert any(said in finding.said for finding in findings), [str(one) for one in findings]
    assert all(finding.mend for finding in findings)


def problem_with(**changes: object) -> Plan:
    return replace(PLAN, problem=replace(PLAN.problem, **changes))  # type: ignore[arg-type]


def listening(**changes: object) -> Plan:
    listener = Listener(code="x-1", **changes)  # type: ignore[arg-type]
    return problem_with(listener=listener)


def only_under(*licences: str) -> Plan:
    return problem_with(music=replace(PLAN.problem.music, licences=licences))


def granted() -> Plan:
    return problem_with(music=replace(PLAN.problem.music, performance_granted=True))


BY = Licence(name="CC-BY-4.0", performance=Performance.NOT_GRANTED)


def test_an_allowed_licence_is_no_fault_in_any_version_that_is_not_named() -> None:
    for allowed, name, well in (
        ("CC-BY", "cc by 4.0", True),
        ("CC-BY-4.0", "CC-BY-4.0", True),
        ("CC-BY", "CC-BY-NC-4.0", False),
        ("CC-BY-3.0", "CC-BY-4.0", False),
        ("CC0", "CC0-1.0", True),
    ):
        plan = change(0, licence=Licence(name=name))(only_under(allowed))
        said = [one.said for one in audit_plan(plan) if one.place.field == "cues[0]"]
        assert (said == []) is well


def first() -> Cue:
    return PLAN.cues[0]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (problem_with(bans=(first().track,)), "is banned"),
        (listening(heard=(first().track,)), "was heard"),
        (problem_with(heard=(first().track,), listener=None), "was heard"),
        (only_under("CC0"), "has no licence, where only CC0 may be played"),
        (change(0, licence=BY)(only_under("CC0")), 'has the licence "CC-BY-4.0", where only CC0'),
        (granted(), "has a performance right that is unknown"),
        (change(0, licence=BY)(granted()), "has a performance right that is not granted"),
        (
            change(0, artist="Somebody feat. Ada Lark")(listening(avoid_artists=("ada lark",))),
            "whom the listener avoids",
        ),
        (listening(avoid_artists=(first().artist.upper(),)), "whom the listener avoids"),
        (listening(avoid_tracks=(first().title.upper(),)), "a track that the listener avoids"),
        (problem_with(pins=(Pin(track=a_track_id("no")),)), "does not sound where it was pinned"),
        (
            problem_with(pins=(Pin(track=TRACKS[4].id, at_min=Minutes(-9.0)),)),
            "does not sound where it was pinned",
        ),
        (problem_with(tracks=(1, 2)), "where the arc asks for 1 to 2"),
        (problem_with(silences=()), "a silence that nobody asked for"),
        (problem_with(floor_s=Seconds(PLAN.problem.end_s)), "before the floor"),
    ],
)
def test_a_plan_is_held_against_its_own_problem(plan: Plan, said: str) -> None:
    assert any(said in finding.said for finding in audit_plan(plan))


def test_a_forbidden_tag_is_found() -> None:
    phases = tuple(
        replace(placed, phase=replace(placed.phase, forbid=("Warm Glow",)))
        for placed in PLAN.problem.phases
    )
    plan = change(2, words=("warm-glow",))(problem_with(phases=phases))
    assert any("forbids" in finding.said for finding in audit_plan(plan))


def test_the_tracks_tell_of_sudden_rises_and_of_the_cost() -> None:
    music = replace(PLAN.problem.music, rise_max_lu=Lu(0.5))
    plan = problem_with(music=music)
    assert not any("rises by" in finding.said for finding in audit_plan(plan))
    assert any("rises by" in finding.said for finding in audit_plan(plan, TRACKS))
    cheap = replace(
        PLAN,
        cost=PLAN.cost - PLAN.cost_parts.misfit,
        cost_parts=replace(PLAN.cost_parts, misfit=0.0),
        bound=None,
        gap_pct=None,
        reasons=(),
    )
    assert audit_plan(cheap) == ()
    assert any("its cues cost" in finding.said for finding in audit_plan(cheap, TRACKS))


def test_foreign_words_are_no_fault_for_who_does_not_understand_them() -> None:
    number = peak_number()
    sung = change(number, voice=Voice.WORDS, languages=("fi-FI",))(PLAN)
    assert audit_plan(sung) == ()
    known = replace(
        sung, problem=replace(sung.problem, listener=Listener(code="x", understands=("fi",)))
    )
    assert any("has words" in finding.said for finding in audit_plan(known))


def a_movement(number: int) -> Track:
    track = a_track(f"Suite {number}", duration_s=300.0 + number)
    return replace(track, tags=replace(track.tags, work=Work(name="Suite", movement=number)))


def test_a_work_that_was_torn_apart_is_found() -> None:
    work = (a_movement(1), a_movement(2))
    problem = pose_flat((*some_tracks(8), *work), pins=(Pin(track=work[0].id),))
    plan = solve(problem, provenance=PROVENANCE)
    assert audit_plan(plan, problem.tracks) == ()
    number = next(n for n, cue in enumerate(plan.cues) if cue.title == "Suite 2")
    torn = change(number, work=None, fade=FadeLaw.EQUAL_POWER)(plan)
    said = [finding.said for finding in audit_plan(torn, problem.tracks)]
    assert any("not followed by the next movement" in one for one in said)
    louder = change(number, gain_db=Db(plan.cues[number].gain_db - 3.0))(plan)
    said = [finding.said for finding in audit_plan(louder, problem.tracks)]
    assert any("another gain than the movement before" in one for one in said)


def test_names_from_strangers_are_escaped_in_findings() -> None:
    evil = change(peak_number(), voice=Voice.WORDS, title="\x1b[31m\nnote")(PLAN)
    findings = [str(one) for one in audit_plan(evil)]
    assert any('"\\x1b[31m\\nnote"' in one for one in findings)
    assert all(one.isprintable() for one in findings)


def test_the_audit_does_not_need_the_arc_it_came_from() -> None:
    assert the_inward_arc().name == PLAN.arc
    assert audit_plan(replace(PLAN, arc="renamed")) == ()


def test_what_sounded_before_a_revision_is_not_held_to_any_rule() -> None:
    number = peak_number()
    broken = change(number, voice=Voice.WORDS, words=("choir",), gain_db=Db(9.0))(PLAN)
    assert audit_plan(broken)
    heard_s = Seconds(PLAN.cues[number].start_s + 1.0)
    terms = replace(PLAN.problem, played_s=heard_s, bans=(PLAN.cues[0].track or a_track_id("no"),))
    assert audit_plan(replace(broken, problem=terms)) == ()
    later = change(number + 1, voice=Voice.WORDS, words=("choir",))(PLAN)
    assert len(audit_plan(replace(later, problem=terms))) >= 2


def test_a_fade_longer_than_its_cue_is_found() -> None:
    wrong = change(3, faded_s=Seconds(9999.0))(PLAN)
    assert any("fades for longer" in finding.said for finding in audit_plan(wrong))


def pay(number: int, more: float) -> Callable[[Plan], Plan]:
    """Change the first charge of one cue."""

    def edit(plan: Plan) -> Plan:
        reasons = list(plan.reasons)
        charges = reasons[number].charges
        first = replace(charges[0], cost=charges[0].cost + more)
        reasons[number] = replace(reasons[number], charges=(first, *charges[1:]))
        return replace(plan, reasons=tuple(reasons))

    return edit


def test_reasons_that_do_not_add_up_to_the_cost_are_found() -> None:
    assert any("add up to" in found.said for found in audit_plan(pay(2, 1e-3)(PLAN)))
    assert audit_plan(pay(2, 1e-9)(PLAN)) == ()


def test_a_reason_too_few_or_out_of_order_is_found() -> None:
    for reasons in (PLAN.reasons[:-1], PLAN.reasons[::-1]):
        found = audit_plan(replace(PLAN, reasons=reasons))
        assert any("in another order" in one.said for one in found)


def test_a_plan_without_reasons_is_no_fault() -> None:
    assert audit_plan(replace(PLAN, reasons=())) == ()
