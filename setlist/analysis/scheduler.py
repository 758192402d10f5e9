"""Reaching a Dask scheduler, and making sure of its workers before any work is sent."""

import asyncio
import time
from importlib import import_module
from typing import Any, Final

from setlist.analysis.errand import Versions
from setlist.errors import ExtraError, Finding, InputError, Place
from setlist.units import Seconds

_PAUSE_S: Final = 0.2
_FIELD: Final = "cluster"
_START: Final = "start `dask worker {address} --nthreads 1` on a machine that sees the music"
_SAME: Final = "install the same setlist on every worker and start it again, or end that worker"
_LOOK: Final = "look whether it still runs, and start again: what was measured so far is kept"


def reach_scheduler(address: str, *, wait_s: Seconds, versions: Versions) -> Any:  # noqa: ANN401  distributed has no types
    """Connect to a scheduler whose workers all run the right versions.

    Parameters
    ----------
    address : str
        Such as ``tcp://host:8786``.
    wait_s : float [s, > 0]
        How long to wait for the scheduler, and then for a worker.
    versions : Versions
        What every worker must run.

    Returns
    -------
    distributed.Client
        To be closed by the caller.

    Raises
    ------
    ExtraError
        distributed is not installed.
    InputError
        No scheduler answers, it has no worker, or a worker runs something else.
    """
    distributed = _distributed()
    _ask(distributed, address, wait_s=wait_s)
    try:
        client = distributed.Client(address, timeout=wait_s, set_as_default=False)
    except OSError as error:
        raise gone(address) from error
    try:
        _await_worker(client, address, wait_s=wait_s)
        _check_workers(client, address, versions)
    except BaseException:
        client.close()
        raise
    return client


def count_threads(client: Any, address: str) -> int:  # noqa: ANN401  distributed has no types
    """Give how many files the workers take at once; an error where the scheduler is gone."""
    try:
        if client.status == "running":
            return sum(client.nthreads().values())
    except (OSError, ValueError):
        pass  # the connection broke while it was asked
    raise gone(address)


def fault(address: str, said: str, mend: str) -> InputError:
    """Make an error about a cluster."""
    place = Place(field=_FIELD)
    return InputError(Finding(said=f"the cluster at {address} {said}", mend=mend, place=place))


def gone(address: str) -> InputError:
    """Make an error about a scheduler that does not answer any more."""
    return fault(address, "is gone: its scheduler does not answer any more", _LOOK)


def wrong_worker(address: str, worker: str, *, runs: object, wanted: Versions) -> InputError:
    """Make an error about a worker that would not measure alike."""
    return fault(address, f"has a worker, {worker}, that runs {runs}, not {wanted}", _SAME)


def _distributed() -> Any:  # noqa: ANN401  distributed has no types
    """Import distributed, or say how to get it."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise ExtraError(
            Finding(
                said="a cluster needs the package distributed, which is not installed",
                mend="pip install 'setlist[cluster]'; on this machine alone nothing more is needed",
            )
        ) from error


def _ask(distributed: Any, address: str, *, wait_s: Seconds) -> None:  # noqa: ANN401  distributed has no types
    """Make sure that a scheduler answers, before a client would try for much longer."""

    async def ask() -> object:
        security = distributed.Security().get_connection_args("scheduler")
        core = import_module("distributed.core")
        async with core.rpc(address, timeout=wait_s, connection_args=security) as scheduler:
            return (await asyncio.wait_for(scheduler.identity(), wait_s))["type"]

    try:
        kind = asyncio.run(ask())
    except ValueError as error:
        mend = "write it as tcp://host:8786"
        raise fault(address, f"has no such address: {error}", mend) from error
    except Exception as error:  # whatever stands there need not speak the language of Dask
        said = f"cannot be reached: no scheduler answered within {wait_s:g} s"
        mend = "start `dask scheduler` there, and give its address as tcp://host:8786"
        raise fault(address, said, mend) from error
    if kind != "Scheduler":
        said = "is no scheduler but a single worker"
        raise fault(address, said, "give the address that `dask scheduler` prints")


def _await_worker(client: Any, address: str, *, wait_s: Seconds) -> None:  # noqa: ANN401  distributed has no types
    """Wait until a first worker is there."""
    deadline = time.monotonic() + wait_s
    while not count_threads(client, address):
        if time.monotonic() > deadline:
            raise fault(address, "has no worker", _START.format(address=address))
        time.sleep(_PAUSE_S)


def _check_workers(client: Any, address: str, versions: Versions) -> None:  # noqa: ANN401  distributed has no types
    """Refuse a cluster that has a worker with another setlist, or with none."""

    # A function inside a function travels as it is, so a worker without setlist can run it.
    def ask() -> tuple[str, int] | str:
        try:
            hearing = import_module("setlist.analysis.hearing")
            return import_module("setlist").__version__, hearing.MEASURES_VERSION
        except Exception as error:  # noqa: BLE001  it only has to be told
            return f"no setlist ({error})"

    try:
        answers = client.run(ask, on_error="return")
    except OSError as error:
        raise gone(address) from error
    for worker, answer in answers.items():
        if isinstance(answer, OSError):
            continue  # it went away while it was asked
        if not isinstance(answer, tuple):
            raise wrong_worker(address, worker, runs=answer, wanted=versions)
        runs = Versions(setlist=answer[0], measures=answer[1])
        if runs != versions:
            raise wrong_worker(address, worker, runs=runs, wanted=versions)
