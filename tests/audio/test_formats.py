"""The suffix of a file says what it is."""

from pathlib import Path

import pytest

from setlist.audio import AudioFormat, format_of
from setlist.errors import InputError


@pytest.mark.parametrize("name", ["a.flac", "b.WAV", "c.d.mp3", "e.Opus", "f.m4a"])
def test_a_format_is_read_off_the_suffix(name: str) -> None:
    assert format_of(Path(name)) == name.rsplit(".", 1)[1].lower()


@pytest.mark.parametrize("name", ["a.aac", "noise", "b.flac.txt"])
def test_another_suffix_is_refused_with_those_that_work(name: str) -> None:
    with pytest.raises(InputError, match=r"end the name with one of \.flac, \.wav, \.mp3"):
        format_of(Path(name))


def test_lossless_formats_are_told_from_lossy_ones() -> None:
    assert {kind for kind in AudioFormat if not kind.lossy} == {AudioFormat.FLAC, AudioFormat.WAV}
