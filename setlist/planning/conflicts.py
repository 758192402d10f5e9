"""The smallest set of rules that together leave no plan."""

from collections.abc import Callable, Iterable

from setlist.errors import Finding, Place
from setlist.model import Terms
from setlist.planning.attempts import Attempts
from setlist.planning.laxity import Kind, Rule
from setlist.planning.rulebook import loosen


def find_conflict(attempts: Attempts, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Find rules that cannot be kept together, and of which each one is needed for that.

    A rule is left out as long as the rest still leaves no plan: first all rules of one kind,
    then one by one.  The length of the session is taken as given.

    Parameters
    ----------
    attempts : Attempts
        At the problem that the search found no plan for.
    rules : tuple of Rule
        In the order in which they are left out.

    Returns
    -------
    tuple of Rule
        The search finds no plan that keeps all of these, and one as soon as any of them is
        left out; no other rule is kept.  Empty where the rules are not to blame.
    """
    rules = tuple(rule for rule in rules if rule.kind is not Kind.LENGTH)
    quick = _narrow(attempts, rules, attempts.has_plan)
    if attempts.is_spent():
        return ()
    if quick is None or _is_proven(attempts, rules, quick):
        return quick or ()
    hard = _narrow(attempts, quick, lambda terms: attempts.settle(terms) is not None)
    return hard if hard is not None and _is_proven(attempts, rules, hard) else ()


def _is_proven(attempts: Attempts, rules: tuple[Rule, ...], kept: tuple[Rule, ...]) -> bool:
    """Tell whether the broadest search finds no plan either that keeps these rules alone."""
    return attempts.settle(_without(attempts, rules, kept)) is None


def _without(attempts: Attempts, rules: Iterable[Rule], kept: Iterable[Rule]) -> Terms:
    """Give the terms without every rule but those that are kept."""
    names = {rule.name for rule in kept}
    gone = (rule.drop for rule in rules if rule.name not in names)
    return loosen(attempts.problem.terms, gone)


def _narrow(
    attempts: Attempts, rules: tuple[Rule, ...], has_plan: Callable[[Terms], bool]
) -> tuple[Rule, ...] | None:
    """Leave rules out as long as there is no plan; None where there is none without any rule."""
    if not has_plan(_without(attempts, rules, ())):
        return None
    kept = list(rules)
    groups = [[rule for rule in rules if rule.kind is kind] for kind in Kind]
    for some in (*groups, *([rule] for rule in rules)):
        rest = [rule for rule in kept if rule not in some]
        if len(rest) < len(kept) and not has_plan(_without(attempts, rules, rest)):
            kept = rest
    return tuple(kept)


def word_conflict(conflict: tuple[Rule, ...], terms: Terms) -> Finding:
    """Say in one sentence which rules leave no plan.

    Parameters
    ----------
    conflict : tuple of Rule
        From ``find_conflict``; at least one.
    terms : Terms
        For the length of the session.

    Returns
    -------
    Finding
        At the field of the rule where it is only one.
    """
    told = sorted(conflict, key=lambda rule: -rule.kind)
    long_min = f"{terms.length.length_min:g} min"
    said = f"no plan of {long_min} was found that keeps this rule: {told[0].said}"
    mend = "it has to give way, or music has to be added"
    if len(told) > 1:
        names = "; ".join(rule.said for rule in told)
        said = f"no plan of {long_min} was found that keeps these rules together: {names}"
        mend = "one of them has to give way, or music has to be added"
    if any(rule.kind is Kind.CLIENT for rule in told):
        mend += "; what the client avoids stays avoided"
    place = Place(field=told[0].field if len(told) == 1 else "rules")
    return Finding(said=said, mend=mend, place=place)
