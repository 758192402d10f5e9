"""A plan as a table and as plain titles."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence

from setlist.drawing import clean
from setlist.model import Plan
from setlist.playlists.table import write_csv, write_titles
from setlist.wording import free_cell

TARGET = Path("/music/list.csv")


def read(plan: Plan) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write_csv(plan, target=TARGET)), strict=True))


def test_every_cue_has_a_line() -> None:
    plan = a_plan(a_cue("One", length_s=61.6), a_silence(length_s=30.0), a_cue("Two"))
    rows = read(plan)
    assert [row["kind"] for row in rows] == ["track", "silence", "track"]
    assert [row["slot"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["file"] == "One.flac"
    assert rows[0]["length_s"] == "61.600"
    starts = [float(row["start_s"]) for row in rows]
    assert starts == [cue.start_s for cue in plan.cues]


@pytest.mark.parametrize("title", ["=cmd()", "+1", "-1", "@sum", "'=1"])
def test_no_title_is_run_as_a_formula(title: str) -> None:
    (row,) = read(a_plan(replace(a_cue("one"), title=title)))
    assert row["title"] == f"'{title}"


@given(st.text(st.characters(categories=None), max_size=40))
def test_any_title_reads_back_in_one_line(title: str) -> None:
    plan = a_plan(replace(a_cue("one"), title=title))
    assert write_csv(plan, target=TARGET).count("\n") == 2
    (row,) = read(plan)
    assert free_cell(row["title"]) == clean(title)


def test_titles_are_numbered_as_they_sound_and_silence_is_none() -> None:
    plan = a_plan(a_cue("One", length_s=61.6), a_silence(), a_cue("Two\nFive", artist=""))
    assert write_titles(plan) == "1. Tidal Rooms - One (1:02)\n2. Two Five (5:00)\n"
