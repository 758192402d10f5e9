"""Every plan there is for a library so small that all orders can be tried."""

from collections.abc import Iterator
from itertools import permutations

import numpy as np
from sessions import a_flat_arc, pose_flat, some_tracks

from setlist.model import MusicRules, Problem, Voice
from setlist.planning.assembly import total_cost
from setlist.planning.beam import MOST_LOWERED_DB
from setlist.planning.building import build_cues
from setlist.planning.costing import cost_plan
from setlist.planning.fit import Fit
from setlist.planning.flow import Flow
from setlist.planning.items import gather_items
from setlist.planning.labels import Path, Step
from setlist.planning.nodes import lay_nodes
from setlist.planning.segments import cut_course
from setlist.planning.targets import set_targets
from setlist.units import Lu, Minutes, Seconds


def a_small_problem(seed: int, count: int, *, strict: bool) -> Problem:
    """A few tracks of two to four minutes for a session of nine."""
    music = MusicRules(
        overlap_s=Seconds(6.0), artist_gap_min=Minutes(5.0), step_up_max_lu=Lu(2.0 if strict else 9)
    )
    voice = (Voice.NONE, Voice.WORDLESS) if strict else tuple(Voice)
    arc = a_flat_arc(9.0, intensity=4.0, voice=voice, music=music)
    return pose_flat(some_tracks(count, seed=seed, median_s=150.0), arc)


def every_plan(problem: Problem) -> Iterator[float]:
    """Cost every order of every choice of items that keeps all rules."""
    terms = problem.terms
    items = gather_items(problem.tracks, seed=terms.seed)
    fit = Fit(terms, set_targets(terms), items)
    course = cut_course(terms)
    nodes = lay_nodes(fit, course, ())
    (segment,) = course.segments
    known = {track.id: track for track in problem.tracks}
    for count in range(1, len(items) + 1):
        for order in permutations(range(len(items)), count):
            steps = _steps(fit, Flow(items), nodes.cost, order)
            if steps is None:
                continue
            last = steps[-1]
            end_s = terms.start_s + last.begin * terms.step_s + fit.length_s[last.item]
            closing = nodes.closings[0]
            there = (closing.item == last.item) & (closing.begin == last.begin)
            if abs(end_s - segment.end_s) <= segment.slack_s and there.any():
                cues = build_cues(fit, course, Path(steps=steps, cost=0.0, cut_short=False))
                yield total_cost(cost_plan(terms, cues, known))


def _steps(
    fit: Fit,
    flow: Flow,
    cost: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    order: tuple[int, ...],
) -> tuple[Step, ...] | None:
    """Put items one after another; None where a rule or the cap on joins forbids it."""
    steps: list[Step] = []
    begin, level = 0, None
    for place, item in enumerate(order):
        which, at = np.array([item]), np.array([begin])
        is_last = place == len(order) - 1
        end = fit.close(at, which) if is_last else fit.advance(at, which)
        if int(end[0]) >= fit.targets.steps or (not is_last and not np.isfinite(cost[begin, item])):
            return None
        gain = float(fit.gain(at, end, which)[0])
        down = 0.0
        if level is not None and not np.isnan(flow.head_lufs[item] - level):
            down = max(0.0, flow.head_lufs[item] + gain - level - fit.terms.music.step_up_max_lu)
        if down > MOST_LOWERED_DB:
            return None
        steps.append(Step(item=item, begin=begin, segment=0, lowered_db=down))
        level = flow.tail_lufs[item] + gain - down
        begin = int(end[0])
    return tuple(steps)
