"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.catalog.amount import read_amount
from setlist.catalog.fields import FIELDS, find_field
from setlist.catalog.query import Kind, QueryField


def a_field(name: str) -> QueryField:
    field = find_field(name)
    assert field is not None
    return field


@pytest.mark.parametrize(
    ("name", "text", "value", "half_step"),
    [
        ("intensity", "4.5", 4.5, 0.05),
        ("loudness", "-23", -23.0, 0.5),
        ("loudness", "−23", -23.0, 0.5),  # noqa: RUF001  # a minus as typesetters write it
        ("loudness", "-23.5LUFS", -23.5, 0.05),
        ("loudness", "+1", 1.0, 0.5),
        ("loudness", ".5", 0.5, 0.05),
        ("duration", "90", 90.0, 0.5),
        ("duration", "90s", 90.0, 0.5),
        ("duration", "3m", 180.0, 30.0),
        ("duration", "1.5m", 90.0, 3.0),
        ("duration", "3m30s", 210.0, 0.5),
        ("duration", "1h2m", 3720.0, 30.0),
        ("duration", "4:30", 270.0, 0.5),
        ("duration", "1:02:03", 3723.0, 0.5),
        ("tempo", "70bpm", 70.0, 0.5),
        ("brightness", "1.2kHz", 1200.0, 50.0),
        ("peak", "-1dBTP", -1.0, 0.5),
    ],
)
def test_a_number_is_read_in_the_unit_of_its_field(
    name: str, text: str, value: float, half_step: float
) -> None:
    amount = read_amount(text, a_field(name))
    assert amount is not None
    assert amount.value == pytest.approx(value)
    assert amount.half_step == pytest.approx(half_step)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "abc",
        "4,5",
        "1e5",
        "nan",
        "inf",
        "3x",
        "3 4",
        "--3",
        "0x10",
        "٣٤x",
        "9" * 400,
        "\x00",
    ],
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_amount(text, a_field("loudness")) is None


@pytest.mark.parametrize(
    ("name", "text"), [("tempo", "3m"), ("loudness", "4:30"), ("onsets", "3s")]
)
def test_a_unit_of_another_field_is_not_read(name: str, text: str) -> None:
    assert read_amount(text, a_field(name)) is None


@given(st.text(max_size=20), st.sampled_from([each for each in FIELDS if each.kind is Kind.NUMBER]))
def test_no_text_upsets_the_reader(text: str, field: QueryField) -> None:
    read_amount(text, field)
