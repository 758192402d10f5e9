"""Tags written into audio files."""

import errno
import os
import resource
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen
import mutagen.flac
import mutagen.id3
import pytest
from builders import a_track, a_track_id
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from setlist.audio import Recording
from setlist.errors import AudioError, Finding
from setlist.library import frames, write_tags
from setlist.library.embedded import FIELDS, list_texts, read_embedded
from setlist.model import (
    Licence,
    Origin,
    Performance,
    Rating,
    Source,
    Tags,
    Track,
    TrackId,
    Voice,
    Work,
)

MakeFolder = Callable[..., Path]

_KINDS = (".mp3", ".flac", ".ogg", ".opus", ".m4a", ".wav", ".aiff", ".wma")
_TAGS = Tags(
    title="Still Pönd",
    artist="Tidal Rooms; 伊藤",
    album="Low Water",
    ratings=(Rating(intensity=4.0, rater="AB"), Rating(intensity=5.0, rater="CD")),
    voice=Voice.WORDLESS,
    languages=("en", "de"),
    words=("warm", "slow"),
    work=Work(name="Four Tides", movement=2),
    licence=Licence(name="CC BY 4.0", holder="2020 Tidal Rooms", performance=Performance.GRANTED),
    isrc="GBAYE6800011",
    musicbrainz_id="e65fb332-0c1e-4172-85e0-59cd37e5669e",
)


def digest(path: Path) -> str:
    recording = Recording(path, identify=True)
    for _ in recording.blocks():
        pass
    return recording.payload_digest()


def track_of(path: Path, tags: Tags = _TAGS) -> Track:
    return replace(a_track(tags=tags), id=TrackId(f"sha256:{digest(path)}"), path=str(path))


def native(path: Path) -> dict[str, object]:
    """Give the texts of every native field that is one."""
    tags: Any = mutagen.File(path).tags
    return {str(key).casefold(): list_texts(tags[key]) for key in tags.keys()}  # noqa: SIM118  # not every kind can be walked


def read_back(tags: Tags) -> Tags:
    """What of some tags is read from a file: no ratings, voice or tags, no right to play."""
    licence = tags.licence and replace(tags.licence, performance=Performance.UNKNOWN)
    return replace(tags, ratings=(), voice=None, words=(), licence=licence)


@pytest.mark.parametrize("suffix", _KINDS)
def test_what_is_written_is_read_back_and_the_sound_stays(
    make_folder: MakeFolder, suffix: str
) -> None:
    path = make_folder(f"x{suffix}") / f"x{suffix}"
    before = digest(path)
    assert write_tags(track_of(path), verify=digest) == ()
    assert read_embedded(str(path)).tags == read_back(_TAGS)
    assert digest(path) == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("suffix", "intensity", "voice", "mood"),
    [
        (".mp3", "txxx:intensity", "txxx:voice", "tmoo"),
        (".wav", "txxx:intensity", "txxx:voice", "tmoo"),
        (".flac", "intensity", "voice", "mood"),
        (".opus", "intensity", "voice", "mood"),
        (".m4a", *(f"----:com.apple.itunes:{name}" for name in ("intensity", "voice", "mood"))),
        (".wma", "intensity", "voice", "wm/mood"),
    ],
)
def test_intensity_voice_and_tags_have_fields_that_other_programs_show(
    make_folder: MakeFolder, suffix: str, intensity: str, voice: str, mood: str
) -> None:
    path = make_folder(f"x{suffix}") / f"x{suffix}"
    write_tags(track_of(path), verify=digest)
    held = native(path)
    assert (held[intensity], held[voice]) == (["4.5"], ["wordless"])
    assert held[mood] == ["warm", "slow"]


@pytest.mark.parametrize("suffix", _KINDS)
def test_what_is_written_already_is_not_written_again(make_folder: MakeFolder, suffix: str) -> None:
    path = make_folder(f"x{suffix}") / f"x{suffix}"
    write_tags(track_of(path), verify=digest)
    before = path.stat()
    assert write_tags(track_of(path), verify=digest) == ()
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_is_not_known_leaves_the_file_its_own(make_folder: MakeFolder) -> None:
    path = make_folder("x.flac") / "x.flac"
    write_tags(track_of(path), verify=digest)
    before = path.read_bytes()
    assert write_tags(track_of(path, Tags()), verify=digest) == ()
    assert path.read_bytes() == before


def test_a_title_that_is_the_name_of_the_file_is_not_written(make_folder: MakeFolder) -> None:
    path = make_folder("x.flac") / "x.flac"
    named = (Origin(field="title", source=Source.FILE_NAME),)
    write_tags(replace(track_of(path), origins=named), verify=digest)
    assert read_embedded(str(path)).tags.title is None


