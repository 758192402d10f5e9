"""Whatever the listener, the pins and the library: a plan that is handed over breaks no rule.

Everything is judged here again from what the test itself asked for, in plain words; nothing of
the planner's own is believed but when each cue starts, how long it is and how loud it is made.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import pytest
from builders import a_library, a_track
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sessions import PROVENANCE, a_curve, a_flat_arc, at, some_tracks

from setlist.errors import InputError, NoPlanError
from setlist.model import (
    Arc,
    Cue,
    CueKind,
    Edge,
    FadeLaw,
    Firmness,
    Landmark,
    Licence,
    Listener,
    MusicRules,
    Performance,
    Phase,
    PhaseName,
    Pin,
    Plan,
    SilenceBlock,
    Track,
    TrackId,
    UnknownVoice,
    Voice,
    Work,
)
from setlist.planning import pose, solve
from setlist.units import Lu, Minutes, Seconds

WORDS = ("warm", "simple", "steady", "dark", "building", "melodic", "acoustic", "choir")
LICENCES = ("CC0-1.0", "CC-BY-4.0", "CC-BY-NC-4.0", "all rights reserved")
END_MIN, HUSH_MIN = 20.0, 2.0
SAME_S = 1e-3


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a session asks for, as the test drew it."""

    tracks: tuple[Track, ...]
    arc: Arc
    listener: Listener | None
    pins: tuple[Pin, ...]
    bans: tuple[TrackId, ...]
    heard: tuple[TrackId, ...]
    spans_min: tuple[tuple[float, float], ...]


def draw(seed: int) -> Wanted:
    """Draw a library, an arc of three phases, a listener, pins and bans."""
    chance = random.Random(seed)
    tracks = draw_library(chance)
    ids = [track.id for track in tracks]
    listener = Listener(
        code="heron-14",
        understands=tuple(chance.sample(("en", "de", "fi"), chance.randint(1, 2))),
        avoid_tags=tuple(chance.sample(WORDS, chance.choice((0, 0, 1, 2)))),
        avoid_artists=tuple(f"artist {chance.randint(0, 9)}" for _ in range(chance.randint(0, 2))),
        avoid_tracks=tuple(f"piece {chance.randint(0, 59)}" for _ in range(chance.randint(0, 3))),
        gentler=chance.choice((0.0, 0.0, 1.0)),
        anchor=chance.choice((None, ids[0])),
        heard=tuple(chance.sample(ids[:8], chance.randint(0, 4))),
    )
    arc, spans_min = draw_arc(chance)
    return Wanted(
        tracks=tracks,
        arc=arc,
        listener=chance.choice((None, listener, listener)),
        pins=tuple(draw_pin(chance, ids) for _ in range(chance.choice((0, 0, 1, 1, 2)))),
        bans=tuple(chance.sample(ids, chance.randint(0, 4))),
        heard=tuple(chance.sample(ids, chance.choice((0, 0, 5)))),
        spans_min=spans_min,
    )


@cache
def a_pool(seed: int) -> tuple[Track, ...]:
    return some_tracks(60 + 2 * seed, seed=seed, median_s=150.0, unlike=0.5)


def draw_library(chance: random.Random) -> tuple[Track, ...]:
    """Sixty to a hundred and twenty tracks and a work, some of them under a licence."""
    plain = a_pool(chance.randint(0, 29))
    rated = a_track().tags
    work = tuple(
        a_track(
            f"Suite {number}",
            duration_s=150.0 + number,
            tags=replace(rated, title=f"Suite {number}", work=Work(name="Suite", movement=number)),
        )
        for number in (1, 2, 3)
    )
    return tuple(under_a_licence(track, chance) for track in (*plain, *work))


def under_a_licence(track: Track, chance: random.Random) -> Track:
    licence = Licence(name=chance.choice(LICENCES[:2]), performance=Performance.GRANTED)
    if chance.random() < 0.2:
        name, right = chance.choice(LICENCES), chance.choice(tuple(Performance))
        licence = Licence(name=name, performance=right)
    known = None if chance.random() < 0.1 else licence
    return replace(track, tags=replace(track.tags, licence=known))


