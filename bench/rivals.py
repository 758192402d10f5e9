"""The planner beside what people would try instead: a greedy fill, annealing, and HiGHS.

Run ``python bench/rivals.py``; it prints two Markdown tables.  In the first everybody plans the
same made-up libraries for the same arc, costed by the audit.  Annealing changes an order of
tracks a piece at a time, with restarts, and is given many times the planner's time.  In the
second HiGHS (of scipy) solves the same model as a mixed-integer program; its joins have no
loudness there, because how far a track is lowered would need variables of its own.
"""

import argparse
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
from planning import SESSIONS, fill_greedily, make_stock

from setlist import engine
from setlist.model import Problem
from setlist.planning.assembly import total_cost
from setlist.planning.beam import MOST_LOWERED_DB
from setlist.planning.building import build_cues
from setlist.planning.costing import cost_plan
from setlist.planning.fit import Fit
from setlist.planning.floor import Floor
from setlist.planning.flow import ARTIST_COST, Flow, step_cost
from setlist.planning.items import gather_items
from setlist.planning.labels import Path as Found
from setlist.planning.labels import Step
from setlist.planning.nodes import lay_nodes
from setlist.planning.segments import cut_course
from setlist.planning.targets import set_targets
from setlist.planning.voices import fold

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from milp import a_medium_problem, solve_program, write_program

_HOT, _COLD = 3.0, 0.02
_TRIES = 80
_PROGRAM_TRACKS = (14, 20, 30)
_PROGRAM_LIMIT_S = 60.0


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tracks", type=int, default=1_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--anneal-s", type=float, default=30.0, help="for each library")
    options = parser.parse_args()
    _beside_annealing(options.tracks, options.seeds, options.anneal_s)
    _beside_highs()


def _beside_annealing(tracks: int, seeds: list[int], limit_s: float) -> None:
    """Print what three ways of planning the same sessions come to, and in what time."""
    print("| library | arc, route | floor | greedy | annealing, s | planner, s | ratio |")
    print("|---|---|---|---|---|---|---|")
    for arc, route in SESSIONS:
        for seed in seeds:
            library = make_stock(tracks, seed, None)
            problem = engine.pose(engine.read_arc(arc), library, route=route)
            if len(cut_course(problem.terms).segments) > 1:
                continue
            begun_s = time.process_time()
            plan = engine.solve(problem)
            took_s = time.process_time() - begun_s
            annealed, tries = Annealing(problem).run(seed, limit_s)
            terms = problem.terms
            floor = Floor(terms, set_targets(terms), cut_course(terms)).total
            ratio = (annealed - floor) / (plan.cost - floor)
            print(
                f"| chance {seed}, {tracks:,} | {arc}, {route.name} | {floor:.2f} "
                f"| {fill_greedily(problem):.2f} | {annealed:.2f}, {limit_s:.0f} ({tries:,} tries) "
                f"| {plan.cost:.2f}, {took_s:.1f} | {ratio:.2f} |",
                flush=True,
            )


def _beside_highs() -> None:
    """Print how far HiGHS and the planner come with the same program."""
    print("\n| tracks | edges | HiGHS: cost, bound, s | planner: cost, bound, s |")
    print("|---|---|---|---|")
    for count in _PROGRAM_TRACKS:
        problem = a_medium_problem(count)
        begun_s = time.process_time()
        plan = engine.solve(problem)
        took_s = time.process_time() - begun_s
        program = write_program(problem)
        begun_s = time.process_time()
        answer = solve_program(program, limit_s=_PROGRAM_LIMIT_S)
        theirs_s = time.process_time() - begun_s
        print(
            f"| {count} | {len(program.cost):,} | {answer.cost:.3f}, {answer.bound:.3f}, "
            f"{theirs_s:.1f} | {plan.cost:.3f}, {plan.bound:.3f}, {took_s:.1f} |",
            flush=True,
        )


