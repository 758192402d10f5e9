"""Proposals: statements that wait until somebody else accepts or rejects them."""

from collections.abc import Iterable
from dataclasses import replace

from setlist.curation.moment import set_after
from setlist.curation.rater import check_rater
from setlist.curation.seats import take_seats
from setlist.errors import Finding, InputError, Place
from setlist.model import Standing, Statement


def list_proposals(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """List the statements that wait for a review, by track, field and person."""
    return tuple(each for each in take_seats(statements) if each.standing is Standing.PROPOSED)


def accept(statement: Statement, reviewer: str, on: str) -> Statement:
    """Accept a proposal: it counts from now on.

    Parameters
    ----------
    statement : Statement
        The proposal.
    reviewer : str
        Who accepts it: initials or a role.
    on : str
        When, such as ``2026-11-25T21:04:05.000000Z``.

    Returns
    -------
    Statement
        On the same seat, and outranking the proposal whatever the clocks say.

    Raises
    ------
    InputError
        It is no proposal, or the reviewer's own.
    """
    reviewer = check_rater(reviewer)
    if statement.standing is not Standing.PROPOSED:
        raise _refusal(statement, "is no proposal", "choose one that waits for a review")
    if statement.by == reviewer:
        said = f"{reviewer} proposed it and cannot accept it too"
        raise _refusal(statement, said, "let somebody else look at it")
    return _answer(statement, Standing.SAID, reviewer, on)


def reject(statement: Statement, reviewer: str, on: str) -> Statement:
    """Reject a proposal, or a statement that counted until now.

    Parameters
    ----------
    statement : Statement
        The statement.
    reviewer : str
        Who rejects it: initials or a role.
    on : str
        When, such as ``2026-11-25T21:04:05.000000Z``.

    Returns
    -------
    Statement
        On the same seat, and outranking the statement whatever the clocks say.

    Raises
    ------
    InputError
        It is rejected already.
    """
    if statement.standing is Standing.REJECTED:
        raise _refusal(statement, "is rejected already", "leave it as it is")
    return _answer(statement, Standing.REJECTED, check_rater(reviewer), on)


def _answer(statement: Statement, standing: Standing, reviewer: str, on: str) -> Statement:
    """Give a statement as it stands after a review."""
    later = set_after(on, statement.on)
    return replace(statement, standing=standing, reviewer=reviewer, on=later)


def _refusal(statement: Statement, said: str, mend: str) -> InputError:
    """Make the error for a review that cannot be."""
    return InputError(Finding(said=said, mend=mend, place=Place(field=statement.field.value)))
