"""Where people differ, and how a person settles it."""

import pytest
from hypothesis import given
from sayings import POND, at, rivals, say

from setlist.curation import list_conflicts, merge, settle
from setlist.curation.seats import list_counting
from setlist.errors import InputError
from setlist.model import Curation, Field, Standing, Statement


@pytest.mark.parametrize(
    ("field", "one", "other", "differ"),
    [
        (Field.VOICE, "none", "wordless", True),
        (Field.VOICE, "none", "none", False),
        (Field.INTENSITY, "3", "5", False),
        (Field.INTENSITY, "3", "5.5", True),
        (Field.TAGS, "calm", "warm", False),
        (Field.TITLE, "Still Pond", "Still pond", True),
        (Field.PERFORMANCE, "granted", "unknown", True),
    ],
)
def test_people_differ_on_single_values_and_ratings_far_apart(
    field: Field, one: str, other: str, *, differ: bool
) -> None:
    said = [say(field, one), say(field, other, by="MR")]
    conflicts = list_conflicts(said)
    assert [each.statements for each in conflicts] == ([tuple(said)] if differ else [])


def test_layers_tracks_and_what_does_not_count_do_not_differ() -> None:
    said = [
        say(Field.VOICE, "none"),
        say(Field.VOICE, "words", by="MR", clinic="north"),
        say(Field.VOICE, "words", by="AB", standing=Standing.PROPOSED),
        say(Field.VOICE, None, by="CD"),
    ]
    assert not list_conflicts(said)


def test_what_is_settled_is_no_conflict_and_stays_so_whatever_the_clocks_say() -> None:
    said = [say(Field.VOICE, "none", on=at(1)), say(Field.VOICE, "words", by="MR", on=at(9))]
    (rejected,) = settle(said, POND, Field.VOICE, "kl", "curator", at(5))
    assert (rejected.by, rejected.standing, rejected.reviewer) == (
        "MR",
        Standing.REJECTED,
        "curator",
    )
    after = merge(Curation(statements=(*said, rejected)), Curation(statements=tuple(said)))
    assert not list_conflicts(after.statements)
    assert [each.value for each in list_counting(after.statements)] == ["none"]


def test_who_says_nothing_cannot_be_kept() -> None:
    with pytest.raises(InputError) as caught:
        settle([say(Field.VOICE, "none")], POND, Field.VOICE, "MR", "curator", at(5))
    (finding,) = caught.value.findings
    assert finding.mend == "keep what one of these says: KL"


@given(rivals)
def test_settling_everything_leaves_no_conflict(curation: Curation) -> None:
    said: list[Statement] = list(curation.statements)
    for conflict in list_conflicts(said):
        kept = conflict.statements[0]
        said += settle(
            said, kept.track, kept.field, kept.by, "curator", at(3), clinic=conflict.clinic
        )
    assert not list_conflicts(said)
