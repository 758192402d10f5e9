"""Chapters: named stretches of a file that a player can jump to."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from setlist.audio.blocks import RATE_HZ
from setlist.units import Frames

CHAPTERS_MAX: Final = 254
"""How many chapters a file may have: a FLAC cue sheet numbers its tracks 1 to 254."""

_LABEL_MAX: Final = 240
"""Bytes that a title may have; the chapters of an MP4 have room for 255."""

_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of the text around them, and the byte order mark."""

_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories that do not belong on one line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of a file and its title; frames at 48 kHz from the start of the file."""

    start: Frames
    end: Frames
    title: str


def clean_label(text: str) -> str:
    """Make one line of text that every container carries and no reader trips over.

    Tags come from strangers: control characters, line ends and marks that turn the direction
    of writing become a space, runs of spaces become one, and 240 bytes of UTF-8 are enough.
    """
    seen = "".join(" " if _is_unseen(letter) else letter for letter in text[: 20 * _LABEL_MAX])
    line = " ".join(seen.split())
    written = line.encode()
    if len(written) <= _LABEL_MAX:
        return line
    return written[: _LABEL_MAX - len("…".encode())].decode(errors="ignore").rstrip() + "…"


def check_chapters(chapters: Sequence[Chapter]) -> None:
    """Refuse chapters that no container can hold; they come from code, not from people."""
    if len(chapters) > CHAPTERS_MAX:
        message = f"{len(chapters)} chapters, and a file holds {CHAPTERS_MAX} at most"
        raise ValueError(message)
    clock = 0
    for chapter in chapters:
        if not clock <= chapter.start < chapter.end:
            message = f"chapters overlap or run backwards at {chapter}"
            raise ValueError(message)
        clock = chapter.end


def to_milliseconds(place: Frames) -> int:
    """Turn a frame into the nearest millisecond, the finest that ID3 and Vorbis write."""
    return round(place * 1000 / RATE_HZ)


def to_comments(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Write chapters as the Vorbis comments CHAPTER001, CHAPTER001NAME and so on."""
    comments = {}
    for number, chapter in enumerate(chapters, start=1):
        seconds, thousandths = divmod(to_milliseconds(chapter.start), 1000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        clock = f"{hours:02d}:{minutes:02d}:{seconds:02d}.{thousandths:03d}"
        comments[f"CHAPTER{number:03d}"] = clock
        comments[f"CHAPTER{number:03d}NAME"] = clean_label(chapter.title)
    return comments


def _is_unseen(letter: str) -> bool:
    """Tell whether a character would break a line or turn the writing around."""
    return letter in _TURNING or unicodedata.category(letter) in _UNSEEN
