"""Loudness tags that a player reads, in every kind of file."""

from pathlib import Path

import mutagen
import pytest
from mutagen import id3
from sounds import some_noise

from setlist.analysis import identify
from setlist.audio import open_encoder
from setlist.errors import AudioError
from setlist.library import write_level
from setlist.units import Db, DbTp, Lufs


def a_file(path: Path) -> Path:
    """Two seconds of noise, with a title."""
    with open_encoder(path, bits=16, tags={"title": "Still Pond"}, chapters=()) as encoder:
        encoder.write(some_noise(length_s=2.0, level_db=-26.0))
    return path


def level(path: Path, gain_db: float, *, reference_lufs: float = -23.0) -> None:
    write_level(
        path,
        gain_db=Db(gain_db),
        reference_lufs=Lufs(reference_lufs),
        peak_dbtp=DbTp(-6.0206),
        verify=identify,
    )


def read(path: Path) -> dict[str, str]:
    """What a reader that knows nothing of ours finds, by names without what comes before."""
    tags = mutagen.File(path).tags
    found = {}
    for key in tags.keys():  # noqa: SIM118  # not every kind can be walked
        value = tags[key]
        text = value.text[0] if hasattr(value, "text") else value[0]
        name = key.rpartition(":")[2].upper()
        found[name] = text.decode() if isinstance(text, bytes) else str(text)
    return found


@pytest.mark.parametrize("kind", ["flac", "mp3", "m4a", "wav"])
def test_the_gain_counts_from_minus_18_lufs(tmp_path: Path, kind: str) -> None:
    path = a_file(tmp_path / f"a.{kind}")
    sound = identify(path)
    level(path, -4.25)
    tags = read(path)
    assert tags["REPLAYGAIN_TRACK_GAIN"] == "+0.75 dB"  # -4.25 + (-18 - -23)
    assert float(tags["REPLAYGAIN_TRACK_PEAK"]) == pytest.approx(0.5, abs=1e-5)
    assert identify(path) == sound


def test_the_reference_of_a_quieter_session_is_lifted_as_far(tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.flac")
    level(path, -4.25, reference_lufs=-30.0)
    assert read(path)["REPLAYGAIN_TRACK_GAIN"] == "+7.75 dB"


@pytest.mark.parametrize(("gain_db", "q8"), [(0.0, 0), (-4.25, -1088), (1.5, 384), (300.0, 32767)])
def test_opus_counts_from_minus_23_lufs_in_steps_of_a_256th(
    tmp_path: Path, gain_db: float, q8: int
) -> None:
    path = a_file(tmp_path / "a.opus")
    sound = identify(path)
    level(path, gain_db)
    tags = read(path)
    assert int(tags["R128_TRACK_GAIN"]) == q8
    assert not any(name.startswith("REPLAYGAIN") for name in tags)
    assert identify(path) == sound


def test_all_other_loudness_tags_go_and_the_rest_stays(tmp_path: Path) -> None:
    mp3, opus = a_file(tmp_path / "a.mp3"), a_file(tmp_path / "a.opus")
    old, frames = mutagen.File(mp3), id3.Frames
    old.tags.add(frames["TXXX"](desc="replaygain_track_gain", text=["-9.99 dB"]))
    old.tags.add(frames["TXXX"](desc="REPLAYGAIN_ALBUM_GAIN", text=["-9.99 dB"]))
    old.tags.add(frames["RVA2"](desc="track", channel=1, gain=-9.99, peak=0.5))
    old.save()
    other = mutagen.File(opus)
    other["REPLAYGAIN_TRACK_GAIN"], other["R128_ALBUM_GAIN"] = "-9.99 dB", "-2000"
    other.save()
    for path in (mp3, opus):
        level(path, 0.0)
        assert "9.99" not in str(read(path))
        assert "-2000" not in str(read(path))
        assert "Still Pond" in str(read(path))


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes(b"no sound")
    with pytest.raises(AudioError):
        level(tmp_path / "a.flac", 0.0)


def test_a_file_whose_sound_would_change_is_refused(tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.flac")
    digests = iter(("one", "other"))
    with pytest.raises(AudioError, match="sound would change"):
        write_level(
            path,
            gain_db=Db(0.0),
            reference_lufs=Lufs(-23.0),
            peak_dbtp=None,
            verify=lambda _: next(digests),
        )
