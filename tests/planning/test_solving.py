"""Plans as a whole: rules never broken, the same plan again, lengths, works, silences, pins."""

from dataclasses import replace
from itertools import pairwise

import pytest
from builders import a_library, a_timecourse, a_track, some_measures
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sessions import (
    PROVENANCE,
    a_flat_arc,
    a_population,
    at,
    pose_flat,
    pose_inward,
    some_tracks,
    the_inward_arc,
    unheard,
)

from setlist.errors import NoPlanError
from setlist.model import (
    Arc,
    CueKind,
    FadeLaw,
    Firmness,
    Landmark,
    Library,
    Listener,
    MusicRules,
    PhaseName,
    Pin,
    Plan,
    Problem,
    SilenceBlock,
    Tags,
    Track,
    Unknown,
    Voice,
    Work,
)
from setlist.planning import audit_plan, pose, solve
from setlist.planning.solving import find_plan
from setlist.units import Lufs, Minutes, Seconds

TRACKS = some_tracks(120)


def solved(problem: Problem) -> Plan:
    return solve(problem, provenance=PROVENANCE)


def titles(plan: Plan) -> list[str]:
    return [cue.title for cue in plan.cues if cue.kind is CueKind.TRACK]


def test_a_plan_has_the_length_that_was_asked_for() -> None:
    for length_min in (88.0, 110.0, 140.0):
        plan = solved(pose_inward(TRACKS, length=Minutes(length_min)))
        assert plan.total_s == pytest.approx(length_min * 60.0, abs=0.6)
        assert plan.cues[-1].kind is CueKind.SILENCE
        assert 150.0 <= plan.cues[-1].length_s() <= 210.0


def test_a_plan_without_a_closing_silence_ends_within_half_a_minute() -> None:
    plan = solved(pose_flat(TRACKS, length=Minutes(33.3)))
    assert plan.total_s == pytest.approx(33.3 * 60.0, abs=30.0)


def test_every_join_adds_up() -> None:
    plan = solved(pose_inward(TRACKS))
    for before, after in pairwise(plan.cues):
        handed = before.start_s + (before.cue_out_s - before.cue_in_s) - after.overlap_s
        assert after.start_s == pytest.approx(handed, abs=1e-5)
        if CueKind.SILENCE not in (before.kind, after.kind):
            assert 16.0 - 1e-6 <= after.overlap_s < 26.0 + 1e-6


def test_a_peak_never_holds_a_track_with_words() -> None:
    plan = solved(pose_inward(TRACKS))
    peak = next(one for one in plan.problem.phases if one.phase.name is PhaseName.PEAK)
    inside = [
        cue
        for cue in plan.cues
        if cue.start_s < peak.guard_to_s and cue.end_s() > peak.guard_from_s
    ]
    assert len(inside) > 5
    assert all(cue.voice in (Voice.NONE, Voice.WORDLESS) for cue in inside)


def test_a_plan_follows_its_arc() -> None:
    plan = solved(pose_inward(TRACKS))
    mean = {}
    for name in PhaseName:
        rated = [cue.intensity for cue in plan.cues if cue.phase is name]
        known = [one for one in rated if one is not None]
        if known:
            mean[name] = sum(known) / len(known)
    assert mean[PhaseName.SETTLE] < 3 < mean[PhaseName.PEAK]
    assert mean[PhaseName.LAND] < 3


LISTENERS = st.builds(
    Listener,
    code=st.just("x-1"),
    understands=st.sampled_from([(), ("en",), ("fi",)]),
    avoid_tags=st.sampled_from([(), ("choir",), ("dark", "warm")]),
    avoid_artists=st.just(("artist 1",)),
    gentler=st.floats(-1.0, 2.0),
)
SESSIONS = {
    "listener": LISTENERS,
    "seed": st.integers(0, 10_000),
    "count": st.integers(45, 120),
    "heard": st.integers(0, 10),
    "length_min": st.floats(86.0, 130.0),
}


@given(**SESSIONS)
@settings(max_examples=6, deadline=None)
def test_no_plan_ever_breaks_a_rule(
    listener: Listener, seed: int, count: int, heard: int, length_min: float
) -> None:
    keep_every_rule(listener, seed, count, heard, length_min)


@pytest.mark.slow
@given(**SESSIONS)
@settings(max_examples=40, deadline=None)
def test_no_plan_of_many_ever_breaks_a_rule(
    listener: Listener, seed: int, count: int, heard: int, length_min: float
) -> None:
    keep_every_rule(listener, seed, count, heard, length_min)


