"""Lines of styled spans."""

from setlist.drawing.span import Row, Span, Style, flow, plain_text, style_of
from setlist.drawing.words import measure
from setlist.model import PhaseName


def test_every_phase_has_a_style_of_its_own() -> None:
    assert len({style_of(name) for name in PhaseName}) == len(PhaseName)


def test_a_row_joins_neighbours_of_one_style() -> None:
    row = Row(8, "ab")
    row.put(4, "xy", Style.TARGET)
    assert row.line() == (
        Span("ab", Style.DIM),
        Span("  ", Style.TEXT),
        Span("xy", Style.TARGET),
    )


def test_a_row_clips_what_falls_outside() -> None:
    row = Row(4)
    row.put(2, "long", Style.TEXT)
    row.put(-1, "zy", Style.TEXT)
    assert plain_text((row.line(),)) == "y lo\n"


def test_items_flow_on_to_further_lines() -> None:
    lines = flow([Span("one two"), Span("three"), Span("four")], width=15)
    assert plain_text(tuple(lines)) == "one two   three\nfour\n"
    assert all(sum(measure(span.text) for span in line) <= 15 for line in lines)
