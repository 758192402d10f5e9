"""The certificate of a plan: the search for it, and how much better any other could be at most."""

from collections.abc import Callable
from dataclasses import dataclass

from setlist.model import Terms
from setlist.planning.fit import Fit
from setlist.planning.flow import Flow
from setlist.planning.guide import stack_layers
from setlist.planning.items import Item
from setlist.planning.labels import Path
from setlist.planning.meter import Meter
from setlist.planning.nodes import lay_nodes
from setlist.planning.proving import Prover
from setlist.planning.rules import fix_pins
from setlist.planning.searching import Search, search_hard
from setlist.planning.segments import cut_course
from setlist.planning.targets import set_targets

USUAL_PAIRS = 2e5
"""The work of a search with an effort of 1, in joins looked at for each step of the session's
grid: some seconds in all; our own design."""
_MANY, _MOST_PAIRS = 4_000, 3e8
"""From so many items on the first look takes more than the usual work, and gets more of it; but
no more than this, which is not enough for long sessions anyhow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """What was found, a bound on the cost of every plan, and the floor under it.

    ``cut_short`` says that the clock ended the work.
    """

    search: Search
    bound: float
    floor: float
    cut_short: bool


def certify(
    terms: Terms,
    items: tuple[Item, ...],
    *,
    effort: float = 1.0,
    out_of_time: Callable[[], bool] | None = None,
) -> Certified:
    """Search for the best plan and prove how good it is.

    Parameters
    ----------
    terms : Terms
        Targets, silences, pins and rules.
    items : tuple of Item
        In the order that settles ties.
    effort : float [> 0]
        How much work may be done, 1 as usual.
    out_of_time : callable or None
        Ends the work early with what is known by then.

    Returns
    -------
    Certified
        Its path is None if the rules leave no plan.
    """
    course = cut_course(terms)
    fit = Fit(terms, set_targets(terms), items)
    empty = Path(steps=(), cost=0.0, cut_short=False)
    if not course.segments or not items:
        path = None if course.segments else empty
        search = Search(fit=fit, course=course, path=path)
        return Certified(search=search, bound=0.0, floor=0.0, cut_short=False)
    fixtures = fix_pins(items, terms)
    nodes = lay_nodes(fit, course, fixtures)
    layers = stack_layers(terms.tracks, fixtures, fit.counts)
    usual = USUAL_PAIRS * fit.targets.steps
    work = max(usual, min(usual * len(items) / _MANY, _MOST_PAIRS))
    meter = Meter(effort * work, out_of_time)
    prover = Prover(fit, Flow(items), nodes, course, layers, meter)
    if prover.can_end() and not prover.start():
        prover.offer(search_hard(terms, items, out_of_time=out_of_time).path)
    proof = prover.prove()
    path = None
    if proof.steps is not None:
        path = Path(steps=proof.steps, cost=proof.cost, cut_short=meter.cut_short)
    return Certified(
        search=Search(fit=fit, course=course, path=path),
        bound=proof.bound,
        floor=proof.floor,
        cut_short=meter.cut_short,
    )
