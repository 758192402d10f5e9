"""Programs of their own that work on one library at once, or are stopped in the middle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from setlist.engine import read_values, tag

_PATIENCE_S = 120.0


def rate_all(locator: str, titles: Sequence[str], by: str, value: str) -> None:
    """Rate tracks one after the other, as one of several people does."""
    for title in titles:
        tag(locator, [title], read_values([f"intensity={value}"]), by=by)


def start(*arguments: str, typed: str | None = None) -> subprocess.Popen[str]:
    """Start the program with a group of processes of its own, and type something into it."""
    program = subprocess.Popen(
        [sys.executable, "-m", "setlist", *arguments],
        stdin=subprocess.DEVNULL if typed is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    if program.stdin is not None and typed is not None:
        program.stdin.write(typed)
        program.stdin.close()
        program.stdin = None  # communicate() would flush it again
    return program


def finish(program: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a program, and give its exit code and what it said."""
    _, said = program.communicate(timeout=_PATIENCE_S)
    return program.returncode, said


def stop_when(
    program: subprocess.Popen[str], signum: signal.Signals, reached: Callable[[], bool]
) -> tuple[int, str]:
    """Send a signal when something is reached, and give how the program ended.

    A program that ended before was not stopped in the middle: that is an error.
    """
    wait_for(lambda: reached() or program.poll() is not None)
    assert program.poll() is None, program.communicate()
    if signum is signal.SIGINT:
        os.killpg(program.pid, signum)  # ctrl-C reaches every process of a terminal
    else:
        program.send_signal(signum)
    ended = finish(program)
    wait_for(lambda: not is_alive(program.pid))
    return ended


def is_alive(group: int) -> bool:
    """Tell whether a process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(reached: Callable[[], bool]) -> None:
    """Wait until something is reached."""
    end = time.monotonic() + _PATIENCE_S
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)
