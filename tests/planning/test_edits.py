"""Plans changed by hand: what was asked for is done, the rest stays, and no rule is broken."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import PROVENANCE, pose_inward, some_tracks

from setlist.errors import Finding, InputError, NoPlanError, SetlistError
from setlist.model import CueKind, Edge, PhaseName, Pin, Plan, Track, Voice
from setlist.planning import audit_plan, ban, list_swaps, nudge, pin, solve, swap
from setlist.planning.alternatives import rank_alternatives
from setlist.units import Minutes

TRACKS = some_tracks(120)
PROBLEM = pose_inward(TRACKS)
PLAN = solve(PROBLEM, provenance=PROVENANCE)
SLOTS = range(len(PLAN.cues) - 1)


def put(cue: int, track: Track) -> Plan:
    return swap(PROBLEM, PLAN, cue, track.id, provenance=PROVENANCE)


def make_or_refuse(edit: Callable[[], Plan]) -> Plan | tuple[Finding, ...]:
    try:
        return edit()
    except (InputError, NoPlanError) as refused:
        return tuple(refused.findings)


def unused() -> list[Track]:
    played = {cue.track for cue in PLAN.cues}
    return [track for track in TRACKS if track.id not in played]


def test_an_alternative_costs_what_it_is_said_to_and_changes_nothing_else() -> None:
    ranked = rank_alternatives(PROBLEM, PLAN, count=2)
    assert sum(map(len, ranked)) > len(PLAN.cues)
    for cue, found in enumerate(ranked):
        for one in found:
            made = swap(PROBLEM, PLAN, cue, one.track, provenance=PROVENANCE)
            assert made.cost - PLAN.cost == pytest.approx(one.more, abs=1e-3)
            assert made.cues[cue].track == one.track
            others = [number for number in SLOTS if number != cue]
            assert all(made.cues[n].track == PLAN.cues[n].track for n in others)


def test_alternatives_are_by_different_artists_and_not_in_the_plan() -> None:
    taken = {cue.track for cue in PLAN.cues} | {one.cue.track for one in PLAN.reserves}
    for found in rank_alternatives(PROBLEM, PLAN):
        assert not taken & {one.track for one in found}
        assert [one.more for one in found] == sorted(one.more for one in found)
    full = [found for found in rank_alternatives(PROBLEM, PLAN) if len(found) == 5]
    assert full
    assert sum(len({one.artist for one in found}) == 5 for found in full) > len(full) / 2


def test_the_reasons_of_a_plan_name_what_came_second() -> None:
    ranked = rank_alternatives(PROBLEM, PLAN, count=1)
    for reason, found in zip(PLAN.reasons, ranked, strict=True):
        assert reason.runner_up == (found[0] if found else None)


@given(
    cue=st.sampled_from(SLOTS),
    other=st.integers(0, len(TRACKS) - 1),
    by_s=st.sampled_from((-90.0, -30.0, -10.0, 10.0, 30.0, 60.0, 200.0)),
    at_min=st.floats(0.0, 90.0),
)
@settings(max_examples=12, deadline=None)
def test_no_edit_breaks_a_rule(cue: int, other: int, by_s: float, at_min: float) -> None:
    track = TRACKS[other].id
    pinned = Pin(track=track, at_min=Minutes(round(at_min, 1)))
    edits: tuple[Callable[[], Plan], ...] = (
        lambda: swap(PROBLEM, PLAN, cue, track, provenance=PROVENANCE),
        lambda: nudge(PROBLEM, PLAN, cue, by_s, provenance=PROVENANCE),
        lambda: ban(PROBLEM, PLAN, track, provenance=PROVENANCE),
        lambda: pin(PROBLEM, PLAN, pinned, provenance=PROVENANCE),
    )
    made_or_refused = [make_or_refuse(edit) for edit in edits]
    for refused in made_or_refused:
        if not isinstance(refused, Plan):
            assert refused
            assert all(one.said and one.mend for one in refused)
    for made in (one for one in made_or_refused if isinstance(one, Plan)):
        assert audit_plan(made, PROBLEM.tracks) == ()
        assert made.bound is None or made.bound <= made.cost
        assert any(note.startswith("Edited by hand") for note in made.notes)


def test_a_swapped_track_stays_where_it_was_put_through_later_edits() -> None:
    chosen = rank_alternatives(PROBLEM, PLAN)[5][0].track
    first = swap(PROBLEM, PLAN, 5, chosen, provenance=PROVENANCE)
    problem = replace(PROBLEM, terms=first.problem)
    second = ban(problem, first, first.cues[9].track or chosen, provenance=PROVENANCE)
    begins = {cue.track: cue.start_s for cue in second.cues}
    assert abs(begins[chosen] - first.cues[5].start_s) <= 30.0


def test_a_nudged_track_begins_as_much_later_as_was_asked_for() -> None:
    made = nudge(PROBLEM, PLAN, 4, 30.0, provenance=PROVENANCE)
    begins = {cue.track: cue.start_s for cue in made.cues}
    assert begins[PLAN.cues[4].track] == pytest.approx(PLAN.cues[4].start_s + 30.0)


def test_a_banned_track_is_gone_and_does_not_return_as_a_reserve() -> None:
    gone = PLAN.cues[6].track
    assert gone is not None
    made = ban(PROBLEM, PLAN, gone, provenance=PROVENANCE)
    assert gone not in {cue.track for cue in made.cues}
    assert gone not in {one.cue.track for one in made.reserves}
    assert gone in made.problem.bans


@pytest.mark.parametrize("edge", Edge)
def test_a_track_can_be_pinned_to_either_end(edge: Edge) -> None:
    calm = [track for track in unused() if track.tags.voice is Voice.NONE]
    for track in calm:
        try:
            made = pin(PROBLEM, PLAN, Pin(track=track.id, edge=edge), provenance=PROVENANCE)
        except NoPlanError:
            continue
        music = [cue for cue in made.cues if cue.kind is CueKind.TRACK]
        assert (music[0] if edge is Edge.OPENING else music[-1]).track == track.id
        return
    pytest.fail("no track could be pinned")


def test_a_track_that_may_not_sound_there_is_refused_by_the_rule() -> None:
    sung = next(track for track in unused() if track.tags.voice is Voice.WORDS)
    peak = next(n for n, cue in enumerate(PLAN.cues) if cue.phase is PhaseName.PEAK)
    with pytest.raises(NoPlanError, match="in peak"):
        put(peak + 1, sung)


def test_what_is_no_slot_or_no_track_is_refused() -> None:
    with pytest.raises(InputError, match="no slot 100"):
        swap(PROBLEM, PLAN, 99, unused()[0].id, provenance=PROVENANCE)
    with pytest.raises(InputError, match="is a silence"):
        nudge(PROBLEM, PLAN, len(PLAN.cues) - 1, 30.0, provenance=PROVENANCE)
    with pytest.raises(InputError, match="stands there already"):
        swap(PROBLEM, PLAN, 3, PLAN.cues[3].track or unused()[0].id, provenance=PROVENANCE)
    with pytest.raises(SetlistError, match="less than half a step"):
        nudge(PROBLEM, PLAN, 3, 2.0, provenance=PROVENANCE)


def test_a_bound_does_not_outlive_a_pin_that_it_was_proven_with() -> None:
    pinned = Pin(track=unused()[0].id)
    problem = pose_inward(TRACKS, pins=(pinned,))
    plan = solve(problem, provenance=PROVENANCE)
    place = next(n for n, cue in enumerate(plan.cues) if cue.track == pinned.track)
    kept = nudge(problem, plan, place - 1, 10.0, provenance=PROVENANCE)
    assert kept.bound == plan.bound
    swaps = list_swaps(problem, plan, place, provenance=PROVENANCE)
    gone = swap(problem, plan, place, swaps[0].track, provenance=PROVENANCE)
    assert gone.bound is None


def test_a_slot_with_few_that_fit_lists_others_with_their_neighbours_fitted() -> None:
    ranked = rank_alternatives(PROBLEM, PLAN)
    few = min(SLOTS, key=lambda cue: len(ranked[cue]))
    assert len(ranked[few]) < 5
    found = list_swaps(PROBLEM, PLAN, few, provenance=PROVENANCE)
    assert len(found) > len(ranked[few])
    made = swap(PROBLEM, PLAN, few, found[-1].track, provenance=PROVENANCE)
    assert made.cost - PLAN.cost == pytest.approx(found[-1].more, abs=1e-3)
