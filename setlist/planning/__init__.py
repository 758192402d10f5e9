"""Planning: from an arc, a route's times and a library to an ordered plan."""

from setlist.planning.auditing import audit_plan
from setlist.planning.continuation import remake_track
from setlist.planning.edits import ban, nudge, pin, swap
from setlist.planning.exclusions import is_under
from setlist.planning.explanation import explain_plan
from setlist.planning.posing import pose, repose
from setlist.planning.ratings import note_unrated, rank_unrated
from setlist.planning.relaxations import relax
from setlist.planning.revision import revise
from setlist.planning.solving import solve
from setlist.planning.stock import survey_gaps
from setlist.planning.swaps import list_swaps
from setlist.planning.variety import count_shared, solve_alternatives

__all__ = [
    "audit_plan",
    "ban",
    "count_shared",
    "explain_plan",
    "is_under",
    "list_swaps",
    "note_unrated",
    "nudge",
    "pin",
    "pose",
    "rank_unrated",
    "relax",
    "remake_track",
    "repose",
    "revise",
    "solve",
    "solve_alternatives",
    "survey_gaps",
    "swap",
]
