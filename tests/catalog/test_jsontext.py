"""Nouns as text in columns."""

import json
from dataclasses import replace

import pytest
from builders import a_track_id, some_measures
from hypothesis import given
from hypothesis import strategies as st
from shelves import SOME_TAGS, STRANGE_TEXT, a_word

from setlist.catalog.jsontext import (
    read_embedded,
    read_findings,
    read_measures,
    read_origins,
    read_review,
    read_statement,
    read_tags,
    read_vocabulary,
    write_findings,
    write_noun,
)
from setlist.errors import CatalogError, Finding, Place, Severity
from setlist.model import (
    Embedded,
    Field,
    Measures,
    Origin,
    Review,
    Source,
    Standing,
    Tags,
    Term,
    Vocabulary,
)

_NUMBER = st.floats(allow_nan=False, allow_infinity=False)
_MEASURES = st.builds(
    replace,
    st.just(some_measures()),
    profile_lufs=st.lists(_NUMBER, max_size=3).map(tuple),
    max_rise_1s_lu=st.none() | _NUMBER,
    key=st.none() | STRANGE_TEXT,
    tempo_bpm=st.none() | st.floats(1, 300),
)


@given(SOME_TAGS)
def test_tags_come_back_as_they_were(tags: Tags) -> None:
    assert read_tags(write_noun(tags)) == tags


@given(_MEASURES)
def test_measures_come_back_as_they_were(measures: Measures) -> None:
    assert read_measures(write_noun(measures)) == measures


@given(
    st.builds(
        Embedded, tags=SOME_TAGS, declared_s=st.none() | _NUMBER, fault=st.none() | STRANGE_TEXT
    )
)
def test_what_a_file_says_comes_back_as_it_was(embedded: Embedded) -> None:
    text = write_noun(embedded)
    assert text.isascii()
    assert read_embedded(text) == embedded


@given(
    st.none() | STRANGE_TEXT,
    st.sampled_from(Field),
    st.sampled_from(Standing),
    st.none() | STRANGE_TEXT,
    STRANGE_TEXT,
)
def test_a_statement_comes_back_as_it_was(
    value: str | None, field: Field, standing: Standing, reviewer: str | None, clinic: str
) -> None:
    word = a_word(a_track_id("a"), value, field=field, standing=standing, clinic=clinic)
    word = replace(word, reviewer=reviewer)
    assert read_statement(write_noun(word)) == word


def test_the_other_nouns_come_back_as_they_were() -> None:
    review = Review(track=a_track_id("a"), version="v", by="ab", on="x" * 27, clinic="k")
    assert read_review(write_noun(review)) == review
    origins = (
        Origin(field="title", source=Source.FILE_NAME),
        Origin(field="x", source=Source.TABLE, detail="d"),
    )
    assert read_origins(write_noun(origins)) == origins
    terms = (Term(word="calm", family="mood", meaning="Still."),)  # type: ignore[arg-type]  # a word of the enumeration
    assert read_vocabulary(write_noun(terms)) == Vocabulary(terms=terms)


@given(
    st.lists(
        st.tuples(STRANGE_TEXT, st.none() | STRANGE_TEXT, st.sampled_from(Severity)), max_size=3
    )
)
def test_findings_come_back_as_they_were(rows: list[tuple[str, str | None, Severity]]) -> None:
    findings = tuple(
        Finding(said=said, mend="m", place=Place(file=file, line=3, field="f"), severity=severity)
        for said, file, severity in rows
    )
    assert read_findings(write_findings(findings, top="/m"), top="/m") == findings


def test_findings_move_with_the_folder_that_they_are_about() -> None:
    files = ("/old/a.ogg", "/old", "/older/a.ogg", None)
    findings = [Finding(said="s", mend="m", place=Place(file=file)) for file in files]
    moved = read_findings(write_findings(findings, top="/old"), top="/new")
    assert [finding.place.file for finding in moved] == ["/new/a.ogg", "/new", "/older/a.ogg", None]


@pytest.mark.parametrize("text", ["", "{", "null", '{"tags": 3}', "[" * 100_000, '{"x": 1}'])
def test_a_damaged_row_is_said_so(text: str) -> None:
    for read in (read_tags, read_measures):
        with pytest.raises(CatalogError, match="damaged"):
            read(text)


def test_what_is_not_known_takes_no_room() -> None:
    assert json.loads(write_noun(Tags(title="a"))) == {"title": "a"}
