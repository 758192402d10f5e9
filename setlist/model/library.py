"""A library: tracks, and how to find them again."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Len

from setlist.errors import Finding
from setlist.model.tags import Vocabulary
from setlist.model.track import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryStamp:
    """Which library a plan was made from: where it stood and a digest of what was in it."""

    locator: Annotated[str, Len(1)]
    digest: Annotated[str, Len(1)]
    tracks: Annotated[int, Ge(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every track that may be planned with, the vocabulary of its tags, and what is amiss."""

    stamp: LibraryStamp
    tracks: tuple[Track, ...]
    vocabulary: Vocabulary
    findings: tuple[Finding, ...] = ()
