"""How long a plan takes to be changed by hand, and while it plays.

Run ``python bench/hands.py``; it prints a Markdown table: medians, and the ninth of ten where many
are timed.  Libraries are made by chance as for ``bench/planning.py``; the session is `inward`.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from planning import SESSIONS, make_stock

from setlist import engine
from setlist.errors import InputError, NoPlanError
from setlist.model import Plan, Problem, Wish
from setlist.planning.alternatives import rank_alternatives


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    options = parser.parse_args()
    print("| library | slots | what | median, ms | ninth of ten, ms |")
    print("|---|---|---|---|---|")
    for size in options.sizes:
        arc, route = SESSIONS[0]
        problem = engine.pose(engine.read_arc(arc), make_stock(size, 1, None), route=route)
        plan = engine.solve(problem, effort=0.01)
        slots = len(plan.cues) - 1
        for name, times_ms in _measure(problem, plan):
            times_ms.sort()
            ninth = times_ms[min(int(0.9 * len(times_ms)), len(times_ms) - 1)]
            print(
                f"| {size:,} tracks | {slots} | {name} | {statistics.median(times_ms):.0f} "
                f"| {ninth:.0f} |",
                flush=True,
            )


def _measure(problem: Problem, plan: Plan) -> list[tuple[str, list[float]]]:
    """Time every kind of change at several slots and moments."""
    slots = range(2, len(plan.cues) - 1, 4)
    moments = [plan.length_min() * share for share in (0.15, 0.3, 0.45, 0.6, 0.75)]
    found = [
        (
            "five alternatives for every slot",
            [_time(partial(rank_alternatives, problem, plan)) for _ in range(5)],
        ),
        (
            "swap in the second alternative",
            [_time(partial(engine.swap, problem, plan, slot, "#2")) for slot in slots],
        ),
    ]
    for wish in Wish:
        times = [
            _time(
                partial(engine.revise, problem, plan, at_min=at + plan.start_s() / 60.0, wish=wish)
            )
            for at in moments
        ]
        found.append((f"live: {wish}", times))
    return found


def _time(work: Callable[[], object]) -> float:
    """Give the milliseconds of a piece of work, refused or not."""
    begun_s = time.perf_counter()
    with suppress(InputError, NoPlanError):
        work()
    return 1000.0 * (time.perf_counter() - begun_s)


if __name__ == "__main__":
    main()
