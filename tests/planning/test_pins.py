"""Pins that hold, and those that are refused before a search, by name."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import a_track, a_track_id
from sessions import (
    PROVENANCE,
    a_flat_arc,
    at,
    pose_flat,
    pose_inward,
    some_tracks,
    the_inward_arc,
)

from setlist.errors import InputError
from setlist.model import (
    CueKind,
    Edge,
    Firmness,
    Landmark,
    Listener,
    PhaseName,
    Pin,
    Plan,
    SilenceBlock,
    Track,
    Voice,
    Work,
)
from setlist.planning import audit_plan, solve
from setlist.planning.items import gather_items
from setlist.planning.pins import MOST_FREE
from setlist.planning.rules import fix_pins
from setlist.units import Minutes

TRACKS = some_tracks(120)
SUNG = a_track("Sung", voice=Voice.WORDS, words=("choir",))
CALM = [
    track
    for track in TRACKS
    if track.tags.voice is Voice.NONE and track.measures.audible_s() < 400.0
]


def pinned(
    name: str, minute: float | None = None, phase: PhaseName | None = None, edge: Edge | None = None
) -> Pin:
    by_title = {track.tags.title: track.id for track in (*TRACKS, SUNG, *SUITE)}
    at_min = None if minute is None else Minutes(minute)
    return Pin(track=by_title[name], at_min=at_min, phase=phase, edge=edge)


def a_suite() -> tuple[Track, ...]:
    rated = a_track().tags
    return tuple(
        a_track(
            f"Suite {number}",
            tags=replace(rated, title=f"Suite {number}", work=Work(name="Suite", movement=number)),
            duration_s=200.0,
        )
        for number in (1, 2, 3)
    )


SUITE = a_suite()


def refusal(*pins: Pin, listener: Listener | None = None, arc: str = "inward") -> list[str]:
    tracks = (*TRACKS, SUNG, *SUITE)
    hush = SilenceBlock(at=at(Landmark.PEAK_END, 75), length_min=Minutes(6.0))
    silent = the_inward_arc(silences=(hush, *the_inward_arc().silences))
    with pytest.raises(InputError) as refused:
        pose_inward(tracks, pins=pins, listener=listener, arc=silent if arc == "silent" else None)
    return [str(finding) for finding in refused.value.findings]


def played(plan: Plan) -> Sequence[str]:
    return [cue.title for cue in plan.cues if cue.kind is CueKind.TRACK]


def test_the_opening_comes_first_and_the_closing_last_before_the_closing_silence() -> None:
    pins = (
        Pin(track=CALM[0].id, edge=Edge.OPENING),
        Pin(track=CALM[1].id, edge=Edge.CLOSING),
    )
    problem = pose_inward(TRACKS, pins=pins)
    plan = solve(problem, provenance=PROVENANCE)
    assert played(plan)[0] == CALM[0].tags.title
    assert played(plan)[-1] == CALM[1].tags.title
    assert plan.cues[-1].kind is CueKind.SILENCE
    assert [cue.pinned for cue in plan.cues if cue.kind is CueKind.TRACK].count(True) == 2
    free = solve(pose_inward(TRACKS), provenance=PROVENANCE)
    assert (played(free)[0], played(free)[-1]) != (played(plan)[0], played(plan)[-1])


def test_the_audit_finds_an_edge_that_another_track_holds() -> None:
    plan = solve(pose_flat(TRACKS, a_flat_arc(20.0)), provenance=PROVENANCE)
    middle = next(cue.track for cue in plan.cues[1:-1])
    assert middle is not None
    for edge in Edge:
        for track, held in ((middle, False), (plan.cues[0 if edge is Edge.OPENING else -1], True)):
            name = track if isinstance(track, str) else track.track
            assert name is not None
            terms = replace(plan.problem, pins=(Pin(track=name, edge=edge),))
            said = [str(one) for one in audit_plan(replace(plan, problem=terms), TRACKS)]
            assert any("does not sound where it was pinned" in one for one in said) is not held


def test_a_work_may_open_and_close_by_its_first_and_last_movement_only() -> None:
    tracks, half = (*TRACKS, *SUITE), Minutes(30.0)
    pins = (pinned("Suite 1", edge=Edge.OPENING),)
    plan = solve(pose_flat(tracks, length=half, pins=pins), provenance=PROVENANCE)
    assert list(played(plan)[:3]) == ["Suite 1", "Suite 2", "Suite 3"]
    pins = (pinned("Suite 3", edge=Edge.CLOSING),)
    plan = solve(pose_flat(tracks, length=half, pins=pins), provenance=PROVENANCE)
    assert list(played(plan)[-3:]) == ["Suite 1", "Suite 2", "Suite 3"]
    assert "its work begins earlier" in refusal(pinned("Suite 2", edge=Edge.OPENING))[0]
    assert "its work goes on after it" in refusal(pinned("Suite 2", edge=Edge.CLOSING))[0]


@pytest.mark.parametrize(
    ("pin", "listener", "said"),
    [
        (Pin(track=a_track_id("nowhere")), None, "is not in the library"),
        (
            pinned("Piece 0"),
            Listener(code="x", avoid_tracks=("Piece 0",)),
            'may not sound in this session: track "Piece 0"',
        ),
        (
            pinned("Piece 0"),
            Listener(code="x", heard=(TRACKS[0].id,)),
            "may not sound in this session: heard in an earlier session",
        ),
        (pinned("Piece 0", 200), None, "outside the session — give a minute from -10 to 103"),
        (pinned("Piece 0", phase=PhaseName.ASCENT), None, "in ascent, where this session has no"),
        (pinned("Sung", phase=PhaseName.PEAK), None, "breaks a rule in peak: peak forbids words"),
        (pinned("Sung", 20), None, "breaks a rule at minute 20: peak forbids words"),
        (pinned("Sung", edge=Edge.OPENING), None, "as the opening: settle forbids words"),
        (pinned("Piece 0", 102), None, "has no room at minute 102"),
    ],
)
def test_a_pin_that_cannot_hold_is_refused_with_the_reason(
    pin: Pin, listener: Listener | None, said: str
) -> None:
    findings = refusal(pin, listener=listener)
    assert len(findings) == 1
    assert said in findings[0]


def test_a_pin_in_a_silence_is_refused() -> None:
    assert "has no room at minute 54" in refusal(pinned("Piece 0", 54), arc="silent")[0]


def test_pins_in_each_others_way_are_refused_all_at_once() -> None:
    long = [track for track in CALM if track.measures.audible_s() > 240.0]
    one, two, three, four = (str(track.tags.title) for track in long[:4])
    findings = refusal(
        pinned(one, 20),
        pinned(two, 22),
        pinned(three, edge=Edge.OPENING),
        pinned(four, edge=Edge.OPENING),
        pinned("Sung", phase=PhaseName.PEAK),
        pinned(one, phase=PhaseName.RETURN),
    )
    said = "\n".join(findings)
    assert f'the track "{one}" is pinned twice' in said
    assert "the opening has more than one track" in said
    assert "peak forbids words" in said
    assert f'"{one}" at minute 20 and "{two}" at minute 22 are in each other\'s way' in said
    assert len(findings) == 4


def test_more_than_a_phase_can_hold_is_refused() -> None:
    long = [track for track in CALM if track.measures.audible_s() > 300.0]
    names = [str(track.tags.title) for track in long[:4]]
    findings = refusal(*(pinned(name, phase=PhaseName.SETTLE) for name in names))
    assert len(findings) == 1
    assert "the tracks pinned in settle cannot all begin there" in findings[0]


def test_too_many_pins_without_a_minute_are_refused() -> None:
    names = [str(track.tags.title) for track in CALM[: MOST_FREE + 1]]
    assert "pins have no minute" in refusal(*(pinned(name) for name in names))[0]


def test_a_pin_that_can_hold_is_kept() -> None:
    pin = Pin(track=TRACKS[0].id, phase=PhaseName.RETURN)
    assert pose_inward(TRACKS, pins=(pin,)).terms.pins == (pin,)


def test_a_minute_beside_a_silence_leaves_only_starts_with_music() -> None:
    hush = SilenceBlock(at=at(Landmark.START, plus=10), length_min=Minutes(3.0))
    arc = replace(a_flat_arc(30.0), silences=(hush,))
    short = a_track("Short", duration_s=200.0)
    pins = (Pin(track=short.id, at_min=Minutes(7.0)),)
    problem = pose_flat((*TRACKS, short), arc, pins=pins)
    items = gather_items(problem.tracks, seed=0)
    (fixture,) = fix_pins(items, problem.terms)
    assert (fixture.first_step, fixture.last_step) == (39, 43)
    plan = solve(problem, provenance=PROVENANCE)
    start_s = next(cue.start_s for cue in plan.cues if cue.track == short.id)
    assert start_s == pytest.approx(420.0, abs=30.0)


def test_pins_of_one_artist_keep_the_distance_that_is_a_rule() -> None:
    same = (CALM[0], replace(CALM[1], tags=replace(CALM[1].tags, artist=CALM[0].tags.artist)))
    arc = the_inward_arc()
    arc = replace(arc, music=replace(arc.music, artist_gap=Firmness.RULE))
    tracks = (*(track for track in TRACKS if track.id not in {one.id for one in same}), *same)
    pins = tuple(
        Pin(track=track.id, at_min=Minutes(minute))
        for track, minute in zip(same, (20.0, 40.0), strict=True)
    )
    with pytest.raises(InputError, match=r"both are by .* and 20 min must lie between"):
        pose_inward(tracks, arc=arc, pins=pins)
    assert pose_inward(tracks, pins=pins).terms.pins == pins


def test_a_closing_of_less_than_a_minute_still_comes_last() -> None:
    short = a_track("Short", intensity=9.0, duration_s=35.0)
    pins = (Pin(track=short.id, edge=Edge.CLOSING),)
    problem = pose_flat((*TRACKS, short), a_flat_arc(20.0, intensity=1.0), pins=pins)
    assert played(solve(problem, provenance=PROVENANCE))[-1] == "Short"