def keep_every_rule(
    listener: Listener, seed: int, count: int, heard: int, length_min: float
) -> None:
    """Plan for a listener of chance, and hold the plan against the audit and plain sight."""
    tracks = some_tracks(count, seed=seed)
    known = tuple(track.id for track in tracks[:heard])
    listener = replace(listener, heard=known, anchor=tracks[0].id)
    problem = pose_inward(tracks, listener=listener, length=Minutes(length_min))
    plan = find_plan(problem, provenance=PROVENANCE)
    assume(plan is not None)
    assert plan is not None
    assert audit_plan(plan, tracks) == ()
    played = [cue for cue in plan.cues if cue.kind is CueKind.TRACK]
    ids = [cue.track for cue in played]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & set(known[1:])
    assert all(set(cue.words).isdisjoint(listener.avoid_tags) for cue in played)
    assert all(cue.artist != "Artist 1" for cue in played)
    assert abs(plan.total_s - length_min * 60.0) <= 30.0


def test_the_order_of_a_library_and_the_run_do_not_show_in_a_plan() -> None:
    first = solved(pose_inward(TRACKS, seed=3))
    assert solved(pose_inward(TRACKS, seed=3)) == first
    assert solved(pose_inward(TRACKS[::-1], seed=3)) == first


def test_a_seed_decides_between_equals() -> None:
    alike = tuple(a_track(f"T{number}", artist=f"A{number}") for number in range(30))
    plans = {
        tuple(titles(solved(pose_flat(alike, length=Minutes(29.2), seed=seed))))
        for seed in range(4)
    }
    assert len(plans) > 1
    costs = {
        round(solved(pose_flat(alike, length=Minutes(29.2), seed=seed)).cost, 6)
        for seed in range(4)
    }
    assert len(costs) == 1


def a_work(count: int, lufs: float = -23.0) -> tuple[Track, ...]:
    movements = []
    for number in range(1, count + 1):
        measures = replace(
            some_measures(duration_s=211.7 + number, loudness_lufs=lufs - number),
            audible_start_s=Seconds(0.5),
        )
        tags = replace(
            a_track().tags, title=f"Suite {number}", work=Work(name="Suite", movement=number)
        )
        movements.append(a_track(f"Suite {number}", measures=measures, tags=tags))
    return tuple(movements)


def test_a_work_stays_whole_in_order_and_without_a_gap() -> None:
    work = a_work(3)
    problem = pose_flat(
        (*some_tracks(12), *work), length=Minutes(30.0), pins=(Pin(track=work[1].id),)
    )
    plan = solved(problem)
    place = titles(plan).index("Suite 1")
    assert titles(plan)[place : place + 3] == ["Suite 1", "Suite 2", "Suite 3"]
    second, third = plan.cues[place + 1], plan.cues[place + 2]
    assert second.fade is third.fade is FadeLaw.GAPLESS
    assert second.overlap_s == third.overlap_s == 0.0
    assert plan.cues[place].gain_db == second.gain_db == third.gain_db
    assert second.pinned


def test_silence_falls_where_it_was_asked_for() -> None:
    arc = the_inward_arc(
        silences=(
            SilenceBlock(at=at(Landmark.PEAK_END, 75), length_min=Minutes(4.0)),
            SilenceBlock(at=at(Landmark.END), length_min=Minutes(3.0)),
        )
    )
    plan = solved(pose_inward(TRACKS, arc=arc))
    quiet = [cue for cue in plan.cues if cue.kind is CueKind.SILENCE]
    assert len(quiet) == 2
    assert quiet[0].start_s == pytest.approx(52.0 * 60.0, abs=30.0)
    assert quiet[0].length_s() == pytest.approx(240.0, abs=41.0)
    assert plan.cues[-1].end_s() == plan.problem.end_s


def test_a_session_without_music_is_one_silence() -> None:
    arc = the_inward_arc(silences=())
    mute = tuple(replace(phase, music=False) for phase in arc.phases)
    plan = solved(pose_inward((), arc=replace(arc, phases=mute)))
    assert [cue.kind for cue in plan.cues] == [CueKind.SILENCE]
    assert plan.total_s == pytest.approx(113.5 * 60.0)
    assert plan.cost == 0.0
    assert len(plan.prompts) == 6


