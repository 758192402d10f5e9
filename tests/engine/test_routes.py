"""From the words of a route to a route."""

import pytest

from setlist.engine import make_route, predict
from setlist.errors import InputError
from setlist.model import Handling, RouteName


def test_what_is_left_open_is_filled_in() -> None:
    route = make_route("sublingual")
    assert (route.name, route.handling, route.hold_min) == (
        RouteName.SUBLINGUAL,
        Handling.UNKNOWN,
        10.0,
    )


def test_all_faults_of_the_words_are_said_at_once() -> None:
    with pytest.raises(InputError) as stop:
        make_route("rectal", handling="chewed", parts=("0:40mg", "soon:1"))
    assert len(stop.value.findings) == 4


def test_a_tap_and_a_group_do_not_go_together() -> None:
    with pytest.raises(InputError, match="one person"):
        predict(make_route("im"), also=("im@10",), taps=("onset:4",))
