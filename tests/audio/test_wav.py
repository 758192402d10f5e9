"""What stands in a WAV file besides sound."""

import struct
from pathlib import Path
from typing import Literal

import pytest
import soundfile
from readers import decoded
from sounds import some_noise

from setlist.audio import RATE_HZ, Chapter, open_encoder
from setlist.units import Frames

CHAPTERS = (
    Chapter(start=Frames(0), end=Frames(11), title="one"),
    Chapter(start=Frames(11), end=Frames(4800), title="zwölf"),
)


def chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks of a WAV file by name."""
    found, at = {}, 12
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        found[name] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    assert at == len(data)
    return found


def a_wav(path: Path, *, bits: Literal[16, 24] = 16) -> bytes:
    with open_encoder(path, bits=bits, tags={"title": "a"}, chapters=CHAPTERS) as encoder:
        encoder.write(some_noise(length_s=0.1))
    return path.read_bytes()


def test_sizes_add_up_and_every_chunk_is_where_its_neighbour_ends(tmp_path: Path) -> None:
    data = a_wav(tmp_path / "a.wav")
    assert struct.unpack_from("<4sI4s", data) == (b"RIFF", len(data) - 8, b"WAVE")
    assert list(chunks(data)) == [b"JUNK", b"fmt ", b"data", b"cue ", b"LIST", b"id3 "]


def test_cue_points_are_exact_to_the_frame_and_have_names(tmp_path: Path) -> None:
    found = chunks(a_wav(tmp_path / "a.wav"))
    points = [struct.unpack_from("<II4sIII", found[b"cue "], 4 + 24 * n) for n in range(2)]
    assert [(point[0], point[1], point[5]) for point in points] == [(1, 0, 0), (2, 11, 11)]
    assert b"labl\x08\0\0\0\x01\0\0\0one\0" in found[b"LIST"]
    assert "zwölf\0".encode() in found[b"LIST"]


@pytest.mark.parametrize(("bits", "subtype"), [(16, "PCM_16"), (24, "PCM_24")])
def test_libsndfile_reads_either_depth(tmp_path: Path, bits: Literal[16, 24], subtype: str) -> None:
    a_wav(tmp_path / "a.wav", bits=bits)
    info = soundfile.info(tmp_path / "a.wav")
    assert (info.samplerate, info.channels, info.frames) == (RATE_HZ, 2, 4800)
    assert info.subtype == subtype


def test_a_file_too_large_for_wav_becomes_rf64(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("setlist.audio.wav.RIFF_MAX", 5000)
    data = a_wav(tmp_path / "a.wav")
    assert data[:4] == b"RF64"
    assert data[4:8] == b"\xff" * 4
    assert struct.unpack_from("<4sIQQQI", data, 12) == (
        b"ds64",
        28,
        len(data) - 8,
        4800 * 4,
        4800,
        0,
    )
    assert soundfile.info(tmp_path / "a.wav").format == "RF64"
    assert len(decoded(tmp_path / "a.wav")) == 4800
