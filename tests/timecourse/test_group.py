"""Several people in one room: the union of their times, and whom it fits worst."""

import pytest
from timings import DATA

from setlist.errors import InputError
from setlist.model import BANDED, Handling, Member, Part, Route, RouteName
from setlist.timecourse import parse_member, predict, predict_group
from setlist.units import Minutes

IM = Route(name=RouteName.IM)
LOZENGE = Route(name=RouteName.SUBLINGUAL, handling=Handling.SPIT)


def member(route: Route, start_min: float = 0.0) -> Member:
    return Member(route=route, start_min=Minutes(start_min))


def test_two_people_alike_have_the_times_of_one() -> None:
    alone, both = predict(IM, DATA), predict_group((member(IM), member(IM)), DATA)
    for mark in BANDED:
        assert both.band(mark) == alone.band(mark)


def test_the_band_of_a_group_holds_the_middle_of_every_member() -> None:
    group = predict_group((member(IM), member(LOZENGE, 10.0)), DATA)
    for route, start in ((IM, 0.0), (LOZENGE, 10.0)):
        alone = predict(route, DATA)
        for mark in BANDED:
            own, pooled = alone.band(mark), group.band(mark)
            assert own is not None
            assert pooled is not None
            assert pooled.p10 <= own.p50 + start <= pooled.p90


def test_the_member_who_starts_last_is_named_as_the_worst_fit() -> None:
    note = predict_group((member(IM), member(IM), member(IM, 30.0)), DATA).notes[-1]
    assert "im from minute 30 worst" in note
    assert "later" in note


def test_the_floor_of_a_group_is_the_latest_of_its_members() -> None:
    infusion = Route(name=RouteName.IV_INFUSION)
    group = predict_group((member(IM), member(infusion, 15.0)), DATA)
    assert group.floor_min == 85.0


def test_members_keep_their_options_in_the_order_of_their_starts() -> None:
    group = predict_group((member(LOZENGE, 5.0), member(IM)), DATA)
    assert [(one.route.name, one.start_min) for one in group.members] == [
        (RouteName.IM, 0.0),
        (RouteName.SUBLINGUAL, 5.0),
    ]
    assert group.members[1].route.hold_min == 10.0


@pytest.mark.parametrize("starts", [(0.0,), (5.0, 10.0), (0.0,) * 13])
def test_one_person_or_a_group_without_a_first_dose_or_too_large_is_refused(
    starts: tuple[float, ...],
) -> None:
    with pytest.raises(InputError):
        predict_group(tuple(member(IM, start) for start in starts), DATA)


def test_a_member_is_written_as_route_handling_and_minute() -> None:
    assert parse_member("im").start_min == 0.0
    read = parse_member("sublingual:spit@7.5")
    assert (read.route.handling, read.start_min) == (Handling.SPIT, 7.5)


@pytest.mark.parametrize("text", ["im:spit", "sublingual:held", "im@40mg", "im@-1", "im@999", "sc"])
def test_a_member_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_member(text)


def test_a_route_with_a_second_part_says_what_happens_without_it() -> None:
    parts = (*IM.parts, Part(at_min=Minutes(15.0), size=0.5))
    notes = predict(Route(name=RouteName.IM, parts=parts), DATA).notes
    branch = next(note for note in notes if "without it" in note)
    assert "peak is over at 38 min [21 to 70]" in branch
