"""Which statements stand: one a seat, and of those the ones that count."""

from collections.abc import Iterable, Mapping

from setlist.curation.values import is_spelt
from setlist.model import Standing, Statement

Order = tuple[tuple[str, str, str, str], bool, bool]


def weigh(statement: Statement) -> Order:
    """Give the order on one seat; no two different statements of a seat are equal in it."""
    is_said, is_reviewed = statement.value is not None, statement.reviewer is not None
    return (statement.rank(), is_said, is_reviewed)


def take_seats(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Give the statement with the highest rank of each seat, in the order of the seats."""
    seats: dict[tuple[str, ...], Statement] = {}
    for statement in statements:
        other = seats.setdefault(statement.seat(), statement)
        if other is not statement and weigh(statement) > weigh(other):
            seats[statement.seat()] = statement
    return tuple(seats[seat] for seat in sorted(seats))


def list_counting(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Give the statements that stand and count: said and not taken back."""
    return tuple(each for each in take_seats(statements) if is_counting(each))


def is_counting(statement: Statement) -> bool:
    """Tell whether a statement counts where it stands; a value spelt in no known way does not."""
    value = statement.value
    is_said = statement.standing is Standing.SAID and value is not None
    return is_said and is_spelt(statement.field, value or "")


def group_by_track(statements: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    """Give the statements on each track."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.track, []).append(statement)
    return groups