def draw_arc(chance: random.Random) -> tuple[Arc, tuple[tuple[float, float], ...]]:
    """Three phases without a route, a closing silence, and rules of every kind."""
    first_min, second_min, end_min = 4.0, 4.0 + chance.randint(4, 10), END_MIN
    hush = SilenceBlock(at=at(Landmark.END), length_min=Minutes(HUSH_MIN))
    sung = (Voice.NONE, Voice.WORDLESS, Voice.SPOKEN, Voice.WORDS)
    phases = (
        Phase(
            name=PhaseName.SETTLE,
            end=at(Landmark.START, plus=first_min),
            intensity=a_curve(2.0),
            voice=sung[: chance.randint(2, 4)],
        ),
        Phase(
            name=PhaseName.PEAK,
            end=at(Landmark.START, plus=second_min),
            intensity=a_curve(4.0, 6.0),
            voice=sung[: chance.randint(1, 2)],
            protect=True,
            forbid=tuple(chance.sample(WORDS, chance.randint(0, 1))),
        ),
        Phase(
            name=PhaseName.LAND,
            end=at(Landmark.END),
            intensity=a_curve(3.0, 1.0),
            voice=sung[: chance.randint(2, 4)],
            forbid=tuple(chance.sample(WORDS, chance.randint(0, 1))),
        ),
    )
    music = MusicRules(
        overlap_s=Seconds(chance.choice((4.0, 8.0))),
        step_up_max_lu=Lu(chance.choice((3.0, 6.0))),
        rise_max_lu=chance.choice((None, Lu(4.0))),
        unknown_voice=chance.choice(tuple(UnknownVoice)),
        artist_gap_min=Minutes(chance.choice((0.0, 5.0, 8.0))),
        artist_gap=chance.choice(tuple(Firmness)),
        repeat_after_min=chance.choice((None, None, Minutes(12.0))),
        licences=chance.choice(((), (), ("CC0", "CC-BY"))),
        performance_granted=chance.random() < 0.3,
    )
    arc = replace(a_flat_arc(end_min), phases=phases, music=music, silences=(hush,))
    return arc, ((0.0, first_min), (first_min, second_min), (second_min, end_min))


def draw_pin(chance: random.Random, ids: Sequence[TrackId]) -> Pin:
    track = chance.choice(ids)
    kind = chance.randint(0, 3)
    if kind == 0:
        return Pin(track=track, at_min=Minutes(float(chance.randint(0, 18))))
    if kind == 1:
        phase = chance.choice((PhaseName.SETTLE, PhaseName.PEAK, PhaseName.LAND))
        return Pin(track=track, phase=phase)
    return Pin(track=track, edge=chance.choice((None, *Edge)))


def planned(wanted: Wanted, *, hurried: bool = False) -> Plan | None:
    """A plan, or None where pins or rules leave none; a hurried search keeps every rule too."""
    try:
        problem = pose(
            wanted.arc,
            a_library(*wanted.tracks),
            timecourse=None,
            listener=wanted.listener,
            pins=wanted.pins,
            bans=wanted.bans,
            heard=wanted.heard,
        )
        return solve(problem, out_of_time=lambda: hurried, provenance=PROVENANCE)
    except (InputError, NoPlanError):
        return None


def judge(wanted: Wanted, plan: Plan) -> None:
    """Hold a plan against everything that was asked for."""
    known = {track.id: track for track in wanted.tracks}
    played = [(cue, known[cue.track]) for cue in plan.cues if cue.track is not None]
    for cue, track in played:
        assert is_allowed(wanted, track)
        judge_phases(wanted, cue, track)
    judge_order(wanted, played)
    judge_works(wanted, played)
    judge_joins(wanted, plan)
    for pin in wanted.pins:
        assert any(holds(wanted, pin, number, played) for number in range(len(played)))


def is_allowed(wanted: Wanted, track: Track) -> bool:
    """Tell whether a track may be in the session at all."""
    tags, music, listener = track.tags, wanted.arc.music, wanted.listener
    anchor = listener.anchor if listener else None
    licence = tags.licence
    faults = [
        track.id in wanted.bans,
        not tags.ratings,
        tags.voice is None and music.unknown_voice is UnknownVoice.EXCLUDE,
        music.performance_granted
        and (licence is None or licence.performance is not Performance.GRANTED),
        bool(music.licences) and (licence is None or licence.name not in ("CC0-1.0", "CC-BY-4.0")),
        track.id in wanted.heard and track.id != anchor,
    ]
    if listener is not None:
        faults += [
            track.id in listener.heard and track.id != anchor,
            bool(set(tags.words) & set(listener.avoid_tags)),
            (tags.artist or "").lower() in listener.avoid_artists,
            (tags.title or "").lower() in listener.avoid_tracks,
        ]
    return not any(faults)


def judge_phases(wanted: Wanted, cue: Cue, track: Track) -> None:
    voice = track.tags.voice or Voice.WORDS
    sung = set(track.tags.languages) if voice is Voice.WORDS else set()
    if sung and wanted.listener is not None and not sung & set(wanted.listener.understands):
        voice = Voice.WORDLESS
    for phase, (from_min, to_min) in zip(wanted.arc.phases, wanted.spans_min, strict=True):
        begins = cue.start_s < to_min * 60.0 - SAME_S
        if begins and cue.end_s() > from_min * 60.0 + SAME_S:
            assert voice in phase.voice
            assert not set(track.tags.words) & set(phase.forbid)
            cap_lu, rise_lu = wanted.arc.music.rise_max_lu, track.measures.max_rise_3s_lu
            assert cap_lu is None or rise_lu is None or not phase.protect or rise_lu <= cap_lu


