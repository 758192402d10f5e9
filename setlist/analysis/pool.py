"""Many files, several processes: one bad file never stops the rest."""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Final, Generic, TypeVar

from setlist.analysis.hearing import Heard, measure
from setlist.errors import AudioError, Finding, Place

Result = TypeVar("Result")

_REPORT: Final = "leave the file out, and report it if a player can play it"


def measure_many(
    paths: Iterable[Path], *, workers: int
) -> Generator[tuple[Path, Heard | AudioError], None, None]:
    """Measure files in processes of their own, each result as soon as it is there.

    A file that brings its process down costs that file only: it becomes an error, and a new
    process takes over.  Stopping the iteration, by ctrl-C or otherwise, ends the processes
    at once.  Files cost about what they weigh: with the largest first the processes end
    together, and the bytes that are done tell how long the rest will take.

    Parameters
    ----------
    paths : iterable of Path
        The files; taken one at a time, in their order, as processes become free.
    workers : int [>= 1]
        Processes at a time.

    Yields
    ------
    tuple of Path and (Heard or AudioError)
        In the order in which they are done.
    """
    yield from spread(measure, paths, workers=workers)


@dataclass(frozen=True, slots=True)
class _Worker(Generic[Result]):
    """A process and the line to it."""

    process: SpawnProcess
    line: Connection


def spread(
    task: Callable[[Path], Result], paths: Iterable[Path], *, workers: int
) -> Generator[tuple[Path, Result | AudioError], None, None]:
    """Do a task for many files, as :func:`measure_many` does for hearing them.

    Parameters
    ----------
    task : callable
        Importable by name; what it raises becomes an :class:`AudioError`.
    paths, workers
        As in :func:`measure_many`.

    Yields
    ------
    tuple of Path and (what the task gave, or AudioError)
        In the order in which they are done.

    Raises
    ------
    ValueError
        ``workers`` is less than one.
    """
    if workers < 1:
        message = f"at least one process is needed, not {workers}"
        raise ValueError(message)
    waiting = iter(paths)
    busy: dict[Connection, tuple[_Worker[Result], Path]] = {}
    idle: list[_Worker[Result]] = []
    try:
        while True:
            while len(busy) < workers and (path := next(waiting, None)) is not None:
                worker = _hand_over(path, idle.pop() if idle else _start(task), task)
                busy[worker.line] = (worker, path)
            if not busy:
                return
            for line in wait(list(busy)):
                assert isinstance(line, Connection)
                worker, path = busy.pop(line)
                try:
                    result: Result | AudioError = line.recv()
                    idle.append(worker)
                except EOFError:
                    result = _fallen(worker, path)
                yield path, result
    finally:
        for worker in [*idle, *(worker for worker, _ in busy.values())]:
            _stop(worker)


def attempt(task: Callable[[Path], Result], path: Path) -> Result | AudioError:
    """Do the task for one path, and let whatever it raises become an error about that file."""
    try:
        return task(path)
    except AudioError as error:
        return error
    except Exception as error:  # noqa: BLE001  one bad file never stops the rest
        return give_up(path, f"cannot be measured: {type(error).__name__}: {error}")


def give_up(path: Path, said: str) -> AudioError:
    """Make an error about a file that no process could measure."""
    return AudioError(Finding(said=said, mend=_REPORT, place=Place(file=str(path))))


def _start(task: Callable[[Path], Result]) -> _Worker[Result]:
    """Start a process that does the task for whatever paths come down its line."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(task, theirs), daemon=True)
    if sys.platform == "win32":
        process.start()
    else:
        # ctrl-C reaches every process of a terminal; these are ended by the one that asked.
        # The tracker of the standard library unblocks the signal when it starts: it goes first.
        resource_tracker.ensure_running()
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    theirs.close()
    return _Worker(process, ours)


def _hand_over(
    path: Path, worker: _Worker[Result], task: Callable[[Path], Result]
) -> _Worker[Result]:
    """Give a path to a worker, or to a new one where that one has ended while idle."""
    try:
        worker.line.send(path)
    except OSError:
        _stop(worker)
        worker = _start(task)
        worker.line.send(path)
    return worker


def _work(task: Callable[[Path], Result], line: Connection) -> None:
    """Do the task for one path after the other, until the line is closed."""
    if sys.platform == "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            path = line.recv()
        except EOFError:
            return
        try:
            line.send(attempt(task, path))
        except OSError:
            return


def _fallen(worker: _Worker[Result], path: Path) -> AudioError:
    """Say which file brought its process down."""
    worker.process.join()
    code = worker.process.exitcode
    worker.line.close()
    return give_up(path, f"brings the decoder down (exit code {code})")


def _stop(worker: _Worker[Result]) -> None:
    """End a process at once; it holds nothing that could be lost."""
    worker.process.kill()
    worker.process.join()
    worker.line.close()
