"""Arcs to judge."""

from collections.abc import Callable

import pytest

from setlist.documents import Document, open_arc
from setlist.model import Arc

TEXT = """\
title = "Own"
style = "psychedelic"
about = "What the music does."
rests_on = "Convention."
sources = ["barrett2017"]
routes = ["im", "iv-infusion"]

[length]
im = "90 min"

[[phase]]
name = "settle"
from = "dose - 10 min"
to = "onset.p10"
prefer = ["warm"]

[[phase]]
name = "peak"
to = "peak_end.p75"
prefer = ["steady"]
forbid = ["sudden"]

[[phase]]
name = "land"
to = "return_end.p75"

[[silence]]
at = "end"
length = "3 min"

[[prompt]]
at = "infusion_end"
say = "the infusion has ended"
"""

Make = Callable[..., Document[Arc]]


@pytest.fixture
def an_arc() -> Make:
    """An arc that holds, with some of its lines written otherwise."""

    def make(*changes: tuple[str, str]) -> Document[Arc]:
        text = TEXT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return open_arc(text, file="own.toml", name="own")

    return make
