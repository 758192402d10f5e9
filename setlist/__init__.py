"""Session music for ketamine-assisted psychotherapy, timed to the route of administration.

The verbs, in the order of the road; each is documented where it lives, in ``setlist.engine``::

    read_arc ──┐
    read_listener ─┼─ pose ── solve ─┬─ export
    scan ──────┘          │           ├─ render
    read_library          check       └─ write_plan

Names are imported when they are first used, so that ``import setlist`` costs nothing.
"""

from importlib import import_module

__version__ = "0.1.0"

_VERBS = (
    "check",
    "export",
    "pose",
    "predict",
    "read_arc",
    "read_library",
    "read_listener",
    "read_plan",
    "render",
    "scan",
    "solve",
)
_NOUNS = ("Arc", "Library", "Listener", "Plan", "Problem", "Route", "Timecourse", "Track")

__all__ = [*_VERBS, *_NOUNS]  # noqa: PLE0604  both tuples hold strings only


def __getattr__(name: str) -> object:
    """Import a verb or a noun the first time it is asked for."""
    if name in _VERBS:
        return getattr(import_module("setlist.engine"), name)
    if name in _NOUNS:
        return getattr(import_module("setlist.model"), name)
    message = f"module 'setlist' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """List the public page."""
    return sorted([*__all__, "__version__"])
