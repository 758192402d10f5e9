"""The rules of a problem, and the problem that is left when some of them give way."""

from collections.abc import Iterable
from dataclasses import replace

from setlist.errors import InputError
from setlist.model import Library, Problem, Terms, Vocabulary
from setlist.planning.arc_rules import list_arc_rules
from setlist.planning.laxity import Change, Rule
from setlist.planning.person_rules import list_person_rules
from setlist.planning.posing import repose


def list_rules(problem: Problem) -> tuple[Rule, ...]:
    """List the rules of a problem that could leave it without a plan.

    Parameters
    ----------
    problem : Problem
        As ``pose`` gives it.

    Returns
    -------
    tuple of Rule
        In the order in which a conflict does without them; each name once.
    """
    rules = (*list_arc_rules(problem.terms), *list_person_rules(problem))
    unique = {rule.name: rule for rule in rules}
    return tuple(sorted(unique.values(), key=lambda rule: rule.kind))


def loosen(terms: Terms, changes: Iterable[Change]) -> Terms:
    """Apply changes to terms, one after the other."""
    for change in changes:
        terms = change(terms)
    return terms


def free(problem: Problem, terms: Terms) -> Problem | None:
    """Give a problem other terms, and every track that these allow.

    Parameters
    ----------
    problem : Problem
        With the tracks that were left out.
    terms : Terms
        Its own, loosened.

    Returns
    -------
    Problem or None
        None where a pin cannot hold under these terms.
    """
    if _choice(terms) == _choice(problem.terms):
        return replace(problem, terms=terms)
    everything = (*problem.tracks, *problem.left_out)
    library = Library(stamp=terms.library, tracks=everything, vocabulary=Vocabulary(terms=()))
    try:
        return repose(terms, library)
    except InputError:
        return None


def _choice(terms: Terms) -> tuple[object, ...]:
    """Give all of the terms that decides which tracks there are to choose from."""
    music = terms.music
    unknown = (music.unknown_intensity, music.unknown_voice)
    rights = (music.licences, music.performance_granted)
    people = (terms.listener, terms.bans, terms.heard)
    return (*people, *unknown, *rights, terms.silences, terms.end_s)
