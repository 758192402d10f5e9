"""What is said where there is no plan: which rules conflict, what is missing, what would help."""

from setlist.model import Problem
from setlist.planning.attempts import Attempts
from setlist.planning.conflicts import find_conflict, word_conflict
from setlist.planning.gaps import Shortage, find_shortage
from setlist.planning.items import Item
from setlist.planning.laxity import Kind
from setlist.planning.relaxations import MOST_SAID, find_relaxations, word_relaxation
from setlist.planning.rulebook import list_rules


def explain_refusal(problem: Problem, items: tuple[Item, ...]) -> Shortage:
    """Say why a problem has no plan, and what would give it one.

    Parameters
    ----------
    problem : Problem
        That the search found no plan for.
    items : tuple of Item
        What it searched with.

    Returns
    -------
    Shortage
        Its findings are, in this order: the rules that conflict, where rules are to blame; each
        phase that lacks music, or another reason where no rules conflict; at most five
        relaxations, the cheapest first.
    """
    shortage = find_shortage(problem, items)
    attempts = Attempts(problem)
    rules = list_rules(problem)
    conflict = find_conflict(attempts, rules)
    findings = list(shortage.findings)
    if conflict:
        said = word_conflict(conflict, problem.terms)
        if shortage.pieces:
            findings.insert(0, said)
        elif conflict[0].kind is Kind.PIN or findings[0].place.field != said.place.field:
            # The rules by name tell more than that no music would help.
            findings = [said]
    soft = {way.said for rule in rules if rule.soft for way in rule.ways}
    findings += [
        word_relaxation(one, soft=all(way.said in soft for way in one.ways))
        for one in find_relaxations(attempts, rules, conflict)[:MOST_SAID]
    ]
    return Shortage(findings=tuple(findings), pieces=shortage.pieces)
