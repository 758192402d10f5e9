"""PLS, read back by the standard library's reader of such files."""

from configparser import ConfigParser
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence

from setlist.errors import InputError
from setlist.playlists.m3u8 import name_cue
from setlist.playlists.pls import write_pls

TARGET = Path("/music/list.pls")


def read(text: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=(";",))
    parser.read_string(text)
    assert parser.sections() == ["playlist"]
    return dict(parser["playlist"])


def test_a_plan_reads_back_in_its_order_without_its_silence() -> None:
    plan = a_plan(a_cue("One", length_s=61.6), a_silence(), a_cue("Two = 2", artist=""))
    assert read(write_pls(plan, target=TARGET)) == {
        "file1": "One.flac",
        "title1": "Tidal Rooms - One",
        "length1": "62",
        "file2": "Two = 2.flac",
        "title2": "Two = 2",
        "length2": "300",
        "numberofentries": "2",
        "version": "2",
    }


@given(st.text(st.characters(categories=None), max_size=40))
def test_no_title_adds_a_line_or_another_entry(title: str) -> None:
    plan = a_plan(a_cue("one"), replace(a_cue("two"), title=title))
    found = read(write_pls(plan, target=TARGET))
    assert len(found) == 8
    assert found["title2"] == name_cue(plan.cues[1])
    assert found["numberofentries"] == "2"


def test_every_track_without_a_file_is_named() -> None:
    plan = a_plan(replace(a_cue("one"), path=None), replace(a_cue("two"), path=None))
    with pytest.raises(InputError) as caught:
        write_pls(plan, target=TARGET)
    assert len(caught.value.findings) == 2
