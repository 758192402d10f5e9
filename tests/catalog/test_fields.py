"""The fields of queries."""

from setlist.catalog.fields import FIELDS, find_field
from setlist.catalog.query import Kind
from setlist.catalog.tables import shelf


def test_a_field_is_known_by_the_name_of_its_column_too() -> None:
    assert find_field("duration_s") is find_field("Duration")
    assert find_field("durations") is None


def test_no_two_fields_bear_one_name() -> None:
    names = [field.name for field in FIELDS]
    assert len(names) == len(set(names))


def test_every_field_asks_for_a_column_of_the_shelf() -> None:
    assert {field.column for field in FIELDS} <= set(shelf.c.keys())


def test_only_choices_are_listed() -> None:
    assert {field.kind for field in FIELDS if field.choices} == {Kind.CHOICE}
