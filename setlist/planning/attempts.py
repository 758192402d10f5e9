"""Attempts at a problem under other terms: whether there is a plan, and what it costs.

An attempt is a search with a small part of the tracks: a plan made of these is a plan.  So what
is found is certain; that nothing is found is not, so it is settled by the search of ``solve``.
"""

from setlist.model import Problem, Terms
from setlist.planning.beam import Breadth
from setlist.planning.items import Item, gather_items
from setlist.planning.missing import falls_short, misses_count
from setlist.planning.rulebook import free
from setlist.planning.rules import break_rules
from setlist.planning.searching import search, search_hard

_FEW = 60
"""So few items are searched as broadly as usual: a tight problem needs it, and it is cheap."""
_LONG_S = 10_800.0
"""A longer session is not searched that broadly, however few the items: our own design."""
_MOST = 300
"""More items than these are thinned before an attempt: our own design."""
_A_PHASE, _AN_END = 60, 40
"""Items kept for each phase, and of the shortest and of the longest, when they are thinned."""
_BREADTH = Breadth(labels=12, items=32, ways=2)
"""How much an attempt looks at: a quarter of the time of a usual search, and in every library
that was tried it found a plan where that did."""
MOST_ATTEMPTS = 60
"""So many attempts are made at one problem; by count and not by the clock, so that the same
problem always has the same answer.  Our own design."""


class Attempts:
    """Attempts at one problem, each made once."""

    def __init__(self, problem: Problem) -> None:
        """Begin without any."""
        self.problem = problem
        self._made: dict[Terms, float | None] = {}
        self._settled: dict[Terms, float | None] = {}

    def is_spent(self) -> bool:
        """Tell whether no more attempts are to be made."""
        return len(self._made) >= MOST_ATTEMPTS

    def has_plan(self, terms: Terms) -> bool:
        """Tell whether a quick search finds a plan under other terms."""
        return self.cost(terms) is not None

    def cost(self, terms: Terms) -> float | None:
        """Give what the plan costs that a quick search finds, None where it finds none.

        Parameters
        ----------
        terms : Terms
            Those of the problem, loosened.

        Returns
        -------
        float [misfit-minutes] or None
            Once too many attempts were made, None without a search.
        """
        if terms not in self._made and not self.is_spent():
            self._made[terms] = self._try(terms)
        return self._made.get(terms)

    def settle(self, terms: Terms) -> float | None:
        """Give what the plan costs that ``solve`` begins with, None where there is none.

        Parameters
        ----------
        terms : Terms
            Those of the problem, loosened.

        Returns
        -------
        float [misfit-minutes] or None
            Found by the search that decides whether ``solve`` has a plan.
        """
        if terms not in self._settled:
            items = self._gather(terms)
            path = search_hard(terms, items).path if items else None
            self._settled[terms] = None if path is None else path.cost
        return self._settled[terms]

    def _gather(self, terms: Terms) -> tuple[Item, ...]:
        """Gather the items that terms allow; none where a pin cannot hold, or all are too few."""
        problem = free(self.problem, terms)
        items = () if problem is None else gather_items(problem.tracks, seed=terms.seed)
        return () if falls_short(terms, items) or misses_count(terms, items) else items

    def _try(self, terms: Terms) -> float | None:
        """Search once with few items."""
        items = thin(terms, self._gather(terms))
        if not items:
            return None
        tight = len(items) <= _FEW and terms.end_s - terms.start_s <= _LONG_S
        path = search(terms, items, breadth=None if tight else _BREADTH).path
        return None if path is None else path.cost


def thin(terms: Terms, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Keep some items for each phase that may sound in it, those of every length, and pins.

    Parameters
    ----------
    terms : Terms
        Its rules decide what may sound in a phase.
    items : tuple of Item
        In an order that has nothing to do with their music, as ``gather_items`` gives them.

    Returns
    -------
    tuple of Item
        In the same order; all of them where they are few.
    """
    if len(items) <= _MOST:
        return items
    by_length = sorted(range(len(items)), key=lambda number: items[number].length_s)
    kept = {*by_length[:_AN_END], *by_length[-_AN_END:]}
    pinned = {pin.track for pin in terms.pins}
    for number, item in enumerate(items):
        if any(member.track.id in pinned for member in item.members):
            kept.add(number)
    for placed in terms.phases:
        found = 0
        for number, item in enumerate(items):
            tracks = (member.track for member in item.members)
            if all(break_rules(track, placed.phase, terms) is None for track in tracks):
                kept.add(number)
                found += 1
            if found >= _A_PHASE:
                break
    return tuple(items[number] for number in sorted(kept))
