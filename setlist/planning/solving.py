"""Solving: the best plan that the search finds for a problem, audited before it is handed over."""

from collections.abc import Callable

from setlist.errors import NoPlanError
from setlist.model import Plan, Problem, Provenance
from setlist.planning.alternatives import rank_alternatives, with_runners_up
from setlist.planning.assembly import assemble_plan, prove_plan
from setlist.planning.building import build_cues
from setlist.planning.certificate import certify
from setlist.planning.desk import lay_desk
from setlist.planning.items import gather_items
from setlist.planning.refusals import explain_refusal


def solve(
    problem: Problem,
    *,
    effort: float = 1.0,
    out_of_time: Callable[[], bool] | None = None,
    provenance: Provenance,
) -> Plan:
    """Find a plan for a problem, every rule kept, and prove how good it is.

    The same problem with the same effort gives the same plan, unless time runs out.

    Parameters
    ----------
    problem : Problem
        As ``pose`` gives it.
    effort : float [> 0]
        How much work may be done, 1 as usual: more closes the gap between cost and bound.
    out_of_time : callable or None
        Asked again and again; once true, the best that can be had at once is returned, and the
        plan says that it cannot be made again.
    provenance : Provenance
        With what the plan is made.

    Returns
    -------
    Plan
        Audited; its cost is counted from the cues, not taken from the search.  ``bound`` is
        a proven lower bound on the cost of every plan for the problem, and ``gap_pct`` how far
        the cost lies above it, of what lies above the floor that no music could avoid.

    Raises
    ------
    NoPlanError
        The rules and the tracks leave no plan; says which phase lacks what.
    """
    plan = find_plan(problem, effort=effort, out_of_time=out_of_time, provenance=provenance)
    if plan is None:
        items = gather_items(problem.tracks, seed=problem.terms.seed)
        raise NoPlanError(*explain_refusal(problem, items).findings)
    return plan


def find_plan(
    problem: Problem,
    *,
    effort: float = 1.0,
    out_of_time: Callable[[], bool] | None = None,
    provenance: Provenance,
) -> Plan | None:
    """Find a plan as ``solve`` does, or None, without looking into why there is none.

    Parameters
    ----------
    problem, effort, out_of_time, provenance
        As for ``solve``.
    """
    items = gather_items(problem.tracks, seed=problem.terms.seed)
    certified = certify(problem.terms, items, effort=effort, out_of_time=out_of_time)
    found = certified.search
    if found.path is None:
        return None
    fit, path = found.fit, found.path
    cues = build_cues(fit, found.course, path)
    plan = assemble_plan(
        problem,
        fit,
        cues,
        provenance=provenance,
        bound=certified.bound,
        floor=certified.floor,
        effort=effort,
        cut_short=certified.cut_short,
    )
    desk = lay_desk(problem, fit=fit)
    plan = with_runners_up(plan, rank_alternatives(problem, plan, count=1, desk=desk))
    prove_plan(plan, problem, expected=path.cost)
    return plan
