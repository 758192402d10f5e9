"""The text and rows of tables, as spreadsheets and strangers write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.errors import InputError
from setlist.library.columns import count_columns
from setlist.library.sheet import read_sheet, split_sheet

_TEXT = "title,artist\nÉté,Ünal\n"


def rows_of(text: str) -> list[tuple[int, list[str] | None]]:
    return list(split_sheet(text, count_known=count_columns)[1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.csv"
    mark = "\ufeff" if encoding[-2:] in {"le", "be"} else ""
    path.write_bytes((mark + _TEXT).encode(encoding))
    assert read_sheet(path) == (_TEXT, ())


def test_other_bytes_are_read_as_windows_text_with_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(_TEXT.encode("cp1252"))
    text, (finding,) = read_sheet(path)
    assert text == _TEXT
    assert "line 2" in finding.said
    path.write_bytes(b"title\x81\x8d\n")
    assert read_sheet(path)[0] == "title\ufffd\ufffd\n"


def test_utf_16_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(_TEXT.encode("utf-16")[:-1])
    text, (finding,) = read_sheet(path)
    assert text.startswith("title,artist\n")
    assert "damaged" in finding.said


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv", Path("a\0b"), tmp_path / ("n" * 300)):
        with pytest.raises(InputError) as caught:
            read_sheet(path)
        assert caught.value.findings[0].mend


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found_out(delimiter: str, end: str) -> None:
    text = end.join((delimiter.join(("title", "duration_s")), delimiter.join(("a", "1"))))
    found, rows = split_sheet(text, count_known=count_columns)
    assert found == delimiter
    assert list(rows) == [(1, ["title", "duration_s"]), (2, ["a", "1"])]


def test_a_delimiter_in_a_name_does_not_mislead() -> None:
    text = '"Artist Name(s), all of them, in order";title;duration_s\na;b;1\n'
    assert split_sheet(text, count_known=count_columns)[0] == ";"


def test_excel_may_name_the_delimiter_first() -> None:
    assert rows_of("sep=;\ntitle;duration_s\n") == [(2, ["title", "duration_s"])]


def test_rows_know_their_lines_past_blank_ones_and_line_breaks_in_cells() -> None:
    text = '\n\ntitle,album\n\n"a\nb",c\n,\nd,e\n'
    assert rows_of(text) == [
        (3, ["title", "album"]),
        (5, ["a\nb", "c"]),
        (8, ["d", "e"]),
    ]


def test_a_quote_that_is_never_closed_costs_its_row_alone() -> None:
    text = 'title,album\n"a,b\nc,d\n"e",f\ng,h\n'
    assert rows_of(text)[1:] == [
        (2, None),
        (3, ["c", "d"]),
        (4, ["e", "f"]),
        (5, ["g", "h"]),
    ]


def test_a_quote_that_is_closed_in_another_row_costs_its_row_alone() -> None:
    text = 'title,album,duration_s\n"a,b,1\nc",2\nd,e,3\n'
    assert rows_of(text)[1:] == [(2, None), (3, ['c"', "2"]), (4, ["d", "e", "3"])]


def test_quotes_that_are_not_doubled_are_understood_where_the_cells_still_fit() -> None:
    assert rows_of('title,album\n"The "Best" of",b\n12" mix,c\n')[1:] == [
        (2, ['The Best" of"', "b"]),
        (3, ['12" mix', "c"]),
    ]


def test_a_cell_of_megabytes_costs_its_row_alone() -> None:
    text = f"title,album\n{'x' * 3_000_000},b\nc,d\n"
    assert rows_of(text)[1:] == [(2, None), (3, ["c", "d"])]


@given(st.text(st.sampled_from('a,;"\n\r\t\0 '), max_size=60))
def test_no_text_stops_the_reader_and_lines_only_go_up(text: str) -> None:
    lines = [line for line, _ in rows_of(text)]
    assert lines == sorted(set(lines))
