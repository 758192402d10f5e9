"""Writing sound to files of every kind."""

import errno
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import NEEDS_FFPROBE, by_mutagen, decoded, probed_chapters, probed_tags
from sounds import a_tone, cut, joined, some_noise

from setlist.audio import AudioFormat, Block, Chapter, open_encoder
from setlist.errors import InputError
from setlist.units import Frames

EXACT = (AudioFormat.FLAC, AudioFormat.WAV, AudioFormat.MP3, AudioFormat.OPUS)
CHAPTERS = (
    Chapter(start=Frames(0), end=Frames(70_003), title="Still Pond — Tidal Rooms"),
    Chapter(start=Frames(70_003), end=Frames(96_100), title="Silence\n\0"),
    Chapter(start=Frames(96_100), end=Frames(120_001), title="静かな池 — é"),
)
TITLES = ["Still Pond — Tidal Rooms", "Silence", "静かな池 — é"]
TAGS = {
    "title": "Inward\x1b[0m",
    "artist": "several",
    "album": "Session",
    "comment": "a note",
    "setlist_plan": "sha256:1234",
}


def encode(
    path: Path,
    sound: Block,
    *,
    frames: int = 16_384,
    bits: Literal[16, 24] = 16,
    tags: dict[str, str] | None = None,
    chapters: tuple[Chapter, ...] = (),
) -> Path:
    with open_encoder(path, bits=bits, tags=tags, chapters=chapters) as encoder:
        for part in cut(sound, frames):
            encoder.write(part)
    return path


def some_music(frames: int = 120_001) -> Block:
    """Two tones that come and go over faint noise."""
    length_s = frames / 48_000 + 0.01
    swell = np.sin(np.linspace(0, 20, frames, dtype=np.float32))[:, np.newaxis]
    low, high = a_tone(220.0, length_s=length_s), a_tone(554.4, length_s=length_s)
    hush = some_noise(length_s=length_s, level_db=-60.0)
    return joined(low[:frames] * swell + high[:frames] + hush[:frames])


@pytest.mark.parametrize("kind", EXACT)
@given(frames=st.integers(1, 20_000))
@settings(max_examples=12, deadline=None)
def test_a_file_is_as_long_as_the_sound_to_the_frame(
    tmp_path_factory: pytest.TempPathFactory, kind: AudioFormat, frames: int
) -> None:
    path = tmp_path_factory.mktemp("exact") / f"a.{kind}"
    assert len(decoded(encode(path, some_music(frames)))) == frames


@pytest.mark.parametrize("kind", EXACT)
def test_sound_sits_where_it_was_put(tmp_path: Path, kind: AudioFormat) -> None:
    sound = some_music()
    back = decoded(encode(tmp_path / f"a.{kind}", sound))
    error = np.sqrt(((back - sound) ** 2).mean()) / np.sqrt((sound**2).mean())
    assert error < 0.05  # one frame of delay would be 0.08


def test_aac_begins_on_time_and_lacks_nothing_at_its_end(tmp_path: Path) -> None:
    sound = some_music()
    back = decoded(encode(tmp_path / "a.m4a", sound))
    assert 0 <= len(back) - len(sound) < 1024
    error = back[: len(sound)] - sound
    assert np.sqrt((error**2).mean()) / np.sqrt((sound**2).mean()) < 0.05


@pytest.mark.parametrize(("bits", "step"), [(16, 2.0**-15), (24, 2.0**-23)])
@pytest.mark.parametrize("kind", [AudioFormat.FLAC, AudioFormat.WAV])
def test_lossless_files_keep_every_sample_to_the_rounding(
    tmp_path: Path, kind: AudioFormat, bits: Literal[16, 24], step: float
) -> None:
    sound = some_music()
    back = decoded(encode(tmp_path / f"a.{kind}", sound, bits=bits))
    assert np.abs(back - sound).max() < 1.6 * step


@pytest.mark.parametrize("kind", list(AudioFormat))
def test_the_same_sound_gives_the_same_bytes_however_it_is_cut(
    tmp_path: Path, kind: AudioFormat
) -> None:
    sound = some_music()
    files = [
        encode(tmp_path / f"{frames}.{kind}", sound, frames=frames, tags=TAGS, chapters=CHAPTERS)
        for frames in (16_384, 48_000)
    ]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nimport numpy as np\n"
        "from setlist.audio import AudioFormat, open_encoder\n"
        "for kind in AudioFormat:\n"
        "    path = Path(sys.argv[1]) / f'a.{kind}'\n"
        "    with open_encoder(path, tags={'title': 'a'}) as encoder:\n"
        "        encoder.write(np.full((9999, 2), 0.1, np.float32))\n"
    )
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        subprocess.run([sys.executable, "-c", script, str(tmp_path / name)], check=True)
    for kind in AudioFormat:
        first, second = tmp_path / "one" / f"a.{kind}", tmp_path / "two" / f"a.{kind}"
        assert first.read_bytes() == second.read_bytes()


