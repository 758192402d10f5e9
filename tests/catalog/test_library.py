"""What roots bring to a catalog, and the library that comes of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_track, some_measures
from hypothesis import HealthCheck, given, settings
from shelves import (
    NOON,
    PLACE,
    SOME_TAGS,
    a_record,
    a_shelf,
    a_word,
    digest,
    fill,
    resolve,
    some_tracks,
)
from sqlalchemy import event

from setlist.catalog import (
    Catalog,
    keep_library,
    keep_records,
    open_catalog,
    read_library,
    recall_mark,
    recall_places,
    recall_vocabulary,
    say,
)
from setlist.errors import CatalogError, Finding, Place
from setlist.model import Field, Origin, Source, TagFamily, Tags, Term


def read(catalog: Catalog, **places: Path) -> dict[str, str | None]:
    library = read_library(catalog, places, digest=digest)
    return {track.tags.title or "": track.path for track in library.tracks}


def count_writes(catalog: Catalog) -> list[str]:
    """Note every statement that writes, from now on."""
    seen: list[str] = []

    def note(*call: object) -> None:
        text = str(call[2])
        if text.startswith(("INSERT", "UPDATE", "DELETE")):
            seen.append(text)

    event.listen(catalog.engine, "before_cursor_execute", note)
    return seen


def test_a_library_comes_back_as_it_was_kept(catalog: Catalog) -> None:
    origin = Origin(field="title", source=Source.SIDECAR, detail="setlist.library.toml")
    track = replace(a_track(), origins=(origin,))
    finding = Finding(said="s", mend="m", place=Place(file="/music/Still Pond.flac", line=3))
    term = Term(word="calm", family=TagFamily.MOOD, meaning="Still.")
    library = a_shelf(track, terms=(term,), findings=(finding,))
    keep_library(catalog, "main", library, PLACE, mark="m1")
    got = read_library(catalog, {"main": PLACE}, digest=digest)
    assert got.tracks == (track,)
    assert got.vocabulary == library.vocabulary
    assert got.findings == (finding,)
    assert got.stamp.digest == digest([track])
    assert got.stamp.locator == catalog.address.shown
    assert got.stamp.tracks == 1
    assert recall_mark(catalog, "main") == "m1"
    assert recall_places(catalog) == {"main": PLACE}
    assert recall_vocabulary(catalog) == library.vocabulary


def test_a_root_that_was_never_kept_has_no_mark(catalog: Catalog) -> None:
    assert recall_mark(catalog, "main") is None


def test_a_root_whose_first_scan_was_cut_short_stands_nowhere_yet(catalog: Catalog) -> None:
    keep_records(catalog, "main", [a_record()], measures_version=1)
    assert recall_places(catalog) == {}


def test_paths_are_those_of_the_place_where_the_root_is_now(catalog: Catalog) -> None:
    fill(catalog, a_track("A"))
    assert read(catalog, main=Path("/mnt/nas")) == {"A": "/mnt/nas/A.flac"}
    assert read(catalog) == {"A": None}


def test_a_file_outside_its_root_has_no_path(catalog: Catalog) -> None:
    fill(catalog, replace(a_track("A"), path="/elsewhere/A.flac"))
    assert read(catalog, main=Path("/mnt")) == {"A": None}


def test_a_track_without_audio_has_no_path(catalog: Catalog) -> None:
    fill(catalog, replace(a_track("A"), path=None))
    assert read(catalog, main=PLACE) == {"A": None}


def test_findings_move_with_their_root(catalog: Catalog) -> None:
    finding = Finding(said="s", mend="m", place=Place(file="/music/a.ogg"))
    keep_library(catalog, "main", a_shelf(findings=(finding,)), PLACE, mark="")
    library = read_library(catalog, {"main": Path("/mnt")}, digest=digest)
    assert library.findings[0].place.file == "/mnt/a.ogg"


def test_one_sound_in_two_roots_is_one_track(catalog: Catalog) -> None:
    bare = replace(
        a_track(tags=Tags(title="a file")),
        origins=(Origin(field="title", source=Source.FILE_NAME),),
    )
    tagged = replace(
        a_track(tags=Tags(title="Real", words=("calm",))),
        id=bare.id,
        path="/music/sub/b.flac",
        origins=(
            Origin(field="title", source=Source.SIDECAR),
            Origin(field="tags", source=Source.SIDECAR),
        ),
    )
    fill(catalog, bare, root="a")
    fill(catalog, tagged, root="b")
    library = read_library(catalog, {"b": PLACE}, digest=digest)
    (track,) = library.tracks
    assert track.path == "/music/sub/b.flac"
    assert (track.tags.title, track.tags.words) == ("Real", ("calm",))
    assert track.origin("title") == Origin(field="title", source=Source.SIDECAR)
    both = read_library(catalog, {"a": Path("/a"), "b": PLACE}, digest=digest)
    assert both.tracks[0].path == "/a/Still Pond.flac"
    assert both.tracks[0].tags == track.tags


def test_a_track_that_a_root_has_no_more_is_left_out_and_kept(catalog: Catalog) -> None:
    fill(catalog, a_track("A"), a_track("B"))
    fill(catalog, a_track("B"))
    assert list(read(catalog, main=PLACE)) == ["B"]
    fill(catalog, a_track("A"), a_track("B"))
    assert list(read(catalog, main=PLACE)) == ["A", "B"]


def test_tracks_are_in_the_order_of_roots_and_names(catalog: Catalog) -> None:
    fill(catalog, a_track("C"), a_track("a"), a_track("B"), root="z")
    fill(catalog, a_track("D"), root="y")
    assert list(read(catalog, z=PLACE, y=PLACE)) == ["D", "B", "C", "a"]


def test_only_what_changed_is_written(catalog: Catalog) -> None:
    tracks = some_tracks(30)
    fill(catalog, *tracks)
    writes = count_writes(catalog)
    fill(catalog, *tracks)
    assert {
        text.split()[2] if text.startswith("INSERT") else text.split()[1] for text in writes
    } == {"roots"}
    writes.clear()
    fill(catalog, replace(tracks[0], tags=Tags(title="new")), *tracks[1:])
    assert sum("INSERT INTO sides" in text for text in writes) == 1
    assert not any("INTO measures" in text for text in writes)


def test_new_measures_replace_the_old(catalog: Catalog) -> None:
    track = a_track("A")
    fill(catalog, track)
    louder = replace(track, measures=some_measures(loudness_lufs=-10.0))
    fill(catalog, louder)
    assert read_library(catalog, {"main": PLACE}, digest=digest).tracks == (louder,)
    later = replace(track, measures=replace(louder.measures, version=2))
    fill(catalog, later)
    assert read_library(catalog, {"main": PLACE}, digest=digest).tracks == (later,)


def test_what_people_say_counts_for_the_clinic_that_asks(url: str) -> None:
    track = a_track("A", intensity=None)
    base = a_word(track.id, "Base", field=Field.TITLE)
    own = a_word(track.id, "Own", field=Field.TITLE, clinic="north")
    with open_catalog(url, resolve=resolve) as catalog:
        fill(catalog, track)
        say(catalog, [base, own], how="tag", at=NOON)
        assert list(read(catalog)) == ["Base"]
    for clinic, title in (("north", "Own"), ("south", "Base")):
        with open_catalog(url, resolve=resolve, clinic=clinic) as catalog:
            assert list(read(catalog)) == [title]


def test_a_catalog_that_was_edited_by_hand_is_an_error_with_a_mend(catalog: Catalog) -> None:
    fill(catalog, a_track("A"))
    with catalog.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sides SET tags = '{'")
    with pytest.raises(CatalogError, match="damaged"):
        read(catalog)


@given(tags=SOME_TAGS)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_tags_of_strangers_are_kept(catalog: Catalog, tags: Tags) -> None:
    track = replace(a_track(tags=tags), path="/music/a.flac")
    fill(catalog, track)
    (got,) = read_library(catalog, {"main": PLACE}, digest=digest).tracks
    assert got == track


def test_an_empty_catalog_is_an_empty_library(catalog: Catalog) -> None:
    library = read_library(catalog, {}, digest=digest)
    assert (library.tracks, library.findings, library.vocabulary.terms) == ((), (), ())
