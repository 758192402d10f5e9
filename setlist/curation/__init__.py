"""What people say about tracks: statements, their resolution, merging, review and sharing.

A statement enters through ``check_rater`` and ``spell_value``, counts through
``resolve_track``, and travels through ``write_curation``, ``read_curation``, ``match_keys`` and
``merge``.  This room knows no disk and no clock: texts and times are handed in.
"""

from setlist.curation.assertion import spell_tags
from setlist.curation.clinic import check_clinic
from setlist.curation.conflict import Conflict, list_conflicts, settle
from setlist.curation.difference import Departure, Difference, diff
from setlist.curation.matching import Doubt, Match, Matching, match_keys, retarget
from setlist.curation.merging import merge
from setlist.curation.moment import set_after
from setlist.curation.portable import CurationKind, read_curation, write_curation
from setlist.curation.proposal import accept, list_proposals, reject
from setlist.curation.rater import check_rater
from setlist.curation.resolution import resolve_track
from setlist.curation.review import ReviewState, list_stale, review_state, stamp, version_of
from setlist.curation.spelling import spell_value
from setlist.curation.values import Values, read_values

__all__ = [
    "Conflict",
    "CurationKind",
    "Departure",
    "Difference",
    "Doubt",
    "Match",
    "Matching",
    "ReviewState",
    "Values",
    "accept",
    "check_clinic",
    "check_rater",
    "diff",
    "list_conflicts",
    "list_proposals",
    "list_stale",
    "match_keys",
    "merge",
    "read_curation",
    "read_values",
    "reject",
    "resolve_track",
    "retarget",
    "review_state",
    "set_after",
    "settle",
    "spell_tags",
    "spell_value",
    "stamp",
    "version_of",
    "write_curation",
]
