"""Options are read as they are written, and amounts are refused."""

import pytest

from setlist.errors import InputError
from setlist.model import Landmark, Part
from setlist.timecourse import Tap, parse_part, parse_tap
from setlist.units import Minutes


def test_a_part_is_a_minute_and_a_relative_size() -> None:
    assert parse_part("15:0.5") == Part(at_min=Minutes(15.0), size=0.5)


def test_a_tap_is_a_landmark_and_a_minute() -> None:
    assert parse_tap("onset:4") == Tap(landmark=Landmark.ONSET, at_min=Minutes(4.0))
    assert parse_tap("peak-over:38.5") == Tap(landmark=Landmark.PEAK_END, at_min=Minutes(38.5))


@pytest.mark.parametrize("text", ["", "15", "15:", ":1", "a:b", "15:0.5:1", "nan:1", "5:inf"])
def test_a_part_written_otherwise_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"15:0\.5"):
        parse_part(text)


@pytest.mark.parametrize("text", ["", "peak:38", "onset", "onset:", "onset:soon", "onset:nan"])
def test_a_tap_written_otherwise_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="peak-over:38"):
        parse_tap(text)


@pytest.mark.parametrize("text", ["15:40mg", "15:0.5 mg/kg", "40MG", "0:2ml"])
def test_a_part_with_an_amount_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(InputError, match="never reads a dose or a weight"):
        parse_part(text)
