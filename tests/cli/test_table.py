"""Rows in columns."""

from rich.cells import cell_len

from setlist.cli.table import lay_out


def test_columns_stand_under_their_heads_with_figures_to_the_right() -> None:
    lines = list(
        lay_out(("title", "min"), [("Pond", "3.1"), ("Sea", "12.0")], right=["min"], width=80)
    )
    assert lines == ["title   min", "Pond    3.1", "Sea    12.0"]


def test_the_widest_column_is_cut_until_a_row_fits() -> None:
    rows = [("x" * 90, "short"), ("y", "z" * 30)]
    for width in (100, 60, 40):
        lines = list(lay_out(("a", "b"), rows, right=[], width=width))
        assert max(map(cell_len, lines)) <= width
        assert "…" in lines[1]


def test_a_wide_sign_takes_two_cells() -> None:
    lines = list(lay_out(("a", "b"), [("夜", "1"), ("x", "2")], right=[], width=80))
    assert lines[1] == "夜  1"
    assert lines[2] == "x   2"


def test_columns_are_not_cut_to_nothing() -> None:
    (_, line) = lay_out(("a", "b"), [("x" * 50, "y" * 50)], right=[], width=5)
    assert cell_len(line) == 18


def test_no_rows_are_a_line_of_heads() -> None:
    assert list(lay_out(("a", "b"), [], right=[], width=80)) == ["a  b"]
