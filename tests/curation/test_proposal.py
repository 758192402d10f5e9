"""Proposals wait until somebody else accepts or rejects them."""

import pytest
from sayings import at, say

from setlist.curation import accept, list_proposals, merge, reject
from setlist.errors import InputError
from setlist.model import Curation, Field, Standing

WAITS = say(Field.VOICE, "none", on=at(5), standing=Standing.PROPOSED)


def test_only_what_waits_is_listed() -> None:
    answered = accept(WAITS, "MR", at(6))
    other = say(Field.TITLE, "Pond", standing=Standing.PROPOSED)
    assert list_proposals([WAITS, other, answered]) == (other,)


@pytest.mark.parametrize("on", [at(1), at(5), at(9)])
def test_a_review_outranks_the_proposal_whatever_the_clocks_say(on: str) -> None:
    for answered in (accept(WAITS, "mr", on), reject(WAITS, "mr", on)):
        assert answered.seat() == WAITS.seat()
        assert (answered.value, answered.reviewer) == ("none", "MR")
        merged = merge(Curation(statements=(answered,)), Curation(statements=(WAITS,)))
        assert merged.statements == (answered,)


def test_nobody_accepts_an_own_proposal() -> None:
    with pytest.raises(InputError, match="KL proposed it"):
        accept(WAITS, "k.l.", at(6))


def test_what_does_not_wait_cannot_be_accepted() -> None:
    with pytest.raises(InputError, match="is no proposal"):
        accept(accept(WAITS, "MR", at(6)), "AB", at(7))


def test_what_is_rejected_is_not_rejected_again() -> None:
    with pytest.raises(InputError, match="is rejected already"):
        reject(reject(WAITS, "MR", at(6)), "MR", at(7))


def test_a_person_may_reject_the_own_word() -> None:
    assert reject(say(Field.VOICE, "none"), "KL", at(6)).standing is Standing.REJECTED
