"""Session music for ketamine-assisted psychotherapy, timed to the route of administration.

The verbs, in the order of the road; each is documented where it lives, in ``setlist.engine``::

    read_arc ──────┐                    ┌─ export
    make_route ────┤                    ├─ render
    read_listener ─┼─ pose ── solve ────┼─ write_plan ── read_plan
    scan ──────────┘                    └─ write_sheet

``check`` judges any file that a person wrote, and a plan by rules of its own.
Names are imported when they are first used, so that ``import setlist`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from setlist.engine import (
        check,
        explain,
        export,
        make_route,
        pose,
        predict,
        read_arc,
        read_library,
        read_listener,
        read_plan,
        render,
        scan,
        solve,
        write_plan,
        write_sheet,
    )
    from setlist.model import Arc, Library, Listener, Plan, Problem, Route, Timecourse, Track

__version__ = "0.1.0"

_NOUNS = ("Arc", "Library", "Listener", "Plan", "Problem", "Route", "Timecourse", "Track")

__all__ = [
    "Arc",
    "Library",
    "Listener",
    "Plan",
    "Problem",
    "Route",
    "Timecourse",
    "Track",
    "check",
    "explain",
    "export",
    "make_route",
    "pose",
    "predict",
    "read_arc",
    "read_library",
    "read_listener",
    "read_plan",
    "render",
    "scan",
    "solve",
    "write_plan",
    "write_sheet",
]


def __getattr__(name: str) -> object:
    """Import a verb or a noun the first time it is asked for."""
    if name in __all__:
        return getattr(import_module("setlist.model" if name in _NOUNS else "setlist.engine"), name)
    message = f"module 'setlist' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """List the public page."""
    return sorted([*__all__, "__version__"])
