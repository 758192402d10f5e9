"""Who says something: initials or a role."""

import pytest
from hypothesis import given
from sayings import texts

from setlist.curation import check_rater
from setlist.errors import InputError


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("KL", "KL"),
        ("kl", "KL"),
        ("K.L.", "KL"),
        (" k. l. ", "KL"),
        ("KvdB", "KVDB"),
        ("ÄÖ", "ÄÖ"),
        ("A\u0308O", "ÄO"),
        ("curator", "curator"),
        ("lead", "lead"),
        ("lead therapist", "lead therapist"),
        ("trauma therapist", "trauma therapist"),
        ("co-therapist 2", "co-therapist 2"),
        ("治疗师", "治疗师"),
    ],
)
def test_initials_and_roles_have_one_spelling(typed: str, spelt: str) -> None:
    assert check_rater(typed) == spelt


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Kim Lee", "looks like a person's name"),
        ("Kim", "looks like a person's name"),
        ("Kate", "looks like a person's name"),
        ("Dr. Kim", "looks like a person's name"),
        ("kim.lee@clinic.example", "looks like an e-mail address"),
        ("1980-02-03", "looks like a date, as of birth"),
        ("+43 660 1234567", "looks like a telephone number"),
        ("", "is neither initials nor a role"),
        ("\x00\u202e", "is neither initials nor a role"),
        ("curator!", "is neither initials nor a role"),
        ("7", "is neither initials nor a role"),
        ("a" * 25, "is longer than 24 characters"),
        ("=cmd", "is neither initials nor a role"),
    ],
)
def test_persons_are_refused_with_a_mend_that_does_not_repeat_them(typed: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        check_rater(typed)
    (finding,) = caught.value.findings
    assert finding.said == said
    assert "initials such as KL" in finding.mend
    assert not typed or typed not in str(finding)


@given(texts)
def test_whatever_is_let_in_is_short_and_stays_as_it_is(typed: str) -> None:
    try:
        spelt = check_rater(typed)
    except InputError:
        return
    assert 1 <= len(spelt) <= 24
    assert check_rater(spelt) == spelt
