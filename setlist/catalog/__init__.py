"""The store that remembers files, measures and statements, in SQLite or PostgreSQL.

Everything begins with `open_catalog`.  Roots bring files (``keep_records``, ``mark_missing``)
and tracks (``keep_library``), people bring statements (``say``) and stamps (``stamp_reviews``),
each in one step that is done whole or not at all; ``find_tracks`` and ``read_library`` give
what has come of it.  How files and statements make one track is handed in.
"""

from setlist.catalog.address import is_catalog_url
from setlist.catalog.files import (
    MissingFile,
    find_measures,
    keep_records,
    list_missing,
    mark_missing,
    recall_records,
)
from setlist.catalog.library import (
    keep_library,
    read_library,
    recall_findings,
    recall_mark,
    recall_places,
    recall_vocabulary,
)
from setlist.catalog.location import find_path
from setlist.catalog.opening import open_catalog
from setlist.catalog.reviews import read_reviews, stamp_reviews
from setlist.catalog.search import FoundTrack, count_tracks, find_tracks, list_keys
from setlist.catalog.statements import read_statements, say
from setlist.catalog.store import Catalog, Resolve
from setlist.catalog.trail import read_trail

__all__ = [
    "Catalog",
    "FoundTrack",
    "MissingFile",
    "Resolve",
    "count_tracks",
    "find_measures",
    "find_path",
    "find_tracks",
    "is_catalog_url",
    "keep_library",
    "keep_records",
    "list_keys",
    "list_missing",
    "mark_missing",
    "open_catalog",
    "read_library",
    "read_reviews",
    "read_statements",
    "read_trail",
    "recall_findings",
    "recall_mark",
    "recall_places",
    "recall_records",
    "recall_vocabulary",
    "say",
    "stamp_reviews",
]
