"""XSPF, read back by xml.etree and by xspf-lib."""

from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from plans import a_cue, a_plan, a_silence, some_terms
from xspf_lib import Playlist  # type: ignore[import-untyped]  # it ships no types

from setlist.drawing import clean
from setlist.model import Listener, Plan, Source
from setlist.playlists.xspf import write_xspf

NAME = "{http://xspf.org/ns/0/}"
TARGET = Path("/music/list.xspf")
TITLES = st.lists(st.text(st.characters(categories=None), max_size=40), min_size=1, max_size=5)


def read(plan: Plan, *, target: Path = TARGET) -> list[dict[str, str]]:
    """Every track as a table of its elements; each may stand once and holds only text."""
    root = ET.fromstring(write_xspf(plan, target=target).encode())  # noqa: S314  written by the function under test
    assert root.tag == f"{NAME}playlist"
    assert root.attrib == {"version": "1"}
    assert [node.tag for node in root] == [
        NAME + tag for tag in ("title", "annotation", "trackList")
    ]
    tracks = []
    for track in root[2]:
        assert track.tag == f"{NAME}track"
        tags = [node.tag.removeprefix(NAME) for node in track]
        assert len(set(tags)) == len(tags)
        assert all(len(node) == 0 for node in track)
        tracks.append(dict(zip(tags, (node.text or "" for node in track), strict=True)))
    return tracks


def test_a_plan_reads_back_in_its_order() -> None:
    plan = a_plan(
        a_cue("One", length_s=61.6, intensity_source=Source.SUGGESTED),
        a_silence(),
        a_cue("Two & <Three>", artist="", album="", intensity=None),
    )
    assert read(plan) == [
        {
            "location": "One.flac",
            "title": "One",
            "creator": "Tidal Rooms",
            "annotation": "settle, starts \u22120:10, intensity ~3",
            "album": "Water",
            "trackNum": "1",
            "duration": "61600",
        },
        {
            "location": "Two%20%26%20%3CThree%3E.flac",
            "title": "Two & <Three>",
            "annotation": "settle, starts \u22120:07",
            "trackNum": "3",
            "duration": "300000",
        },
    ]


@given(TITLES, TITLES)
def test_no_title_adds_an_element(titles: list[str], artists: list[str]) -> None:
    cues = [
        a_cue(title, artist=artist, album=title + artist, path=f"/music/{number}.flac")
        for number, (title, artist) in enumerate(zip(titles, artists, strict=False))
    ]
    tracks = read(a_plan(*cues))
    assert [track["trackNum"] for track in tracks] == [str(n + 1) for n in range(len(cues))]
    assert [track.get("title", "") for track in tracks] == [clean(cue.title) for cue in cues]
    assert [track.get("creator", "") for track in tracks] == [clean(cue.artist) for cue in cues]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\x00"), min_size=1))
def test_a_location_is_encoded_once(name: str) -> None:
    path = f"/music/old/{name}x.flac"
    (track,) = read(a_plan(a_cue("A", path=path)), target=Path("/music/lists/list.xspf"))
    assert track["location"].isascii()
    assert unquote(urljoin("file:///music/lists/list.xspf", track["location"])) == f"file://{path}"


def test_an_independent_reader_agrees(tmp_path: Path) -> None:
    titles = ("Wärme", "]]> & \"x\" 'y'", "line\nbreak", "שלום", "100%25", "\x00\x1b[31mred")
    cues = [a_cue(title, path=f"/music/{n} {n}%.flac") for n, title in enumerate(titles)]
    plan = a_plan(*cues, a_silence())
    target = tmp_path / "list.xspf"
    target.write_text(write_xspf(plan, target=TARGET), encoding="utf-8", newline="\n")
    playlist = Playlist.parse(target)
    assert playlist.title == "IM · Inward · 32 min"
    assert [track.title for track in playlist] == [clean(title) for title in titles]
    assert [track.creator for track in playlist] == ["Tidal Rooms"] * len(titles)
    assert [track.trackNum for track in playlist] == list(range(1, len(titles) + 1))
    assert [track.duration for track in playlist] == [300_000] * len(titles)
    locations = [unquote(str(track.location[0])) for track in playlist]
    assert locations == [f"{n} {n}%.flac" for n in range(len(titles))]


def test_a_track_without_a_file_is_named_without_a_location() -> None:
    (track,) = read(a_plan(a_cue(path=None)))
    assert "location" not in track
    assert track["title"] == "Still Pond"


def test_the_annotation_says_what_the_playlist_leaves_out() -> None:
    text = write_xspf(a_plan(a_cue(), a_silence(), a_cue()), target=TARGET)
    assert "levels and silence are in a rendered file only. 2: silence, 2:00 from" in text


def test_the_code_name_of_the_listener_stays_out() -> None:
    plan = a_plan(terms=some_terms(listener=Listener(code="heron-17")))
    assert "heron" not in write_xspf(plan, target=TARGET)
