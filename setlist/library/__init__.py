"""A folder of music becomes a library: files, embedded tags, curated tags, what was heard.

The road through this room is ``survey_folder``, then listening to the files that
``Survey.unheard`` lists (another room does that), ``remember`` as often as work should not be
lost, and ``assemble_library``.  Whatever is wrong with one file is a finding and stops nothing.
"""

from setlist.library.assembly import assemble_library
from setlist.library.audit import audit_library
from setlist.library.folder import SIDECAR_NAME
from setlist.library.memory import MEMORY_NAME
from setlist.library.survey import Survey, remember, survey_folder
from setlist.library.vocabulary import match_term, nearest_terms, read_vocabulary
from setlist.library.words import escape_text

__all__ = [
    "MEMORY_NAME",
    "SIDECAR_NAME",
    "Survey",
    "assemble_library",
    "audit_library",
    "escape_text",
    "match_term",
    "nearest_terms",
    "read_vocabulary",
    "remember",
    "survey_folder",
]
