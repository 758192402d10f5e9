"""What is refused before a search begins."""

import pytest
from builders import a_library, a_track

from setlist.engine import make_route, place, pose, read_arc
from setlist.errors import InputError
from setlist.model import Listener

LIBRARY = a_library(a_track(words=("warm",)))


def test_an_exclusion_that_no_track_could_carry_is_refused() -> None:
    listener = Listener(code="heron-14", avoid_tags=("wram",))
    with pytest.raises(InputError, match=r"would exclude nothing.*did you mean warm"):
        pose(read_arc("inward"), LIBRARY, route=make_route("im"), listener=listener)


def test_a_length_in_words_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(InputError, match="minutes, 'full' or 'usual'"):
        place(read_arc("inward"), route=make_route("im"), length="long")


def test_a_length_below_the_shortest_is_refused_with_the_shortest() -> None:
    with pytest.raises(InputError, match=r"at least 8\d min"):
        place(read_arc("inward"), route=make_route("im"), length="40")
