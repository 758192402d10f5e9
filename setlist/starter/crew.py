"""Several processes that press pieces side by side and never outlive who started them.

Each worker holds two pipes: one for its tasks, one that carries nothing.  The second is its
leash: it closes when the crew is dismissed and also when the process that started it dies in
any way, and then the worker drops the piece in hand, removes what it has half written and
goes.
"""

import _thread
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from setlist.errors import AudioError, Finding, SetlistError
from setlist.starter.pressing import press
from setlist.starter.recipe import Recipe

Task = tuple[Recipe, Path]
"""A piece and the file it goes into."""

_PATIENCE_S: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worker:
    """One process, the pipe to it, and its leash."""

    process: BaseProcess
    pipe: Connection
    leash: Connection


def press_all(tasks: Sequence[Task], *, workers: int, report: Callable[[Task], None]) -> None:
    """Press every piece, in the order given, on so many processes.

    One worker, or one piece, needs no process but this one.

    Parameters
    ----------
    tasks : sequence of (Recipe, Path)
        What to press and where to.
    workers : int [>= 1]
        How many processes work side by side.
    report : callable
        Told of each task when its file stands.

    Raises
    ------
    InputError
        A file cannot be written.
    AudioError
        A worker was stopped from outside.
    """
    if min(workers, len(tasks)) <= 1:
        for task in tasks:
            press(*task)
            report(task)
        return
    crew: list[_Worker] = []
    try:
        for _ in range(min(workers, len(tasks))):
            crew.append(_hire())  # noqa: PERF401 - those already hired must be dismissed on error
        _direct(crew, list(tasks), report)
    finally:
        _dismiss(crew)


def _direct(crew: list[_Worker], tasks: list[Task], report: Callable[[Task], None]) -> None:
    """Hand out the tasks, one at a time to whoever is free."""
    pipes = {worker.pipe: worker for worker in crew}
    waiting = iter(tasks)
    busy: dict[Connection, Task] = {}
    for pipe, task in zip(pipes, waiting, strict=False):
        busy[pipe] = _hand_out(pipe, task)
    while busy:
        ready = wait(list(busy))
        for pipe in [pipe for pipe in busy if pipe in ready]:
            task = busy.pop(pipe)
            _settle(pipe, task)
            report(task)
            following = next(waiting, None)
            if following is not None:
                busy[pipe] = _hand_out(pipe, following)


def _hand_out(pipe: Connection, task: Task) -> Task:
    """Send a task to a worker."""
    try:
        pipe.send(task)
    except OSError as error:
        raise _stopped(task) from error
    return task


def _settle(pipe: Connection, task: Task) -> None:
    """Hear from a worker how a task went, and raise what went wrong."""
    try:
        outcome: SetlistError | None = pipe.recv()
    except (EOFError, OSError) as error:
        raise _stopped(task) from error
    if outcome is not None:
        raise outcome


def _stopped(task: Task) -> AudioError:
    """Make the error for a worker that is no more."""
    return AudioError(
        Finding(
            said=f"the process that made {task[0].title} was stopped",
            mend="try again; if memory is short, with fewer workers",
        )
    )


def _hire() -> _Worker:
    """Start a worker in a fresh interpreter, which is safe whatever threads run in this one."""
    context = get_context("spawn")
    pipe, far_pipe = context.Pipe()
    far_leash, leash = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(far_pipe, far_leash), daemon=True)
    with _without_interrupts():
        process.start()
    far_pipe.close()
    far_leash.close()
    return _Worker(process=process, pipe=pipe, leash=leash)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold ctrl-C back for a moment; a process started in it hears none, only its leash."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: the worker is interrupted twice
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _dismiss(crew: list[_Worker]) -> None:
    """Let every worker go and wait until it has tidied up, however often ctrl-C is pressed."""
    with _without_interrupts():
        for worker in crew:
            worker.pipe.close()
            worker.leash.close()
        for worker in crew:
            worker.process.join(_PATIENCE_S)
            if worker.process.is_alive():
                worker.process.terminate()
                worker.process.join()


def _serve(pipe: Connection, leash: Connection) -> None:
    """Press what comes down the pipe until it closes: the life of a worker."""
    with suppress(KeyboardInterrupt):
        try:
            threading.Thread(target=_heed, args=(leash,), daemon=True).start()
            _press_each(pipe)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def _press_each(pipe: Connection) -> None:
    """Take tasks from a pipe and send back what went wrong, or nothing, until it closes."""
    with suppress(EOFError, OSError):
        while True:
            recipe, target = pipe.recv()
            try:
                press(recipe, target)
            except SetlistError as error:
                pipe.send(error)
            else:
                pipe.send(None)


def _heed(leash: Connection) -> None:
    """Interrupt the main thread when the leash closes."""
    with suppress(EOFError, OSError):
        leash.recv()
    _thread.interrupt_main()
