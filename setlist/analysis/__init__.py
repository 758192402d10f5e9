"""Hearing audio files: who they are, how loud, where they begin and end, what may startle."""

from setlist.analysis.hearing import MEASURES_VERSION, Heard, measure
from setlist.analysis.pool import measure_many

__all__ = ["MEASURES_VERSION", "Heard", "measure", "measure_many"]
