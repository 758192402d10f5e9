"""Parts of an arc go by name where its file is not at hand."""

from collections.abc import Callable

from setlist.arcs.places import name_places
from setlist.documents import Document
from setlist.model import Arc


def test_parts_go_by_number_and_name(an_arc: Callable[..., Document[Arc]]) -> None:
    locate = name_places(an_arc().value)
    assert str(locate("phase", 1, "to")) == 'own.toml: phase 2 "peak".to'
    assert str(locate("prompt", 0)) == 'own.toml: prompt 1 "the infusion has ended"'
    assert str(locate("silence", 0, "at")) == "own.toml: silence 1.at"
