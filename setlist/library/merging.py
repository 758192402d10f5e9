"""One set of tags for one track: library files first, then the file itself, then its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from setlist.library.curation import Entry
from setlist.model import Origin, Rating, Record, SidecarTrack, Source, Tags, Work
from setlist.wording import clean_text

T = TypeVar("T")

_UNTITLED = "untitled"


@dataclass(slots=True, kw_only=True)
class _Picker:
    """Picks values for one track and notes where each came from."""

    record: Record
    entries: Sequence[Entry]
    origins: list[Origin] = field(default_factory=list)

    def pick(
        self, name: str, said: Callable[[SidecarTrack], T | None], embedded: T | None
    ) -> T | None:
        """Take a value from the first that gives it; an empty one is not given."""
        for entry in self.entries:
            value = said(entry.said)
            if value:
                self.note(name, Source.SIDECAR, entry.file.name)
                return value
        if embedded:
            self.note(name, Source.EMBEDDED, self.record.file.name)
        return embedded

    def note(self, name: str, source: Source, detail: str) -> None:
        """Note where a value came from."""
        self.origins.append(Origin(field=name, source=source, detail=detail))


def merge_tags(record: Record, entries: Sequence[Entry]) -> tuple[Tags, tuple[Origin, ...]]:
    """Merge what library files and the audio file itself say about one track.

    Each value is taken from the first that gives it.

    Parameters
    ----------
    record : Record
        The file with its embedded tags.
    entries : sequence of Entry
        What library files say, the one to believe first first.

    Returns
    -------
    Tags
        With a title in any case: the name of the file, where nobody gives one.
    tuple of Origin
        Where each value came from, under the key that it has in a library file.
    """
    own = record.embedded.tags
    picker = _Picker(record=record, entries=entries)
    title = picker.pick("title", lambda said: said.title, own.title)
    tags = Tags(
        title=title or _name_after(picker),
        artist=picker.pick("artist", lambda said: said.artist, own.artist),
        album=picker.pick("album", lambda said: said.album, own.album),
        ratings=picker.pick("intensity", _list_ratings, None) or (),
        voice=picker.pick("voice", lambda said: said.voice, None),
        languages=picker.pick("languages", lambda said: said.languages, own.languages) or (),
        words=picker.pick("tags", lambda said: said.tags, None) or (),
        instruments=picker.pick("instruments", lambda said: said.instruments, None) or (),
        work=picker.pick("work", _read_work, own.work),
        licence=picker.pick("licence", lambda said: said.licence, own.licence),
        isrc=picker.pick("isrc", lambda _: None, own.isrc),
        musicbrainz_id=picker.pick("musicbrainz_id", lambda _: None, own.musicbrainz_id),
    )
    return tags, tuple(picker.origins)


def _name_after(picker: _Picker) -> str:
    """Give the name of the file as a title."""
    name = picker.record.file.name
    picker.note("title", Source.FILE_NAME, name)
    return clean_text(PurePosixPath(name).stem) or _UNTITLED


def _list_ratings(said: SidecarTrack) -> tuple[Rating, ...]:
    """Give every rating of an entry, the one without a rater last."""
    if said.intensity is None:
        return said.ratings
    return (*said.ratings, Rating(intensity=said.intensity))


def _read_work(said: SidecarTrack) -> Work | None:
    """Give the work of an entry that numbers the movement."""
    if said.work is None or said.movement is None:
        return None
    return Work(name=said.work, movement=said.movement)
