"""How a long piece of work tells how far it is."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[float, float, str], None]
"""Told how many seconds of sound are done, of how many, and what is being done."""


def keep_quiet(done: float, whole: float, label: str) -> None:
    """Hear of progress and say nothing."""
    del done, whole, label
