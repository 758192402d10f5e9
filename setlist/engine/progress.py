"""How a verb tells the one who called it how far it is."""

from typing import Protocol


class Advance(Protocol):
    """Told how much of a stretch of work is done, in any unit, and what is in hand."""

    def __call__(self, done: float, whole: float, label: str) -> None:
        """Hear that ``done`` of ``whole`` is behind us and ``label`` is in hand."""


def keep_quiet(done: float, whole: float, label: str) -> None:
    """Hear of progress and say nothing."""
    del done, whole, label
