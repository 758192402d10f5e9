"""A plan that plays is planned anew from a moment on."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from builders import a_band, a_timecourse, a_track
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sessions import PROVENANCE, a_population, pose_inward, some_tracks, the_inward_arc

from setlist.errors import InputError, NoPlanError
from setlist.model import (
    CueKind,
    FadeLaw,
    MusicRules,
    PhaseName,
    Pin,
    Plan,
    Problem,
    ReserveRole,
    SilenceBlock,
    Timecourse,
    Track,
    Voice,
    Wish,
    Work,
)
from setlist.planning import audit_plan, revise, solve
from setlist.units import Lu, Minutes, Seconds

A_QUICK_COURSE = a_population(
    replace(
        a_timecourse(),
        onset=a_band(1.2, 1.5, 2.0, 2.5, 3.1),
        peak_start=a_band(3.6, 4.4, 5.6, 7.1, 8.9),
        peak=a_band(6.2, 7.8, 10.0, 13.2, 17.2),
        peak_end=a_band(11.1, 14.0, 18.8, 26.0, 34.5),
        return_end=a_band(16.2, 22.0, 32.0, 46.7, 64.2),
    )
)
ANY_WISH = st.sampled_from(list(Wish))


@cache
def a_session(seed: int = 1, *, length_min: float = 60.0) -> tuple[Problem, Plan]:
    """An inward session on a library of chance, and its plan."""
    return solved(pose_short(some_tracks(70, seed=seed), length=Minutes(length_min)))


def pose_short(tracks: Sequence[Track], **changes: object) -> Problem:
    """Pose the inward arc for times half as long as those of an injection."""
    return pose_inward(tracks, **{"timecourse": A_QUICK_COURSE, **changes})  # type: ignore[arg-type]


def solved(problem: Problem) -> tuple[Problem, Plan]:
    """A problem on a grid of twenty seconds, which is quicker to search, and its plan."""
    coarse = replace(problem, terms=replace(problem.terms, step_s=Seconds(20.0)))
    return coarse, solve(coarse, provenance=PROVENANCE)


def turn(
    problem: Problem,
    plan: Plan,
    at_s: float,
    wish: Wish | None,
    *,
    minutes: float | None = None,
    timecourse: Timecourse | None = None,
) -> Plan:
    return revise(
        replace(problem, terms=plan.problem),
        plan,
        at_s=Seconds(at_s),
        wish=wish,
        minutes=None if minutes is None else Minutes(minutes),
        timecourse=timecourse,
        provenance=PROVENANCE,
    )


def hold_up(problem: Problem, old: Plan, new: Plan, at_s: float) -> None:
    """Everything that must be true of any revision."""
    assert audit_plan(new, problem.tracks) == ()
    over = [cue for cue in old.cues if cue.end_s() <= at_s]
    assert list(new.cues[: len(over)]) == over
    playing = max(number for number, cue in enumerate(old.cues) if cue.start_s <= at_s)
    before, after = old.cues[playing], new.cues[playing]
    assert after.end_s() > at_s
    same = {"cue_out_s": before.cue_out_s, "tail_lufs": before.tail_lufs, "faded_s": 0.0}
    assert replace(after, **same) == before  # type: ignore[arg-type]
    for one, two in pairwise(new.cues):
        assert two.start_s <= one.end_s() + 1e-6, "a hole"
    heard = {track.id: track.measures.audible_end_s for track in problem.tracks}
    for number, cue in enumerate(new.cues):
        cut = cue.track is not None and cue.cue_out_s < heard[cue.track] - 1e-3
        if cut and (cue.work is None or number == playing):
            following = new.cues[number + 1 : number + 2]
            assert cue.faded_s > 0.0 or (following and following[0].overlap_s >= 16.0)
            assert cue in old.cues or number == playing
    played = [cue.track for cue in new.cues if cue.track is not None]
    assert len(played) == len(set(played))
    assert abs(new.cues[-1].end_s() - new.problem.end_s) <= 30.0


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(1, 2), share=st.floats(0.001, 0.93), wish=ANY_WISH)
def test_any_wish_at_any_moment_leaves_a_sound_plan(seed: int, share: float, wish: Wish) -> None:
    problem, plan = a_session(seed)
    at_s = plan.start_s() + share * plan.total_s
    try:
        new = turn(problem, plan, at_s, wish)
    except InputError as error:
        assert "begun" in str(error) or "too soon" in str(error)  # noqa: PT017
        return
    hold_up(problem, plan, new, at_s)


@settings(max_examples=5, deadline=None)
@given(share=st.floats(0.05, 0.5), later_s=st.floats(0.0, 600.0), first=ANY_WISH, then=ANY_WISH)
def test_a_revised_plan_can_be_revised_again(
    share: float, later_s: float, first: Wish, then: Wish
) -> None:
    problem, plan = a_session()
    at_s = plan.start_s() + share * plan.total_s
    try:
        once = turn(problem, plan, at_s, first)
        twice = turn(problem, once, at_s + later_s, then)
    except (InputError, NoPlanError):
        assume(False)
    hold_up(problem, once, twice, at_s + later_s)


def test_the_same_wish_gives_the_same_plan() -> None:
    problem, plan = a_session()
    assert turn(problem, plan, 650.0, Wish.HOLD) == turn(problem, plan, 650.0, Wish.HOLD)


def test_a_hold_keeps_the_level_and_moves_the_rest_by_its_minutes() -> None:
    problem, plan = a_session()
    new = turn(problem, plan, 750.0, Wish.HOLD, minutes=15)
    assert new.problem.end_s == plan.problem.end_s + 900.0
    held = next(one for one in new.problem.phases if one.start_s == 750.0)
    assert held.end_s == 1650.0
    assert held.phase.name is PhaseName.PEAK
    assert held.phase.intensity is not None
    assert len(held.phase.intensity.points) == 1
    old = {one.phase.name: one for one in plan.problem.phases}
    landing = new.problem.phases[-1]
    assert landing.start_s == old[PhaseName.LAND].start_s + 900.0
    assert all(min(one.ends_s[3:]) >= 1650.0 for one in new.problem.scenarios)


def test_a_hold_without_minutes_is_as_long_as_the_library_allows() -> None:
    problem, plan = a_session()
    assert turn(problem, plan, 750.0, Wish.HOLD).problem.end_s == plan.problem.end_s + 1800.0
    heard = {cue.track for cue in plan.cues}
    thin = replace(problem, tracks=tuple(one for one in problem.tracks if one.id in heard))
    some = [one for one in problem.tracks if one.id not in heard][:6]
    thin = replace(thin, tracks=(*thin.tracks, *some))
    shorter = turn(thin, plan, 750.0, Wish.HOLD)
    assert shorter.problem.end_s < plan.problem.end_s + 1800.0


def test_bringing_back_begins_the_return_where_the_sounding_track_hands_over() -> None:
    problem, plan = a_session()
    new = turn(problem, plan, 600.0, Wish.BRING_BACK)
    back = next(one for one in new.problem.phases if one.phase.name is PhaseName.RETURN)
    assert back.start_s == new.problem.played_s
    old = next(one for one in plan.problem.phases if one.phase.name is PhaseName.RETURN)
    assert new.problem.end_s == plan.problem.end_s - (old.start_s - back.start_s)
    sounding = next(cue for cue in plan.cues if cue.start_s <= 600.0 < cue.end_s())
    assert sounding in new.cues


def test_bringing_back_ends_a_hold() -> None:
    problem, plan = a_session()
    held = turn(problem, plan, 600.0, Wish.HOLD)
    back = turn(problem, held, 1200.0, Wish.BRING_BACK)
    hold_up(problem, held, back, 1200.0)
    assert back.problem.end_s < held.problem.end_s - 900.0


def test_softening_asks_less_of_all_that_follows() -> None:
    problem, plan = a_session()
    new = turn(problem, plan, 600.0, Wish.SOFTEN)
    old = {one.phase.name: one.phase for one in plan.problem.phases}
    back = next(one.phase for one in new.problem.phases if one.phase.name is PhaseName.RETURN)
    assert back.intensity is not None
    assert back.intensity.points == (2.5, 1.0)
    assert back.loudness_lu.points == tuple(
        point - 3.0 for point in old[PhaseName.RETURN].loudness_lu.points
    )
    assert new.problem.end_s == plan.problem.end_s


def test_calm_plays_the_calm_reserve_within_seconds() -> None:
    problem, plan = a_session()
    calm = next(one.cue for one in plan.reserves if one.role is ReserveRole.CALM)
    new = turn(problem, plan, 634.5, Wish.CALM)
    playing = max(number for number, cue in enumerate(plan.cues) if cue.start_s <= 634.5)
    following = new.cues[playing + 1]
    assert following.track == calm.track
    assert 634.5 <= following.start_s < 654.5
    assert following.gain_db <= calm.gain_db + 0.01
    assert new.cues[playing].end_s() == pytest.approx(following.start_s + 16.0)


def test_calm_without_a_calm_piece_fades_into_silence() -> None:
    tracks = tuple(
        replace(one, tags=replace(one.tags, ratings=()), measures=one.measures)
        if (rated := one.tags.intensity()) is not None and rated <= 2.0
        else one
        for one in some_tracks(70)
    )
    problem = pose_short(tracks, length=Minutes(60.0))
    problem, plan = solved(problem)
    assert plan.reserves[0].cue.kind is CueKind.SILENCE
    new = turn(problem, plan, 600.0, Wish.CALM)
    hold_up(problem, plan, new, 600.0)
    playing = max(number for number, cue in enumerate(plan.cues) if cue.start_s <= 600.0)
    assert new.cues[playing].faded_s == 20.0
    assert new.cues[playing + 1].kind is CueKind.SILENCE
    assert new.cues[playing + 1].length_s() >= 600.0


def test_a_skip_leaves_the_track_at_once_and_it_does_not_come_again() -> None:
    problem, plan = a_session()
    playing = next(cue for cue in plan.cues if cue.end_s() - 200.0 > 750.0)
    at_s = playing.start_s + 40.0
    new = turn(problem, plan, at_s, Wish.SKIP)
    assert at_s <= (new.problem.played_s or 0.0) < at_s + 20.0
    assert new.problem.phases == plan.problem.phases
    assert [cue.track for cue in new.cues].count(playing.track) == 1


def test_extending_moves_the_end_of_the_landing() -> None:
    problem, plan = a_session()
    new = turn(problem, plan, 600.0, Wish.EXTEND, minutes=20)
    assert new.problem.end_s == plan.problem.end_s + 1200.0
    assert new.cues[-1].kind is CueKind.SILENCE
    assert new.cues[-1].length_s() == pytest.approx(180.0, abs=31.0)


def test_an_end_lands_within_its_minutes_and_keeps_the_closing_silence() -> None:
    problem, plan = a_session()
    new = turn(problem, plan, 600.0, Wish.END, minutes=12)
    music_s = max(cue.end_s() for cue in new.cues if cue.kind is CueKind.TRACK)
    assert abs(music_s - (600.0 + 720.0)) <= 210.0
    assert new.cues[-1].kind is CueKind.SILENCE
    assert {cue.phase for cue in new.cues if cue.start_s >= (new.problem.played_s or 0)} == {
        PhaseName.LAND
    }


def test_no_end_brings_silence_before_the_floor_of_the_route() -> None:
    course = replace(A_QUICK_COURSE, floor_min=Minutes(30.0))
    problem = pose_short(some_tracks(70), timecourse=course, length=Minutes(60.0))
    problem, plan = solved(problem)
    new = turn(problem, plan, 600.0, Wish.END)
    assert new.cues[-1].start_s >= 1800.0 - 30.0
    assert any("no silence comes before minute 30" in note for note in new.notes)


def test_what_was_seen_moves_what_is_still_to_come() -> None:
    problem, plan = a_session()
    late = replace(
        A_QUICK_COURSE,
        peak_end=a_band(20.0, 22.0, 25.0, 34.0, 40.0),
        return_end=a_band(30.0, 36.0, 42.0, 60.0, 80.0),
        people=(),
    )
    new = turn(problem, plan, 600.0, None, timecourse=a_population(late))
    peak = [one for one in new.problem.phases if one.phase.name is PhaseName.PEAK][-1]
    old = next(one for one in plan.problem.phases if one.phase.name is PhaseName.PEAK)
    assert peak.end_s > old.end_s + 200.0
    assert new.problem.bands != plan.problem.bands
    hold_up(problem, plan, new, 600.0)


def test_a_pin_that_can_still_hold_holds_and_another_is_named() -> None:
    tracks = some_tracks(70)
    problem, plan = a_session()
    free = [one for one in problem.tracks if one.id not in {cue.track for cue in plan.cues}]
    calm = [
        one for one in free if (one.tags.intensity() or 9) <= 3 and one.tags.voice is Voice.NONE
    ]
    pins = (
        Pin(track=calm[0].id, phase=PhaseName.RETURN),
        Pin(track=calm[1].id, at_min=Minutes(10.0)),
    )
    pinned = pose_short(tracks, length=Minutes(60.0), pins=pins)
    pinned, first = solved(pinned)
    new = turn(pinned, first, 450.0, Wish.BRING_BACK)
    assert audit_plan(new, pinned.tracks) == ()
    assert calm[0].id in {cue.track for cue in new.cues}
    ended = turn(pinned, first, 450.0, Wish.END)
    assert any(f'"{calm[0].tags.title}" can no longer sound' in note for note in ended.notes)


def test_a_work_that_has_begun_is_played_to_its_end_unless_it_is_skipped() -> None:
    work = tuple(
        replace(
            track,
            tags=replace(track.tags, work=Work(name="Suite", movement=number)),
        )
        for number in (1, 2, 3)
        for track in [a_track(f"Suite {number}", artist="Quartet", intensity=5.0, duration_s=200.0)]
    )
    tracks = (*some_tracks(70), *work)
    problem = pose_short(
        tracks, length=Minutes(60.0), pins=(Pin(track=work[0].id, phase=PhaseName.PEAK),)
    )
    problem, plan = solved(problem)
    number = next(place for place, cue in enumerate(plan.cues) if cue.track == work[1].id)
    at_s = plan.cues[number].start_s + 50.0
    held = turn(problem, plan, at_s, Wish.HOLD)
    assert held.cues[: number + 2] == plan.cues[: number + 2]
    skipped = turn(problem, plan, at_s, Wish.SKIP)
    assert work[2].id not in {cue.track for cue in skipped.cues}
    hold_up(problem, plan, skipped, at_s)


def test_a_wish_at_an_exact_join_counts_the_later_cue_as_sounding() -> None:
    problem, plan = a_session()
    at_s = plan.cues[4].start_s
    new = turn(problem, plan, at_s, Wish.SKIP)
    hold_up(problem, plan, new, at_s)
    assert new.cues[4].track == plan.cues[4].track
    assert (new.problem.played_s or 0.0) >= plan.cues[3].end_s()


def test_a_wish_in_a_silence_waits_for_its_end_or_ends_it() -> None:
    arc = the_inward_arc()
    quiet = SilenceBlock(
        at=replace(arc.phases[2].end, offset_min=Minutes(-20.0)), length_min=Minutes(4.0)
    )
    problem = pose_short(
        some_tracks(70), arc=replace(arc, silences=(quiet, *arc.silences)), length=Minutes(60.0)
    )
    problem, plan = solved(problem)
    number = next(place for place, cue in enumerate(plan.cues) if cue.kind is CueKind.SILENCE)
    at_s = plan.cues[number].start_s + 65.0
    softer = turn(problem, plan, at_s, Wish.SOFTEN)
    assert softer.cues[number] == plan.cues[number]
    hold_up(problem, plan, softer, at_s)
    skipped = turn(problem, plan, at_s, Wish.SKIP)
    assert at_s <= skipped.cues[number].end_s() < at_s + 20.0
    hold_up(problem, plan, skipped, at_s)


def test_a_wish_in_the_last_track_adds_music_or_lets_it_end() -> None:
    arc = replace(the_inward_arc(), silences=())
    problem = pose_short(some_tracks(70), arc=arc, length=Minutes(60.0))
    problem, plan = solved(problem)
    at_s = plan.cues[-1].end_s() - 100.0
    longer = turn(problem, plan, at_s, Wish.EXTEND, minutes=15)
    hold_up(problem, plan, longer, at_s)
    assert len(longer.cues) > len(plan.cues)
    assert turn(problem, plan, at_s, Wish.END).cues == plan.cues


@pytest.mark.parametrize("at_s", [-700.0, 9000.0, float("nan")])
def test_a_moment_outside_the_music_is_refused(at_s: float) -> None:
    problem, plan = a_session()
    with pytest.raises(InputError):
        turn(problem, plan, at_s, Wish.HOLD)


def test_the_closing_silence_cannot_be_revised() -> None:
    problem, plan = a_session()
    with pytest.raises(InputError, match="music is over"):
        turn(problem, plan, plan.cues[-1].start_s + 5.0, Wish.HOLD)


def test_minutes_belong_to_wishes_that_last() -> None:
    problem, plan = a_session()
    with pytest.raises(InputError, match="has no minutes"):
        turn(problem, plan, 600.0, Wish.SOFTEN, minutes=5)
    with pytest.raises(InputError, match="nothing is wished for"):
        turn(problem, plan, 600.0, None)


def test_the_return_cannot_begin_twice() -> None:
    problem, plan = a_session()
    back = next(one for one in plan.problem.phases if one.phase.name is PhaseName.RETURN)
    with pytest.raises(InputError, match="return has begun"):
        turn(problem, plan, back.start_s + 60.0, Wish.BRING_BACK)


def test_where_nothing_is_left_that_fits_it_is_said() -> None:
    problem, plan = a_session()
    empty = replace(problem, tracks=())
    with pytest.raises(NoPlanError, match="let the plan play on"):
        turn(empty, plan, 600.0, Wish.SKIP)


def test_a_track_may_come_again_only_where_the_arc_lets_it() -> None:
    music = MusicRules(overlap_s=Seconds(16.0), repeat_after_min=Minutes(30.0))
    problem = pose_short(
        some_tracks(45, seed=4), arc=replace(the_inward_arc(), music=music), length=Minutes(60.0)
    )
    problem, plan = solved(problem)
    new = turn(problem, plan, 1650.0, Wish.EXTEND, minutes=40)
    assert audit_plan(new, problem.tracks) == ()
    played = [cue.track for cue in new.cues if cue.track is not None]
    assert len(set(played)) < len(played)


def test_the_step_up_after_a_cut_is_judged_where_it_is_cut() -> None:
    problem, plan = a_session()
    new = turn(problem, plan, 750.0, Wish.SKIP)
    number = next(
        place for place, cue in enumerate(new.cues) if cue.start_s == new.problem.played_s
    )
    before, after = new.cues[number - 1], new.cues[number]
    assert before.tail_lufs == before.loudness_lufs
    assert before.tail_lufs is not None
    assert after.head_lufs is not None
    up_lu = after.head_lufs + after.gain_db - before.tail_lufs - before.gain_db
    assert up_lu <= Lu(3.0) + 0.01
    assert after.fade is FadeLaw.EQUAL_POWER
