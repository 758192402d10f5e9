"""Review stamps and the versions that they are of."""

import pytest
from hypothesis import given
from sayings import POND, TIDE, at, rivals, say

from setlist.curation import ReviewState, list_stale, merge, review_state, stamp, version_of
from setlist.errors import InputError
from setlist.model import Curation, Field, Standing, Statement

SAID = (say(Field.VOICE, "none"), say(Field.TITLE, "Still Pond", by="MR"))


def test_a_stamp_is_good_until_something_else_counts() -> None:
    review = stamp(POND, SAID, "curator", at(5))
    assert review_state(POND, [review], SAID) is ReviewState.REVIEWED
    assert list_stale([review], SAID) == ()
    changed = (*SAID, say(Field.VOICE, "words", on=at(9)))
    assert review_state(POND, [review], changed) is ReviewState.STALE
    assert list_stale([review], changed) == (review,)
    assert review_state(TIDE, [review], SAID) is ReviewState.NEVER


@pytest.mark.parametrize(
    "more",
    [
        say(Field.VOICE, "none", on=at(9)),
        say(Field.VOICE, "words", by="AB", standing=Standing.PROPOSED),
        say(Field.VOICE, "words", by="AB", clinic="north"),
        say(Field.VOICE, None, by="AB"),
    ],
)
def test_what_changes_nothing_that_counts_leaves_the_version(more: Statement) -> None:
    assert version_of((*SAID, more)) == version_of(SAID)


def test_an_overlay_has_versions_and_stamps_of_its_own() -> None:
    said = (*SAID, say(Field.VOICE, "words", clinic="north"))
    review = stamp(POND, said, "curator", at(5), clinic="north")
    assert review.version != version_of(said)
    assert review_state(POND, [review], said) is ReviewState.NEVER
    assert review_state(POND, [review], said, clinic="north") is ReviewState.REVIEWED
    below = (*said, say(Field.ALBUM, "Tides"))
    assert review_state(POND, [review], below, clinic="north") is ReviewState.STALE


def test_one_good_stamp_of_several_is_enough_and_the_latest_stale_one_is_listed() -> None:
    old, older = stamp(POND, (), "AB", at(2)), stamp(POND, (), "CD", at(1))
    assert list_stale([old, older], SAID) == (old,)
    assert list_stale([old, older, stamp(POND, SAID, "EF", at(0))], SAID) == ()


def test_a_reviewer_is_no_name() -> None:
    with pytest.raises(InputError):
        stamp(POND, SAID, "Kim Lee", at(5))


@given(rivals)
def test_the_version_depends_on_nothing_but_what_is_said(curation: Curation) -> None:
    said = [each for each in curation.statements if each.track == POND]
    tidy = [each for each in merge(curation).statements if each.track == POND]
    assert version_of(said) == version_of(said[::-1]) == version_of(tidy)
