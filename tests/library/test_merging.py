"""One set of tags for one track, each value knowing where it came from."""

from collections.abc import Callable
from pathlib import Path

import mutagen
from surveys import survey_of

from setlist.library import Survey, assemble_library
from setlist.model import Heard, Licence, Performance, Source, Track, Voice, Work

MakeFolder = Callable[..., Path]
Hear = Callable[[Survey], dict[Path, Heard]]


def the_track(root: Path, hear: Hear) -> Track:
    survey = survey_of(root)
    (track,) = assemble_library(survey, heard=hear(survey)).tracks
    return track


def source_of(track: Track, field: str) -> tuple[Source, str | None] | None:
    origin = track.origin(field)
    return None if origin is None else (origin.source, origin.detail)


def test_curated_values_stand_over_embedded_ones(make_folder: MakeFolder, hear: Hear) -> None:
    side = (
        '[[track]]\npath = "a.flac"\ntitle = "Curated"\nvoice = "wordless"\nintensity = 4\n'
        'ratings = [{ intensity = 6, rater = "AB", on = "2026-11-24" }]\n'
        'work = "Four Tides"\nmovement = 2\ntags = ["warm"]\ninstruments = ["piano"]\n'
        'languages = ["la"]\nlicence = { name = "CC0", performance = "granted" }\n'
    )
    root = make_folder("a.flac", sidecar=side)
    audio = mutagen.File(root / "a.flac")
    audio["TITLE"], audio["ARTIST"], audio["LANGUAGE"] = "Embedded", "Tidal Rooms", "eng"
    audio["LICENSE"] = "all rights reserved"
    audio.save()
    track = the_track(root, hear)
    tags = track.tags
    assert (tags.title, tags.artist, tags.album) == ("Curated", "Tidal Rooms", None)
    assert (tags.voice, tags.intensity(), tags.spread()) == (Voice.WORDLESS, 5.0, 2.0)
    assert (tags.words, tags.instruments, tags.languages) == (("warm",), ("piano",), ("la",))
    assert tags.work == Work(name="Four Tides", movement=2)
    assert tags.licence == Licence(name="CC0", performance=Performance.GRANTED)
    curated, embedded = (Source.SIDECAR, "setlist.library.toml"), (Source.EMBEDDED, "a.flac")
    assert source_of(track, "artist") == embedded
    assert source_of(track, "album") is None
    for field in ("title", "intensity", "voice", "tags", "instruments", "work", "licence"):
        assert source_of(track, field) == curated
    assert source_of(track, "measures") == (Source.MEASURED, "1")


def test_a_track_without_a_title_is_called_by_its_file(make_folder: MakeFolder, hear: Hear) -> None:
    track = the_track(make_folder("a/Still\nPond.flac"), hear)
    assert track.tags.title == "Still Pond"
    assert source_of(track, "title") == (Source.FILE_NAME, "a/Still\nPond.flac")


def test_a_name_of_nothing_printable_is_untitled(make_folder: MakeFolder, hear: Hear) -> None:
    assert the_track(make_folder("\u202e\n.flac"), hear).tags.title == "untitled"


def test_nested_library_files_are_merged_value_by_value(
    make_folder: MakeFolder, hear: Hear
) -> None:
    outer = '[[track]]\npath = "a/1.flac"\ntitle = "Outer"\nintensity = 2\n'
    root = make_folder("a/1.flac", sidecar=outer)
    inner = '[[track]]\npath = "1.flac"\ntitle = "Inner"\n'
    (root / "a/setlist.library.toml").write_text(inner, encoding="utf-8")
    track = the_track(root, hear)
    assert (track.tags.title, track.tags.intensity()) == ("Inner", 2.0)
    assert source_of(track, "title") == (Source.SIDECAR, "a/setlist.library.toml")
    assert source_of(track, "intensity") == (Source.SIDECAR, "setlist.library.toml")
