"""Tasks that go wrong, by the name of the file they are given; importable by other processes."""

import os
import signal
import time
from pathlib import Path


def stumble(path: Path) -> str:
    """Give the name of a file, unless it says otherwise."""
    if path.name.startswith("crash"):
        os.abort()
    if path.name.startswith("raise"):
        message = "never mind"
        raise RuntimeError(message)
    if path.name.startswith("deaf"):
        return str(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))
    if path.name.startswith("wait"):
        time.sleep(600.0)
    if path.name.startswith("nap"):
        time.sleep(5.0)
    return path.name