def judge_order(wanted: Wanted, played: Sequence[tuple[Cue, Track]]) -> None:
    music = wanted.arc.music
    for number, (cue, track) in enumerate(played):
        for before, other in played[:number]:
            apart_min = (cue.start_s - before.end_s() + SAME_S) / 60.0
            if track.id == other.id:
                assert music.repeat_after_min is not None
                assert apart_min >= music.repeat_after_min
            one_work = track.tags.work is not None and other.tags.work is not None
            is_rule = music.artist_gap is Firmness.RULE and not one_work
            if is_rule and music.artist_gap_min and track.tags.artist == other.tags.artist:
                assert apart_min >= music.artist_gap_min


def judge_works(wanted: Wanted, played: Sequence[tuple[Cue, Track]]) -> None:
    """Hold movements against their neighbours; one that may not sound leaves the rest."""
    usable = {movement(track) for track in wanted.tracks if is_allowed(wanted, track)} - {0}
    numbers = [movement(track) for _, track in played]
    for place, number in enumerate(numbers):
        if number and number + 1 in usable:
            assert numbers[place + 1] == number + 1
            before, cue = played[place][0], played[place + 1][0]
            assert cue.fade is FadeLaw.GAPLESS
            assert cue.start_s == pytest.approx(before.end_s(), abs=SAME_S)
        if number and number - 1 in usable:
            assert numbers[place - 1] == number - 1


def movement(track: Track) -> int:
    return 0 if track.tags.work is None else track.tags.work.movement


def judge_joins(wanted: Wanted, plan: Plan) -> None:
    music = wanted.arc.music
    assert plan.cues[0].start_s == 0.0
    assert plan.cues[-1].end_s() == pytest.approx(END_MIN * 60.0, abs=SAME_S)
    assert plan.cues[-1].kind is CueKind.SILENCE
    assert plan.cues[-1].start_s == pytest.approx((END_MIN - HUSH_MIN) * 60.0, abs=30.0)
    for before, cue in pairwise(plan.cues[:-1]):
        assert cue.kind is CueKind.TRACK
        assert cue.start_s == pytest.approx(before.end_s() - cue.overlap_s, abs=SAME_S)
        if cue.fade is FadeLaw.GAPLESS:
            continue
        assert music.overlap_s - SAME_S <= cue.overlap_s <= music.overlap_s + 10.0 + SAME_S
        assert cue.head_lufs is not None
        assert before.tail_lufs is not None
        step_up = cue.head_lufs + cue.gain_db - before.tail_lufs - before.gain_db
        assert step_up <= music.step_up_max_lu + 1e-3


def holds(wanted: Wanted, pin: Pin, number: int, played: Sequence[tuple[Cue, Track]]) -> bool:
    """Tell whether a cue is the one that a pin asks for."""
    cue, track = played[number]
    if track.id != pin.track:
        return False
    if pin.at_min is not None:
        return abs(cue.start_s - pin.at_min * 60.0) <= 30.0 + SAME_S
    if pin.phase is not None:
        names = [phase.name for phase in wanted.arc.phases]
        from_min, to_min = wanted.spans_min[names.index(pin.phase)]
        return from_min * 60.0 <= cue.start_s + SAME_S and cue.start_s < to_min * 60.0
    if pin.edge is Edge.OPENING:
        return number == 0
    return pin.edge is None or number == len(played) - 1


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_rule_is_broken_whatever_is_asked_for(seed: int) -> None:
    wanted = draw(seed)
    plan = planned(wanted)
    assume(plan is not None)
    assert plan is not None
    judge(wanted, plan)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_rule_is_broken_in_a_hurry(seed: int) -> None:
    wanted = draw(seed)
    plan = planned(wanted, hurried=True)
    assume(plan is not None)
    assert plan is not None
    judge(wanted, plan)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_rule_is_broken_two_thousand_times(seed: int) -> None:
    wanted = draw(seed)
    plan = planned(wanted, hurried=seed % 16 > 0)
    if plan is not None:
        judge(wanted, plan)


def test_most_of_what_is_drawn_has_a_plan_and_pins_among_it() -> None:
    plans = [(wanted, planned(wanted, hurried=True)) for wanted in map(draw, range(16))]
    made = [(wanted, plan) for wanted, plan in plans if plan is not None]
    assert len(made) >= 8
    assert sum(len(wanted.pins) for wanted, _ in made) >= 4
    assert any(plan.removals for _, plan in made)
