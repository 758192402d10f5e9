"""A query as it was understood: terms that must all hold, each of them about one thing."""

from dataclasses import dataclass
from enum import StrEnum

UNKNOWN = "?"
"""What asks for tracks of which something is not known, or that have none."""


class Kind(StrEnum):
    """What can be asked of a field."""

    NUMBER = "number"
    PART = "part"
    WORD = "word"
    CHOICE = "choice"
    FLAG = "flag"
    START = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryField:
    """A field that can be asked for.

    ``column`` is that of the shelf.  ``units`` says how many of its own unit another is.  An
    ``exact`` number is only itself; others stand for all that would be written so.
    """

    name: str
    column: str
    kind: Kind
    units: tuple[tuple[str, float], ...] = ()
    exact: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Numbers from ``low`` to ``high``, both included; None leaves an end open."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term: any of ``values`` of ``field``, or not; without a field, a text anywhere."""

    field: QueryField | None
    values: tuple[str | Span, ...]
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Everything that must hold for a track to be found."""

    terms: tuple[Term, ...]

    def asks_for(self, column: str) -> bool:
        """Tell whether a term is about a column."""
        return any(term.field is not None and term.field.column == column for term in self.terms)
