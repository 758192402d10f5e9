"""Moments, minutes and targets as arcs write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.documents.fault import RefusedError
from setlist.documents.moments import parse_moment, read_curve, read_minutes
from setlist.model import BANDED, Landmark, Moment
from setlist.units import Minutes


def moment(landmark: Landmark, percentile: float | None = None, offset: float = 0.0) -> Moment:
    return Moment(landmark=landmark, percentile=percentile, offset_min=Minutes(offset))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("dose - 15 min", moment(Landmark.DOSE, offset=-15.0)),
        ("dose-15min", moment(Landmark.DOSE, offset=-15.0)),
        ("peak_start.p50", moment(Landmark.PEAK_START, 50.0)),
        ("peak_start", moment(Landmark.PEAK_START, 50.0)),
        ("peak_end.p75 + 5 min", moment(Landmark.PEAK_END, 75.0, 5.0)),
        ("return_end.p62.5", moment(Landmark.RETURN_END, 62.5)),
        ("12 min", moment(Landmark.DOSE, offset=12.0)),
        ("-10 min", moment(Landmark.DOSE, offset=-10.0)),
        ("start", moment(Landmark.START)),
        ("end - 2.5 min", moment(Landmark.END, offset=-2.5)),
        ("infusion_end \u2212 5 min", moment(Landmark.INFUSION_END, offset=-5.0)),
    ],
)
def test_a_moment_is_read_as_it_is_meant(text: str, meant: Moment) -> None:
    assert parse_moment(text) == meant


@pytest.mark.parametrize(
    ("value", "said", "mend"),
    [
        ("peak_strt.p50", 'there is no landmark "peak_strt"', "did you mean peak_start?"),
        ("peak-start.p50", 'is "peak-start.p50"', "did you mean peak_start?"),
        ("zzz", 'there is no landmark "zzz"', "give one of start, dose"),
        ("peak_end.p5", 'peak_end has no "p5"', "p10 to p90, as in peak_end.p50"),
        ("peak_end.p95", 'peak_end has no "p95"', "p10 to p90"),
        ("peak_end.median", 'peak_end has no "median"', "p10 to p90"),
        ("dose.p50", "dose is the same for everyone", "write dose alone"),
        ("dose 15 min", 'is "dose 15 min"', "put + or - before the minutes"),
        ("dose + 15", 'is "dose + 15"', "such as"),
        ("15 min + dose", 'is "15 min + dose"', "such as"),
        ("dose + 900 min", 'is "dose + 900 min"', "within 720 min of dose"),
        ("", 'is ""', "such as"),
        (".p50", 'is ".p50"', "such as"),
        (15, "is 15", "as text"),
        (None, "is null", "as text"),
        (["dose"], 'is ["dose"]', "as text"),
    ],
)
def test_a_wrong_moment_is_refused_with_its_mend(value: object, said: str, mend: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse_moment(value)
    (fault,) = caught.value.faults
    assert fault.said.startswith(said)
    assert mend in fault.mend


@given(st.sampled_from(list(Landmark)), st.integers(10, 90), st.none() | st.integers(-720, 720))
def test_every_moment_that_can_be_written_is_read(
    landmark: Landmark, percentile: int, offset: int | None
) -> None:
    text = landmark.value + (f".p{percentile}" if landmark in BANDED else "")
    if offset is not None:
        text += f" {'-' if offset < 0 else '+'} {abs(offset)} min"
    meant = moment(landmark, percentile if landmark in BANDED else None, offset or 0)
    assert parse_moment(text) == meant


@given(st.text() | st.floats() | st.none() | st.lists(st.text()))
def test_nothing_that_is_written_breaks_the_reader_of_moments(value: object) -> None:
    with suppress(RefusedError):
        parse_moment(value)


def test_minutes_are_text_with_their_unit() -> None:
    leaf = read_minutes(1.0, 240.0)
    assert leaf.parse("15 min") == 15.0
    assert leaf.parse("1.5min") == 1.5


@pytest.mark.parametrize(
    ("value", "mend"),
    [
        (15, 'write minutes as text, such as "15 min"'),
        ("15", 'write minutes as text, such as "15 min"'),
        ("2 h", 'write minutes as text, such as "15 min"'),
        ("0.5 min", "give 1 to 240 min"),
        ("241 min", "give 1 to 240 min"),
        (True, 'write minutes as text, such as "15 min"'),
    ],
)
def test_wrong_minutes_are_refused_with_their_mend(value: object, mend: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_minutes(1.0, 240.0).parse(value)
    assert [fault.mend for fault in caught.value.faults] == [mend]


def test_a_target_is_a_number_or_a_course() -> None:
    leaf = read_curve(1.0, 9.0)
    assert leaf.parse(5).points == (5.0,)
    assert leaf.parse([5, 6.5, 6]).points == (5.0, 6.5, 6.0)


def test_every_wrong_point_of_a_course_is_named() -> None:
    with pytest.raises(RefusedError) as caught:
        read_curve(-30.0, 6.0, "LU").parse([0, 7, "x", True, float("nan")])
    assert [(fault.path, fault.said) for fault in caught.value.faults] == [
        ((1,), "is 7"),
        ((2,), 'is "x"'),
        ((3,), "is true"),
        ((4,), "is nan"),
    ]
    assert {fault.mend for fault in caught.value.faults} == {"give -30 to 6 LU"}


@pytest.mark.parametrize("value", [[], [1] * 13])
def test_a_course_has_one_point_to_twelve(value: list[int]) -> None:
    with pytest.raises(RefusedError):
        read_curve(1.0, 9.0).parse(value)
