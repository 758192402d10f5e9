"""A plan becomes one file: voices on the frame grid, crossfades, chapters, a report."""

from setlist.mixdown.audition import hear_join, hear_track
from setlist.mixdown.excerpts import Excerpt, find_excerpts, write_excerpts
from setlist.mixdown.limits import find_exceeded
from setlist.mixdown.markers import chapters_of
from setlist.mixdown.measuring import measure_mix
from setlist.mixdown.mixing import check_sources
from setlist.mixdown.rendering import check_mix, refuse_track, render, write_mix
from setlist.mixdown.report import Join, MixReport, PhaseLevel, Softened, SoundedPrompt
from setlist.mixdown.segments import make_segment, make_wav
from setlist.mixdown.settings import MixSettings
from setlist.mixdown.voices import Fade, Voice, lay_out

__all__ = [
    "Excerpt",
    "Fade",
    "Join",
    "MixReport",
    "MixSettings",
    "PhaseLevel",
    "Softened",
    "SoundedPrompt",
    "Voice",
    "chapters_of",
    "check_mix",
    "check_sources",
    "find_exceeded",
    "find_excerpts",
    "hear_join",
    "hear_track",
    "lay_out",
    "make_segment",
    "make_wav",
    "measure_mix",
    "refuse_track",
    "render",
    "write_excerpts",
    "write_mix",
]
