"""Markdown that says what it was given, read by an independent parser."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from setlist.drawing import clean
from setlist.playlists.markdown import escape, fence, table

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ANYTHING = st.text(st.characters(categories=None), max_size=60)
SPECIAL = st.text("\\`*_{}[]()<>#|~&!$^+-=.:/\n 1aw", max_size=40)


def cells(text: str) -> list[str]:
    """The plain text of every cell of a table; anything but text in a cell fails."""
    found = []
    for token in PARSER.parse(text):
        assert token.type.startswith(("table", "thead", "tbody", "tr_", "th_", "td_", "inline"))
        if token.type == "inline":
            assert {child.type for child in token.children or ()} <= {"text"}
            found.append("".join(child.content for child in token.children or ()))
    return found


@given(ANYTHING | SPECIAL, ANYTHING | SPECIAL)
def test_any_text_in_a_cell_is_just_that_text(one: str, two: str) -> None:
    text = "\n".join(table(("A", "B"), [(escape(one), escape(two))]))
    assert cells(text) == ["A", "B", clean(one), clean(two)]


def test_addresses_do_not_become_links() -> None:
    assert "://" not in escape("see https://example.org/x")
    assert "www." not in escape("www.example.org")


@given(SPECIAL | ANYTHING)
def test_a_fence_holds_whatever_it_holds(text: str) -> None:
    inside = clean(text)
    tokens = PARSER.parse("\n".join(fence(inside)))
    assert [(token.type, token.content) for token in tokens] == [("fence", inside + "\n")]
