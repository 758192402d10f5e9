"""Where a part of an arc stands, when its file is at hand and when it is not."""

from collections.abc import Callable

from setlist.documents import write_path
from setlist.errors import Place
from setlist.model import Arc

Locate = Callable[..., Place]
"""Gives the place of a key path in the arc's file, as ``Document.place`` does."""


def name_places(arc: Arc) -> Locate:
    """Give the places of an arc by name alone, without lines."""
    tables = {
        "phase": [{"name": phase.name.value} for phase in arc.phases],
        "prompt": [{"say": prompt.say} for prompt in arc.prompts],
        "silence": [{} for _ in arc.silences],
    }

    def locate(*path: str | int) -> Place:
        return Place(file=f"{arc.name}.toml", field=write_path(path, tables))

    return locate
