"""Curations as people with spreadsheets save them."""

from collections.abc import Sequence

import pytest
from sayings import NOON, POND, TIDE, say

from setlist.curation import CurationKind, read_curation, write_curation
from setlist.errors import Finding, InputError
from setlist.model import Curation, Field, Statement, TrackKey
from setlist.units import Seconds

HEADER = "track,field,value,by,on"
ROW = f"{POND},voice,none,KL,{NOON}"


def read(text: str) -> Curation:
    return read_curation(text, "shared.csv", CurationKind.CSV)


def refused(text: str) -> Sequence[Finding]:
    with pytest.raises(InputError) as caught:
        read(text)
    findings = caught.value.findings
    assert all(finding.mend and finding.place.file == "shared.csv" for finding in findings)
    return findings


def test_the_header_is_what_the_guide_says() -> None:
    assert write_curation(Curation(), CurationKind.CSV) == (
        "schema,track,isrc,musicbrainz_id,title,artist,duration_s,field,value,by,on,clinic,"
        "standing,reviewer\r\n"
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_commas_semicolons_and_tabs_are_read(delimiter: str, end: str, mark: str) -> None:
    text = f"{HEADER}\n{ROW}\n\n".replace(",", delimiter).replace("\n", end)
    assert read(mark + text).statements == (say(Field.VOICE, "none"),)


def test_the_line_that_names_the_separator_is_no_row() -> None:
    (finding,) = refused(f"sep=;\r\n{HEADER}\r\n{ROW}x".replace(",", ";"))
    assert (finding.place.line, finding.place.field) == (3, "on")


def test_columns_may_be_in_any_order_and_capitals() -> None:
    text = f"By,ON,Track,Value,Field,\nKL,{NOON},{POND},none,voice,\n"
    assert read(text).statements == (say(Field.VOICE, "none"),)


def test_a_spreadsheet_with_decimal_commas_is_understood() -> None:
    text = f"{HEADER};duration_s\n{POND};intensity;4,5;KL;{NOON};300,25\n".replace(
        HEADER, HEADER.replace(",", ";")
    )
    read_back = read(text)
    assert read_back.statements == (say(Field.INTENSITY, "4.5"),)
    assert read_back.keys == (TrackKey(track=POND, duration_s=Seconds(300.25)),)


def test_an_empty_value_takes_back_and_a_row_without_a_field_is_a_key() -> None:
    text = f"{HEADER},title\n{POND},voice,,KL,{NOON},\n{TIDE},,,,,Tide\n"
    read_back = read(text)
    assert read_back.statements == (say(Field.VOICE, None),)
    assert {key.title for key in read_back.keys} == {None, "Tide"}


def test_formulas_are_written_as_text() -> None:
    title = '=HYPERLINK("http://x.example")'
    curation = Curation(statements=(say(Field.TITLE, title),))
    text = write_curation(curation, CurationKind.CSV)
    assert ",=" not in text
    assert ',"=' not in text
    assert read(text).statements == curation.statements


def test_every_fault_of_every_row_is_named_with_its_line() -> None:
    text = (
        f"{HEADER},standing,duration_s\n"
        f'{POND},title,"two\nlines",KL,{NOON},,\n'
        f"{POND},voise,none,KL,{NOON},,\n"
        f"{POND},voice,loud,Kim Lee,yesterday,sad,-3\n"
        f"pond,review,1!,kl,{NOON},,\n"
        f"{POND},voice,none,KL,{NOON},,,,extra\n"
    )
    places = [(finding.place.line, finding.place.field) for finding in refused(text)]
    assert places == [
        *((2, "value"), (4, "field"), (5, "duration_s"), (5, "standing")),
        *((6, "track"), (6, "value"), (6, "by"), (7, None)),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "holds no header"),
        ("\n\n", 1, "holds no header"),
        ("track,field,valeu,by,on\n", 1, "is not a known column"),
        ("track,field\n", 1, "is missing in the header"),
        ("track,field,by,on,by\n", 1, "stands twice"),
        (f'{HEADER}\n{POND},"a"b,c\n', 2, "is no CSV: a quote stands inside a cell"),
        (f'{HEADER}\n\n"{POND},voice\n\n', 3, "is no CSV: a quote is not closed"),
        (f"{HEADER}\n{'x' * 200_000}\n", 2, "is no CSV: a cell is longer than"),
        (f"{HEADER}\n{ROW}\nx\x00y\n", 3, "holds characters that are no text"),
        (f"schema,{HEADER}\none,{ROW}\n", 2, 'is "one"'),
    ],
)
def test_what_is_no_curation_is_refused_with_the_line(text: str, line: int, said: str) -> None:
    finding = refused(text)[0]
    assert finding.place.line == line
    assert finding.said.startswith(said)


def test_a_wrong_column_has_the_nearest_one_in_its_mend() -> None:
    assert refused("track,field,valeu,by,on\n")[0].mend == "did you mean value?"


def test_rows_in_any_order_and_twice_are_the_same_curation() -> None:
    said: Sequence[Statement] = [say(Field.VOICE, "none"), say(Field.TITLE, "Tide", track=TIDE)]
    text = write_curation(Curation(statements=tuple(said)), CurationKind.CSV)
    header, *rows = text.splitlines()
    assert read("\n".join((header, *rows[::-1], *rows))) == read(text)