def test_pins_hold_by_the_minute_in_a_phase_and_anywhere() -> None:
    calm = [
        track
        for track in TRACKS
        if track.tags.voice is Voice.NONE and track.measures.audible_s() < 400.0
    ]
    pins = (
        Pin(track=calm[0].id, at_min=Minutes(12.0)),
        Pin(track=calm[1].id, phase=PhaseName.RETURN),
        Pin(track=calm[2].id),
    )
    plan = solved(pose_inward(TRACKS, pins=pins))
    where = {cue.track: cue for cue in plan.cues}
    assert where[calm[0].id].start_s == pytest.approx(720.0, abs=30.0)
    assert where[calm[1].id].phase is PhaseName.RETURN
    assert where[calm[2].id].pinned


def test_a_track_may_come_again_after_as_long_as_the_arc_says() -> None:
    few = some_tracks(9, seed=5, median_s=200.0)
    music = MusicRules(overlap_s=Seconds(6.0), repeat_after_min=Minutes(15.0))
    plan = solved(pose_flat(few, a_flat_arc(60.0, music=music)))
    assert len(titles(plan)) > len(set(titles(plan)))
    assert audit_plan(plan, few) == ()
    with pytest.raises(NoPlanError):
        solved(pose_flat(few, a_flat_arc(60.0)))


def test_the_number_of_tracks_keeps_to_its_bounds() -> None:
    arc = replace(a_flat_arc(20.0), tracks=(3, 4))
    plan = solved(pose_flat(TRACKS, arc))
    assert 3 <= len(titles(plan)) <= 4
    many = solved(pose_flat(TRACKS, replace(arc, tracks=(6, 8))))
    assert 6 <= len(titles(many)) <= 8


def test_an_overlap_of_a_phase_wins_over_that_of_the_arc() -> None:
    arc = the_inward_arc()
    phases = (*arc.phases[:2], replace(arc.phases[2], overlap_s=Seconds(4.0)), *arc.phases[3:])
    plan = solved(pose_inward(TRACKS, arc=replace(arc, phases=phases)))
    peak = plan.problem.phases[2]
    overlaps = [
        after.overlap_s
        for before, after in pairwise(plan.cues)
        if peak.start_s < before.end_s() - 10.0 < before.end_s() < peak.end_s
    ]
    assert len(overlaps) > 3
    assert all(4.0 - 1e-6 <= overlap_s < 14.0 + 1e-6 for overlap_s in overlaps)


def test_gain_puts_a_track_at_the_level_of_its_place() -> None:
    alike = tuple(
        a_track(f"T{n}", artist=f"A{n}", measures=some_measures(loudness_lufs=-15.0 - n))
        for n in range(12)
    )
    plan = solved(pose_flat(alike, a_flat_arc(29.2)))
    for cue in plan.cues:
        assert cue.loudness_lufs is not None
        assert cue.loudness_lufs + cue.gain_db == pytest.approx(-23.0, abs=1e-3)


def test_no_gain_lifts_a_peak_over_the_ceiling_or_a_track_by_more_than_ten_db() -> None:
    peaky = tuple(
        a_track(f"P{n}", measures=some_measures(loudness_lufs=-33.0, peak_dbtp=-4.0))
        for n in range(4)
    )
    faint = tuple(
        a_track(f"F{n}", measures=some_measures(loudness_lufs=-45.0, peak_dbtp=-30.0))
        for n in range(4)
    )
    plan = solved(pose_flat((*peaky, *faint), a_flat_arc(29.2)))
    for cue in plan.cues:
        assert cue.gain_db == pytest.approx(3.0 if cue.title.startswith("P") else 10.0)


def test_a_join_never_steps_up_over_the_cap() -> None:
    steep = tuple(
        a_track(
            f"S{n}",
            artist=f"A{n}",
            measures=some_measures(head_lufs=-22.0, tail_lufs=-29.0 - (n % 3)),
        )
        for n in range(10)
    )
    plan = solved(pose_flat(steep, a_flat_arc(14.7)))
    lowered = 0
    for before, after in pairwise(plan.cues):
        assert after.head_lufs is not None
        assert before.tail_lufs is not None
        up_lu = after.head_lufs + after.gain_db - before.tail_lufs - before.gain_db
        assert up_lu <= 3.0 + 1e-3
        lowered += after.gain_db < -1.0
    assert lowered >= 1


