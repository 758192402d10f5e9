"""One search through a problem: lay its tables, guide and walk the beam."""

from collections.abc import Callable
from dataclasses import dataclass

from setlist.model import Terms
from setlist.planning.beam import Beam, Breadth
from setlist.planning.fit import Fit
from setlist.planning.flow import Flow
from setlist.planning.guide import guide_search, stack_layers
from setlist.planning.items import Item
from setlist.planning.labels import Path
from setlist.planning.nodes import lay_nodes
from setlist.planning.rules import Hold, fix_pins
from setlist.planning.segments import Course, cut_course
from setlist.planning.targets import Floats, set_targets

_USUAL_PAIRS, _WIDE_PAIRS = 10_000, 60_000
_USUAL_ITEMS, _WIDE_ITEMS = 192, 1_024
_USUAL_LABELS, _WIDE_LABELS, _MOST_LABELS = 48, 144, 1_500
_LABELS_A_WAY, _LEAST_WAYS, _MOST_WAYS = 12, 4, 24


def set_breadth(count: int, *, wide: bool = False) -> Breadth:
    """Choose how much of a problem to look at.

    A small library is looked at more broadly: it is cheap there, and what one phase takes is
    missing in another.  The numbers are our own design: eight times as much found next to
    nothing better for libraries of 40 to 1,000 tracks.

    Parameters
    ----------
    count : int [>= 0]
        Items to choose from.
    wide : bool
        Look far more broadly, before saying that there is no plan.

    Returns
    -------
    Breadth
        Labels, items and ways in.
    """
    pairs, least = (_WIDE_PAIRS, _WIDE_LABELS) if wide else (_USUAL_PAIRS, _USUAL_LABELS)
    labels = min(max(pairs // max(count, 1), least), _MOST_LABELS)
    return Breadth(
        labels=labels,
        items=_WIDE_ITEMS if wide else _USUAL_ITEMS,
        ways=min(max(labels // _LABELS_A_WAY, _LEAST_WAYS), _MOST_WAYS),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was searched and what was found; no path if there was none."""

    fit: Fit
    course: Course
    path: Path | None


def search(
    terms: Terms,
    items: tuple[Item, ...],
    *,
    breadth: Breadth | None = None,
    burden: Floats | None = None,
    holds: tuple[Hold, ...] = (),
    course: Course | None = None,
    out_of_time: Callable[[], bool] | None = None,
) -> Search:
    """Search for a plan with a set of items.

    Parameters
    ----------
    terms : Terms
        Targets, silences, pins and rules.
    items : tuple of Item
        In the order that settles ties.
    breadth : Breadth or None
        How much is looked at; what suits the number of items unless told.
    burden : ndarray [shape=(items,), misfit-minutes a minute] or None
        What an item costs beside its misfit.
    holds : tuple of Hold
        Items that stay where they are, while the rest is searched.
    course : Course or None
        Where to search; the whole session unless told.
    out_of_time : callable or None
        Ends the search early with what can be had at once.

    Returns
    -------
    Search
        With the path, or without one.
    """
    course = course or cut_course(terms)
    fit = Fit(terms, set_targets(terms), items, burden)
    if not course.segments:
        return Search(fit=fit, course=course, path=Path(steps=(), cost=0.0, cut_short=False))
    if not items:
        return Search(fit=fit, course=course, path=None)
    fixtures = fix_pins(items, terms)
    nodes = lay_nodes(fit, course, fixtures, holds)
    layers = stack_layers(terms.tracks, fixtures, fit.counts)
    rest = guide_search(nodes, course, layers)
    beam = Beam(fit, Flow(items), nodes, course, layers, rest)
    return Search(
        fit=fit, course=course, path=beam.walk(breadth or set_breadth(len(items)), out_of_time)
    )


def search_hard(
    terms: Terms, items: tuple[Item, ...], *, out_of_time: Callable[[], bool] | None = None
) -> Search:
    """Search as usual, and far more broadly if that finds no plan."""
    found = search(terms, items, out_of_time=out_of_time)
    if found.path is not None or not items:
        return found
    wide = set_breadth(len(items), wide=True)
    return search(terms, items, breadth=wide, out_of_time=out_of_time)
