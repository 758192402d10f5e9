"""Short sounds in memory, as pydub's segments."""

import io
import warnings
from typing import TYPE_CHECKING, Final

import numpy as np

from setlist.audio import RATE_HZ, Block, fade_in_gain, fade_out_gain
from setlist.model import FadeLaw
from setlist.units import Frames

if TYPE_CHECKING:
    from pydub import AudioSegment

_FULL: Final = 32_767


def make_segment(sound: Block) -> "AudioSegment":
    """Make a segment of 16 bit; nothing but memory is needed for it.

    Parameters
    ----------
    sound : ndarray [shape=(n, 2), full scale]
        What is above full scale is cut off.
    """
    with warnings.catch_warnings():
        # Importing pydub warns of audioop, of escapes in its regular expressions, and of a
        # missing ffmpeg, which is not needed for what is made of blocks.
        warnings.filterwarnings("ignore", module=r"(.*[/\\])?pydub\b")
        from pydub import AudioSegment  # noqa: PLC0415  only auditions need it

    samples = np.rint(sound * _FULL).clip(-_FULL, _FULL).astype(np.int16)
    return AudioSegment(samples.tobytes(), sample_width=2, frame_rate=RATE_HZ, channels=2)


def make_wav(segment: "AudioSegment") -> bytes:
    """Give a segment as the bytes of a WAV file."""
    wav = io.BytesIO()
    segment.export(wav, format="wav")
    return wav.getvalue()


def ease_edges(sound: Block, longest: Frames) -> None:
    """Fade a sound in and out, in place; one shorter than both fades has shorter ones."""
    length = Frames(min(longest, len(sound) // 2))
    if length:
        law = FadeLaw.EQUAL_GAIN
        sound[:length] *= fade_in_gain(law, length=length, start=0, count=length)
        sound[-length:] *= fade_out_gain(law, length=length, start=0, count=length)