def test_before_the_floor_nothing_is_loud() -> None:
    arc = the_inward_arc(silences=())
    loud = tuple(replace(phase, loudness_lu=phase.loudness_lu) for phase in arc.phases)
    shouting = replace(loud[2], loudness_lu=replace(loud[2].loudness_lu, points=(8.0,)))
    course = replace(a_population(a_timecourse()), floor_min=Minutes(60.0))
    problem = pose_inward(
        TRACKS, arc=replace(arc, phases=(*loud[:2], shouting, *loud[3:])), timecourse=course
    )
    plan = solved(problem)
    for cue in plan.cues:
        assert cue.loudness_lufs is not None
        assert cue.loudness_lufs + cue.gain_db <= -20.0 + 1e-3


def test_unrated_music_is_played_only_where_the_arc_allows_it_and_is_counted() -> None:
    unrated = tuple(a_track(f"U{number}", intensity=None) for number in range(20))
    music = MusicRules(overlap_s=Seconds(6.0), unknown_intensity=Unknown.PENALISE)
    plan = solved(pose_flat(unrated, a_flat_arc(20.0, music=music)))
    assert f"{len(plan.cues)} of {len(plan.cues)} tracks have an intensity that nobody rated." in (
        plan.notes
    )
    with pytest.raises(NoPlanError):
        solved(pose_flat(unrated, a_flat_arc(20.0)))


def test_preferred_tags_win_where_all_else_is_equal() -> None:
    plain = tuple(a_track(f"P{n}", artist=f"A{n}") for n in range(10))
    warm = tuple(a_track(f"W{n}", artist=f"B{n}", words=("warm",)) for n in range(5))
    arc = a_flat_arc(20.0)
    arc = replace(arc, phases=(replace(arc.phases[0], prefer=("Warm",)),))
    found = titles(solved(pose_flat((*plain, *warm), arc)))
    assert sum(title.startswith("W") for title in found) == min(len(found), 5)


def test_artists_keep_their_distance_where_the_arc_wishes_it() -> None:
    two = tuple(a_track(f"T{n}", artist=f"Artist {n % 2}") for n in range(20))
    music = MusicRules(overlap_s=Seconds(6.0), artist_gap_min=Minutes(4.0))
    plan = solved(pose_flat(two, a_flat_arc(29.2, music=music)))
    assert all(a.artist != b.artist for a, b in pairwise(plan.cues))


def test_a_plan_counts_its_candidates_and_carries_its_problem() -> None:
    problem = pose_inward(TRACKS, listener=Listener(code="x", avoid_tags=("choir",)))
    plan = solved(problem)
    assert plan.candidates == len(problem.tracks) < len(TRACKS)
    assert plan.removals == problem.removals
    assert plan.problem == problem.terms
    assert plan.provenance == PROVENANCE
    assert plan.prompts == problem.terms.prompts


def test_a_thousand_copies_of_one_artist_are_no_trouble() -> None:
    one = tuple(a_track(f"T{n}", artist="Only") for n in range(300))
    assert audit_plan(solved(pose_flat(one, a_flat_arc(38.8))), one) == ()


def test_an_arc_without_any_wish_is_planned() -> None:
    bare = a_flat_arc(20.0, intensity=None)
    assert audit_plan(solved(pose_flat(TRACKS, bare)), TRACKS) == ()


def test_measures_that_arcs_ask_for_count() -> None:
    dull = tuple(a_track(f"D{n}", artist=f"A{n}") for n in range(10))
    arc = a_flat_arc(15.0)
    phase = replace(
        arc.phases[0],
        brightness_hz=replace(arc.phases[0].loudness_lu, points=(2000.0,)),
        tempo_bpm=replace(arc.phases[0].loudness_lu, points=(60.0, 80.0)),
        onsets_per_s=replace(arc.phases[0].loudness_lu, points=(1.0,)),
    )
    known = tuple(
        replace(
            track,
            measures=replace(track.measures, tempo_bpm=70.0, onsets_per_s=1.0),
        )
        for track in some_tracks(20, seed=9)
    )
    plan = solved(pose_flat((*dull, *known), replace(arc, phases=(phase,))))
    assert audit_plan(plan, (*dull, *known)) == ()


def test_the_longest_session_of_a_short_library_repeats_only_as_allowed() -> None:
    library = a_library(*some_tracks(40, seed=2))
    assert isinstance(library, Library)
    arc = the_inward_arc(music=MusicRules(repeat_after_min=Minutes(60.0)))
    problem = pose(
        arc,
        library,
        timecourse=a_population(a_timecourse()),
        listener=None,
        length=Minutes(240.0),
    )
    plan = solved(problem)
    assert audit_plan(plan, library.tracks) == ()
    assert plan.total_s == pytest.approx(240.0 * 60.0, abs=0.6)


