"""A plan changed by hand: another track in a slot, earlier or later, banned or pinned."""

import re
from collections.abc import Callable

from setlist.engine.pins import find_track, read_pins
from setlist.engine.plans import say_provenance, seal
from setlist.errors import Finding, InputError, Place
from setlist.model import Alternative, Library, Plan, Problem, Provenance, TrackId, Vocabulary

_NUMBERED = re.compile(r"#(\d{1,2})")


def list_alternatives(problem: Problem, plan: Plan, slot: int) -> tuple[Alternative, ...]:
    """List what could best stand in a slot, and what the plan would cost more then.

    Parameters
    ----------
    problem : Problem
        That of the plan, see `repose`.
    plan : Plan
        To be changed.
    slot : int [>= 1]
        As `draw_plan` numbers them.

    Returns
    -------
    tuple of Alternative
        Five at most, the cheapest first.  Where fewer fit with everything else as it is,
        others count what they cost with other neighbours.

    Raises
    ------
    InputError
        There is no such slot, or it is a silence, or plan and library no longer go together.
    """
    from setlist import planning

    return planning.list_swaps(problem, plan, slot - 1, provenance=say_provenance(plan.problem))


def swap(problem: Problem, plan: Plan, slot: int, words: str) -> Plan:
    """Put a track in the place of another, and fit the neighbours to it.

    Parameters
    ----------
    problem, plan, slot
        As for `list_alternatives`.
    words : str
        A track as for `find_track`, or ``#2``: the second of `list_alternatives`.

    Returns
    -------
    Plan
        Audited; its bound is that of the plan before, if it had one that still holds.

    Raises
    ------
    InputError
        There is no such slot or track, or the track may not sound in this session.
    NoPlanError
        It cannot stand there; the rule that forbids it is named.
    """
    from setlist import planning

    numbered = _NUMBERED.fullmatch(words.strip())
    if numbered is None:
        track = _find(problem, words)
    else:
        found, number = list_alternatives(problem, plan, slot), int(numbered[1])
        if not 1 <= number <= len(found):
            said = f"slot {slot} has {len(found)} alternatives, and no {words.strip()}"
            mend = "leave the track out to see them"
            raise InputError(Finding(said=said, mend=mend, place=Place(field="track")))
        track = found[number - 1].track
    return _make(
        lambda made_with: planning.swap(problem, plan, slot - 1, track, provenance=made_with), plan
    )


def nudge(problem: Problem, plan: Plan, slot: int, by_s: float) -> Plan:
    """Start a slot earlier or later, and fit the neighbours to it.

    Parameters
    ----------
    problem, plan, slot
        As for `list_alternatives`.
    by_s : float [s]
        Later where above zero; rounded to the grid of the session, ten seconds.

    Returns, errors
        As for `swap`.
    """
    from setlist import planning

    return _make(
        lambda made_with: planning.nudge(problem, plan, slot - 1, by_s, provenance=made_with), plan
    )


def ban(problem: Problem, plan: Plan, words: str) -> Plan:
    """Take a track out of a plan, and fit something else in where it stood.

    Parameters
    ----------
    problem, plan
        As for `list_alternatives`.
    words : str
        A track as for `find_track`.

    Returns, errors
        As for `swap`.
    """
    from setlist import planning

    track = _find(problem, words)
    return _make(lambda made_with: planning.ban(problem, plan, track, provenance=made_with), plan)


def pin(problem: Problem, plan: Plan, words: str) -> Plan:
    """Make sure that a track sounds, and fit the plan to it.

    Parameters
    ----------
    problem, plan
        As for `list_alternatives`.
    words : str
        A track and its place as for `read_pins`: ``Still Pond@35``.

    Returns, errors
        As for `swap`.
    """
    from setlist import planning

    (wish,), _ = read_pins(_library(problem), [words])
    return _make(lambda made_with: planning.pin(problem, plan, wish, provenance=made_with), plan)


def _library(problem: Problem) -> Library:
    """Give all tracks of a problem's library, those that were left out as well."""
    return Library(
        stamp=problem.terms.library,
        tracks=(*problem.tracks, *problem.left_out),
        vocabulary=Vocabulary(terms=()),
    )


def _find(problem: Problem, words: str) -> TrackId:
    """Find the track that words mean."""
    return find_track(_library(problem), words).id


def _make(edit: Callable[[Provenance], Plan], plan: Plan) -> Plan:
    """Make an edit, and seal the plan that comes of it."""
    return seal(edit(say_provenance(plan.problem)))
