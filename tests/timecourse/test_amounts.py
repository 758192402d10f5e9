"""An amount is told from a time and from a plain number."""

import pytest

from setlist.errors import Place
from setlist.timecourse import find_amount


@pytest.mark.parametrize(
    "text", ["40mg", "40 mg", "0.5mg/kg", "2 mL", "70kg", "100 µg", "154 lbs", "1.5 milligrams"]
)
def test_an_amount_or_a_weight_is_found(text: str) -> None:
    found = find_amount(text, place=Place(field="hold_min"))
    assert found is not None
    assert found.place.field == "hold_min"


@pytest.mark.parametrize(
    "text", ["40", "40 min", "15:0.5", "im", "2 devices", "10 mgmt", "9 gongs"]
)
def test_other_values_are_left_alone(text: str) -> None:
    assert find_amount(text) is None
