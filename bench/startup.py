"""How long the program takes to answer, beside importing click alone."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

ROUNDS = 15
BARE = (sys.executable, "-c", "import click")
COMMANDS = {
    "setlist --help": (sys.executable, "-m", "setlist", "--help"),
    "setlist arcs list": (sys.executable, "-m", "setlist", "arcs", "list"),
}


def measure(command: Sequence[str]) -> float:
    """Give the wall time of one run in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print medians of interleaved runs and the ratio to bare click."""
    commands = {"import click": BARE, **COMMANDS}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(measure(command))
    bare = statistics.median(times["import click"])
    print("| command | median | of bare click |\n|---|---|---|")
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"| `{name}` | {1000 * middle:.0f} ms | {middle / bare:.2f} x |")


if __name__ == "__main__":
    main()
