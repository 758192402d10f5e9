"""Hearing audio files: who they are, how loud, where they begin and end, what may startle."""

from setlist.analysis.cluster import measure_on_cluster
from setlist.analysis.hearing import MEASURES_VERSION, Heard, measure
from setlist.analysis.identity import identify
from setlist.analysis.pool import measure_many
from setlist.analysis.suggestion import IntensityFit, Leaning, fit_intensity, suggest_intensity

__all__ = [
    "MEASURES_VERSION",
    "Heard",
    "IntensityFit",
    "Leaning",
    "fit_intensity",
    "identify",
    "measure",
    "measure_many",
    "measure_on_cluster",
    "suggest_intensity",
]
