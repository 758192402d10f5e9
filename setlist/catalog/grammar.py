"""How a query is written, and what is said of one that is not understood.

Terms stand apart by spaces and must all hold: a word or ``"a phrase"`` that occurs anywhere,
or ``field:value``.  A comma means any of, ``-`` before a term means not, ``a..b`` is a range
that may be open at one end, ``?`` asks for what is not known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from setlist.catalog.amount import read_amount
from setlist.catalog.fields import FIELDS, find_field
from setlist.catalog.query import UNKNOWN, Kind, Query, QueryField, Span, Term
from setlist.catalog.text import fold_text
from setlist.errors import Finding, InputError, Place

_LONGEST = 2000
_MOST_VALUES = 100
"""Characters and values of one query (our own); people write far less."""

_QUOTES = str.maketrans("“”„", '"""')
_NAME = re.compile(r'([^\s:",-][^\s:",]*):')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_BARE = re.compile(r'[^\s",]+')
_WORD = re.compile(r'[^\s"]+')
_GAP = re.compile(r"\s*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_RANGES = {"duration_s": "3m..8m", "loudness_lufs": "-30..-20", "peak_dbtp": "..-1"}
_FLAGS = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """One value as it was written: where it begins, and whether in quotes."""

    text: str
    at: int
    quoted: bool


def parse_query(text: str) -> Query:
    """Read a query.

    Parameters
    ----------
    text : str
        Such as ``intensity:4..6 -tag:choir "still pond"``; an empty one asks for every track.

    Returns
    -------
    Query
        Its terms in the order in which they were written.

    Raises
    ------
    InputError
        It is not understood; the place of the finding names the character.
    """
    if len(text) > _LONGEST:
        said = f"is longer than {_LONGEST} characters"
        raise _refuse(_LONGEST, said, "ask for less at once")
    terms = tuple(_list_terms(text.translate(_QUOTES)))
    if sum(len(term.values) for term in terms) > _MOST_VALUES:
        said = f"asks for more than {_MOST_VALUES} values"
        raise _refuse(0, said, "ask for less at once")
    return Query(terms=terms)


def _list_terms(text: str) -> Iterator[Term]:
    """Give the terms of a query."""
    at = _skip_gap(text, 0)
    while at < len(text):
        negated = text[at] == "-"
        at += negated
        name = _NAME.match(text, at)
        if name:
            field = _find_field(name.group(1), at)
            values, end = _read_values(text, name.end(), field)
            made = tuple(_make_value(value, field) for value in values)
        else:
            field = None
            value, end = _read_value(text, at, _WORD)
            made = (_fold(value),)
        yield Term(field=field, values=made, negated=negated)
        at = _skip_gap(text, end)


def _read_values(text: str, at: int, field: QueryField) -> tuple[list[_Value], int]:
    """Read the values of a field, with commas between them."""
    values = []
    while True:
        if at >= len(text) or text[at].isspace() or text[at] == ",":
            mend = f"write one, such as {_give_example(field)}; {UNKNOWN} asks for none"
            raise _refuse(at, f"{field.name}: lacks a value", mend)
        value, at = _read_value(text, at, _BARE)
        values.append(value)
        if at >= len(text) or text[at] != ",":
            return values, at
        at += 1


def _read_value(text: str, at: int, bare: re.Pattern[str]) -> tuple[_Value, int]:
    """Read a text in quotes, or one up to the next gap."""
    if text.startswith('"', at):
        match = _QUOTED.match(text, at)
        if match is None:
            raise _refuse(at, "a quotation mark is not closed", 'put another " after the phrase')
        inner = _ESCAPED.sub(r"\1", match.group(1))
        return _Value(text=inner, at=at, quoted=True), match.end()
    match = bare.match(text, at)
    if match is None:
        raise _refuse(at, "there is nothing after the minus", "write what must not be there")
    return _Value(text=match.group(), at=at, quoted=False), match.end()


def _make_value(value: _Value, field: QueryField) -> str | Span:
    """Make of a value what its field compares with."""
    if value.text == UNKNOWN and not value.quoted and field.kind is not Kind.FLAG:
        return UNKNOWN
    if field.kind is Kind.NUMBER:
        return _make_span(value, field)
    if field.kind is Kind.FLAG:
        return _choose(value, tuple(_FLAGS), field) and _FLAGS[value.text.casefold()]
    if field.kind is Kind.CHOICE:
        return _choose(value, field.choices, field)
    if field.kind is Kind.START:
        return value.text.casefold()
    return _fold(value)


def _make_span(value: _Value, field: QueryField) -> Span:
    """Read a range, or the range that a single number stands for."""
    low_text, dots, high_text = value.text.partition("..")
    if not dots:
        amount = read_amount(low_text, field)
        if amount is None:
            raise _refuse_number(value, low_text, field)
        half = 0.0 if field.exact else amount.half_step
        return Span(low=amount.value - half, high=amount.value + half)
    if not low_text and not high_text:
        raise _refuse_number(value, value.text, field)
    ends = [_read_end(value, text, field) for text in (low_text, high_text)]
    low, high = ends
    if low is not None and high is not None and low > high:
        said = f"{field.name}: {_quote(value.text)} is upside down"
        raise _refuse(value.at, said, f"write {field.name}:{high_text}..{low_text}")
    return Span(low=low, high=high)


def _read_end(value: _Value, text: str, field: QueryField) -> float | None:
    """Read one end of a range; an empty one is open."""
    if not text:
        return None
    amount = read_amount(text, field)
    if amount is None:
        raise _refuse_number(value, text, field)
    return amount.value


def _choose(value: _Value, choices: tuple[str, ...], field: QueryField) -> str:
    """Give the choice that a value names."""
    asked = value.text.casefold()
    if asked in choices:
        return asked
    said = f"{field.name}: {_quote(value.text)} is none of {', '.join(choices)}"
    raise _refuse(value.at, said, _suggest(asked, choices, f"write {field.name}:{choices[0]}"))


def _find_field(name: str, at: int) -> QueryField:
    """Give the field that a name means."""
    field = find_field(name)
    if field is None:
        names = tuple(field.name for field in FIELDS)
        mend = f"to search for it as text, put it in quotes; fields are {', '.join(names)}"
        raise _refuse(at, f"there is no field {_quote(name)}", _suggest(name, names, mend))
    return field


def _fold(value: _Value) -> str:
    """Fold a text to be searched for."""
    folded = fold_text(value.text)
    if not folded:
        said = f"{_quote(value.text)} holds nothing to search for"
        raise _refuse(value.at, said, "write a word")
    return folded


def _refuse_number(value: _Value, text: str, field: QueryField) -> InputError:
    """Say that a value is no number of its field."""
    said = f"{field.name}: {_quote(text)} is no number"
    if field.units:
        said += f" in {', '.join(unit for unit, _ in field.units)}"
    return _refuse(value.at, said, f"write it such as {_give_example(field)}")


def _give_example(field: QueryField) -> str:
    """Show how a field is asked for."""
    example = field.choices[0] if field.choices else '"a word"'
    if field.kind is Kind.FLAG:
        example = "yes"
    elif field.kind is Kind.NUMBER:
        example = _RANGES.get(field.column, "4..6")
    return f"{field.name}:{example}"


def _suggest(word: str, known: tuple[str, ...], mend: str) -> str:
    """Put the nearest known word before a mend, if one is near."""
    from setlist.documents import suggest  # noqa: PLC0415  # pydantic behind it takes 150 ms to load

    near = suggest(word, known)
    return f"did you mean {near}? Or {mend}" if near else mend


def _quote(text: str) -> str:
    """Write a part of a query in quotes, safe to be shown."""
    from setlist.documents import quote  # noqa: PLC0415  # pydantic behind it takes 150 ms to load

    return quote(text)


def _skip_gap(text: str, at: int) -> int:
    """Give where the next term begins."""
    gap = _GAP.match(text, at)
    return at if gap is None else gap.end()


def _refuse(at: int, said: str, mend: str) -> InputError:
    """Say what is wrong with a query, and at which character, the first being 1."""
    place = Place(field=f"query, character {at + 1}")
    return InputError(Finding(said=said, mend=mend, place=place))
