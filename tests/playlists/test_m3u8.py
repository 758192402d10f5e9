"""M3U8, read back by a parser that knows nothing of the writer."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence, some_terms

from setlist.drawing import clean
from setlist.errors import InputError
from setlist.model import Listener
from setlist.playlists.m3u8 import name_cue, write_m3u8

TARGET = Path("/music/list.m3u8")
TITLES = st.lists(st.text(st.characters(categories=None), max_size=40), min_size=1, max_size=5)


@dataclass(frozen=True)
class Entry:
    """One entry as a player reads it."""

    path: str
    seconds: int
    name: str
    album: str


def read(text: str) -> list[Entry]:
    """Read a playlist the way players do: line by line, directives before each path."""
    lines = text.encode().decode("utf-8-sig").splitlines()
    assert lines[0] == "#EXTM3U"
    entries, seconds, name, album = [], -1, "", ""
    for line in lines[1:]:
        if line.startswith("#EXTINF:"):
            length, _, name = line.removeprefix("#EXTINF:").partition(",")
            seconds = int(length)
        elif line.startswith("#EXTALB:"):
            album = line.removeprefix("#EXTALB:")
        elif line and not line.startswith("#"):
            entries.append(Entry(line, seconds, name, album))
            seconds, name, album = -1, "", ""
    return entries


def test_a_plan_reads_back_in_its_order() -> None:
    plan = a_plan(a_cue("One", length_s=61.6), a_silence(), a_cue("Two", artist="", album=""))
    text = write_m3u8(plan, target=TARGET)
    assert read(text) == [
        Entry("One.flac", 62, "Tidal Rooms - One", "Water"),
        Entry("Two.flac", 300, "Two", ""),
    ]
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")


@given(TITLES, TITLES)
def test_no_title_adds_a_line_or_a_directive(titles: list[str], artists: list[str]) -> None:
    cues = [
        a_cue(title, artist=artist, album=artist + title, path=f"/music/{number}.flac")
        for number, (title, artist) in enumerate(zip(titles, artists, strict=False))
    ]
    entries = read(write_m3u8(a_plan(*cues), target=TARGET))
    assert [entry.path for entry in entries] == [f"{number}.flac" for number in range(len(cues))]
    assert [entry.name for entry in entries] == [name_cue(cue) for cue in cues]
    assert [entry.album for entry in entries] == [clean(cue.album) for cue in cues]
    assert all(entry.seconds == 300 for entry in entries)


def test_silence_is_a_comment_at_its_place() -> None:
    lines = write_m3u8(a_plan(a_cue(), a_silence(), a_cue()), target=TARGET).splitlines()
    (at,) = (number for number, line in enumerate(lines) if "silence, 2:00 from" in line)
    assert lines[at].startswith("# ")
    assert lines[at - 1] == lines[-1] == "Still Pond.flac"


def test_the_code_name_of_the_listener_stays_out() -> None:
    plan = a_plan(terms=some_terms(listener=Listener(code="heron-17")))
    text = write_m3u8(plan, target=TARGET)
    assert "#PLAYLIST:IM · Inward · 115 min" in text
    assert "heron" not in text


def test_tracks_without_files_are_all_named_before_anything_is_written() -> None:
    plan = a_plan(a_cue("One", path=None), a_cue(), a_cue("Three", path=None))
    with pytest.raises(InputError) as caught:
        write_m3u8(plan, target=TARGET)
    assert [finding.said.split(",")[0] for finding in caught.value.findings] == [
        "track 1",
        "track 3",
    ]
    assert all(".xspf" in finding.mend for finding in caught.value.findings)


def test_a_track_without_a_name_is_called_untitled() -> None:
    assert name_cue(a_cue("\n", artist=" ", path="/music/a.flac")) == "Untitled"
