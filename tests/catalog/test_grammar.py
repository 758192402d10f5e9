"""The language of queries."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.catalog.grammar import parse_query
from setlist.catalog.query import UNKNOWN, Span
from setlist.errors import InputError


def read(text: str) -> list[tuple[str | None, tuple[str | Span, ...], bool]]:
    terms = parse_query(text).terms
    return [(term.field.name if term.field else None, term.values, term.negated) for term in terms]


def refuse(text: str) -> InputError | None:
    try:
        parse_query(text)
    except InputError as error:
        return error
    return None


def span(low: float | None, high: float | None) -> Span:
    return Span(low=low, high=high)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("  \n\t ", []),
        ("pond", [(None, ("pond",), False)]),
        ('-"Still  Pond"', [(None, ("still pond",), True)]),
        ("“still pond”", [(None, ("still pond",), False)]),
        ("intensity:4..6", [("intensity", (span(4.0, 6.0),), False)]),
        ("intensity:4.5", [("intensity", (span(4.5, 4.5),), False)]),
        ("INTENSITY:?", [("intensity", (UNKNOWN,), False)]),
        ("-tag:choir,film-score", [("tag", ("choir", "film score"), True)]),
        ('artist:"Some, One",x', [("artist", ("some, one", "x"), False)]),
        ("duration:3m..8m", [("duration", (span(180.0, 480.0),), False)]),
        ("duration:4:30..", [("duration", (span(270.0, None),), False)]),
        ("loudness:..-20", [("loudness", (span(None, -20.0),), False)]),
        ("loudness:-30..-20", [("loudness", (span(-30.0, -20.0),), False)]),
        ("loudness:-20", [("loudness", (span(-20.5, -19.5),), False)]),
        ("rated:no missing:YES", [("rated", ("no",), False), ("missing", ("yes",), False)]),
        ("voice:none,wordless", [("voice", ("none", "wordless"), False)]),
        ('licence:? licence:"?"', [("licence", (UNKNOWN,), False), ("licence", ("?",), False)]),
        (r'title:"a \"b\" c"', [("title", ('a "b" c',), False)]),
        ("track:sha256:AB", [("track", ("sha256:ab",), False)]),
        ("well-known", [(None, ("well known",), False)]),
        ("100%", [(None, ("100%",), False)]),
    ],
)
def test_a_query_is_read(text: str, terms: object) -> None:
    assert read(text) == terms


@pytest.mark.parametrize(
    ("text", "at", "parts"),
    [
        ("calm intensty:4", 6, ("no field", "did you mean intensity", "in quotes")),
        ("voice:wordles", 7, ("none of none, wordless", "did you mean wordless")),
        ("intensity:abc", 11, ("no number", "intensity:4..6")),
        ("loudness:..x", 10, ("no number in lufs", "loudness:-30..-20")),
        ("duration:8m..3m", 10, ("upside down", "duration:3m..8m")),
        ("intensity:..", 11, ("no number",)),
        ("tag:", 5, ("lacks a value",)),
        ("tag:a,", 7, ("lacks a value",)),
        ("tag:,a", 5, ("lacks a value",)),
        ('x "open', 3, ("not closed",)),
        ("x -", 4, ("nothing after the minus",)),
        ("x - y", 4, ("nothing after the minus",)),
        ("rated:maybe", 7, ("none of yes, no",)),
        ("title:_", 7, ("nothing to search for",)),
        ("rated:?", 7, ("none of yes, no",)),
        ("a" * 3000, 2001, ("longer than 2000",)),
        ("tag:" + ",".join("ab" for _ in range(101)), 1, ("more than 100",)),
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_mend(
    text: str, at: int, parts: tuple[str, ...]
) -> None:
    with pytest.raises(InputError) as caught:
        parse_query(text)
    (finding,) = caught.value.findings
    assert finding.place.field == f"query, character {at}"
    assert finding.mend
    for part in parts:
        assert part in str(finding)


@settings(deadline=None)  # the first refusal loads pydantic
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_text_is_a_query_or_refused_on_one_line(text: str) -> None:
    refusal = refuse(text)
    assert refusal is None or str(refusal).isprintable()


@settings(deadline=None)  # the same
@given(st.text(alphabet='ab:-"., ?\\', max_size=20))
def test_any_punctuation_is_a_query_or_refused(text: str) -> None:
    refusal = refuse(text)
    assert refusal is None or refusal.findings[0].mend
