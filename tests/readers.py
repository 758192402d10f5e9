"""Other people's readers of audio files: what they see in a file that setlist wrote."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest

from setlist.audio import Block, decode

NEEDS_FFPROBE = pytest.mark.skipif(
    shutil.which("ffprobe") is None and "CI" not in os.environ,
    reason="ffprobe is not installed: an independent reader, used by tests alone",
)
"""For tests that ask ffprobe; where it is missing they are left out, but never in CI."""


def decoded(path: Path) -> Block:
    """All of a file."""
    return np.concatenate(list(decode(path)))


def by_mutagen(path: Path) -> Any:  # noqa: ANN401  mutagen has a type a format, and no base
    """A file as mutagen reads it."""
    return mutagen.File(path)


def probed_chapters(path: Path) -> list[tuple[float, str]]:
    """The chapters of a file as ffprobe reads them: when each starts [s], and its title."""
    chapters = _probe(path, "-show_chapters").get("chapters", ())
    return sorted((float(one["start_time"]), one["tags"]["title"]) for one in chapters)


def probed_tags(path: Path) -> dict[str, str]:
    """The tags of a file as ffprobe reads them, names in small letters."""
    found = _probe(path, "-show_entries", "format_tags:stream_tags")
    places = [found["format"], *found["streams"]]
    return {
        name.lower(): value for place in places for name, value in place.get("tags", {}).items()
    }


def _probe(path: Path, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", *options, str(path)],  # noqa: S607  in the PATH
        capture_output=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)  # whatever ffprobe says
    return answer