class Annealing:
    """Orders of tracks, told apart by what the plan costs that they decode to.

    An order is played from its beginning: a track that cannot come next is passed over, and the
    first that can end the session ends it.
    """

    def __init__(self, problem: Problem) -> None:
        """Lay the tables of a problem of one stretch of music."""
        self._problem, terms = problem, problem.terms
        self._items = gather_items(problem.tracks, seed=terms.seed)
        self._fit = Fit(terms, set_targets(terms), self._items)
        self._course, self._flow = cut_course(terms), Flow(self._items)
        (self._segment,) = self._course.segments
        self._nodes = lay_nodes(self._fit, self._course, ())
        (closings,) = self._nodes.closings
        rows = zip(closings.begin, closings.item, closings.end, closings.cost, strict=True)
        self._closing = {
            (int(begin), int(item)): (int(end), float(cost)) for begin, item, end, cost in rows
        }
        self._closing_steps = {begin for begin, _ in self._closing}
        self._artist = [fold(item.head().tags.artist or "") for item in self._items]
        self._joins: dict[int, list[float]] = {}

    def run(self, seed: int, limit_s: float) -> tuple[float, int]:
        """Anneal for a time; give the cost of the best plan by the audit, and the tries."""
        chance = random.Random(seed)
        order = list(range(len(self._items)))
        chance.shuffle(order)
        cost, _ = self._decode(order)
        best, best_order, tries = cost, order[:], 0
        begun_s = time.process_time()
        while (gone := (time.process_time() - begun_s) / limit_s) < 1.0:
            tries += 1
            heat = _HOT * (_COLD / _HOT) ** gone
            one, two = chance.randrange(min(_TRIES // 2, len(order))), chance.randrange(len(order))
            order[one], order[two] = order[two], order[one]
            new, _ = self._decode(order)
            if new <= cost or chance.random() < math.exp(min(0.0, (cost - new) / heat)):
                cost = new
                if cost < best:
                    best, best_order = cost, order[:]
            else:
                order[one], order[two] = order[two], order[one]
        _, steps = self._decode(best_order)
        cues = build_cues(self._fit, self._course, Found(steps=steps, cost=best, cut_short=False))
        tracks = {track.id: track for track in self._problem.tracks}
        return total_cost(cost_plan(self._problem.terms, cues, tracks)), tries

    def _decode(self, order: list[int]) -> tuple[float, tuple[Step, ...]]:
        """Play an order from its beginning; infinite where it comes to no end."""
        fit, flow, terms = self._fit, self._flow, self._problem.terms
        begin, before, level, cost = int(self._segment.first_step), -1, math.nan, 0.0
        steps: list[Step] = []
        ended: dict[str, float] = {}
        gap = terms.music.artist_gap_min * 60.0 / terms.step_s
        for item in order[:_TRIES]:
            closes = self._closing.get((begin, item))
            own = closes[1] if closes else float(self._nodes.cost[begin, item])
            if not math.isfinite(own):
                continue
            end = closes[0] if closes else int(self._nodes.next[begin, item])
            where, till, what = np.array([begin]), np.array([end]), np.array([item])
            gain = float(fit.gain(where, till, what)[0])
            down = 0.0
            if before >= 0:
                up = float(flow.head_lufs[item]) + gain - level
                up = 0.0 if math.isnan(up) else up
                down = max(0.0, up - terms.music.step_up_max_lu)
                if down > MOST_LOWERED_DB:
                    continue
                weight, bend = fit.slope(where, till, what)
                own += down * (down * float(weight[0]) - 2.0 * float(bend[0]))
                own += self._join(before)[item] + float(step_cost(np.array([up - down]))[0])
            name = self._artist[item]
            if name in ended and begin - ended[name] < gap:
                own += ARTIST_COST * (1.0 - max(0.0, begin - ended[name]) / gap)
            ended[name] = begin + float(fit.length_s[item]) / terms.step_s
            cost += own
            steps.append(Step(item=item, begin=begin, segment=0, lowered_db=down))
            if closes:
                return cost, tuple(steps)
            level, before, begin = float(flow.tail_lufs[item]) + gain - down, item, end
        return math.inf, ()

    def _join(self, before: int) -> list[float]:
        """Give what joins after an item cost, loudness left out."""
        if before not in self._joins:
            every = np.arange(len(self._items))
            self._joins[before] = self._flow.cost(np.array([before]), every)[0].tolist()
        return self._joins[before]


if __name__ == "__main__":
    main()
