"""A folder of music, or a table of it, becomes a library of tracks.

The road through this room is ``walk_library``, ``survey_walk`` with what is remembered of the
files, then listening to the files that ``Survey.unheard`` lists (another room does that), and
``assemble_library``.  Whatever is wrong with one file is a finding and stops nothing.
"""

from setlist.library.assembly import assemble_library
from setlist.library.audit import audit_library
from setlist.library.digest import digest_tracks
from setlist.library.folder import SIDECAR_NAME, Walk, walk_library
from setlist.library.leveling import write_level
from setlist.library.moves import Moves, recognise_moves
from setlist.library.record import add_outcome
from setlist.library.survey import Survey, survey_walk
from setlist.library.table import is_table, parse_table, read_table, write_table
from setlist.library.vocabulary import read_vocabulary
from setlist.library.writing import write_tags

__all__ = [
    "SIDECAR_NAME",
    "Moves",
    "Survey",
    "Walk",
    "add_outcome",
    "assemble_library",
    "audit_library",
    "digest_tracks",
    "is_table",
    "parse_table",
    "read_table",
    "read_vocabulary",
    "recognise_moves",
    "survey_walk",
    "walk_library",
    "write_level",
    "write_table",
    "write_tags",
]
