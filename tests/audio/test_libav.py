"""What stands in FLAC, Opus and M4A files besides sound."""

import hashlib
from pathlib import Path

import soundfile
from mutagen.flac import CueSheet, Padding
from readers import by_mutagen
from sounds import some_noise

from setlist.audio import CHAPTERS_MAX, AudioFormat, Chapter, open_encoder
from setlist.units import Frames

CHAPTERS = (
    Chapter(start=Frames(0), end=Frames(24_007), title="one"),
    Chapter(start=Frames(24_007), end=Frames(48_000), title="zwölf"),
)


def a_file(path: Path, *, chapters: tuple[Chapter, ...] = CHAPTERS) -> Path:
    with open_encoder(path, tags={"title": "a"}, chapters=chapters) as encoder:
        encoder.write(some_noise(length_s=1.0))
    return path


def test_the_cue_sheet_of_a_flac_is_exact_to_the_frame(tmp_path: Path) -> None:
    flac = by_mutagen(a_file(tmp_path / "a.flac"))
    tracks = [(track.track_number, track.start_offset) for track in flac.cuesheet.tracks]
    assert tracks == [(1, 0), (2, 24_007), (255, 48_000)]
    assert not flac.cuesheet.compact_disc


def test_the_comments_of_a_flac_name_its_chapters(tmp_path: Path) -> None:
    flac = by_mutagen(a_file(tmp_path / "a.flac"))
    assert flac["CHAPTER002"] == ["00:00:00.500"]
    assert flac["CHAPTER002NAME"] == ["zwölf"]
    kinds = [type(block) for block in flac.metadata_blocks]
    assert kinds.index(CueSheet) < kinds.index(type(flac.tags))
    assert kinds[-1] is Padding


def test_the_digest_in_a_flac_is_that_of_its_samples(tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.flac")
    samples, _ = soundfile.read(path, dtype="int16")
    digest = hashlib.md5(samples.tobytes(), usedforsecurity=False).hexdigest()
    assert f"{by_mutagen(path).info.md5_signature:032x}" == digest


def test_the_longest_cue_sheet_fits_into_the_room_kept_for_it(tmp_path: Path) -> None:
    chapters = tuple(
        Chapter(start=Frames(n), end=Frames(n + 1), title="a") for n in range(CHAPTERS_MAX)
    )
    flac = by_mutagen(a_file(tmp_path / "a.flac", chapters=chapters))
    assert len(flac.cuesheet.tracks) == CHAPTERS_MAX + 1
    assert flac.metadata_blocks[-1].length > 0


def test_no_cue_sheet_stands_in_a_flac_without_chapters(tmp_path: Path) -> None:
    assert by_mutagen(a_file(tmp_path / "a.flac", chapters=())).cuesheet is None


def test_the_comments_of_an_opus_name_its_chapters(tmp_path: Path) -> None:
    opus = by_mutagen(a_file(tmp_path / "a.opus"))
    assert (opus["CHAPTER001"], opus["CHAPTER001NAME"]) == (["00:00:00.000"], ["one"])
    assert opus.info.length == 1.0


def test_an_m4a_has_chapters_in_both_ways_and_its_exact_length(tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.m4a")
    mp4 = by_mutagen(path)
    assert [chapter.title for chapter in mp4.chapters] == ["one", "zwölf"]
    assert abs(mp4.chapters[1].start - 24_007 / 48_000) < 1e-6
    data = path.read_bytes()
    assert b"chpl" in data
    assert b"tref" in data
    assert b"chap" in data
    edit = data[data.index(b"elst") + 12 :]
    assert int.from_bytes(edit[0:4], "big") == 48_000  # frames that are heard
    assert int.from_bytes(edit[4:8], "big") == 1024  # frames before them


def test_own_names_are_free_form_in_an_m4a(tmp_path: Path) -> None:
    path = tmp_path / "a.m4a"
    with open_encoder(path, tags={"setlist_plan": "sha256:1"}) as encoder:
        encoder.write(some_noise(length_s=0.2))
    assert by_mutagen(path)["----:com.apple.iTunes:SETLIST_PLAN"] == [b"sha256:1"]


def test_no_file_tells_the_version_of_the_encoder(tmp_path: Path) -> None:
    for kind in (AudioFormat.FLAC, AudioFormat.OPUS, AudioFormat.M4A):
        path = a_file(tmp_path / f"a.{kind}")
        assert b"Lavf6" not in path.read_bytes()
        assert b"Lavc6" not in path.read_bytes()
        assert by_mutagen(path).info.length >= 1.0
