"""Folders as strangers leave them: every bad file is one finding, and the scan goes on."""

import os
import random
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import mutagen
import pytest
from surveys import survey_of

from setlist.library import Survey, assemble_library, write_table
from setlist.library.embedded import read_embedded
from setlist.model import Heard
from setlist.wording import LONGEST

MakeFolder = Callable[..., Path]
Hear = Callable[[Survey], dict[Path, Heard]]

_NAMES = (
    "line\nbreak.ogg",
    "bell\a\x1b[31m.ogg",
    "\u202egpj.ogg",
    "n" * 251 + ".ogg",
    "=HYPERLINK().ogg",
    "é" * 125 + ".ogg",
)


def test_a_folder_of_every_evil_gives_one_finding_a_bad_file(
    make_folder: MakeFolder, hear: Hear, silences: Mapping[str, bytes]
) -> None:
    root = make_folder("good.flac", "folder.mp3/1.mp3", *_NAMES)
    (root / "empty.mp3").touch()
    (root / "loop").symlink_to(root)
    (root / "self.mp3").symlink_to(root / "self.mp3")
    (root / "nothing.mp3").symlink_to(root / "none")
    (root / "no text.flac").write_bytes(b"\0" * 5000)
    (root / "half.mp3").write_bytes(b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + b"\xff" * 50)
    (root / "cut.m4a").write_bytes(silences[".m4a"][:300])
    (root / os.fsdecode(b"caf\xe9.ogg")).write_bytes(silences[".ogg"])
    survey = survey_of(root)
    library = assemble_library(survey, heard=hear(survey))
    amiss = Counter(finding.place.file for finding in library.findings)
    assert {Path(file or "").name for file in amiss} == {
        *("empty.mp3", "loop", "self.mp3", "nothing.mp3", "no text.flac", "half.mp3"),
        *("cut.m4a", r"caf\xe9.ogg"),
    }
    assert set(amiss.values()) == {1}
    assert all(str(finding).isprintable() for finding in library.findings)
    assert len(library.tracks) == 2 + len(_NAMES) + 3
    write_table(library.tracks).encode()


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".ogg", ".m4a", ".wma"])
def test_megabytes_nuls_and_wrong_encodings_in_tags_become_short_lines(
    make_folder: MakeFolder, suffix: str
) -> None:
    path = make_folder(f"x{suffix}") / f"x{suffix}"
    evil = "a\0b\r\n\u202e" + "x" * 2_000_000
    audio: Any = mutagen.File(path, easy=True)
    if audio.tags is None:
        audio.add_tags()
    audio["title"], audio["artist"] = [evil], [evil] * 3
    audio.save()
    tags = read_embedded(str(path)).tags
    for text in (tags.title, tags.artist):
        assert text is not None
        assert text.isprintable()
    assert len(tags.title or "") <= LONGEST
    assert len(tags.artist or "") <= 3 * LONGEST + 4


def test_latin_bytes_that_call_themselves_utf_8_are_read_or_left(make_folder: MakeFolder) -> None:
    root = make_folder("x.mp3", "y.ogg")
    frame = b"TIT2" + (5).to_bytes(4, "big") + b"\0\0" + b"\x03caf\xe9"
    head = b"ID3\x04\0\0" + bytes((0, 0, 0, len(frame)))
    (root / "x.mp3").write_bytes(head + frame + (root / "x.mp3").read_bytes())
    survey = survey_of(root)
    for record in survey.records:
        title = record.embedded.tags.title
        assert title is None or title.isprintable()
    assert not survey.findings


@pytest.mark.slow
def test_no_damage_to_any_kind_of_file_stops_a_survey(
    tmp_path: Path, hear: Hear, silences: Mapping[str, bytes]
) -> None:
    chance = random.Random(11)
    for round_ in range(60):
        for suffix, whole in silences.items():
            damaged = bytearray(whole)
            for _ in range(chance.randrange(1, 40)):
                damaged[chance.randrange(min(len(damaged), 2000))] = chance.randrange(256)
            if chance.random() < 0.5:
                del damaged[chance.randrange(1, len(damaged)) :]
            wrong = chance.choice(list(silences)) if chance.random() < 0.2 else suffix
            (tmp_path / f"{round_}-{suffix[1:]}{wrong}").write_bytes(damaged)
    survey = survey_of(tmp_path)
    assert len(survey.records) == 60 * len(silences)
    library = assemble_library(survey, heard=hear(survey))
    amiss = Counter(finding.place.file for finding in library.findings)
    assert set(amiss.values()) == {1}
    assert len(amiss) > 60
