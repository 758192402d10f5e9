"""Timings: from a route of administration to the minutes of its phases.

Everything here is computed from what is handed in; the two data files of this room,
``routes.toml`` and ``bands.toml``, are read by whoever may open files.
"""

from setlist.timecourse.amounts import find_amount
from setlist.timecourse.group import predict_group
from setlist.timecourse.notes import DISCLAIMER, LIMITS, UNCHECKED_PARTS, UNKNOWN_HANDLING
from setlist.timecourse.options import parse_member, parse_part, parse_tap
from setlist.timecourse.parameters import BandTable, Parameters, TimingData
from setlist.timecourse.prediction import narrow, predict, predict_effect
from setlist.timecourse.routes import check_route, parse_route_name
from setlist.timecourse.taps import Tap

__all__ = [
    "DISCLAIMER",
    "LIMITS",
    "UNCHECKED_PARTS",
    "UNKNOWN_HANDLING",
    "BandTable",
    "Parameters",
    "Tap",
    "TimingData",
    "check_route",
    "find_amount",
    "narrow",
    "parse_member",
    "parse_part",
    "parse_route_name",
    "parse_tap",
    "predict",
    "predict_effect",
    "predict_group",
]
