"""What would have to give way for there to be a plan, the cheapest first."""

from dataclasses import dataclass, replace
from itertools import combinations

from setlist.errors import Finding, Severity
from setlist.model import Problem, Terms
from setlist.planning.attempts import Attempts
from setlist.planning.laxity import Kind, Rule, Way, word_ways
from setlist.planning.rulebook import free, list_rules, loosen

MOST_SAID = 5
"""So many relaxations are said: more would bury the few that matter.  Our own design."""
_MOST_COSTED = 8
"""So many are costed by the usual search, the cheapest of the quick ones: our own design."""
_MOST_TOGETHER = 4
"""No more rules than these are said to give way together: more is another arc.  Ours."""
_MOST_PAIRED = 7
"""Among so many rules all pairs are tried: 21 attempts at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One or several ways that together give a plan, the terms with them, and its cost."""

    ways: tuple[Way, ...]
    terms: Terms
    cost: float


def find_relaxations(
    attempts: Attempts, rules: tuple[Rule, ...], conflict: tuple[Rule, ...] | None = None
) -> tuple[Relaxation, ...]:
    """Find what gives a plan by giving way: single rules, else pairs, else the fewest more.

    Parameters
    ----------
    attempts : Attempts
        At the problem that the search found no plan for.
    rules : tuple of Rule
        Those without a way never give way.
    conflict : tuple of Rule or None
        Rules that leave no plan by themselves, so that one of them must give way; None where
        no conflict was looked for.

    Returns
    -------
    tuple of Relaxation
        The cheapest first.  Every one was searched as ``solve`` searches, and each rule gives
        way no farther than it has to.
    """
    lax = tuple(rule for rule in rules if rule.ways)
    names = {rule.name for rule in (rules if conflict is None else conflict)}
    key = {rule.name for rule in lax if rule.name in names or rule.kind is Kind.LENGTH}
    found = [one for rule in lax if rule.name in key for one in _relax_one(attempts, rule)]
    others = tuple(rule for rule in lax if rule.kind is not Kind.LENGTH)
    groups = [one for one in _gather(others) if key & {rule.name for rule in one}]
    if not found:
        found = [one for group in groups for one in _relax_least(attempts, group)]
    if not found and len(others) <= _MOST_PAIRED:
        pairs = (one for one in combinations(others, 2) if key & {rule.name for rule in one})
        found = [one for pair in pairs for one in _relax_least(attempts, pair)]
    if not found and names:
        found = _relax_least(attempts, others)
    found = sorted(found, key=lambda one: one.cost)[:_MOST_COSTED]
    settled = [
        replace(one, cost=cost) for one in found if (cost := attempts.settle(one.terms)) is not None
    ]
    return tuple(sorted(settled, key=lambda one: (one.cost, [way.said for way in one.ways])))


def relax(problem: Problem) -> Problem:
    """Let soft rules give way where a problem has no plan otherwise.

    Parameters
    ----------
    problem : Problem
        Its arc says which rules are soft.

    Returns
    -------
    Problem
        The same one where it has a plan, or where no soft rule helps.  Otherwise the one with
        the cheapest relaxation, which its notes name.
    """
    attempts = Attempts(problem)
    soft = tuple(rule for rule in list_rules(problem) if rule.soft)
    if not soft or attempts.has_plan(problem.terms) or attempts.settle(problem.terms) is not None:
        return problem
    found = find_relaxations(attempts, soft)
    if not found:
        return problem
    said, _ = word_ways(found[0].ways)
    notes = [f"Relaxed: {one}, because there was no plan otherwise." for one in said]
    terms = replace(found[0].terms, notes=(*found[0].terms.notes, *notes))
    return free(problem, terms) or problem


def word_relaxation(relaxation: Relaxation, *, soft: bool) -> Finding:
    """Say what would give a plan, and what that plan would cost.

    Parameters
    ----------
    relaxation : Relaxation
        From ``find_relaxations``.
    soft : bool
        Whether the arc lets every rule of it give way.

    Returns
    -------
    Finding
        A note; its mend is what to write.
    """
    said, mends = word_ways(relaxation.ways)
    mend = " and ".join(mends)
    return Finding(
        said=f"there is a plan if {' and '.join(said)}; it costs {relaxation.cost:.1f}",
        mend=f"{mend}, or give --relax" if soft else mend,
        severity=Severity.WARNING,
    )


def _gather(rules: tuple[Rule, ...]) -> list[tuple[Rule, ...]]:
    """Group rules that ask the same of several phases, or are alike and were set by a person."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        same = rule.name.rpartition(" in ")[0] if rule.kind in (Kind.VOICE, Kind.FORBID) else ""
        if same or rule.kind in (Kind.PIN, Kind.BAN, Kind.SILENCE):
            groups.setdefault(same or rule.kind.name, []).append(rule)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _relax_one(attempts: Attempts, rule: Rule) -> list[Relaxation]:
    """Find the least way of one rule that gives a plan."""
    return _tighten(attempts, {rule.name: rule}, {})


def _relax_least(attempts: Attempts, rules: tuple[Rule, ...]) -> list[Relaxation]:
    """Let all rules give way, then take them back one by one, grave ones first."""
    chosen = {rule.name: rule for rule in rules}
    most = {name: len(rule.ways) - 1 for name, rule in chosen.items()}
    if not most or not attempts.has_plan(_terms(attempts, chosen, most)):
        return []
    for rule in sorted(rules, key=lambda rule: (not rule.grave, -rule.kind, rule.name)):
        fewer = {name: way for name, way in most.items() if name != rule.name}
        if attempts.has_plan(_terms(attempts, chosen, fewer)):
            most = fewer
    return _tighten(attempts, chosen, most)


def _tighten(attempts: Attempts, rules: dict[str, Rule], most: dict[str, int]) -> list[Relaxation]:
    """Take every way back as far as there is still a plan; none where there is none."""
    ways = dict(most)
    for name in most or rules:
        least = _least_way(attempts, rules, ways, rules[name])
        if least is None:
            return []
        ways[name] = least
    terms = _terms(attempts, rules, ways)
    cost = attempts.cost(terms)
    if cost is None:
        return []
    said = tuple(rules[name].ways[way] for name, way in ways.items())
    if len(word_ways(said)[0]) > _MOST_TOGETHER:
        return []
    return [Relaxation(ways=said, terms=terms, cost=cost)]


def _least_way(
    attempts: Attempts, rules: dict[str, Rule], ways: dict[str, int], rule: Rule
) -> int | None:
    """Find the least way of a rule that gives a plan beside the ways of others."""

    def works(way: int) -> bool:
        return attempts.has_plan(_terms(attempts, rules, {**ways, rule.name: way}))

    last = len(rule.ways) - 1
    if not rule.steady:
        return next((way for way in range(last + 1) if works(way)), None)
    if not works(last):
        return None
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        if works(middle):
            high = middle
        else:
            low = middle + 1
    return high


def _terms(attempts: Attempts, rules: dict[str, Rule], ways: dict[str, int]) -> Terms:
    """Give the terms with some ways taken."""
    changes = (rules[name].ways[way].change for name, way in ways.items())
    return loosen(attempts.problem.terms, changes)
