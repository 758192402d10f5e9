"""Embedded tags of every kind of file, honest and hostile."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import mutagen
import mutagen.id3
import pytest

from setlist.library.embedded import read_embedded
from setlist.model import Licence, Tags, Work
from setlist.wording import LONGEST

MakeFolder = Callable[..., Path]

_RECORDING = "e65fb332-0c1e-4172-85e0-59cd37e5669e"
_TERMS = "https://creativecommons.org/licenses/by/4.0/"
_WHOLE = Tags(
    title="Still Pond",
    artist="Tidal Rooms; Hana Ito",
    album="Low Water",
    languages=("en", "de"),
    work=Work(name="Four Tides", movement=2),
    licence=Licence(name=_TERMS, holder="2020 Tidal Rooms"),
    isrc="GBAYE6800011",
    musicbrainz_id=_RECORDING,
)
_KINDS = (".mp3", ".flac", ".ogg", ".opus", ".m4a", ".wav", ".aiff", ".wma")


def open_audio(path: Path) -> Any:  # noqa: ANN401  # mutagen does not say what its files are
    audio = mutagen.File(path)
    if audio.tags is None:
        audio.add_tags()
    return audio


def add_frames(path: Path, *frames: tuple[str, dict[str, object]]) -> None:
    audio = open_audio(path)
    for kind, values in frames:
        audio.tags.add(getattr(mutagen.id3, kind)(**values))
    audio.save()


@pytest.mark.parametrize("suffix", [".mp3", ".wav", ".aiff"])
def test_id3_tags_are_read(make_folder: MakeFolder, suffix: str) -> None:
    path = make_folder(f"x{suffix}") / f"x{suffix}"
    add_frames(
        path,
        ("TIT2", {"text": "Still Pond"}),
        ("TPE1", {"text": ["Tidal Rooms", "Hana Ito"]}),
        ("TALB", {"text": "Low Water"}),
        ("TLAN", {"text": ["eng", "deu"]}),
        ("TXXX", {"desc": "WORK", "text": "Four Tides"}),
        ("MVIN", {"text": "2/4"}),
        ("WCOP", {"url": _TERMS}),
        ("TCOP", {"text": "2020 Tidal Rooms"}),
        ("TSRC", {"text": "GB-AYE-68-00011"}),
        ("UFID", {"owner": "http://musicbrainz.org", "data": _RECORDING.encode()}),
        ("UFID", {"owner": "http://elsewhere.example", "data": b"\xff\xfe"}),
        ("APIC", {"mime": "image/png", "type": 3, "data": b"\x89PNG"}),
    )
    assert read_embedded(str(path)).tags == _WHOLE


@pytest.mark.parametrize("suffix", [".flac", ".ogg", ".opus"])
def test_vorbis_comments_are_read(make_folder: MakeFolder, suffix: str) -> None:
    path = make_folder(f"x{suffix}") / f"x{suffix}"
    audio = open_audio(path)
    audio["TITLE"] = "Still Pond"
    audio["artist"] = ["Tidal Rooms", "Hana Ito"]
    audio["Album"] = "Low Water"
    audio["LANGUAGE"] = ["English", "ger"]
    audio["WORK"] = "Four Tides"
    audio["MOVEMENT"] = "2"
    audio["LICENSE"] = _TERMS
    audio["COPYRIGHT"] = "2020 Tidal Rooms"
    audio["ISRC"] = "gbaye6800011"
    audio["MUSICBRAINZ_TRACKID"] = _RECORDING.upper()
    audio.save()
    assert read_embedded(str(path)).tags == _WHOLE


def test_mp4_atoms_are_read(make_folder: MakeFolder) -> None:
    path = make_folder("x.m4a") / "x.m4a"
    audio = open_audio(path)
    audio["\xa9nam"] = "Still Pond"
    audio["\xa9ART"] = ["Tidal Rooms", "Hana Ito"]
    audio["\xa9alb"] = "Low Water"
    audio["\xa9wrk"] = "Four Tides"
    audio["\xa9mvi"] = [2]
    audio["cprt"] = "2020 Tidal Rooms"
    for key, text in (
        ("LANGUAGE", "en; de"),
        ("LICENSE", _TERMS),
        ("ISRC", "GBAYE6800011"),
        ("MusicBrainz Track Id", _RECORDING),
    ):
        audio[f"----:com.apple.iTunes:{key}"] = text.encode()
    audio["covr"] = [b"\x89PNG"]
    audio.save()
    assert read_embedded(str(path)).tags == _WHOLE


def test_asf_attributes_are_read(make_folder: MakeFolder) -> None:
    path = make_folder("x.wma") / "x.wma"
    audio = open_audio(path)
    audio["Title"] = "Still Pond"
    audio["Author"] = ["Tidal Rooms", "Hana Ito"]
    audio["WM/AlbumTitle"] = "Low Water"
    audio["WM/Language"] = "en-us"
    audio["Copyright"] = "CC-BY 4.0"
    audio["WM/ISRC"] = "GBAYE6800011"
    audio["MusicBrainz/Track Id"] = _RECORDING
    audio.save()
    tags = read_embedded(str(path)).tags
    assert (tags.title, tags.artist, tags.album) == (_WHOLE.title, _WHOLE.artist, _WHOLE.album)
    assert (tags.languages, tags.isrc) == (("en",), _WHOLE.isrc)
    assert tags.musicbrainz_id == _RECORDING
    assert tags.licence == Licence(name="CC-BY 4.0")


@pytest.mark.parametrize("suffix", _KINDS)
def test_the_declared_length_is_read(make_folder: MakeFolder, suffix: str) -> None:
    found = read_embedded(str(make_folder(f"x{suffix}") / f"x{suffix}"))
    assert found.fault is None
    assert found.declared_s is not None
    assert 0.4 < found.declared_s < 0.7


def test_a_suffix_may_lie(make_folder: MakeFolder, silences: Mapping[str, bytes]) -> None:
    path = make_folder() / "x.mp3"
    path.write_bytes(silences[".flac"])
    assert read_embedded(str(path)).fault is None


def test_codes_that_are_none_are_dropped(make_folder: MakeFolder) -> None:
    path = make_folder("x.flac") / "x.flac"
    audio = open_audio(path)
    audio["ISRC"] = "no such code"
    audio["MUSICBRAINZ_TRACKID"] = "7"
    audio["LANGUAGE"] = ["zxx", "gibberish"]
    audio["WORK"] = "A work without numbers"
    audio["COPYRIGHT"] = "(C) 2005 Somebody"
    audio.save()
    assert read_embedded(str(path)).tags == Tags()


@pytest.mark.parametrize("number", ["0", "", "II", "-1", "x2"])
def test_a_movement_without_a_number_makes_no_work(make_folder: MakeFolder, number: str) -> None:
    path = make_folder("x.ogg") / "x.ogg"
    audio = open_audio(path)
    audio["WORK"] = "Four Tides"
    audio["MOVEMENT"] = number
    audio.save()
    assert read_embedded(str(path)).tags.work is None


def test_hostile_texts_become_one_clean_line(make_folder: MakeFolder) -> None:
    path = make_folder("x.flac") / "x.flac"
    audio = open_audio(path)
    audio["TITLE"] = "a\0b\r\n\u202ec" + "x" * 3_000_000
    audio["ARTIST"] = [f"artist {number}" for number in range(5000)]
    audio.save()
    tags = read_embedded(str(path)).tags
    assert tags.title is not None
    assert tags.title.startswith("a b cxxx")
    assert len(tags.title) == LONGEST
    assert tags.artist is not None
    assert len(tags.artist) < 1000


def test_binary_where_text_should_be_gives_nothing(make_folder: MakeFolder) -> None:
    path = make_folder("x.m4a") / "x.m4a"
    audio = open_audio(path)
    audio["----:com.apple.iTunes:ISRC"] = b"\xff\xfe\x00\x01"
    audio["----:com.apple.iTunes:LICENSE"] = b"\x80" * 1000
    audio.save()
    assert read_embedded(str(path)).tags == Tags()


def test_no_damage_makes_a_file_crash_the_reader(
    tmp_path: Path, silences: Mapping[str, bytes]
) -> None:
    chance = random.Random(7)
    faults = 0
    for suffix, whole in silences.items():
        path = tmp_path / f"x{suffix}"
        for _ in range(12):
            damaged = bytearray(whole[: chance.randrange(len(whole))])
            for _ in range(min(len(damaged), 20)):
                damaged[chance.randrange(min(len(damaged), 500))] = chance.randrange(256)
            path.write_bytes(damaged)
            found = read_embedded(str(path))
            assert found.fault is None or found.fault.isprintable()
            faults += found.fault is not None
    assert faults > 20


def test_a_fault_names_no_folder(make_folder: MakeFolder) -> None:
    root = make_folder()
    path = root / "x.mp3"
    path.write_bytes(b"ID3\x20\x20" + b"\0" * 200)
    fault = read_embedded(str(path)).fault
    assert fault == "ID3v2.32 not supported"


def test_a_file_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    assert read_embedded(str(tmp_path / "gone.ogg")).fault
