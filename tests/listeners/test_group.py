"""In a group nobody hears what anybody avoids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.errors import InputError
from setlist.listeners import unite
from setlist.model import Landmark, Listener, OwnMinute, TrackId
from setlist.units import Minutes

WORDS = st.lists(st.sampled_from(["choir", "rain", "organ", "Bach"]), max_size=3).map(tuple)
PEOPLE = st.lists(
    st.builds(
        Listener,
        code=st.sampled_from(["a", "b", "heron-14", "a-very-long-code-name-indeed-014"]),
        understands=st.lists(st.sampled_from(["en", "es"]), max_size=2).map(tuple),
        avoid_tags=WORDS,
        avoid_instruments=WORDS,
        avoid_artists=WORDS,
        avoid_tracks=WORDS,
        heard=WORDS.map(lambda words: tuple(TrackId(word) for word in words)),
        gentler=st.floats(-3, 3),
    ),
    min_size=1,
    max_size=4,
)


@given(PEOPLE)
def test_a_group_avoids_and_understands_what_anybody_does(people: list[Listener]) -> None:
    group = unite(people)
    for key in ("avoid_tags", "avoid_instruments", "avoid_artists", "avoid_tracks", "heard"):
        everybody = {word for person in people for word in getattr(person, key)}
        assert set(getattr(group, key)) == everybody
    assert set(group.understands) == {word for person in people for word in person.understands}
    assert group.gentler == max(person.gentler for person in people)
    assert 1 <= len(group.code) <= 40


@given(PEOPLE)
def test_a_group_does_not_depend_on_who_comes_first(people: list[Listener]) -> None:
    group, other = unite(people), unite(people[::-1])
    assert set(group.avoid_tags) == set(other.avoid_tags)
    assert group.gentler == other.gentler


def test_one_person_stays_as_they_are() -> None:
    person = Listener(code="a", anchor=TrackId("row:1"))
    assert unite([person]) is person


def test_a_group_of_nobody_is_refused() -> None:
    with pytest.raises(InputError, match="name at least one client file"):
        unite([])


def test_a_piece_returns_only_if_it_is_everybodys_anchor() -> None:
    first, second = TrackId("row:1"), TrackId("row:2")
    assert unite([Listener(code="a", anchor=first), Listener(code="b", anchor=first)]).anchor
    assert unite([Listener(code="a", anchor=first), Listener(code="b")]).anchor is None
    people = [Listener(code="a", anchor=first), Listener(code="b", anchor=second)]
    assert unite(people).anchor is None


def own(**minutes: float) -> tuple[OwnMinute, ...]:
    return tuple(
        OwnMinute(landmark=Landmark(name), at_min=Minutes(at)) for name, at in minutes.items()
    )


def test_own_minutes_count_if_all_have_them_and_cut_nobody_short() -> None:
    people = [
        Listener(code="a", own_minutes=own(onset=8, peak_end=60, booster=20, peak=30)),
        Listener(code="b", own_minutes=own(onset=12, peak_end=50, booster=25)),
    ]
    assert set(unite(people).own_minutes) == set(own(onset=8, peak_end=60, booster=20))


def test_a_large_group_is_named_by_its_number() -> None:
    people = [Listener(code=f"heron-{number}") for number in range(9)]
    assert unite(people[:2]).code == "heron-0+heron-1"
    assert unite(people).code == "group-of-9"
