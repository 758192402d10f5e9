"""CUE sheets, read back by a parser that knows nothing of the writer."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence

from setlist.drawing import clean
from setlist.errors import InputError
from setlist.playlists.cue import write_cue

TARGET = Path("/music/session.cue")


def read(text: str) -> tuple[str, list[dict[str, str]]]:
    """The file of a sheet, and its tracks."""
    file, tracks = "", []
    for line in text.splitlines():
        command, _, rest = line.strip().partition(" ")
        if command == "FILE":
            file = rest.rpartition(" ")[0].strip('"')
        elif command == "TRACK":
            tracks.append({"number": rest.split()[0]})
        elif tracks:
            tracks[-1][command] = rest
    return file, tracks


def seconds(index: str) -> float:
    found = re.fullmatch(r"01 (\d{2,}):(\d\d):(\d\d)", index)
    assert found is not None
    minutes, whole, frames = map(int, found.groups())
    assert whole < 60
    assert frames < 75
    return minutes * 60 + whole + frames / 75


def test_every_cue_begins_where_it_begins_in_the_mix() -> None:
    cues = [a_cue(str(number), length_s=200.0 + number / 7.0) for number in range(40)]
    plan = a_plan(*cues[:20], a_silence(), *cues[20:])
    file, tracks = read(write_cue(plan, target=TARGET))
    assert file == "session.flac"
    assert [track["number"] for track in tracks] == [f"{number:02d}" for number in range(1, 42)]
    starts_s = [cue.start_s - plan.start_s() for cue in plan.cues]
    assert [seconds(track["INDEX"]) for track in tracks] == pytest.approx(starts_s, abs=0.5 / 75)
    assert tracks[0]["INDEX"] == "01 00:00:00"
    assert int(tracks[-1]["INDEX"].split()[1].split(":")[0]) > 99
    assert tracks[20]["TITLE"] == '"Silence"'


@given(st.text(st.characters(categories=None), max_size=40))
def test_no_title_adds_a_command_or_ends_its_quotes(title: str) -> None:
    plan = a_plan(replace(a_cue("one"), title=title), a_cue("two"))
    _, tracks = read(write_cue(plan, target=TARGET))
    assert len(tracks) == 2
    told = clean(title).replace('"', "'") or "Untitled"
    assert tracks[0]["TITLE"] == f'"{told}"'


def test_more_than_a_sheet_holds_is_refused() -> None:
    plan = a_plan(*(a_cue(str(number)) for number in range(100)))
    with pytest.raises(InputError, match="holds 99"):
        write_cue(plan, target=TARGET)
