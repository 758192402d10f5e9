"""JSON that is stable, short and read back as it was."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import a_plan

from setlist.documents import read_json, write_json
from setlist.errors import InputError
from setlist.model import Curve, Landmark, Listener, OwnMinute, Plan, TrackId
from setlist.units import Minutes

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LISTENERS = st.builds(
    Listener,
    code=TEXT.filter(bool),
    avoid_tags=st.lists(TEXT, max_size=3).map(tuple),
    gentler=st.floats(-3, 3),
    anchor=st.none() | TEXT.map(TrackId),
    own_minutes=st.lists(
        st.builds(
            OwnMinute,
            landmark=st.sampled_from(Landmark),
            at_min=st.floats(allow_nan=False, allow_infinity=False).map(Minutes),
        ),
        max_size=3,
    ).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(LISTENERS)
def test_what_is_written_is_read_back_equal(listener: Listener) -> None:
    text = write_json(listener)
    assert read_json(text, file="l", noun=Listener).value == listener
    assert write_json(read_json(text, file="l", noun=Listener).value) == text


def test_a_plan_is_read_back_equal() -> None:
    plan = a_plan()
    assert read_json(write_json(plan), file="p", noun=Plan).value == plan


def test_the_form_is_fixed() -> None:
    own = OwnMinute(landmark=Landmark.ONSET, at_min=Minutes(8.1))
    assert write_json({"b": (own, own), "a": [1, 2.5, "ä"], "c": [], "d": {}, "e": [[1], [2]]}) == (
        """{
  "b": [
    {
      "landmark": "onset",
      "at_min": 8.1
    },
    {
      "landmark": "onset",
      "at_min": 8.1
    }
  ],
  "a": [1, 2.5, "ä"],
  "c": [],
  "d": {},
  "e": [
    [1],
    [2]
  ]
}
"""
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT | st.floats(allow_nan=False, width=32),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=8,
    ).filter(lambda value: "inf" not in repr(value))
)
def test_any_plain_value_is_proper_json(value: object) -> None:
    assert json.loads(write_json(value)) == value


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_never_written(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        write_json(Curve(points=(number,)))


def test_a_file_name_that_is_no_text_is_refused_with_a_mend() -> None:
    with pytest.raises(InputError, match="UTF-8"):
        write_json({"path": "/music/a\udcffb.flac"})
