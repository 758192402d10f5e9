"""Swaps: what could stand in one slot, its neighbours fitted anew where they have to be."""

import numpy as np

from setlist.errors import NoPlanError
from setlist.model import Alternative, Plan, Problem, Provenance
from setlist.planning.alternatives import USUAL_COUNT, free_items, rank_slot, tell
from setlist.planning.edits import swap
from setlist.planning.workbench import find_place, lay_bench

_TRIED = 8
"""So many more tracks are fitted in, each a search of its own: our own design."""


def list_swaps(
    problem: Problem,
    plan: Plan,
    cue: int,
    *,
    count: int = USUAL_COUNT,
    provenance: Provenance,
) -> tuple[Alternative, ...]:
    """List what could stand in one slot, the cheapest first.

    Where too few tracks fit with everything else as it is, those that suit the slot best are
    fitted in with other neighbours, and cost what the whole plan then costs more.

    Parameters
    ----------
    problem, plan, cue, provenance
        As for ``swap``.
    count : int [>= 0]
        How many at most.

    Raises
    ------
    InputError
        There is no such slot, or it is a silence, or plan and library no longer go together.
    """
    bench = lay_bench(problem, plan, provenance, None)
    slot = find_place(bench, cue)
    free = free_items(bench.desk, bench.slots, plan)
    _, ranked = rank_slot(bench.slots, slot, free, count)
    found = {one.item: tell(bench.desk, one.item, one.more) for one in ranked}
    step, fit = bench.slots.steps[slot], bench.desk.fit
    begin = np.full(len(free), step.begin, dtype=np.int64)
    cost = fit.cost(begin, np.minimum(fit.advance(begin, free), fit.targets.steps), free)
    near = [int(item) for item in free[np.argsort(cost, kind="stable")]]
    near = [one for one in near if one not in found and bench.desk.may_begin(one, step.begin)]
    for item in near[: _TRIED if len(found) < count else 0]:
        track = fit.items[item].head().id
        try:
            made = swap(problem, plan, cue, track, provenance=provenance)
        except NoPlanError:
            continue
        found[item] = tell(bench.desk, item, made.cost - plan.cost)
    return tuple(sorted(found.values(), key=lambda one: (one.more, one.track))[:count])
