"""Making the starter library: every piece that is not there yet, side by side."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from setlist.errors import Finding, InputError, Place
from setlist.files import write_whole
from setlist.starter.crew import Task, press_all
from setlist.starter.recipe import Recipe

# Files of the starter library take 47 kB a second; a little is left over.
_BYTES_A_SECOND: Final = 55_000
_MEGABYTE: Final = 1_000_000

Progress = Callable[[str, int, int], None]
"""Told of every finished piece: its title, how many are there, how many there will be."""


def make_library(
    recipes: tuple[Recipe, ...],
    folder: Path,
    *,
    sidecar: Path,
    workers: int,
    progress: Progress,
) -> tuple[Path, ...]:
    """Make every piece that a folder does not hold yet, the longest first.

    Whole files only: it may be interrupted at any moment and goes on where it stopped.  Two
    processes may make the same library at once.

    Parameters
    ----------
    recipes : tuple of Recipe
        The pieces.
    folder : Path
        Where they go, named by ``name_library`` so that it never holds other sound; made if
        it is missing.
    sidecar : Path
        The curated tags, copied beside the pieces when all of them are there.
    workers : int [>= 1]
        Processes side by side; each takes up to 350 MiB of memory.
    progress : callable
        Told of every piece that was made.

    Returns
    -------
    tuple of Path
        A file for each recipe, in the order of the recipes.

    Raises
    ------
    InputError
        The folder cannot be made or written, or the disk is too full.
    AudioError
        A worker was stopped from outside.
    """
    _make_folder(folder)
    targets = tuple(folder / f"{recipe.slug()}.flac" for recipe in recipes)
    tasks = [
        (recipe, target)
        for recipe, target in zip(recipes, targets, strict=True)
        if not target.is_file()
    ]
    tasks.sort(key=lambda task: (-task[0].length_s(), task[1].name))
    _refuse_full_disk(folder, tasks)
    there = len(recipes) - len(tasks)

    def report(task: Task) -> None:
        nonlocal there
        there += 1
        progress(task[0].title, there, len(recipes))

    press_all(tasks, workers=workers, report=report)
    _copy_sidecar(sidecar, folder / sidecar.name)
    return targets


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            Finding(
                said=f"the folder cannot be made: {error.strerror or error}",
                mend="choose a folder that can be written",
                place=Place(file=str(folder)),
            )
        ) from error


def _refuse_full_disk(folder: Path, tasks: list[Task]) -> None:
    """Say before any work is done that the pieces will not fit."""
    needed = _BYTES_A_SECOND * sum(recipe.length_s() for recipe, _ in tasks)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise InputError(
            Finding(
                said=f"the starter library takes {needed / _MEGABYTE:.0f} MB more, and "
                f"{free / _MEGABYTE:.0f} MB are free",
                mend="free some space or choose a folder on another disk",
                place=Place(file=str(folder)),
            )
        )


def _copy_sidecar(source: Path, target: Path) -> None:
    """Put the curated tags beside the pieces, unless the same ones stand there."""
    text = source.read_bytes()
    if target.is_file() and target.read_bytes() == text:
        return
    with write_whole(target, force=True) as part:
        part.write_bytes(text)
