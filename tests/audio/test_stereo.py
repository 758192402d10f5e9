"""Frames of every sample format and layout become stereo floats."""

import av
import numpy as np
import pytest

from setlist.audio.blocks import Block
from setlist.audio.stereo import make_pour, mix_matrix, name_channels

HALF = np.sqrt(0.5)


def poured(frame: av.AudioFrame) -> Block:
    out = np.empty((frame.samples, 2), np.float32)
    make_pour(frame)(frame, out)
    return out


@pytest.mark.parametrize("kind", ["u8", "s16", "s32", "flt", "dbl", "u8p", "s16p", "s32p", "fltp"])
def test_every_sample_format_keeps_its_scale(kind: str) -> None:
    full = {"u8": 128, "s16": 2**15, "s32": 2**31}.get(kind.rstrip("p"), 1.0)
    dtype = {"u8": np.uint8, "s16": np.int16, "s32": np.int32, "dbl": np.float64}.get(
        kind.rstrip("p"), np.float32
    )
    sides = np.array([[0.5, -0.25], [0.0, 0.75], [-1.0, 0.125]])
    numbers = sides * full + (128 if kind.startswith("u8") else 0)
    planes = numbers.T if kind.endswith("p") else numbers.reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(planes.astype(dtype)), format=kind, layout="stereo"
    )
    assert np.array_equal(poured(frame), sides.astype(np.float32))


def test_one_channel_goes_to_both_sides() -> None:
    frame = av.AudioFrame.from_ndarray(
        np.array([[0.5, -0.5]], np.float32), format="fltp", layout="mono"
    )
    assert np.array_equal(poured(frame), [[0.5, 0.5], [-0.5, -0.5]])


@pytest.mark.parametrize(
    ("layout", "right"),
    [
        ("5.1", (0.0, 1.0, HALF, 0.0, 0.0, HALF)),
        ("5.1(side)", (0.0, 1.0, HALF, 0.0, 0.0, HALF)),
        ("quad", (0.0, 1.0, 0.0, HALF)),
        ("4.0", (0.0, 1.0, HALF, 0.5)),
        ("7.1", (0.0, 1.0, HALF, 0.0, 0.0, HALF, 0.0, HALF)),
    ],
)
def test_each_place_has_its_gain(layout: str, right: tuple[float, ...]) -> None:
    names = tuple(channel.name for channel in av.AudioLayout(layout).channels)
    assert mix_matrix(names)[:, 1] == pytest.approx(right)


def test_left_and_right_of_a_layout_mirror_each_other() -> None:
    names = tuple(channel.name for channel in av.AudioLayout("7.1").channels)
    gains = mix_matrix(names)
    assert sorted(gains[:, 0]) == sorted(gains[:, 1])
    assert not np.array_equal(gains[:, 0], gains[:, 1])


def test_two_unnamed_channels_are_left_and_right() -> None:
    assert np.array_equal(mix_matrix(name_channels(("NONE", "NONE"))), np.eye(2))


def test_six_unnamed_channels_are_taken_for_surround() -> None:
    assert name_channels(("",) * 6) == ("FL", "FR", "FC", "LFE", "BL", "BR")


def test_channels_without_any_place_are_heard_on_both_sides() -> None:
    assert mix_matrix(name_channels(("AMBI0", "AMBI1", "AMBI2"))) == pytest.approx(HALF)
