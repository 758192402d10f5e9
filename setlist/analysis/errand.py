"""What travels to a worker of a cluster and back: a task, a path, and no sound."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Generic, TypeVar

from setlist.analysis.hearing import MEASURES_VERSION
from setlist.analysis.pool import attempt
from setlist.errors import AudioError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Which setlist runs on a machine; only equal ones measure alike."""

    setlist: str
    measures: int

    def __str__(self) -> str:
        """Write them in words."""
        return f"setlist {self.setlist} with version {self.measures} of the measures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand(Generic[Result]):
    """A task for one file, and the versions that it is asked of.

    The path is absolute and plain text, so that it may go to another kind of system.
    """

    task: Callable[[Path], Result]
    path: str
    versions: Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A worker that runs another version, or that does not see the file, does nothing."""

    versions: Versions
    sees: bool


def tell_versions() -> Versions:
    """Say which setlist runs here."""
    # By its name: to a type checker the page of the package leads up to the engine.
    version = str(import_module("setlist").__version__)
    return Versions(setlist=version, measures=MEASURES_VERSION)


def run_errand(errand: Errand[Result]) -> Result | AudioError | Refusal:
    """Do the task on the machine where this runs, if it is the right one.

    Parameters
    ----------
    errand : Errand
        Its task is importable by name here as well.

    Returns
    -------
    what the task gives, AudioError or Refusal
        Whatever goes wrong with the file is an error, as in the pool.
    """
    here, sees = tell_versions(), os.path.exists(errand.path)  # noqa: PTH110  it never raises
    if here != errand.versions or not sees:
        return Refusal(versions=here, sees=sees)
    return attempt(errand.task, Path(errand.path))