@pytest.mark.parametrize("every", [1, 2, 5])
def test_a_library_of_rows_is_planned_and_passes_the_audit(every: int) -> None:
    tracks = tuple(
        unheard(track) if number % every == 0 else track for number, track in enumerate(TRACKS)
    )
    plan = solved(pose_inward(tracks, length=Minutes(90)))
    assert audit_plan(plan, tracks) == ()
    rows = [cue for cue in plan.cues if cue.kind is CueKind.TRACK and cue.loudness_lufs is None]
    assert rows or every > 1
    assert {(cue.gain_db, cue.head_lufs, cue.peak_dbtp) for cue in rows} <= {(0.0, None, None)}


def test_a_join_with_a_track_that_nobody_heard_still_counts_its_artist() -> None:
    rows = tuple(unheard(a_track(f"R{n}", artist=f"A{n % 2}")) for n in range(4))
    music = MusicRules(overlap_s=Seconds(6.0), artist_gap_min=Minutes(4.0))
    plan = solved(pose_flat(rows, a_flat_arc(19.6, music=music)))
    assert len(plan.cues) == 4
    assert all(a.artist != b.artist for a, b in pairwise(plan.cues))


def test_a_tag_from_a_stranger_does_no_harm() -> None:
    odd = a_track(tags=Tags(title="\x00\n" * 9, artist="\x1b[2J", ratings=a_track().tags.ratings))
    plan = solved(pose_flat((odd, *TRACKS), length=Minutes(20.0), pins=(Pin(track=odd.id),)))
    assert any(cue.track == odd.id for cue in plan.cues)
    assert Lufs(-23.0) == plan.problem.music.reference_lufs


def an_artist_arc(length_min: float, gap_min: float, firmness: Firmness) -> Arc:
    music = MusicRules(overlap_s=Seconds(6.0), artist_gap_min=Minutes(gap_min), artist_gap=firmness)
    return a_flat_arc(length_min, intensity=4.0, music=music)


def soonest_return_min(plan: Plan) -> float:
    """How soon an artist comes again, movements of one work left out."""
    played = [cue for cue in plan.cues if cue.kind is CueKind.TRACK]
    return min(
        (
            (later.start_s - sooner.end_s()) / 60.0
            for number, later in enumerate(played)
            for sooner in played[:number]
            if sooner.artist == later.artist and later.fade is not FadeLaw.GAPLESS
        ),
        default=1e9,
    )


def test_an_artist_keeps_the_distance_where_it_is_a_rule() -> None:
    tracks = tuple(
        a_track(
            f"T{n}",
            artist=f"A{n % 4}",
            intensity=4.0 if n % 4 == 0 else 7.0,
            duration_s=200.0 + 7 * n,
        )
        for n in range(24)
    )
    wished = solved(pose_flat(tracks, an_artist_arc(40.0, 10.0, Firmness.WISH)))
    ruled = solved(pose_flat(tracks, an_artist_arc(40.0, 10.0, Firmness.RULE)))
    assert soonest_return_min(wished) < 10.0 <= soonest_return_min(ruled) + 1e-6
    assert ruled.cost > wished.cost
    terms = replace(wished.problem, music=ruled.problem.music)
    said = [str(one) for one in audit_plan(replace(wished, problem=terms), tracks)]
    assert any("who comes again before 10 min are over" in one for one in said)


def test_the_rule_of_artists_is_off_inside_a_work() -> None:
    work = a_work(3)
    others = tuple(a_track(f"T{n}", artist=f"A{n}", duration_s=230.0 + 9 * n) for n in range(12))
    arc = an_artist_arc(30.0, 15.0, Firmness.RULE)
    plan = solved(pose_flat((*others, *work), arc, pins=(Pin(track=work[0].id),)))
    assert {"Suite 1", "Suite 2", "Suite 3"} <= set(titles(plan))
    assert audit_plan(plan, (*others, *work)) == ()


def test_a_library_of_too_few_artists_is_told_so() -> None:
    tracks = tuple(a_track(f"T{n}", artist="Only", duration_s=200.0 + 9 * n) for n in range(20))
    with pytest.raises(NoPlanError, match=r"artists who come again before 5 min.*other artists"):
        solved(pose_flat(tracks, an_artist_arc(30.0, 5.0, Firmness.RULE)))
