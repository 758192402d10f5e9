"""What is known of one audio file of a library: where it stands, what it says, what was heard."""

from dataclasses import dataclass, field

from setlist.errors import Finding
from setlist.model.tags import Tags
from setlist.model.track import Measures, TrackId
from setlist.units import Seconds

Heard = tuple[TrackId, Measures]
"""What listening to a file gives: which sound it is, and its measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioFile:
    """One audio file: where it is, and what tells that it has not changed.

    ``path`` is absolute, and plain text because a survey of many files makes no other use of
    it; ``name`` is relative to the library, with ``/`` on every system.
    """

    path: str
    name: str
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """What a file says about itself; ``fault`` tells why its tags could not be read.

    ``declared_s`` is the length in its header, which may lie.
    """

    tags: Tags = field(default_factory=Tags)
    declared_s: Seconds | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One audio file, what it says about itself, and what listening to it gave.

    ``findings`` are what listening found amiss.  A file that has some and was not heard could
    not be listened to; one that has none was not listened to yet.
    """

    file: AudioFile
    embedded: Embedded
    heard: Heard | None = None
    findings: tuple[Finding, ...] = ()