def test_pictures_and_foreign_frames_stay(make_folder: MakeFolder) -> None:
    path = make_folder("x.mp3") / "x.mp3"
    picture = b"\x89PNG" + bytes(range(256)) * 40
    frames = [
        mutagen.id3.Frames["APIC"](mime="image/png", type=3, data=picture),
        mutagen.id3.Frames["PRIV"](owner="x.example", data=b"\0\xff"),
        mutagen.id3.Frames["TXXX"](encoding=3, desc="OURS", text=["a", "b"]),
        mutagen.id3.Frames["TIT1"](encoding=3, text="Evening"),
        mutagen.id3.Frames["MVIN"](encoding=3, text="1/4"),
        mutagen.id3.Frames["COMM"](encoding=3, lang="eng", desc="", text="hm"),
    ]
    audio: Any = mutagen.File(path)
    audio.add_tags()
    for frame in frames:
        audio.tags.add(frame)
    audio.save()
    assert write_tags(track_of(path), verify=digest) == ()
    tags: Any = mutagen.File(path).tags
    assert tags["APIC:"].data == picture
    assert tags["PRIV:x.example:\0\xff"].data == b"\0\xff"
    assert tags["TXXX:OURS"].text == ["a", "b"]
    assert (str(tags["TIT1"]), str(tags["MVIN"])) == ("Evening", "2/4")
    assert str(tags["COMM::eng"]) == "hm"
    assert read_embedded(str(path)).tags == read_back(_TAGS)


def test_pictures_of_other_kinds_stay(make_folder: MakeFolder) -> None:
    root = make_folder("x.flac", "x.m4a")
    flac: Any = mutagen.File(root / "x.flac")
    picture: Any = mutagen.flac.Picture()  # type: ignore[no-untyped-call]  # mutagen
    picture.data, picture.mime = b"\x89PNG" * 99, "image/png"
    flac.add_picture(picture)
    flac["ENSEMBLE"] = ["a", "b"]
    flac.save()
    m4a: Any = mutagen.File(root / "x.m4a")
    m4a["covr"] = [b"\x89PNG" * 99]
    m4a["----:x.example:OURS"] = [b"\xff\0"]
    m4a.save()
    for name in ("x.flac", "x.m4a"):
        assert write_tags(track_of(root / name), verify=digest) == ()
    flac, m4a = mutagen.File(root / "x.flac"), mutagen.File(root / "x.m4a")
    assert flac.pictures[0].data == b"\x89PNG" * 99
    assert flac["ENSEMBLE"] == ["a", "b"]
    assert bytes(m4a["covr"][0]) == b"\x89PNG" * 99
    assert bytes(m4a["----:x.example:OURS"][0]) == b"\xff\0"


def test_older_id3_stays_what_it_is(make_folder: MakeFolder) -> None:
    path = make_folder("x.mp3") / "x.mp3"
    audio: Any = mutagen.File(path)
    audio.add_tags()
    audio.tags.add(mutagen.id3.Frames["TYER"](encoding=1, text="1994"))
    audio.tags.add(mutagen.id3.Frames["TSOP"](encoding=1, text="Rooms"))
    audio.tags.add(mutagen.id3.Frames["TPE2"](encoding=1, text=["One", "Two"]))
    audio.save(v2_version=3, v23_sep=None)
    assert write_tags(track_of(path), verify=digest) == ()
    tags: Any = mutagen.id3.ID3(path, translate=False)  # type: ignore[no-untyped-call]  # mutagen
    assert tags.version == (2, 3, 0)
    assert str(tags["TYER"]) == "1994"
    assert str(tags["TSOP"]) == "Rooms"
    assert tags["TPE2"].text == ["One", "Two"]
    assert tags["TPE1"].text == ["Tidal Rooms; 伊藤"]
    assert tags["TXXX:MOOD"].text == ["warm; slow"]
    assert "TMOO" not in tags
    assert read_embedded(str(path)).tags == read_back(_TAGS)
    inode = path.stat().st_ino
    assert write_tags(track_of(path), verify=digest) == ()
    assert path.stat().st_ino == inode


def test_an_address_of_a_licence_has_a_frame_of_its_own(make_folder: MakeFolder) -> None:
    path = make_folder("x.mp3") / "x.mp3"
    write_tags(track_of(path), verify=digest)
    terms = "https://creativecommons.org/licenses/by/4.0/"
    tags = replace(_TAGS, licence=Licence(name=terms))
    write_tags(track_of(path, tags), verify=digest)
    held = native(path)
    assert held["wcop"] == [terms]
    assert "txxx:license" not in held
    assert read_embedded(str(path)).tags.licence == Licence(name=terms, holder="2020 Tidal Rooms")


def one_finding(track: Track, verify: Callable[[Path], str] = digest) -> Finding:
    """The only finding of a refused writing, which left the file and its folder alone."""
    assert track.path is not None
    path = Path(track.path)
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    (finding,) = write_tags(track, verify=verify)
    assert finding.mend
    assert str(finding).isprintable()
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.iterdir()) == beside
    return finding


