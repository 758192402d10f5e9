"""Sound as a stream of blocks: decoding, loudness, true peak, fades, limiting, encoding.

Everything here works block by block in bounded memory.
"""

from setlist.audio.blocks import RATE_HZ, Block
from setlist.audio.chapters import CHAPTERS_MAX, Chapter, clean_label
from setlist.audio.decimation import Decimator, Wave
from setlist.audio.decoding import decode
from setlist.audio.encoding import Encoder, open_encoder
from setlist.audio.endings import was_cut_short
from setlist.audio.fades import fade_in_gain, fade_out_gain
from setlist.audio.formats import AudioFormat, format_of
from setlist.audio.limiter import Limiter
from setlist.audio.loudness import (
    HISTORY_STEP_S,
    QUIETEST_LUFS,
    WINDOW_S,
    Levels,
    LoudnessMeter,
)
from setlist.audio.recording import Recording
from setlist.audio.rides import Ride, plan_rides, ride_gain
from setlist.audio.rises import Rise, largest_rise

__all__ = [
    "CHAPTERS_MAX",
    "HISTORY_STEP_S",
    "QUIETEST_LUFS",
    "RATE_HZ",
    "WINDOW_S",
    "AudioFormat",
    "Block",
    "Chapter",
    "Decimator",
    "Encoder",
    "Levels",
    "Limiter",
    "LoudnessMeter",
    "Recording",
    "Ride",
    "Rise",
    "Wave",
    "clean_label",
    "decode",
    "fade_in_gain",
    "fade_out_gain",
    "format_of",
    "largest_rise",
    "open_encoder",
    "plan_rides",
    "ride_gain",
    "was_cut_short",
]
