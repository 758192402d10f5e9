"""A query as a condition on the shelf."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, true

from setlist.catalog.query import UNKNOWN, Kind, Query, QueryField, Span, Term
from setlist.catalog.tables import shelf


def make_condition(query: Query, clinic: str) -> ColumnElement[bool]:
    """Turn a query into a condition on the rows that count for a clinic.

    Tracks that are missing are left out, unless the query speaks of them.

    Parameters
    ----------
    query : Query
        What is asked for.
    clinic : str
        Whose overlay counts on top of the shared base.
    """
    parts = [_choose_rows(clinic), *(_make_part(term) for term in query.terms)]
    if not query.asks_for("missing"):
        parts.append(not_(shelf.c.missing))
    return and_(*parts)


def _choose_rows(clinic: str) -> ColumnElement[bool]:
    """Take a clinic's own row of a track where there is one, else that of the base."""
    base = shelf.c.clinic == ""
    if not clinic:
        return base
    other = shelf.alias("other")
    own = exists().where(other.c.track == shelf.c.track, other.c.clinic == clinic)
    return or_(shelf.c.clinic == clinic, and_(base, not_(own)))


def _make_part(term: Term) -> ColumnElement[bool]:
    """Turn a term into a condition; what is not known is not what is asked for."""
    part = or_(false(), *_list_parts(term))
    return not_(func.coalesce(part, false())) if term.negated else part


def _list_parts(term: Term) -> Iterator[ColumnElement[bool]]:
    """Give a condition for each value of a term."""
    for value in term.values:
        if isinstance(value, Span):
            assert term.field is not None
            yield _make_range(term.field, value)
        elif term.field is None:
            yield shelf.c.text_folded.contains(value, autoescape=True)
        elif value == UNKNOWN:
            column = shelf.c[term.field.column]
            yield column == "" if column.name.endswith("_folded") else column.is_(None)
        else:
            yield _make_match(term.field, value)


def _make_match(field: QueryField, value: str) -> ColumnElement[bool]:
    """Compare a text, a choice or a flag."""
    column = shelf.c[field.column]
    if field.kind is Kind.FLAG:
        holds = column > 0 if field.column == "raters" else column
        return holds if value == "yes" else not_(holds)
    if field.kind is Kind.WORD:
        return column.contains(f"\n{value}\n", autoescape=True)
    if field.kind is Kind.PART:
        return column.contains(value, autoescape=True)
    if field.kind is Kind.START:
        return column.startswith(value, autoescape=True)
    return column == value


def _make_range(field: QueryField, span: Span) -> ColumnElement[bool]:
    """Compare a number."""
    column = shelf.c[field.column]
    return and_(
        true(),
        *(() if span.low is None else (column >= span.low,)),
        *(() if span.high is None else (column <= span.high,)),
    )
