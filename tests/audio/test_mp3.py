"""The header packet of an MP3 file."""

import struct
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import BitrateMode
from readers import by_mutagen
from sounds import some_noise

from setlist.audio import Chapter, open_encoder
from setlist.audio.checksum import crc16
from setlist.units import Frames

PACKET = 576


def an_mp3(path: Path, frames: int = 240_007) -> bytes:
    chapters = (Chapter(start=Frames(0), end=Frames(frames), title="all"),)
    with open_encoder(path, tags={"title": "a"}, chapters=chapters) as encoder:
        encoder.write(some_noise(length_s=frames / 48_000 + 0.01)[:frames])
    whole = path.read_bytes()
    start = whole.index(b"Info") - 36
    return whole[start:]


def test_every_packet_has_the_same_size_and_the_header_counts_them(tmp_path: Path) -> None:
    sound = an_mp3(tmp_path / "a.mp3")
    assert len(sound) % PACKET == 0
    assert {sound[at : at + 4] for at in range(0, len(sound), PACKET)} == {sound[:4]}
    flags, packets, size = struct.unpack(">III", sound[40:52])
    assert (flags, packets, size) == (15, len(sound) // PACKET - 1, len(sound))


def test_delay_and_padding_leave_the_length_of_the_sound(tmp_path: Path) -> None:
    sound = an_mp3(tmp_path / "a.mp3", frames=100_003)
    gaps = int.from_bytes(sound[177:180], "big")
    delay, padding = gaps >> 12, gaps & 0xFFF
    packets = len(sound) // PACKET - 1
    assert packets * 1152 - delay - padding == 100_003
    assert delay == 576
    assert padding >= 529  # a decoder swallows as many


def test_both_checksums_hold(tmp_path: Path) -> None:
    sound = an_mp3(tmp_path / "a.mp3")
    size, of_music, of_header = struct.unpack(">IHH", sound[184:192])
    assert size == len(sound)
    assert of_music == crc16(sound[PACKET:])
    assert of_header == crc16(sound[:190])


def test_seek_points_lead_through_the_file_evenly(tmp_path: Path) -> None:
    points = np.frombuffer(an_mp3(tmp_path / "a.mp3")[52:152], np.uint8).astype(int)
    assert points[0] <= 2
    assert (np.diff(points) >= 0).all()
    assert np.abs(points - np.arange(100) * 2.56).max() < 3


def test_mutagen_reads_constant_rate_and_exact_length(tmp_path: Path) -> None:
    an_mp3(tmp_path / "a.mp3", frames=100_003)
    info = by_mutagen(tmp_path / "a.mp3").info
    assert info.length == pytest.approx(100_003 / 48_000, abs=1e-6)
    assert (info.bitrate, info.bitrate_mode) == (192_000, BitrateMode.CBR)
    assert info.encoder_info.startswith("LAME 3.100")


def test_a_file_without_a_frame_is_still_an_mp3(tmp_path: Path) -> None:
    with open_encoder(tmp_path / "a.mp3"):
        pass
    assert by_mutagen(tmp_path / "a.mp3").info.length < 0.1