def test_a_sound_that_would_change_is_not_written(make_folder: MakeFolder) -> None:
    track = track_of(make_folder("x.flac") / "x.flac")
    right = track.id.removeprefix("sha256:")
    answers = iter([right, "another"])
    finding = one_finding(track, lambda _: next(answers))
    assert "sound would have changed" in finding.said


def test_another_sound_than_was_tagged_is_left_alone(make_folder: MakeFolder) -> None:
    track = track_of(make_folder("x.flac") / "x.flac")
    assert "another sound" in one_finding(replace(track, id=a_track_id("other"))).said
    assert "nobody listened" in one_finding(replace(track, id=TrackId("row:0"))).said


def test_a_copy_that_cannot_be_read_is_a_finding(make_folder: MakeFolder) -> None:
    track = track_of(make_folder("x.flac") / "x.flac")

    def fail(_: Path) -> str:
        raise AudioError(Finding(said="is damaged", mend="copy it again"))

    assert one_finding(track, fail).said == "is damaged"


def test_a_full_disk_is_a_finding(make_folder: MakeFolder) -> None:
    track = track_of(make_folder("x.wav") / "x.wav")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        finding = one_finding(track)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert os.strerror(errno.EFBIG) in finding.said


def test_a_disk_that_fills_up_while_tags_are_written_is_a_finding(
    make_folder: MakeFolder,
) -> None:
    path = make_folder("x.wav") / "x.wav"
    track = track_of(path, replace(_TAGS, title="x" * 300, album="y" * 300))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 500, hard))
    try:
        assert one_finding(track).mend
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_read_only_file_is_a_finding(make_folder: MakeFolder) -> None:
    path = make_folder("x.flac") / "x.flac"
    track = track_of(path)
    path.chmod(0o444)
    assert one_finding(track).said == "is read-only"


def test_permissions_and_links_stay(make_folder: MakeFolder) -> None:
    root = make_folder("x.flac")
    link = root / "link.flac"
    link.symlink_to("x.flac")
    (root / "x.flac").chmod(0o600)
    assert write_tags(track_of(link), verify=digest) == ()
    assert link.is_symlink()
    assert (root / "x.flac").stat().st_mode & 0o777 == 0o600
    assert read_embedded(str(root / "x.flac")).tags.title == _TAGS.title


def test_what_is_no_file_of_tags_is_a_finding(
    make_folder: MakeFolder, silences: Mapping[str, bytes]
) -> None:
    root = make_folder("x.flac")
    track = track_of(root / "x.flac")
    (root / "note.txt").write_text("no music", encoding="utf-8")
    (root / "broken.mp3").write_bytes(silences[".mp3"][50:90])
    (root / "folder.mp3").mkdir()
    right = track.id.removeprefix("sha256:")
    for name in ("note.txt", "broken.mp3", "folder.mp3", "none.mp3", "n\0.mp3", "n" * 300):
        if "\0" in name or len(name) > 255:
            (finding,) = write_tags(replace(track, path=str(root / name)), verify=lambda _: right)
        else:
            finding = one_finding(replace(track, path=str(root / name)), lambda _: right)
        assert finding.mend
    (finding,) = write_tags(replace(track, path=None), verify=digest)
    assert "no file" in finding.said


def test_a_kind_without_tags_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "x.aac"
    path.write_bytes(b"\xff\xf1\x50\x80\x02\x1f\xfc" * 400)
    track = replace(a_track(tags=_TAGS), id=TrackId("sha256:0"), path=str(path))
    assert "cannot be written" in one_finding(track, lambda _: "0").said


def test_a_suffix_may_lie(make_folder: MakeFolder) -> None:
    root = make_folder("x.flac")
    path = root / "x.mp3"
    shutil.move(root / "x.flac", path)
    assert write_tags(track_of(path), verify=digest) == ()
    assert path.read_bytes().startswith(b"fLaC")
    assert read_embedded(str(path)).tags == read_back(_TAGS)


_TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=20)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=_TEXT, artist=_TEXT, album=_TEXT, licence=_TEXT, suffix=st.sampled_from(_KINDS))
def test_any_text_is_read_back(
    make_folder: MakeFolder, title: str, artist: str, album: str, licence: str, suffix: str
) -> None:
    path = make_folder(f"any{suffix}") / f"any{suffix}"
    tags = Tags(title=title, artist=artist, album=album, licence=Licence(name=licence))
    assert write_tags(track_of(path, tags), verify=digest) == ()
    assert read_embedded(str(path)).tags == tags


def test_every_field_that_is_written_is_one_that_is_read() -> None:
    for kind in (frames._ID3, frames._COMMENT, frames._MP4, frames._ASF):
        for name, key in kind.items():
            ours = name in {"mood", "intensity", "voice", "gain", "peak", "r128"}
            assert FIELDS.get(key.lower()) == (None if ours else name)
