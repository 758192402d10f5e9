"""JSPF says what XSPF says."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence

from setlist.model import Plan
from setlist.playlists.jspf import write_jspf
from setlist.playlists.xspf import NAMESPACE, write_xspf

TARGET = Path("/music/list.jspf")


def both(plan: Plan) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The tracks of a plan as a reader of JSON and one of XML find them."""
    said = json.loads(write_jspf(plan, target=TARGET))["playlist"]["track"]
    tracks = [
        {name: str(value[0] if name == "location" else value) for name, value in one.items()}
        for one in said
    ]
    root = ET.fromstring(write_xspf(plan, target=TARGET).encode())  # noqa: S314  our own text
    listed = [
        {leaf.tag.rpartition("}")[2]: leaf.text or "" for leaf in track}
        for track in root.iter(f"{{{NAMESPACE}}}track")
    ]
    return tracks, listed


def test_a_track_has_what_is_known_of_it_and_a_list_of_places() -> None:
    plan = a_plan(a_cue("One Two", length_s=61.6, album=""), a_silence())
    playlist = json.loads(write_jspf(plan, target=TARGET))["playlist"]
    (track,) = playlist["track"]
    assert track["location"] == ["One%20Two.flac"]
    assert track["duration"] == 61_600
    assert track["trackNum"] == 1
    assert "album" not in track
    assert "silence" in playlist["annotation"]


@given(st.text(st.characters(categories=None), max_size=40), st.text(max_size=20))
def test_it_says_what_xspf_says(title: str, artist: str) -> None:
    plan = a_plan(a_cue("one"), replace(a_cue("two"), title=title, artist=artist, path=None))
    tracks, listed = both(plan)
    assert tracks == [
        {name: " ".join(text.split()) for name, text in one.items()} for one in tracks
    ]
    assert tracks == listed
