"""Any audio file as blocks: whole, exact, and honest about what cannot be read."""

import os
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import a_tone, joined, save, some_noise, some_silence

from setlist.audio import RATE_HZ, Block, Recording, decode
from setlist.errors import AudioError
from setlist.units import Seconds

RATES_HZ = (8000, 11025, 22050, 32000, 44100, 88200, 96000, 176400, 192000)


def whole(path: Path) -> Block:
    return joined(*decode(path))


def crest_db(sound: Block) -> float:
    """Level of the middle of a sound, away from what codecs do to its ends."""
    middle = sound[len(sound) // 4 : -len(sound) // 4]
    return float(20.0 * np.log10(np.abs(middle).max()))


@pytest.mark.parametrize("suffix", ["wav", "flac", "aiff", "mp3", "ogg", "opus"])
@pytest.mark.parametrize("frames", [48_001, 130_001])
def test_a_file_gives_just_the_frames_that_were_put_in(
    tmp_path: Path, suffix: str, frames: int
) -> None:
    sound = some_noise(length_s=3.0)[:frames]
    assert len(whole(save(tmp_path / f"x.{suffix}", sound))) == frames


@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3", "opus"])
def test_even_a_single_frame_is_a_whole_file(tmp_path: Path, suffix: str) -> None:
    assert len(whole(save(tmp_path / f"x.{suffix}", some_noise()[:1]))) == 1


def test_aac_is_longer_by_its_padding_at_most(tmp_path: Path) -> None:
    sound = a_tone(length_s=2.0)
    assert len(sound) <= len(whole(save(tmp_path / "x.m4a", sound))) <= len(sound) + 1024


def test_wma_is_read_at_its_level(tmp_path: Path) -> None:
    heard = whole(save(tmp_path / "x.wma", a_tone(length_s=4.0)))
    assert len(heard) == pytest.approx(4 * RATE_HZ, abs=4800)
    assert crest_db(heard) == pytest.approx(-20.0, abs=0.5)


def test_lossless_sound_comes_back_as_it_was(tmp_path: Path) -> None:
    sound = some_noise(length_s=2.0)
    assert np.array_equal(whole(save(tmp_path / "x.wav", sound)), sound)
    assert np.abs(whole(save(tmp_path / "x.flac", sound)) - sound).max() < 2.0**-23


@pytest.mark.parametrize("suffix", ["mp3", "ogg", "opus", "m4a"])
def test_lossy_sound_keeps_its_level_and_its_place(tmp_path: Path, suffix: str) -> None:
    sound = joined(some_silence(1.0), a_tone(997.0, length_s=1.0), some_silence(1.0))
    heard = whole(save(tmp_path / f"x.{suffix}", sound))
    loud = np.flatnonzero(np.abs(heard[:, 0]) > 0.05)
    assert abs(int(loud[0]) - RATE_HZ) < 60
    assert abs(int(loud[-1]) - 2 * RATE_HZ) < 60
    assert crest_db(heard[RATE_HZ : 2 * RATE_HZ]) == pytest.approx(-20.0, abs=0.3)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_every_rate_becomes_48_khz_to_the_frame(tmp_path: Path, rate_hz: int) -> None:
    frames = rate_hz + 7
    wave = 0.1 * np.sin(2.0 * np.pi * 997.0 * np.arange(frames) / rate_hz)
    sound = np.stack([wave, wave], axis=1).astype(np.float32)
    heard = whole(save(tmp_path / "x.wav", sound, rate_hz=rate_hz))
    assert len(heard) == int(frames * RATE_HZ / rate_hz + 0.5)
    wanted = 0.1 * np.sin(2.0 * np.pi * 997.0 * np.arange(len(heard)) / RATE_HZ)
    middle = slice(RATE_HZ // 4, RATE_HZ // 2)
    assert np.abs(heard[middle, 0] - wanted[middle]).max() < 1e-4


def test_mono_sounds_on_both_sides_as_loud_as_it_was(tmp_path: Path) -> None:
    sound = a_tone()[:, :1]
    heard = whole(save(tmp_path / "x.wav", sound))
    assert np.array_equal(heard, np.repeat(sound, 2, axis=1))


def test_surround_is_mixed_to_two_channels_without_its_bass_effects(tmp_path: Path) -> None:
    sound = np.zeros((4800, 6), np.float32)
    sound[:] = (0.1, 0.2, 0.01, 0.9, 0.02, 0.04)
    heard = whole(save(tmp_path / "x.wav", sound))
    half = np.sqrt(0.5)
    assert heard[0] == pytest.approx((0.1 + half * (0.01 + 0.02), 0.2 + half * (0.01 + 0.04)))


def test_blocks_are_small_and_in_one_piece(tmp_path: Path) -> None:
    blocks = list(decode(save(tmp_path / "x.flac", some_noise(length_s=5.0))))
    assert all(block.dtype == np.float32 and block.flags["C_CONTIGUOUS"] for block in blocks)
    assert max(map(len, blocks)) <= 2 * RATE_HZ
    assert len(blocks) > 2


@settings(max_examples=20, deadline=None)
@given(ends=st.tuples(st.integers(0, 150_000), st.integers(0, 150_000)).map(sorted))
def test_a_stretch_is_cut_from_the_whole_to_the_frame(
    tmp_path_factory: pytest.TempPathFactory, ends: list[int]
) -> None:
    path = tmp_path_factory.getbasetemp() / "stretch.ogg"
    if not path.exists():
        save(path, some_noise(length_s=3.0)[: 44100 * 3], rate_hz=44100)
    start, end = ends
    part = decode(path, start_s=Seconds(start / RATE_HZ), end_s=Seconds(end / RATE_HZ))
    wanted = whole(path)[start:end]
    assert np.array_equal(joined(np.empty((0, 2), np.float32), *part), wanted)


def test_a_stretch_past_the_end_is_empty(tmp_path: Path) -> None:
    path = save(tmp_path / "x.wav", a_tone())
    assert list(decode(path, start_s=Seconds(2.0), end_s=Seconds(3.0))) == []


if sys.platform == "linux":

    def test_closing_the_generator_closes_the_file(tmp_path: Path) -> None:
        path = save(tmp_path / "x.flac", some_noise(length_s=4.0))

        def is_open() -> bool:
            links = Path("/proc/self/fd").iterdir()
            return any(os.path.realpath(link) == str(path) for link in links)

        with closing(decode(path)) as blocks:
            next(blocks)
            assert is_open()
        assert not is_open()

    def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "x.mp3")
        with pytest.raises(AudioError, match="not a file but a device or pipe"):
            list(decode(tmp_path / "x.mp3"))


def bad_file(folder: Path, kind: str) -> Path:
    path = folder / "x.mp3"
    match kind:
        case "missing":
            pass
        case "folder":
            path.mkdir()
        case "empty":
            path.touch()
        case "text":
            path.write_text("not a sound\n" * 500, encoding="utf-8")
        case "zeros":
            path.write_bytes(bytes(20_000))
        case "chance":
            path.write_bytes(np.random.default_rng(1).bytes(20_000))
        case "long name":
            path = folder / ("x" * 300 + ".mp3")
        case "header only":
            head = save(folder / "whole.flac", some_noise()).read_bytes()[:60]
            path.write_bytes(head)
        case _:
            save(folder / "x.wav", some_silence(0.0)).rename(path)
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("missing", "does not exist"),
        ("folder", "is a folder"),
        ("empty", "is empty"),
        ("text", "cannot be read as sound"),
        ("zeros", "cannot be read as sound"),
        ("chance", "cannot be read as sound"),
        ("long name", "cannot be read: File name too long"),
        ("header only", "cannot be read as sound"),
        ("no frames", "holds no sound|cannot be read as sound"),
    ],
)
def test_a_bad_file_is_one_finding_with_its_mend(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], kind: str, said: str
) -> None:
    path = bad_file(tmp_path, kind)
    with pytest.raises(AudioError, match=said) as raised:
        list(decode(path))
    (finding,) = raised.value.findings
    assert finding.place.file == str(path)
    assert finding.mend
    assert capfd.readouterr() == ("", "")


