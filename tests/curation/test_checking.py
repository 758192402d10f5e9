"""What is wrong with what a file holds."""

import math

from hypothesis import given
from sayings import POND, keys, reviews, say, statements

from setlist.curation.checking import Checker, check_key
from setlist.model import Field, Review, Statement, TrackId, TrackKey
from setlist.units import Seconds


@given(statements, reviews, keys)
def test_what_setlist_writes_has_no_fault(
    statement: Statement, review: Review, key: TrackKey
) -> None:
    checker = Checker()
    assert not list(checker.check_statement(statement))
    assert not list(checker.check_review(review))
    assert not list(check_key(key))


def test_a_text_that_comes_again_is_judged_again_the_same() -> None:
    checker = Checker()
    wrong = say(Field.VOICE, "loud", by="Kim Lee")
    assert list(checker.check_statement(wrong)) == list(checker.check_statement(wrong)) != []


def test_a_length_without_end_and_a_strange_identity_are_faults() -> None:
    key = TrackKey(track=TrackId("../" + POND), duration_s=Seconds(math.inf))
    assert [slip.key for slip in check_key(key)] == ["id", "duration_s"]
