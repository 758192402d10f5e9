"""Several processes side by side."""

import multiprocessing
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from setlist.errors import AudioError, InputError
from setlist.shipped import shipped_folder
from setlist.starter import Recipe
from setlist.starter.crew import press_all
from setlist.units import Seconds

MAKE = """
import pathlib, sys
from dataclasses import replace
from setlist.starter import read_recipes
from setlist.starter.crew import press_all

if __name__ == "__main__":
    recipes = read_recipes(pathlib.Path(sys.argv[1]))[:6]
    folder = pathlib.Path(sys.argv[2])
    tasks = [(recipe, folder / f"{recipe.slug()}.flac") for recipe in recipes]
    press_all(tasks, workers=2, report=lambda task: print(task[1].name, flush=True))
"""


def tasks_in(folder: Path, small: Recipe, count: int) -> list[tuple[Recipe, Path]]:
    recipes = [replace(small, seed=seed, duration_s=Seconds(16.0)) for seed in range(count)]
    return [(recipe, folder / f"{recipe.seed}.flac") for recipe in recipes]


def test_two_workers_make_what_one_makes(small: Recipe, tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    for folder, workers in ((alone, 1), (together, 2)):
        folder.mkdir()
        told: list[str] = []
        press_all(
            tasks_in(folder, small, 3),
            workers=workers,
            report=lambda task, told=told: told.append(task[1].name),  # type: ignore[misc]
        )
        assert sorted(told) == ["0.flac", "1.flac", "2.flac"]
    for file in alone.iterdir():
        assert (together / file.name).read_bytes() == file.read_bytes()
    assert not multiprocessing.active_children()


@pytest.mark.slow
def test_what_goes_wrong_in_a_worker_is_said_here(small: Recipe, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        press_all(tasks_in(tmp_path / "missing", small, 2), workers=2, report=lambda _: None)
    assert not multiprocessing.active_children()


def test_an_interruption_leaves_whole_files_and_no_worker(small: Recipe, tmp_path: Path) -> None:
    def interrupt(_: tuple[Recipe, Path]) -> None:
        raise KeyboardInterrupt

    tasks = [(replace(small, seed=n), tmp_path / f"{n}.flac") for n in range(6)]
    with pytest.raises(KeyboardInterrupt):
        press_all(tasks, workers=2, report=interrupt)
    assert not multiprocessing.active_children()
    left = list(tmp_path.iterdir())
    assert 1 <= len(left) <= 3
    assert all(file.name.endswith(".flac") and not file.name.startswith(".") for file in left)


@pytest.mark.slow
def test_a_worker_that_is_killed_is_said(small: Recipe, tmp_path: Path) -> None:
    def kill(_: tuple[Recipe, Path]) -> None:
        for process in multiprocessing.active_children():
            process.kill()

    with pytest.raises(AudioError, match="was stopped"):
        press_all(tasks_in(tmp_path, small, 6), workers=2, report=kill)
    assert not multiprocessing.active_children()


def wait_until(met: Callable[[], bool]) -> None:
    """Wait for something that another process does; half a minute is far too long for it."""
    deadline = time.monotonic() + 30.0
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize("killed", [False, True])
def test_no_worker_outlives_who_started_it(tmp_path: Path, killed: bool) -> None:  # noqa: FBT001 - pytest names it
    def unfinished() -> bool:
        return any(".part" in file.name for file in tmp_path.iterdir())

    with subprocess.Popen(
        [sys.executable, "-c", MAKE, str(shipped_folder("library") / "recipes"), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as maker:
        assert maker.stdout is not None
        maker.stdout.readline()
        wait_until(unfinished)
        if killed:
            maker.kill()
        else:
            maker.send_signal(signal.SIGINT)
    wait_until(lambda: not unfinished())
    assert list(tmp_path.glob("*.flac"))