def test_sound_that_is_no_number_is_damage(tmp_path: Path) -> None:
    sound = a_tone()
    sound[1000] = np.nan
    with pytest.raises(AudioError, match="no numbers"):
        whole(save(tmp_path / "x.wav", sound))


@pytest.mark.parametrize("suffix", ["mp3", "flac", "ogg", "opus"])
def test_a_hole_in_the_middle_is_damage_and_says_where(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], suffix: str
) -> None:
    path = save(tmp_path / f"x.{suffix}", some_noise(length_s=10.0))
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + bytes(9000) + data[middle + 9000 :])
    with pytest.raises(AudioError, match=r"is damaged: .* at [3-5]\.\d s . copy the file again"):
        whole(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("suffix", ["flac", "ogg", "opus", "m4a", "wav"])
def test_junk_behind_the_music_is_passed_over(tmp_path: Path, suffix: str) -> None:
    path = save(tmp_path / f"x.{suffix}", some_noise(length_s=2.0))
    frames = len(whole(path))
    path.write_bytes(path.read_bytes() + b"junk" * 3000)
    assert len(whole(path)) == frames


@pytest.mark.parametrize("name", ["concat:x.wav", "http:x.wav", "1: Opening.wav", "é\n☃.wav"])
def test_a_name_is_a_name_whatever_is_in_it(tmp_path: Path, name: str) -> None:
    path = save(tmp_path / "plain.wav", a_tone()).rename(tmp_path / name)
    assert len(whole(path)) == RATE_HZ


@pytest.mark.parametrize(
    "text", ["#EXTM3U\n#EXTINF:1\nx.wav\n", "ffconcat version 1.0\nfile x.wav\n"]
)
def test_a_list_of_other_files_is_not_followed(tmp_path: Path, text: str) -> None:
    save(tmp_path / "x.wav", a_tone())
    path = tmp_path / "list.mp3"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AudioError, match="cannot be read as sound"):
        whole(path)


def test_tags_in_another_encoding_do_no_harm(tmp_path: Path) -> None:
    path = save(tmp_path / "x.wav", a_tone())
    info = b"INFO" + b"INAM" + (6).to_bytes(4, "little") + b"caf\xe9\x81\x00"
    data = path.read_bytes() + b"LIST" + len(info).to_bytes(4, "little") + info
    path.write_bytes(data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:])
    assert len(whole(path)) == RATE_HZ


def test_what_ffmpeg_cannot_decode_is_read_by_the_second_reader(tmp_path: Path) -> None:
    sound = a_tone(length_s=2.0)
    path = tmp_path / "x.wav"
    soundfile.write(path, sound[:, 0], RATE_HZ, subtype="NMS_ADPCM_32")
    heard = whole(path)
    assert len(heard) == len(sound)
    assert crest_db(heard) == pytest.approx(-20.0, abs=0.3)


def test_a_recording_tells_what_its_header_claims(tmp_path: Path) -> None:
    recording = Recording(save(tmp_path / "x.flac", some_noise(length_s=3.0)))
    assert recording.declared_s is None
    next(recording.blocks())
    assert recording.declared_s == pytest.approx(3.0)
