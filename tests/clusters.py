"""A Dask cluster for tests: a scheduler and workers, each a process of its own, over TCP."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

_TESTS = Path(__file__).parent
_SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
    "PYTHONPATH": str(_TESTS),
    "PYTHONWARNINGS": "ignore",
}


@contextmanager
def a_scheduler(folder: Path) -> Iterator[str]:
    """A scheduler on a free port of this machine; lends its address."""
    card = folder / "scheduler.json"
    command = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with _a_process(folder, [*command, "--no-show", "--scheduler-file", str(card)]):
        yield json.loads(_awaited(card))["address"]


@contextmanager
def some_workers(folder: Path, address: str, *, count: int, nanny: bool = True) -> Iterator[None]:
    """Workers that take one file at a time; with a nanny one that dies is replaced."""
    command = ["dask_worker", address, "--nthreads", "1", "--no-dashboard", "--death-timeout", "60"]
    command += ["--host", "127.0.0.1", "--local-directory", str(folder), "--memory-limit", "0"]
    command += ["--nworkers", str(count)] if nanny else ["--no-nanny"]
    with _a_process(folder, command):
        wait_for_workers(address, count=count)
        yield


def wait_for_workers(address: str, *, count: int) -> None:
    """Return when a cluster has its workers: on a busy machine one takes long to come."""
    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(count, timeout=120)


@contextmanager
def _a_process(folder: Path, command: list[str]) -> Iterator[None]:
    """A part of a cluster, ended together with the block."""
    with (folder / f"{command[0]}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{command[0]}", *command[1:]],
            env={**os.environ, **_SETTINGS},
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _awaited(file: Path) -> str:
    """What stands in a file, once it is there and whole."""
    deadline = time.monotonic() + 60.0
    while time.monotonic() < deadline:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        if text.rstrip().endswith("}"):
            return text
        time.sleep(0.05)
    message = f"{file} was never written"
    raise AssertionError(message)
