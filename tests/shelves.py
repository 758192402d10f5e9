"""What catalogs are filled with in tests, and a plain rule by which words become tags."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from builders import a_track, a_track_id
from hypothesis import strategies as st
from sqlalchemy import event

from setlist.catalog import Catalog, keep_library, keep_records, open_catalog, say
from setlist.errors import Finding
from setlist.model import (
    AudioFile,
    Embedded,
    Field,
    Library,
    LibraryStamp,
    Licence,
    Measures,
    Origin,
    Performance,
    Rating,
    Record,
    Source,
    Standing,
    Statement,
    Tags,
    Term,
    Track,
    TrackId,
    Vocabulary,
    Voice,
    Work,
)

PLACE = Path("/music")
NOON = "2026-11-25T12:00:00.000000Z"

STRANGE_TEXT = st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=12)
_WORDS = st.lists(STRANGE_TEXT, max_size=2).map(tuple)
SOME_TAGS = st.builds(
    Tags,
    title=st.none() | STRANGE_TEXT,
    artist=st.none() | STRANGE_TEXT,
    album=st.none() | STRANGE_TEXT,
    ratings=st.lists(
        st.builds(
            Rating,
            intensity=st.floats(1, 9),
            rater=st.none() | STRANGE_TEXT,
            on=st.none() | STRANGE_TEXT,
        ),
        max_size=2,
    ).map(tuple),
    suggested_intensity=st.none() | st.floats(1, 9),
    voice=st.none() | st.sampled_from(Voice),
    languages=_WORDS,
    words=_WORDS,
    instruments=_WORDS,
    work=st.none() | st.builds(Work, name=STRANGE_TEXT, movement=st.integers(1, 99)),
    licence=st.none()
    | st.builds(
        Licence,
        name=STRANGE_TEXT,
        holder=st.none() | STRANGE_TEXT,
        performance=st.sampled_from(Performance),
    ),
    isrc=st.none() | STRANGE_TEXT,
    musicbrainz_id=st.none() | STRANGE_TEXT,
)


def resolve(track: Track, statements: Sequence[Statement]) -> Track:
    """Let what is said replace what files say; a clinic's word goes before that of the base."""
    tags, origins = track.tags, {origin.field: origin for origin in track.origins}
    ratings = {}
    for each in sorted(statements, key=lambda each: (each.clinic, each.rank())):
        if each.standing is not Standing.SAID or each.value is None:
            continue
        origins[each.field] = Origin(field=each.field, source=Source.CATALOG, detail=each.by)
        words = tuple(each.value.split("; "))
        match each.field:
            case Field.INTENSITY:
                ratings[each.by] = Rating(intensity=float(each.value), rater=each.by, on=each.on)
                tags = replace(tags, ratings=tuple(ratings.values()))
            case Field.VOICE:
                tags = replace(tags, voice=Voice(each.value))
            case Field.TITLE:
                tags = replace(tags, title=each.value)
            case Field.TAGS:
                tags = replace(tags, words=words)
            case _:
                pass
    return replace(track, tags=tags, origins=tuple(origins.values()))


def a_word(
    track: TrackId,
    value: str | None = "5",
    *,
    field: Field = Field.INTENSITY,
    by: str = "ab",
    on: str = NOON,
    clinic: str = "",
    standing: Standing = Standing.SAID,
) -> Statement:
    """A statement that counts."""
    return Statement(
        track=track, field=field, value=value, by=by, on=on, clinic=clinic, standing=standing
    )


def a_record(
    name: str = "a/1.ogg",
    *,
    sound: str | None = None,
    measures: Measures | None = None,
    embedded: Embedded | None = None,
    findings: tuple[Finding, ...] = (),
    size: int = 100,
    mtime: int = 7,
    place: Path = PLACE,
) -> Record:
    """What is known of a file, listened to where it has measures."""
    return Record(
        file=AudioFile(path=str(place / name), name=name, size_bytes=size, mtime_ns=mtime),
        embedded=embedded or Embedded(),
        heard=None if measures is None else (a_track_id(sound or name), measures),
        findings=findings,
    )


def a_shelf(
    *tracks: Track, terms: tuple[Term, ...] = (), findings: tuple[Finding, ...] = ()
) -> Library:
    """What a root brings."""
    return Library(
        stamp=LibraryStamp(locator=str(PLACE), digest="sha256:0", tracks=len(tracks)),
        tracks=tracks,
        vocabulary=Vocabulary(terms=terms),
        findings=findings,
    )


def fill(catalog: Catalog, *tracks: Track, root: str = "main", mark: str = "1") -> None:
    """Keep tracks as those of a root."""
    keep_library(catalog, root, a_shelf(*tracks), PLACE, mark=mark)


def digest(tracks: Sequence[Track]) -> str:
    """A digest of the identities alone."""
    whole = "".join(sorted(track.id for track in tracks))
    return f"sha256:{hashlib.sha256(whole.encode()).hexdigest()}"


def say_all(url: str, statements: Sequence[Statement], count: int) -> None:
    """Say statements a few at a time, as one of several programs does."""
    with open_catalog(url, resolve=resolve) as catalog:
        for start in range(0, len(statements), count):
            say(catalog, statements[start : start + count], how="rate", at=NOON)


def some_tracks(count: int) -> tuple[Track, ...]:
    """Tracks that differ in title."""
    return tuple(a_track(f"Piece {number:04d}", intensity=None) for number in range(count))


def stall_at(url: str, flag: Path, table: str, work: str, given: object) -> None:
    """Do some work, and stop for good in the middle of it, when a table was written to."""

    def stall(*call: object) -> None:
        if str(call[2]).startswith(f"INSERT INTO {table} "):
            flag.touch()
            time.sleep(600)

    with open_catalog(url, resolve=resolve) as catalog:
        event.listen(catalog.engine, "after_cursor_execute", stall)
        if work == say.__name__:
            say(catalog, cast("Sequence[Statement]", given), how="rate", at=NOON)
        else:
            keep_records(catalog, "main", cast("Sequence[Record]", given), measures_version=1)
