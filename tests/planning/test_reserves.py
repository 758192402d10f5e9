"""What a plan sets aside."""

from builders import a_track
from sessions import PROVENANCE, a_flat_arc, pose_flat, pose_inward, some_tracks, unheard

from setlist.model import CueKind, Listener, PhaseName, Plan, ReserveRole, Track, Voice
from setlist.planning import solve
from setlist.units import Minutes

TRACKS = some_tracks(100)


def plan_of(tracks: tuple[Track, ...]) -> Plan:
    return solve(pose_inward(tracks, length=Minutes(90)), provenance=PROVENANCE)


def test_the_calm_reserve_is_known_to_be_safe_and_played_nowhere_else() -> None:
    plan = plan_of(TRACKS)
    calm = plan.reserves[0]
    assert calm.role is ReserveRole.CALM
    assert calm.cue.kind is CueKind.TRACK
    assert calm.cue.intensity is not None
    assert calm.cue.intensity <= 2.0
    assert calm.cue.voice in (Voice.NONE, Voice.WORDLESS)
    assert calm.cue.track not in {cue.track for cue in plan.cues}


def test_the_calm_reserve_is_silence_where_nothing_is_safe() -> None:
    unsafe = tuple(
        a_track(
            f"U{n}", artist=f"A{n}", intensity=2.0 + n % 5, voice=Voice.NONE, duration_s=180 + 9 * n
        )
        for n in range(30)
        if n % 5
    )
    calm = plan_of(unsafe).reserves[0]
    assert calm.role is ReserveRole.CALM
    assert calm.cue.kind is CueKind.SILENCE


def test_the_hold_reserve_goes_on_with_the_peak() -> None:
    plan = plan_of(TRACKS)
    hold = next(one for one in plan.reserves if one.role is ReserveRole.HOLD)
    peak = next(one for one in plan.phases if one.name is PhaseName.PEAK)
    assert hold.cue.start_s == peak.end_s
    assert hold.cue.intensity is not None
    assert abs(hold.cue.intensity - 6.0) <= 1.5
    assert hold.cue.voice in (Voice.NONE, Voice.WORDLESS)
    assert hold.cue.track not in {cue.track for cue in plan.cues}
    assert hold.cue.track != plan.reserves[0].cue.track


def test_without_a_track_near_the_peak_there_is_no_hold() -> None:
    calm = tuple(
        a_track(f"C{n}", artist=f"A{n}", intensity=1.0 + n % 2, duration_s=180.0 + 9 * n)
        for n in range(30)
    )
    assert [one.role for one in plan_of(calm).reserves] == [ReserveRole.CALM]


def test_a_calm_reserve_of_known_loudness_comes_before_a_calmer_one_that_nobody_heard() -> None:
    calm = a_track("Calm", artist="Heard", intensity=2.0, duration_s=250.0)
    calmer = unheard(a_track("Calmer", artist="Row", intensity=1.0, duration_s=250.0))
    loud = tuple(a_track(f"T{n}", artist=f"A{n}", intensity=4.0) for n in range(4))
    arc = a_flat_arc(19.6, intensity=4.0)
    plan = solve(pose_flat((calm, calmer, *loud), arc), provenance=PROVENANCE)
    assert plan.reserves[0].cue.title == "Calm"
    plan = solve(pose_flat((calmer, *loud), arc), provenance=PROVENANCE)
    assert (plan.reserves[0].cue.title, plan.reserves[0].cue.gain_db) == ("Calmer", 0.0)


def test_a_gentler_session_holds_a_gentler_peak() -> None:
    few = tuple(
        a_track(f"T{n}", artist=f"A{n}", intensity=3.0 + n % 4, duration_s=180.0 + 9 * n)
        for n in range(48)
    )
    listener = Listener(code="x", gentler=2.0)
    problem = pose_inward(few, length=Minutes(90), listener=listener)
    plan = solve(problem, provenance=PROVENANCE)
    hold = next(one for one in plan.reserves if one.role is ReserveRole.HOLD)
    assert hold.cue.intensity == 4.0
