"""How good plans are, how much of that is proven, and how long it takes.

Run ``python bench/planning.py [TABLE.csv]``; it prints a Markdown table.  The sessions are those
that the shipped arcs pose: arc, route and usual length.  Libraries are made by chance from a
seed; a table of real tracks (columns ``track_name``, ``artists``, ``duration_ms``, ``energy``,
``loudness``, ``tempo``, ``key``, ``mode``, ``speechiness``) adds rows of its own, with intensities
made by ranking energy into nine equal groups, which says nothing about the tracks.

Every row is a process of its own, so its memory is its own; "first" is the wall time from the
start of that process to the plan, import included.  The floor is what no music could avoid, and
the ratio to a greedy fill of the same model is given above it.
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path as FilePath

import numpy as np
from stocks import make_by_chance, make_library, read_table

from setlist import engine
from setlist.errors import NoPlanError
from setlist.model import Handling, Library, Part, Problem, Route, RouteName
from setlist.planning.assembly import total_cost
from setlist.planning.beam import MOST_LOWERED_DB
from setlist.planning.building import build_cues
from setlist.planning.costing import cost_plan
from setlist.planning.fit import Fit
from setlist.planning.floor import Floor
from setlist.planning.flow import Flow, step_cost
from setlist.planning.guide import guide_search, stack_layers
from setlist.planning.items import gather_items
from setlist.planning.labels import Path, Step
from setlist.planning.nodes import lay_nodes
from setlist.planning.segments import cut_course
from setlist.planning.targets import set_targets
from setlist.units import Minutes

_SPIT = Route(name=RouteName.SUBLINGUAL, handling=Handling.SPIT)
_TWICE = Route(
    name=RouteName.IM,
    parts=(Part(at_min=Minutes(0.0), size=1.0), Part(at_min=Minutes(30.0), size=1.0)),
)
SESSIONS = (
    ("inward", Route(name=RouteName.IM)),
    ("gentle", _SPIT),
    ("montreal-55", Route(name=RouteName.IV_INFUSION)),
    ("talking", Route(name=RouteName.NASAL)),
    ("two-dose", _TWICE),
    ("group", Route(name=RouteName.ORAL)),
)
"""Six arcs and the routes that they are posed for."""


def main() -> None:
    """Print the table, or one row of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="?", type=FilePath, help="real tracks as CSV")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--effort", type=float, default=1.0)
    parser.add_argument("--row", nargs=3, metavar=("SESSION", "SIZE", "SEED"))
    options = parser.parse_args()
    if options.row:
        session, size, seed = map(int, options.row)
        print(json.dumps(_measure(session, size, seed, options.table, options.effort)))
        return
    print(
        "| library | arc, route | min | cost | bound | floor | gap % | above floor / greedy "
        "| solve, s | first, s | MiB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for number, (arc, route) in enumerate(SESSIONS):
        for size, seed in _list_rows(options):
            print(_row(number, f"{arc}, {route.name}", size, seed, options), flush=True)


def _list_rows(options: argparse.Namespace) -> Iterator[tuple[int, int]]:
    """Give the size and seed of every library; seed 0 stands for the table."""
    for size in options.sizes:
        for seed in options.seeds:
            yield size, seed
    if options.table is not None:
        for size in options.sizes:
            yield size, 0


def _row(session: int, name: str, size: int, seed: int, options: argparse.Namespace) -> str:
    """Measure one row in a process of its own and write it."""
    command = [sys.executable, __file__, "--row", str(session), str(size), str(seed)]
    command += ["--effort", str(options.effort)]
    if options.table is not None:
        command.insert(2, str(options.table))
    begun_s = time.perf_counter()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(said.splitlines()[-1])
    # What is measured beside the plan itself is not part of the first plan.
    first_s = time.perf_counter() - begun_s - found["beside_s"]
    stock = "table" if seed == 0 else f"chance {seed}"
    if "none" in found:
        return f"| {stock}, {size:,} | {name} | {found['none']} | | | | | | | | |"
    return (
        f"| {stock}, {size:,} | {name} | {found['length_min']:.0f} | {found['cost']:.2f} "
        f"| {found['bound']:.2f} | {found['floor']:.2f} | {found['gap_pct']:.2f} "
        f"| {found['ratio']} | {found['solve_s']:.2f} | {first_s:.2f} | {found['mib']:.0f} |"
    )


def _measure(
    session: int, size: int, seed: int, table: FilePath | None, effort: float
) -> dict[str, object]:
    """Pose and solve one problem, then compare it with a greedy fill."""
    begun_s = time.perf_counter()
    library = make_stock(size, seed, table)
    beside_s = time.perf_counter() - begun_s
    arc, route = SESSIONS[session]
    problem = engine.pose(engine.read_arc(arc), library, route=route)
    begun_s = time.perf_counter()
    try:
        plan = engine.solve(problem, effort=effort)
    except NoPlanError as error:
        return {"none": f"no plan: {error.findings[0].said[:60]}", "beside_s": beside_s}
    solve_s = time.perf_counter() - begun_s
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    begun_s = time.perf_counter()
    greedy = fill_greedily(problem)
    floor = Floor(problem.terms, set_targets(problem.terms), cut_course(problem.terms)).total
    beside_s += time.perf_counter() - begun_s
    return {
        "length_min": plan.length_min(),
        "cost": plan.cost,
        "bound": plan.bound,
        "floor": floor,
        "gap_pct": plan.gap_pct,
        "ratio": _ratio(plan.cost - floor, greedy - floor),
        "solve_s": solve_s,
        "beside_s": beside_s,
        "mib": mib,
    }


def make_stock(size: int, seed: int, table: FilePath | None) -> Library:
    """Make a library by chance, or with seed 0 from some rows of a table."""
    if seed or table is None:
        return make_library(f"chance {seed}", make_by_chance(size, seed))
    tracks = tuple(read_table(table))
    chosen = random.Random(1).sample(tracks, min(size, len(tracks)))
    return make_library(table.stem, chosen)


def fill_greedily(problem: Problem) -> float:
    """Fill a session with the cheapest track a minute, again and again, and cost it.

    It may look whether a session can still be ended at all, which a plain greedy fill could not.
    """
    terms = problem.terms
    items = gather_items(problem.tracks, seed=terms.seed)
    course, fit, flow = cut_course(terms), Fit(terms, set_targets(terms), items), Flow(items)
    nodes = lay_nodes(fit, course, ())
    rest = guide_search(nodes, course, stack_layers(None, (), fit.counts))
    used = np.zeros(len(items), dtype=np.bool_)
    steps: list[Step] = []
    for number, segment in enumerate(course.segments):
        begin, last, level = segment.first_step, -1, math.nan
        while True:
            closings = nodes.closings[number]
            here = closings.begin == begin
            every = np.arange(len(items))
            cost = np.where(
                np.isfinite(rest[0, nodes.next[begin]]), nodes.cost[begin], np.inf
            ).astype(float)
            which = np.concatenate([every, closings.item[here]])
            cost = np.concatenate([cost, closings.cost[here]])
            end = np.concatenate([nodes.next[begin].astype(np.int64), closings.end[here]])
            start = np.full(len(which), begin)
            gain = fit.gain(start, np.minimum(end, fit.targets.steps), which)
            down = np.zeros(len(which))
            if last >= 0:
                up = flow.head_lufs[which] + gain - level
                down = np.maximum(0.0, up - terms.music.step_up_max_lu)
                weight, bend = fit.slope(start, np.minimum(end, fit.targets.steps), which)
                cost = cost + flow.cost(np.array([last]), which)[0] + step_cost(up - down)
                cost = cost + down * (down * weight - 2.0 * bend)
                cost[down > MOST_LOWERED_DB] = np.inf
            cost[used[which]] = np.inf
            pick = int(np.argmin(cost / (end - begin)))
            if not np.isfinite(cost[pick]):
                return math.inf
            last = int(which[pick])
            used[last] = True
            steps.append(Step(item=last, begin=begin, segment=number, lowered_db=float(down[pick])))
            level = float(flow.tail_lufs[last] + gain[pick] - down[pick])
            if pick >= len(items):
                break
            begin = int(end[pick])
    cues = build_cues(fit, course, Path(steps=tuple(steps), cost=0.0, cut_short=False))
    return total_cost(cost_plan(terms, cues, {track.id: track for track in problem.tracks}))


def _ratio(cost: float, greedy: float) -> str:
    """Write a ratio to the greedy fill, which may find no plan at all."""
    return f"{cost / greedy:.2f}" if math.isfinite(greedy) else "none"


if __name__ == "__main__":
    main()
