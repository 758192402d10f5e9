"""Which rule of a phase a track breaks, and which starts that leaves."""

from dataclasses import replace

from builders import a_track, some_measures
from hypothesis import given
from hypothesis import strategies as st
from sessions import pose_inward, some_tracks, the_inward_arc

from setlist.model import Listener, PhaseName, Pin, Tags, Track, Voice
from setlist.planning.items import gather_items
from setlist.planning.rules import ban_starts, break_rules, fix_pins
from setlist.units import Lu, Minutes

SUNG = a_track("Sung", voice=Voice.WORDS, duration_s=300.0)
ARC = the_inward_arc()


def fault(track: Track, number: int = 2, listener: Listener | None = None) -> str | None:
    arc = the_inward_arc()
    phases = list(arc.phases)
    phases[2] = replace(phases[2], forbid=("Film Score",))
    arc = replace(arc, phases=tuple(phases), music=replace(arc.music, rise_max_lu=Lu(4.0)))
    terms = pose_inward((SUNG,), arc=arc, listener=listener).terms
    return break_rules(track, terms.phases[number].phase, terms)


def test_a_rule_is_named_by_what_breaks_it() -> None:
    assert fault(SUNG) == "words"
    assert fault(a_track(voice=None)) == "voice unknown"
    assert fault(a_track(voice=Voice.SPOKEN)) == "spoken words"
    assert fault(a_track(words=("film-score",))) == 'tag "film score"'
    rough = replace(some_measures(), max_rise_3s_lu=Lu(7.0))
    assert fault(a_track(measures=rough)) == "rises by more than 4 LU"
    assert fault(a_track()) is None


def test_a_rise_counts_in_protected_phases_only_and_an_unmeasured_one_is_no_fault() -> None:
    rough = a_track(measures=replace(some_measures(), max_rise_3s_lu=Lu(7.0)))
    assert fault(rough, number=1) is None
    unmeasured = a_track(measures=replace(some_measures(), max_rise_3s_lu=None))
    assert fault(unmeasured) is None


def test_foreign_words_may_sound_in_the_peak() -> None:
    finnish = a_track(tags=Tags(title="x", voice=Voice.WORDS, languages=("fi",)))
    assert fault(finnish, listener=Listener(code="x", understands=("en",))) is None
    assert fault(finnish, listener=Listener(code="x", understands=("fi",))) == "words"


@given(length_s=st.integers(60, 900), step=st.integers(0, 680))
def test_a_start_is_banned_exactly_when_the_track_would_sound_in_a_guarded_span(
    length_s: int, step: int
) -> None:
    track = a_track("Sung", voice=Voice.WORDS, duration_s=float(length_s))
    terms = pose_inward((track,)).terms
    bans = list(ban_starts(gather_items((track,), seed=0), terms))
    banned = any(ban.first_step <= step < ban.after_step for ban in bans)
    start_s = terms.start_s + step * terms.step_s
    sounds = any(
        start_s < placed.guard_to_s and start_s + length_s > placed.guard_from_s
        for placed in terms.phases
        if Voice.WORDS not in placed.phase.voice
    )
    assert banned == sounds


def test_a_pin_leaves_the_starts_around_its_minute() -> None:
    tracks = some_tracks(3)
    pins = (
        Pin(track=tracks[0].id, at_min=Minutes(20.0)),
        Pin(track=tracks[1].id, phase=PhaseName.LAND),
        Pin(track=tracks[2].id),
    )
    terms = pose_inward(tracks, pins=pins).terms
    items = gather_items(tracks, seed=0)
    found = {items[one.item].head().id: one for one in fix_pins(items, terms)}
    timed, phased, anywhere = (found[track.id] for track in tracks)
    assert (timed.first_step, timed.last_step, timed.timed) == (177, 183, True)
    land = terms.phases[-1]
    assert phased.first_step * 10.0 + terms.start_s >= land.start_s
    assert phased.last_step * 10.0 + terms.start_s < land.end_s
    assert (anywhere.first_step, anywhere.timed) == (0, False)
