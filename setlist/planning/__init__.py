"""Planning: from an arc, a route's times and a library to an ordered plan."""

from setlist.planning.auditing import audit_plan
from setlist.planning.exclusions import is_under
from setlist.planning.explanation import explain_plan
from setlist.planning.posing import pose, repose
from setlist.planning.ratings import note_unrated, rank_unrated
from setlist.planning.relaxations import relax
from setlist.planning.revision import revise
from setlist.planning.solving import solve
from setlist.planning.stock import survey_gaps

__all__ = [
    "audit_plan",
    "explain_plan",
    "is_under",
    "note_unrated",
    "pose",
    "rank_unrated",
    "relax",
    "repose",
    "revise",
    "solve",
    "survey_gaps",
]
