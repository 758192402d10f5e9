"""Merging curations: any order, any number of times, nothing lost."""

from hypothesis import given
from sayings import POND, at, rivals, say

from setlist.curation import list_conflicts, merge
from setlist.model import Curation, Field, Standing, TrackKey
from setlist.units import Seconds


@given(rivals, rivals)
def test_it_does_not_matter_who_merges_whose(one: Curation, other: Curation) -> None:
    assert merge(one, other) == merge(other, one)


@given(rivals, rivals, rivals)
def test_it_does_not_matter_which_two_meet_first(
    one: Curation, two: Curation, three: Curation
) -> None:
    assert merge(merge(one, two), three) == merge(one, merge(two, three)) == merge(three, one, two)


@given(rivals, rivals)
def test_what_was_merged_changes_nothing_when_it_comes_again(
    one: Curation, other: Curation
) -> None:
    both = merge(one, other)
    assert merge(both, other) == merge(both, both) == merge(both) == both


@given(rivals, rivals)
def test_on_every_seat_the_highest_rank_stays(one: Curation, other: Curation) -> None:
    every = (*one.statements, *other.statements)
    merged = {each.seat(): each for each in merge(one, other).statements}
    assert set(merged) == {each.seat() for each in every}
    for each in every:
        assert merged[each.seat()].rank() >= each.rank()
    assert set(merged.values()) <= set(every)


@given(rivals, rivals)
def test_every_review_and_every_track_stays(one: Curation, other: Curation) -> None:
    merged = merge(one, other)
    assert set(merged.reviews) == {*one.reviews, *other.reviews}
    spoken_of = {each.track for whole in (one, other) for each in whole.statements}
    spoken_of |= {each.track for whole in (one, other) for each in whole.reviews}
    spoken_of |= {key.track for whole in (one, other) for key in whole.keys}
    assert {key.track for key in merged.keys} == spoken_of
    assert len(merged.keys) == len(spoken_of)


def test_keys_of_one_track_know_together_what_each_knew() -> None:
    one = Curation(keys=(TrackKey(track=POND, title="Still Pond", isrc="GBAYE0601498"),))
    other = Curation(keys=(TrackKey(track=POND, artist="Tidal Rooms", duration_s=Seconds(300.0)),))
    assert merge(one, other).keys == (
        TrackKey(
            track=POND,
            isrc="GBAYE0601498",
            title="Still Pond",
            artist="Tidal Rooms",
            duration_s=Seconds(300.0),
        ),
    )


def test_conflicts_of_a_merge_are_listed_and_both_sides_kept() -> None:
    ours = say(Field.VOICE, "none", by="KL")
    theirs = say(Field.VOICE, "words", by="MR")
    merged = merge(Curation(statements=(ours,)), Curation(statements=(theirs,)))
    assert merged.statements == (ours, theirs)
    (conflict,) = list_conflicts(merged.statements)
    assert str(conflict) == "voice: KL none, MR words"


def test_an_older_word_of_the_same_person_changes_nothing() -> None:
    own = Curation(statements=(say(Field.VOICE, None, on=at(2)),))
    merged = merge(own, Curation(statements=(say(Field.VOICE, "none", on=at(1)),)))
    assert merged.statements == own.statements


def test_at_the_same_moment_a_review_outranks_the_proposal() -> None:
    waits = say(Field.VOICE, "none", standing=Standing.PROPOSED)
    for standing in (Standing.SAID, Standing.REJECTED):
        answered = say(Field.VOICE, "none", standing=standing, reviewer="MR")
        merged = merge(Curation(statements=(answered, waits)))
        assert merged.statements == (answered,)
