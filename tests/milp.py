"""The planner's model as a mixed-integer program, for an independent solver of scipy (HiGHS).

Nodes are items at starts, edges are joins, a plan is a path, and every item is used at most once.
Joins are costed without their loudness, so the problem must not know how loud its tracks begin
and end; wishes about artists are left out as well.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from sessions import a_curve, a_flat_arc, pose_flat, some_tracks

from setlist.model import Problem
from setlist.planning.fit import Fit
from setlist.planning.flow import Flow
from setlist.planning.items import gather_items
from setlist.planning.nodes import lay_nodes
from setlist.planning.segments import cut_course
from setlist.planning.targets import set_targets
from setlist.units import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Edges with their costs; ``tail`` and ``head`` number the nodes, 0 the start, 1 the end."""

    tail: list[int]
    head: list[int]
    item: list[int]
    cost: list[float]
    nodes: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The cost of the best plan that was found, infinite for none, and the bound on all."""

    cost: float
    bound: float


def a_medium_problem(count: int) -> Problem:
    """Three quarters of an hour of rise and fall, with joins that have no loudness."""
    tracks = [
        replace(
            track,
            measures=replace(track.measures, head_lufs=None, tail_lufs=None, profile_lufs=()),
        )
        for track in some_tracks(count)
    ]
    arc = a_flat_arc(45.0)
    arc = replace(arc, phases=(replace(arc.phases[0], intensity=a_curve(1, 7, 2)),))
    problem = pose_flat(tracks, arc)
    return replace(problem, terms=replace(problem.terms, step_s=Seconds(20.0)))


def write_program(problem: Problem) -> Program:
    """Write a problem of one stretch of music as a program; an edge plays its item to its end."""
    terms = problem.terms
    assert terms.music.artist_gap_min == 0.0
    assert terms.music.repeat_after_min is None
    items = gather_items(problem.tracks, seed=terms.seed)
    fit, flow, course = Fit(terms, set_targets(terms), items), Flow(items), cut_course(terms)
    assert np.isnan(flow.head_lufs).all()
    (segment,) = course.segments
    nodes = lay_nodes(fit, course, ())
    every = np.arange(len(items))
    joins = flow.cost(every, every)
    (closings,) = nodes.closings
    number: dict[tuple[int, int], int] = {}
    waiting = [(int(segment.first_step), -1)]
    program = Program(tail=[], head=[], item=[], cost=[], nodes=0, items=len(items))

    def link(tail: int, head: int, item: int, cost: float) -> None:
        program.tail.append(tail)
        program.head.append(head)
        program.item.append(item)
        program.cost.append(cost)

    while waiting:
        begin, before = waiting.pop()
        tail = 0 if before < 0 else number[begin, before]
        for item in every[np.isfinite(nodes.cost[begin])].tolist():
            if item == before:
                continue
            follow = int(nodes.next[begin, item])
            if (follow, item) not in number:
                number[follow, item] = len(number) + 2
                waiting.append((follow, item))
            join = 0.0 if before < 0 else float(joins[before, item])
            link(tail, number[follow, item], item, float(nodes.cost[begin, item]) + join)
        for place in np.flatnonzero(closings.begin == begin).tolist():
            item = int(closings.item[place])
            if item != before:
                join = 0.0 if before < 0 else float(joins[before, item])
                link(tail, 1, item, float(closings.cost[place]) + join)
    return Program(
        tail=program.tail,
        head=program.head,
        item=program.item,
        cost=program.cost,
        nodes=len(number) + 2,
        items=len(items),
    )


def solve_program(program: Program, *, limit_s: float) -> Answer:
    """Solve a program with HiGHS, within a time."""
    edges = np.arange(len(program.cost))
    one = np.ones(len(edges))
    flow = coo_array(
        (
            np.concatenate([one, -one]),
            (np.concatenate([program.head, program.tail]), np.concatenate([edges, edges])),
        ),
        shape=(program.nodes, len(edges)),
    ).tocsr()
    wanted = np.zeros(program.nodes)
    wanted[0], wanted[1] = -1.0, 1.0
    once = coo_array((one, (program.item, edges)), shape=(program.items, len(edges))).tocsr()
    found = milp(
        c=np.array(program.cost),
        integrality=np.ones(len(edges), dtype=np.int64),
        bounds=Bounds(0.0, 1.0),
        constraints=[
            LinearConstraint(flow, wanted, wanted),
            LinearConstraint(once, -np.inf, 1.0),
        ],
        options={"time_limit": limit_s},
    )
    bound = found.mip_dual_bound
    return Answer(
        cost=float(found.fun) if found.x is not None else np.inf,
        bound=-np.inf if bound is None else float(bound),
    )
