"""Frames of any sample format and channel layout become stereo floats."""

import math
from collections.abc import Callable
from typing import Final, TypeAlias

import av
import numpy as np
from av.audio.plane import AudioPlane
from numpy.typing import NDArray

from setlist.audio.blocks import Block

Pour: TypeAlias = Callable[[av.AudioFrame, Block], None]
"""Writes the sound of one decoded frame into a block of just its length."""

_Kind: TypeAlias = np.dtype[np.integer] | np.dtype[np.floating]

_HALF_POWER: Final = math.sqrt(0.5)
_SILENCE_U8: Final = np.float32(128.0)
_FULL_SCALE: Final = {"u8": 2.0**7, "s16": 2.0**15, "s32": 2.0**31, "s64": 2.0**63}
_FLOAT: Final[_Kind] = np.dtype(np.float32)
_DTYPES: Final[dict[str, _Kind]] = {
    "u8": np.dtype(np.uint8),
    "s16": np.dtype(np.int16),
    "s32": np.dtype(np.int32),
    "s64": np.dtype(np.int64),
    "flt": _FLOAT,
    "dbl": np.dtype(np.float64),
}
_LEFT: Final = ("FL", "DL", "FLC", "WL", "TFL")
_RIGHT: Final = ("FR", "DR", "FRC", "WR", "TFR")
_LEFT_BEHIND: Final = ("BL", "SL", "SDL", "TBL", "TSL")
_RIGHT_BEHIND: Final = ("BR", "SR", "SDR", "TBR", "TSR")
_MIDDLE_BEHIND: Final = ("BC", "TBC")
_LOW: Final = ("LFE", "LFE2")
_PLACES: Final = {
    2: ("FL", "FR"),
    3: ("FL", "FR", "FC"),
    4: ("FL", "FR", "BL", "BR"),
    5: ("FL", "FR", "FC", "BL", "BR"),
    6: ("FL", "FR", "FC", "LFE", "BL", "BR"),
    7: ("FL", "FR", "FC", "LFE", "BC", "SL", "SR"),
    8: ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"),
}
"""Where channels stand when a file counts but does not name them, in the order of WAVE files."""


def mix_matrix(channels: tuple[str, ...]) -> NDArray[np.float32]:
    """Give how much of each channel goes to the left and to the right.

    Front channels keep their level; centre and rear ones come in at -3 dB, a single rear one
    at -6 dB, the low-frequency effects stay out [itu-bs775-2022].  Nothing is scaled down to
    make room: blocks are not clipped, and loudness is set later by measure.

    Parameters
    ----------
    channels : tuple of str
        Names as FFmpeg has them, such as ``("FL", "FR", "FC", "LFE", "SL", "SR")``.

    Returns
    -------
    ndarray [shape=(len(channels), 2)]
        Gains to left and right.
    """
    if len(channels) == 1:
        return np.ones((1, 2), np.float32)
    gains = np.zeros((len(channels), 2), np.float32)
    for row, name in zip(gains, channels, strict=True):
        if name in _LEFT:
            row[0] = 1.0
        elif name in _RIGHT:
            row[1] = 1.0
        elif name in _LEFT_BEHIND:
            row[0] = _HALF_POWER
        elif name in _RIGHT_BEHIND:
            row[1] = _HALF_POWER
        elif name in _MIDDLE_BEHIND:
            row[:] = 0.5
        elif name not in _LOW:
            row[:] = _HALF_POWER
    return gains


def name_channels(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give channels that a file only counts the places they usually have."""
    if all(name in {"", "NONE", "UNK", "UNSD"} or name.startswith("USR") for name in names):
        return _PLACES.get(len(names), names)
    return names


def make_pour(frame: av.AudioFrame) -> Pour:
    """Choose how frames like this one are written into blocks.

    Parameters
    ----------
    frame : av.AudioFrame
        Any frame of the stream; the choice holds while format and layout stay the same.

    Returns
    -------
    callable
        Takes a frame and a block [shape=(frame.samples, 2)], and fills the block.
    """
    planar = frame.format.is_planar
    kind = frame.format.name.removesuffix("p")
    channels = tuple(channel.name for channel in frame.layout.channels)
    if kind == "flt" and planar and len(channels) == 2:
        return _pour_two_planes
    gains = mix_matrix(name_channels(channels))
    return _pour_any(kind, planar=planar, gains=gains)


def _pour_two_planes(frame: av.AudioFrame, out: Block) -> None:
    """Write what most decoders give: two planes of floats."""
    left, right = frame.planes
    count = len(out)
    out[:, 0] = _view(left, _FLOAT, count)
    out[:, 1] = _view(right, _FLOAT, count)


def _view(plane: AudioPlane, dtype: _Kind, count: int) -> NDArray[np.number]:
    """Look at the first samples of a plane without copying them."""
    # A plane is a buffer, which numpy's types do not know.
    return np.frombuffer(plane, dtype, count)  # type: ignore[call-overload, no-any-return]


def _pour_any(kind: str, *, planar: bool, gains: NDArray[np.float32]) -> Pour:
    """Make a pour for any sample format and any number of channels."""
    dtype = _DTYPES[kind]
    scale = np.float32(1.0 / _FULL_SCALE.get(kind, 1.0))
    width = len(gains)
    straight = gains.shape == (2, 2) and bool(np.array_equal(gains, np.eye(2)))

    def read(frame: av.AudioFrame, count: int) -> NDArray[np.float32]:
        if planar:
            samples = np.stack([_view(plane, dtype, count) for plane in frame.planes], axis=1)
        else:
            samples = _view(frame.planes[0], dtype, count * width).reshape(count, width)
        if kind == "u8":
            samples = samples - _SILENCE_U8
        return (samples * scale).astype(np.float32, copy=False)

    def pour(frame: av.AudioFrame, out: Block) -> None:
        # What is no number is found out later, once a chunk and not once a frame.
        with np.errstate(invalid="ignore", over="ignore"):
            samples = read(frame, len(out))
            if straight or width == 1:
                out[:] = samples
            else:
                np.matmul(samples, gains, out=out)

    return pour
