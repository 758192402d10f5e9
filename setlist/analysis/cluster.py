"""Many files, many machines: a Dask cluster hears them as the processes of one machine would."""

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from setlist.analysis.errand import Errand, Refusal, Versions, run_errand, tell_versions
from setlist.analysis.hearing import Heard, measure
from setlist.analysis.pool import attempt, give_up
from setlist.analysis.scheduler import count_threads, fault, gone, reach_scheduler, wrong_worker
from setlist.errors import AudioError, Finding, InputError, Place
from setlist.units import Seconds

Result = TypeVar("Result")

WAIT_S: Final = Seconds(20.0)
"""How long a scheduler, or a first worker, is waited for; ours."""

_AHEAD: Final = 2
"""Files a thread that are under way at once, so that none waits for the next and few are queued."""

_LOOK_EVERY_S: Final = 1.0
_MOUNT: Final = "mount the music under the same path on every machine of the cluster"


def measure_on_cluster(
    paths: Iterable[Path], *, address: str, wait_s: Seconds = WAIT_S
) -> Generator[tuple[Path, Heard | AudioError], None, None]:
    """Measure files on a Dask cluster, each result as soon as it is there.

    The workers read the files themselves, under the same paths; only paths and measures
    travel.  The results are those of :func:`measure_many`.  Stopping the iteration, by ctrl-C
    or otherwise, takes everything back that is not done yet.

    Parameters
    ----------
    paths : iterable of Path
        The files; taken a few at a time as workers become free.
    address : str
        Of the scheduler, such as ``tcp://host:8786``.
    wait_s : float [s, > 0], optional
        How long to wait for the scheduler, for a first worker, and for another one when all
        are gone.

    Yields
    ------
    tuple of Path and (Heard or AudioError)
        In the order in which they are done.

    Raises
    ------
    ExtraError
        distributed is not installed.
    InputError
        The scheduler cannot be reached or went away, no worker is there, or one runs another
        version.
    """
    yield from spread_on_cluster(measure, paths, address=address, wait_s=wait_s)


def spread_on_cluster(
    task: Callable[[Path], Result],
    paths: Iterable[Path],
    *,
    address: str,
    wait_s: Seconds = WAIT_S,
    versions: Versions | None = None,
) -> Generator[tuple[Path, Result | AudioError], None, None]:
    """Do a task for many files, as :func:`measure_on_cluster` does for hearing them.

    A file that brings its worker down is tried again by the scheduler, and once more when all
    others are done and none of them can be to blame; then it is an error.

    Parameters
    ----------
    task : callable
        Importable by name on every worker; what it raises becomes an :class:`AudioError`.
    paths, address, wait_s
        As in :func:`measure_on_cluster`.
    versions : Versions, optional
        What every worker must run; what runs here if left out.

    Yields
    ------
    tuple of Path and (what the task gave, or AudioError)
        In the order in which they are done.

    Raises
    ------
    ExtraError, InputError
        As in :func:`measure_on_cluster`.
    """
    versions = versions or tell_versions()
    client = reach_scheduler(address, wait_s=wait_s, versions=versions)
    crew = _Crew(client, task, address=address, wait_s=wait_s, versions=versions)
    try:
        suspects: list[Path] = []
        for path, result in crew.work(iter(paths), together=True):
            if result is None:
                suspects.append(path)
            else:
                yield path, result
        for path, result in crew.work(iter(suspects), together=False):
            if result is None:
                result = give_up(path, "brings every worker down that opens it")  # noqa: PLW2901  the only name for it
            yield path, result
    finally:
        crew.leave()


class _Crew(Generic[Result]):
    """The workers of a cluster, and what they have in hand."""

    def __init__(
        self,
        client: Any,  # noqa: ANN401  distributed has no types
        task: Callable[[Path], Result],
        *,
        address: str,
        wait_s: Seconds,
        versions: Versions,
    ) -> None:
        self._distributed = import_module("distributed")
        self._client = client
        self._task = task
        self._address = address
        self._wait_s = wait_s
        self._versions = versions
        self._busy: dict[Any, Path] = {}

    def work(
        self, waiting: Iterator[Path], *, together: bool
    ) -> Iterator[tuple[Path, Result | AudioError | None]]:
        """Do the task for all that wait, many at once or one by one; None is a fallen worker."""
        alone_since = time.monotonic()
        while True:
            threads = count_threads(self._client, self._address)
            if threads:
                alone_since = time.monotonic()
            elif time.monotonic() > alone_since + self._wait_s:
                said = f"has no worker left, and got no other within {self._wait_s:g} s"
                raise fault(self._address, said, "start its workers again, and go on")
            room = max(_AHEAD * threads, 1) if together else 1
            while len(self._busy) < room and (path := next(waiting, None)) is not None:
                self._send(path)
            if not self._busy:
                return
            for future in self._done():
                path = self._busy.pop(future)
                yield path, self._read(future, path)

    def leave(self) -> None:
        """Take back what is not done, and go."""
        try:
            if self._busy and self._client.status == "running":
                self._client.cancel(list(self._busy), force=True)
        finally:
            self._busy.clear()
            self._client.close()

    def _send(self, path: Path) -> None:
        """Give a path to whichever worker is free first."""
        errand = Errand(task=self._task, path=os.path.abspath(path), versions=self._versions)  # noqa: PTH100  a plain text
        self._busy[self._client.submit(run_errand, errand, pure=False)] = path

    def _done(self) -> list[Any]:
        """Wait for a moment, and give what is done by then."""
        try:
            with self._client.as_current():
                wait, busy = self._distributed.wait, list(self._busy)
                ended = wait(busy, timeout=_LOOK_EVERY_S, return_when="FIRST_COMPLETED")
        except TimeoutError:
            return []
        except CancelledError as error:
            raise gone(self._address) from error
        return list(ended.done)

    def _read(self, future: Any, path: Path) -> Result | AudioError | None:  # noqa: ANN401  distributed has no types
        """Give the result of a file that is done, or None where it brought its worker down."""
        try:
            answer = future.result()
        except self._distributed.KilledWorker:
            return None
        except (CancelledError, OSError, TimeoutError) as error:
            raise gone(self._address) from error
        except Exception as error:  # a worker that came late and cannot run an errand at all
            raise self._wrong(f"no such setlist ({type(error).__name__}: {error})") from error
        if isinstance(answer, Refusal):
            return self._refused(answer, path)
        named: Result | AudioError = _as_named(answer, path)
        return named

    def _refused(self, refusal: Refusal, path: Path) -> Result | AudioError:
        """Say why a worker did nothing; a file that is not here either has its usual error."""
        if refusal.versions != self._versions:
            raise self._wrong(refusal.versions)
        if not os.path.exists(path):  # noqa: PTH110  it never raises
            return attempt(self._task, path)
        said = f"cannot be seen by a worker of the cluster at {self._address}"
        return AudioError(Finding(said=said, mend=_MOUNT, place=Place(file=str(path))))

    def _wrong(self, runs: object) -> InputError:
        """Make an error about a worker that came after all others were looked at."""
        return wrong_worker(self._address, "which came late", runs=runs, wanted=self._versions)


def _as_named(answer: Any, path: Path) -> Any:  # noqa: ANN401  whatever the task gives
    """Name the file in findings as it was named here, not as a worker had to name it."""
    if not isinstance(answer, AudioError | Heard):
        return answer
    findings = tuple(
        replace(finding, place=replace(finding.place, file=str(path)))
        for finding in answer.findings
    )
    if isinstance(answer, AudioError):
        return AudioError(*findings)
    return replace(answer, findings=findings)
