"""Writing one piece into a file."""

import zlib
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from setlist.audio import RATE_HZ
from setlist.errors import InputError
from setlist.files import write_whole
from setlist.starter.piece import synthesise
from setlist.starter.recipe import Recipe

ARTIST: Final = "The Tarnwick Collective"
"""Who plays the starter library: a name made up for it."""

ALBUM: Final = "Setlist Starter Library"

_STEP: Final = np.float32(32_767)  # 16 bits
_NOISE_FRAMES: Final = 1 << 18
_FULL: Final = "the disk took only a part of it"
_EFFORT: Final = 0.5  # of FLAC, 0 to 1: a higher one takes twice as long for 0.1 % less


def press(recipe: Recipe, target: Path) -> None:
    """Make a piece and write it as FLAC, 16 bits at 48 kHz, unless the file is there.

    The file is written whole or not at all; another process may be writing it at the same
    time.  Triangular dither of one step keeps the quiet ends free of distortion.

    Parameters
    ----------
    recipe : Recipe
        The piece.
    target : Path
        The file, in a folder that exists.

    Raises
    ------
    InputError
        The file cannot be written: the disk is full, or the folder is read-only.
    """
    if target.is_file():
        return
    try:
        with write_whole(target, force=True) as part:
            _encode(recipe, part)
            _check_end(part)
    except InputError:
        if not target.is_file():  # Windows: another process has just put it there
            raise


def _encode(recipe: Recipe, part: Path) -> None:
    """Write a piece into a file."""
    rng = np.random.default_rng([recipe.seed, zlib.crc32(b"dither")])
    noise = rng.random((_NOISE_FRAMES, 2), dtype=np.float32)
    noise -= rng.random((_NOISE_FRAMES, 2), dtype=np.float32)
    try:
        with soundfile.SoundFile(
            part, "w", RATE_HZ, 2, "PCM_16", format="FLAC", compression_level=_EFFORT
        ) as file:
            file.title, file.artist, file.album = recipe.title, ARTIST, ALBUM
            for block in synthesise(recipe):
                at = int(rng.integers(_NOISE_FRAMES - len(block)))
                steps = block * _STEP + noise[at : at + len(block)]
                file.write(np.rint(steps, out=steps).astype(np.int16))
    except soundfile.LibsndfileError as error:
        raise OSError(_FULL) from error


def _check_end(part: Path) -> None:
    """Read the last frame back: what does not fit when a file is closed is lost in silence."""
    try:
        with soundfile.SoundFile(part) as file:
            file.seek(file.frames - 1)
            whole = len(file.read(1)) == 1
    except soundfile.LibsndfileError:
        whole = False
    if not whole:
        raise OSError(_FULL)