@NEEDS_FFPROBE
@pytest.mark.parametrize("kind", list(AudioFormat))
def test_chapters_are_read_back_by_ffprobe(tmp_path: Path, kind: AudioFormat) -> None:
    path = encode(tmp_path / f"a.{kind}", some_music(), chapters=CHAPTERS)
    found = probed_chapters(path)
    resolution = 0.5 / 48_000 if kind in {AudioFormat.WAV, AudioFormat.M4A} else 0.00051
    assert [title for _, title in found] == TITLES
    for (start_s, _), chapter in zip(found, CHAPTERS, strict=True):
        assert start_s == pytest.approx(chapter.start / 48_000, abs=resolution)


@NEEDS_FFPROBE
@pytest.mark.parametrize("kind", list(AudioFormat))
def test_tags_are_read_back_by_ffprobe(tmp_path: Path, kind: AudioFormat) -> None:
    path = encode(tmp_path / f"a.{kind}", some_music(), tags=TAGS, chapters=CHAPTERS)
    assert probed_tags(path).items() >= {**TAGS, "title": "Inward [0m"}.items()


@pytest.mark.parametrize("kind", list(AudioFormat))
def test_tags_are_read_back_by_mutagen(tmp_path: Path, kind: AudioFormat) -> None:
    path = encode(tmp_path / f"a.{kind}", some_music(), tags=TAGS, chapters=CHAPTERS)
    read = by_mutagen(path)
    text = str(dict(read))
    for value in ("Inward [0m", "several", "Session", "a note"):
        assert value in text
    assert read.info.length == pytest.approx(120_001 / 48_000, abs=0.03)


@NEEDS_FFPROBE
@pytest.mark.parametrize("kind", list(AudioFormat))
def test_a_file_without_tags_and_chapters_is_a_file(tmp_path: Path, kind: AudioFormat) -> None:
    path = encode(tmp_path / f"a.{kind}", some_music(5000))
    assert not probed_chapters(path)
    assert len(decoded(path)) >= 5000


@NEEDS_FFPROBE
@pytest.mark.parametrize("kind", list(AudioFormat))
def test_as_many_chapters_as_are_allowed_fit(tmp_path: Path, kind: AudioFormat) -> None:
    chapters = tuple(
        Chapter(start=Frames(48 * n), end=Frames(48 * n + 48), title=f"{n} " + "é" * 190)
        for n in range(254)
    )
    path = encode(tmp_path / f"a.{kind}", some_music(48 * 254), chapters=chapters)
    assert len(probed_chapters(path)) == 254


@pytest.mark.parametrize("kind", [kind for kind in AudioFormat if kind is not AudioFormat.WAV])
def test_empty_blocks_change_nothing_and_a_file_of_none_is_a_file(
    tmp_path: Path, kind: AudioFormat
) -> None:
    nothing, sound = np.zeros((0, 2), np.float32), some_music(3000)
    plain = encode(tmp_path / f"a.{kind}", sound)
    with open_encoder(tmp_path / f"b.{kind}") as encoder:
        for block in (nothing, sound, nothing):
            encoder.write(block)
    assert (tmp_path / f"b.{kind}").read_bytes() == plain.read_bytes()
    empty = encode(tmp_path / f"c.{kind}", nothing)
    assert 1 <= len(decoded(empty)) <= 1024


def test_an_unknown_suffix_is_refused_before_a_file_appears(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError, match=r"written to a \.aac file"),
        open_encoder(tmp_path / "a.aac"),
    ):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", list(AudioFormat))
def test_a_full_disk_is_an_error_of_the_system(tmp_path: Path, kind: AudioFormat) -> None:
    noise = some_noise(length_s=12.0)
    with small_disk(100_000), pytest.raises(OSError, match="File too large") as caught:
        encode(tmp_path / f"a.{kind}", noise)
    assert caught.value.errno == errno.EFBIG


@contextmanager
def small_disk(most_bytes: int) -> Iterator[None]:
    """No file may grow larger than this."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
