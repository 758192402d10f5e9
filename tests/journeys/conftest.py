"""A small library of made sounds and a short arc, for walking the whole road quickly."""

from pathlib import Path

import numpy as np
import pytest
from programs import Run, runner

from setlist.audio import RATE_HZ, open_encoder

PIECES = 18
SHORTEST_S = 61.0

ARC = """\
title = "Short"
style = "psychedelic"
about = "Eight minutes, for tests."
rests_on = "Nothing: it is a test."
routes = ["im"]

[length]
default = "8 min"

[music]
overlap_s = 6

[[phase]]
name = "settle"
from = "dose - 1 min"
to = "1 min"
intensity = 2
loudness_lu = -4
voice = ["none"]

[[phase]]
name = "peak"
to = "4 min"
intensity = [4, 6]
voice = ["none"]

[[phase]]
name = "land"
to = "7 min"
intensity = [3, 1]
loudness_lu = [-3, -6]

[[silence]]
at = "end"
length = "1 min"

[[prompt]]
every = "5 min"
say = "vitals"
"""


@pytest.fixture(scope="session")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of quiet chords of about a minute, rated 1 to 7, with a sidecar."""
    folder = tmp_path_factory.mktemp("music")
    entries = []
    for number in range(PIECES):
        name = f"piece-{number:02d}.flac"
        _write_chord(folder / name, number)
        entries.append(
            f'[[track]]\npath = "{name}"\ntitle = "Piece {number}"\n'
            f'artist = "Tester {number % 7}"\n'
            f'intensity = {1 + number % 7}\nvoice = "none"\ntags = ["warm"]\n'
        )
    (folder / "setlist.library.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def short_arc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write an arc of eight minutes."""
    path = tmp_path_factory.mktemp("arcs") / "short.toml"
    path.write_text(ARC, encoding="utf-8")
    return path


def _write_chord(path: Path, number: int) -> None:
    """Write one chord that swells and fades, its pitch and length by its number."""
    length = int((SHORTEST_S + 1.7 * number) * RATE_HZ)
    time_s = np.arange(length) / RATE_HZ
    sound = sum(
        np.sin(2 * np.pi * 110.0 * 2 ** (step / 12) * time_s) for step in (number, number + 7)
    )
    swell = np.sin(np.pi * np.arange(length) / length) ** 0.5
    block = (0.05 * swell * sound).astype(np.float32)
    with open_encoder(path) as encoder:
        encoder.write(np.stack([block, block], axis=1))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program and give its exit code, stdout and stderr."""
    return runner(capsys)
