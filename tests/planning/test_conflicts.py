"""The rules that leave no plan: all of them needed, and none that is not."""

from dataclasses import replace

from builders import a_track
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import QUIET, a_flat_arc, pose_flat, some_tracks

from setlist.model import (
    Edge,
    Firmness,
    Listener,
    MusicRules,
    Pin,
    Problem,
    Track,
    Voice,
)
from setlist.planning.attempts import Attempts
from setlist.planning.conflicts import find_conflict, word_conflict
from setlist.planning.laxity import Kind, Rule
from setlist.planning.rulebook import list_rules, loosen
from setlist.units import Minutes


def conflict_of(problem: Problem) -> tuple[Rule, ...]:
    return find_conflict(Attempts(problem), list_rules(problem))


def sung(count: int) -> tuple[Track, ...]:
    return tuple(a_track(f"S{n}", artist=f"A{n}", voice=Voice.WORDS) for n in range(count))


@given(seed=st.integers(0, 500), count=st.integers(2, 9))
@settings(max_examples=5, deadline=None)
def test_without_any_one_of_the_rules_that_conflict_there_is_a_plan(seed: int, count: int) -> None:
    arc = replace(a_flat_arc(16.0, voice=QUIET), tracks=(3, 5))
    problem = pose_flat(some_tracks(count, seed=seed), arc)
    attempts, rules = Attempts(problem), list_rules(problem)
    if attempts.settle(problem.terms) is not None:
        return
    conflict = find_conflict(attempts, rules)
    kinds = [rule for rule in rules if rule.kind is not Kind.LENGTH]
    others = [rule.drop for rule in kinds if rule not in conflict]
    if conflict:
        assert attempts.settle(loosen(problem.terms, others)) is None
    for rule in conflict:
        assert attempts.has_plan(loosen(problem.terms, [*others, rule.drop]))


def test_what_the_client_avoids_may_be_to_blame_but_has_no_way() -> None:
    tracks = tuple(a_track(f"T{n}", artist=f"A{n}", words=("choir",)) for n in range(8))
    listener = Listener(code="x", avoid_tags=("choir", "organ"))
    conflict = conflict_of(pose_flat(tracks, a_flat_arc(20.0), listener=listener))
    assert [rule.name for rule in conflict] == ["client avoid_tags choir"]
    assert conflict[0].ways == ()
    said = word_conflict(conflict, pose_flat(tracks).terms)
    assert "stays avoided" in said.mend


def test_a_library_without_music_blames_no_rule() -> None:
    assert conflict_of(pose_flat((), a_flat_arc(20.0))) == ()


def test_pins_with_nothing_to_fill_what_lies_between_are_named_and_no_other_rule_is() -> None:
    lengths_s = (300.0, *[330.0] * 6, 360.0)
    tracks = tuple(
        a_track(f"T{n}", artist=f"A{n}", duration_s=long_s) for n, long_s in enumerate(lengths_s)
    )
    pins = (
        Pin(track=tracks[0].id, edge=Edge.OPENING),
        Pin(track=tracks[1].id, at_min=Minutes(5.5)),
    )
    conflict = conflict_of(pose_flat(tracks, a_flat_arc(21.5), pins=pins))
    assert [rule.said for rule in conflict] == [
        '"T0" pinned as the opening',
        '"T1" pinned at minute 5.5',
    ]


def test_licences_may_be_to_blame_but_have_no_way() -> None:
    arc = a_flat_arc(20.0, music=MusicRules(licences=("CC0",)))
    conflict = conflict_of(pose_flat(some_tracks(20), arc))
    assert [(rule.name, rule.ways) for rule in conflict] == [("licences", ())]


def test_the_distance_between_tracks_of_one_artist_may_give_way() -> None:
    music = MusicRules(artist_gap_min=Minutes(30.0), artist_gap=Firmness.RULE)
    tracks = tuple(a_track(f"T{n}", artist="Only", duration_s=200.0 + 7 * n) for n in range(30))
    conflict = conflict_of(pose_flat(tracks, a_flat_arc(20.0, music=music)))
    assert [rule.said for rule in conflict] == ["no artist again within 30 min"]
    assert [way.mend for way in conflict[0].ways] == ['set artist_gap = "wish" in the arc']


def test_what_was_heard_before_may_come_again() -> None:
    tracks = some_tracks(20)
    heard = tuple(track.id for track in tracks)
    conflict = conflict_of(pose_flat(tracks, a_flat_arc(20.0), heard=heard))
    assert [rule.said for rule in conflict] == ["no track of an earlier plan"]


def test_one_rule_that_leaves_no_plan_is_said_at_its_place() -> None:
    problem = pose_flat(sung(9), a_flat_arc(20.0, voice=QUIET))
    said = word_conflict(conflict_of(problem), problem.terms)
    assert said.place.field == "phase land.voice"
    assert "no words in land" in said.said
