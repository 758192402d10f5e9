"""The one form that sound has inside setlist."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 48_000
"""Frames a second of every block; files at other rates are resampled when they are decoded."""

Block: TypeAlias = NDArray[np.float32]
"""A stretch of sound [shape=(n, 2), full scale]: a row is a frame, columns are left and right.

A sample of 1.0 is full scale; louder ones are kept as they are, not clipped.
"""
