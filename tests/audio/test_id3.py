"""The ID3 tag, as mutagen reads it."""

from io import BytesIO
from typing import Any

from mutagen.id3 import ID3

from setlist.audio import Chapter
from setlist.audio.id3 import make_id3
from setlist.units import Frames

CHAPTERS = tuple(
    Chapter(start=Frames(48_000 * n), end=Frames(48_000 * (n + 1)), title=title)
    for n, title in enumerate(("a longer title than the next — é", "two", "é" * 200))
)


def read(tag: bytes) -> Any:  # noqa: ANN401  mutagen has no types
    return ID3(BytesIO(tag + b"\xff\xfb\xb4\x04"))  # type: ignore[no-untyped-call]


def test_each_chapter_is_a_frame_with_its_times_and_title() -> None:
    tag = read(make_id3({}, CHAPTERS))
    chapters = sorted(tag.getall("CHAP"), key=lambda frame: frame.start_time)
    assert [(frame.start_time, frame.end_time) for frame in chapters] == [
        (0, 1000),
        (1000, 2000),
        (2000, 3000),
    ]
    titles = [frame.sub_frames["TIT2"].text[0] for frame in chapters]
    assert titles == [CHAPTERS[0].title, "two", "é" * 118 + "…"]


def test_one_ordered_table_of_contents_names_every_chapter() -> None:
    tag = read(make_id3({}, CHAPTERS))
    (contents,) = tag.getall("CTOC")
    assert contents.flags == 3
    assert contents.child_element_ids == ["chp001", "chp002", "chp003"]
    assert {frame.element_id for frame in tag.getall("CHAP")} == set(contents.child_element_ids)


def test_chapters_stand_in_order_of_time_whatever_their_titles() -> None:
    tag = make_id3({}, CHAPTERS)
    places = [tag.rindex(f"chp{n:03d}".encode()) for n in (1, 2, 3)]
    assert places == sorted(places)


def test_names_have_their_frames_and_own_names_have_one_kind() -> None:
    tags = {"title": "a", "artist": "b", "album": "c", "comment": "d", "setlist_plan": "e"}
    tag = read(make_id3(tags, ()))
    found = {name: str(tag[name]) for name in tag}
    assert found == {
        "TIT2": "a",
        "TPE1": "b",
        "TALB": "c",
        "COMM::eng": "d",
        "TXXX:SETLIST_PLAN": "e",
    }
