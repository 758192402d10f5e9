"""Sounds for tests: tones, noise, steps, the signals of EBU Tech 3341 and 3342, and files."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from setlist.audio import RATE_HZ, Block


def a_tone(
    hz: float = 440.0, *, length_s: float = 1.0, level_db: float = -20.0, phase_deg: float = 0.0
) -> Block:
    """A sine, the same on both sides; ``level_db`` is that of its crest."""
    at = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    wave = 10.0 ** (level_db / 20.0) * np.sin(2.0 * np.pi * hz * at + np.deg2rad(phase_deg))
    return np.repeat(wave.astype(np.float32)[:, np.newaxis], 2, axis=1)


def some_noise(*, length_s: float = 1.0, level_db: float = -20.0, seed: int = 0) -> Block:
    """White noise, different on both sides; ``level_db`` is its RMS."""
    chance = np.random.default_rng(seed)
    wave = chance.standard_normal((round(length_s * RATE_HZ), 2), dtype=np.float32)
    return np.asarray(wave * np.float32(10.0 ** (level_db / 20.0)))


def some_silence(length_s: float) -> Block:
    """Digital silence."""
    return np.zeros((round(length_s * RATE_HZ), 2), np.float32)


def a_click_track(bpm: float, *, length_s: float = 30.0, level_db: float = -6.0) -> Block:
    """A short decaying burst on every beat."""
    sound = some_silence(length_s)
    tail = np.arange(round(0.05 * RATE_HZ)) / RATE_HZ
    click = 10.0 ** (level_db / 20.0) * np.sin(2.0 * np.pi * 1500.0 * tail) * np.exp(-tail * 90.0)
    for beat in np.arange(0.0, length_s, 60.0 / bpm):
        start = round(float(beat) * RATE_HZ)
        room = len(sound[start : start + len(click)])
        sound[start : start + room] += click[:room, np.newaxis].astype(np.float32)
    return sound


def tones(*steps: tuple[float, float]) -> Block:
    """The 1 kHz sine that EBU signals are made of: (level of its crest in dBFS, seconds) each."""
    return joined(*(a_tone(1000.0, level_db=db, length_s=length_s) for db, length_s in steps))


def joined(*blocks: Block) -> Block:
    """Blocks one after the other."""
    return np.concatenate(blocks)


def cut(sound: Block, frames: int) -> Iterator[Block]:
    """A sound in blocks of so many frames."""
    for start in range(0, len(sound), frames):
        yield sound[start : start + frames]


def save(path: Path, sound: NDArray[np.float32], *, rate_hz: int = RATE_HZ) -> Path:
    """Write a sound of any number of channels, in the format that the suffix names.

    WAV is 32-bit float; FLAC 24-bit; Opus, M4A and WMA have 128 kbit/s, MP3 and Ogg their default.
    """
    suffix = path.suffix.lstrip(".")
    if suffix in {"opus", "m4a", "wma"}:
        _save_by_ffmpeg(path, sound, rate_hz=rate_hz)
    else:
        kinds = {"wav": "FLOAT", "flac": "PCM_24", "aiff": "PCM_16"}
        soundfile.write(path, sound, rate_hz, subtype=kinds.get(suffix))
    return path


def _save_by_ffmpeg(path: Path, sound: NDArray[np.float32], *, rate_hz: int) -> None:
    codecs = {".opus": ("libopus", "flt"), ".m4a": ("aac", "fltp"), ".wma": ("wmav2", "fltp")}
    codec, kind = codecs[path.suffix]
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz)
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 128_000
        stream.codec_context.layout = "stereo"
        stream.codec_context.format = kind
        for start in range(0, len(sound), RATE_HZ):
            part = sound[start : start + RATE_HZ]
            planes = part.T if kind == "fltp" else part.reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(planes), kind, "stereo")
            frame.sample_rate, frame.pts = rate_hz, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
