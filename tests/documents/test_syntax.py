"""What is no TOML or no JSON is said in our own words, with its line."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.documents.lines import parse_tree
from setlist.documents.syntax import _may_be_newer, parse_json, parse_toml
from setlist.errors import InputError


def said_of_toml(text: str) -> tuple[int | None, str]:
    with pytest.raises(InputError) as caught:
        parse_toml(text, file="a.toml")
    (finding,) = caught.value.findings
    assert finding.mend
    assert finding.place.file == "a.toml"
    return finding.place.line, finding.said


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a = 1\nb 2", 2, 'no TOML at column 3: "=" is missing after a key'),
        ("a = 1\nb = x", 2, "no TOML at column 5: this is no value"),
        ("a = 1\na = 2", 2, "no TOML at column 6: a key or table stands here a second time"),
        ("[a]\n[a]", 2, "no TOML at column 3: a key or table stands here a second time"),
        ("a = {b = 1, b = 2}", 1, "no TOML at column 18: a key or table stands here a second time"),
        ('a = "x', 1, "no TOML at column 7: a text is not closed"),
        ("a = [1 2]", 1, "no TOML at column 8: a list is not closed"),
        ("a = {b = 1", 1, "no TOML at column 11: a table is not closed"),
        ('a = "\\q"', 1, "no TOML at column 8: a backslash stands alone in a text"),
        ('a = "\\ud800"', 1, "no TOML at column 12: an escape names no character"),
        ('a = "\\u12"', 1, "no TOML at column 8: an escape lacks digits"),
        ("a = 2026-02-30", 1, "no TOML at column 5: there is no such date"),
        ("[a\nb = 1", 1, "no TOML at column 3: a bracket of a table's header is missing"),
        ("a = 1 b = 2", 1, "no TOML at column 7: more follows after the value"),
        ('a = "\x01"', 1, "no TOML at column 6: a character that is not text stands here"),
        ("!", 1, "no TOML at column 1: no key can begin here"),
        ("a.! = 1", 1, "no TOML at column 3: no key can begin here"),
    ],
)
def test_wrong_toml_is_said_in_our_own_words(text: str, line: int, said: str) -> None:
    assert said_of_toml(text) == (line, said)


@pytest.mark.parametrize(
    "new",
    [
        "a = {b = 1,\n c = 2}",
        "a = {b = 1,}",
        'a = "\\e"',
        'a = "\\x41"',
        "a = 07:32",
        "a = 2026-11-24 07:32",
        'a = ["x", {b = "\\e"}]',
    ],
)
def test_toml_1_1_is_refused_with_its_line(new: str) -> None:
    line, said = said_of_toml(f"é = 1\n\n{new}\nz = 1\n".replace("é", '"é"'))
    assert line == 3
    assert said.endswith("this is newer than TOML 1.0")


PLAIN = st.sampled_from(
    (
        "1",
        '"x"',
        '"}"',
        "'{'",
        '"a,}"',
        '"\\e"',
        "07:32",
        "07:32:00",
        '"""x\n"""',
        "[1, 2,\n]",
        '"#"',
    )
)


def inline_tables(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Inline tables that break the rules of TOML 1.0 in every second place."""
    return st.builds(
        lambda items, comma, end: (
            "{" + comma.join(f"k{place} = {item}" for place, item in enumerate(items)) + end
        ),
        st.lists(values, min_size=1, max_size=3),
        st.sampled_from((",", ", ", ",\n", " ,\t")),
        st.sampled_from(("}", " }", ",}", ", }", "\n}", ",\n}", " # x\n}")),
    )


@given(st.recursive(PLAIN, inline_tables, max_leaves=8), PLAIN)
def test_toml_1_1_is_never_missed_though_only_some_texts_are_looked_through(
    value: str, after: str
) -> None:
    text = f"a = {value}\nb = {after}\n"
    if not _may_be_newer(text):
        assert not parse_tree(text).has_error
        parse_toml(text, file="a.toml")


def test_a_library_file_as_people_write_it_is_not_looked_through_twice() -> None:
    text = 'on = "10:30:00"\nratings = [{ intensity = 3, rater = "KL" }, { intensity = 4 }]\n'
    assert not _may_be_newer(text)


@pytest.mark.parametrize(
    "old",
    [
        'a = """x"""""',
        "a = '''x'''''",
        "a = 1\r\nb = 2\r\n",
        "'é'=1\n\"k\\u00e9\".b=2",
        '"" = 1',
        "a = [1, 2,\n# c\n]",
        "a = 1_000\nb = 0xff\nc = +inf\nd = nan\ne = 1e5\nf = -0.0",
        "a = 1979-05-27T07:32:00Z\nb = 1979-05-27t07:32:00.5-07:00\nc = 07:32:00",
        "# only",
        "",
        'a = """\\\n   x"""',
        '[ a . "b" ]\nx = 1',
        "1234 = 1\n- = 2\n3.14 = 2",
        "a = {}\nb = { c = 1, d = [ 1 , 2 ] }",
    ],
)
def test_all_of_toml_1_0_is_read(old: str) -> None:
    parse_toml(old, file="a.toml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = " + "[" * 500 + "]" * 500, 2),
        ("a = 1\n\nb = " + "1" * 5000, 3),
        ("a = 1\nb = '\x00'", 2),
        ("a = 1\nb = '\ud800'", 2),
    ],
)
def test_what_no_reader_bears_is_refused_with_its_line(text: str, line: int) -> None:
    assert said_of_toml(text)[0] == line


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "no JSON at column 1: a value is missing"),
        ('{"a": 1,}', 1, "is missing|last entry"),
        ('{"a": 1\n"b": 2}', 2, "a comma is missing"),
        ('{"a" 1}', 1, "a colon is missing"),
        ('{"a": "x', 1, "a text is not closed"),
        ("[1]\n[2]", 2, "more follows"),
        ('{"a": 1,\n"a": 2}', 2, 'the key "a" stands here a second time'),
        ('["\\q"]', 1, "a backslash stands alone"),
        ('["a\nb"]', 1, "control character"),
        ("\n" + "[" * 100000, 2, "nests more than 64 levels"),
        ("\n\n" + "1" * 5000, 3, "thousand digits"),
        ("[1,\x00]", 1, "no text"),
    ],
)
def test_wrong_json_is_said_in_our_own_words(text: str, line: int, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        parse_json(text, file="a.json")
    assert [finding.place.line for finding in caught.value.findings] == [line]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("a=[]{}\"'#.,\n\r\t\\x1-:eé\ud800\x00 ")))
def test_no_text_at_all_breaks_the_readers(text: str) -> None:
    for parse in (parse_toml, parse_json):
        try:
            parse(text, file="a")
        except InputError as error:
            for finding in error.findings:
                assert finding.place.file == "a"
                assert 1 <= (finding.place.line or 0) <= text.count("\n") + 1
                assert finding.mend


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.floats(-1, 1))))
def test_any_json_is_read(value: dict[str, object]) -> None:
    assert parse_json(json.dumps(value), file="a") == value
