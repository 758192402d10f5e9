"""A curation as TOML: a table for each track, in it a line for each thing that is said.

::

    schema = 1

    [[track]]
    id = "sha256:…"
    title = "Still Pond"
    said = [
      { field = "voice", value = "none", by = "KL", on = "2026-11-25T21:04:05.000000Z" },
    ]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Annotated

from annotated_types import Ge, Gt, Len

from setlist.curation.checking import Checker, Slip, check_key
from setlist.curation.merging import merge
from setlist.curation.schema import SCHEMA, refuse_newer
from setlist.documents import Document, read_toml
from setlist.errors import Finding, InputError
from setlist.model import Curation, Field, Review, Standing, Statement, TrackId, TrackKey
from setlist.units import Seconds

_SCHEMA_LINE = re.compile(r"[ \t]*schema[ \t]*=[ \t]*([0-9]{1,9})[ \t]*(?:#.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidTable:
    """One statement."""

    field: Field
    value: str | None = None
    by: str
    on: str
    clinic: str = ""
    standing: Standing = Standing.SAID
    reviewer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTable:
    """One review stamp."""

    version: str
    by: str
    on: str
    clinic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackTable:
    """One track: how it is recognised, what is said of it, who reviewed that."""

    id: Annotated[str, Len(1)]
    isrc: str | None = None
    musicbrainz_id: str | None = None
    title: str | None = None
    artist: str | None = None
    duration_s: Annotated[float, Gt(0)] | None = None
    said: tuple[SaidTable, ...] = ()
    review: tuple[ReviewTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CurationFile:
    """A whole curation file."""

    schema: Annotated[int, Ge(1)]
    track: tuple[TrackTable, ...] = ()


def write_tables(curation: Curation) -> str:
    """Write a curation that is in order as TOML, tracks by artist and title."""
    said: dict[TrackId, list[str]] = {}
    reviews: dict[TrackId, list[str]] = {}
    for statement in curation.statements:
        said.setdefault(statement.track, []).append(_write_statement(statement))
    for review in curation.reviews:
        reviews.setdefault(review.track, []).append(_write_review(review))
    lines = [f"schema = {SCHEMA}\n"]
    for key in sorted(curation.keys, key=_order):
        lines += _write_key(key)
        lines += _write_list("said", said.get(key.track))
        lines += _write_list("review", reviews.get(key.track))
    return "".join(lines)


def read_tables(text: str, file: str) -> Curation:
    """Read a curation from TOML, or say every fault of it."""
    _refuse_newer_text(text, file)
    document = read_toml(text, file=file, noun=CurationFile)
    checker = Checker()
    keys: list[TrackKey] = []
    statements: list[Statement] = []
    reviews: list[Review] = []
    findings: list[Finding] = []
    for at, track in enumerate(document.value.track):
        key = _build_key(track)
        keys.append(key)
        findings += _place(document, check_key(key), ("track", at))
        for number, said in enumerate(track.said):
            statement = _build_statement(key.track, said)
            statements.append(statement)
            slips = checker.check_statement(statement)
            findings += _place(document, slips, ("track", at, "said", number))
        for number, stamped in enumerate(track.review):
            review = _build_review(key.track, stamped)
            reviews.append(review)
            slips = checker.check_review(review)
            findings += _place(document, slips, ("track", at, "review", number))
    if findings:
        raise InputError(*findings)
    return merge(Curation(keys=tuple(keys), statements=tuple(statements), reviews=tuple(reviews)))


def _order(key: TrackKey) -> tuple[str, str, str]:
    """Give the order of tracks in a file: as people look for them."""
    return (key.artist or "", key.title or "", key.track)


def _write_key(key: TrackKey) -> Iterator[str]:
    """Give the lines that say which track it is."""
    yield f"\n[[track]]\nid = {encode_basestring(key.track)}\n"
    names = (("isrc", key.isrc), ("musicbrainz_id", key.musicbrainz_id))
    for name, value in (*names, ("title", key.title), ("artist", key.artist)):
        if value is not None:
            yield f"{name} = {encode_basestring(value)}\n"
    if key.duration_s is not None:
        yield f"duration_s = {float(key.duration_s)!r}\n"


def _write_list(name: str, lines: list[str] | None) -> Iterator[str]:
    """Give the lines of a list, none if it is empty."""
    if lines:
        yield f"{name} = [\n"
        yield from lines
        yield "]\n"


def _write_statement(each: Statement) -> str:
    """Write one statement on one line; what is as usual is left out."""
    value = "" if each.value is None else f"value = {encode_basestring(each.value)}, "
    clinic = f", clinic = {encode_basestring(each.clinic)}" if each.clinic else ""
    standing = f', standing = "{each.standing}"' if each.standing is not Standing.SAID else ""
    reviewer = "" if each.reviewer is None else f", reviewer = {encode_basestring(each.reviewer)}"
    by, on = encode_basestring(each.by), encode_basestring(each.on)
    rest = f"{clinic}{standing}{reviewer}"
    return f'  {{ field = "{each.field}", {value}by = {by}, on = {on}{rest} }},\n'


def _write_review(review: Review) -> str:
    """Write one review on one line."""
    by, on = encode_basestring(review.by), encode_basestring(review.on)
    clinic = f", clinic = {encode_basestring(review.clinic)}" if review.clinic else ""
    version = encode_basestring(review.version)
    return f"  {{ version = {version}, by = {by}, on = {on}{clinic} }},\n"


def _refuse_newer_text(text: str, file: str) -> None:
    """Refuse a newer schema before its unknown keys are."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n", 200), start=1):
        if line.lstrip().startswith("["):
            return
        match = _SCHEMA_LINE.fullmatch(line.rstrip("\r"))
        if match:
            refuse_newer(int(match[1]), file, number)
            return


def _build_key(track: TrackTable) -> TrackKey:
    """Make the key of one track."""
    return TrackKey(
        track=TrackId(track.id),
        isrc=track.isrc,
        musicbrainz_id=track.musicbrainz_id,
        title=track.title,
        artist=track.artist,
        duration_s=None if track.duration_s is None else Seconds(track.duration_s),
    )


def _build_statement(track: TrackId, said: SaidTable) -> Statement:
    """Make one statement."""
    return Statement(
        track=track,
        field=said.field,
        value=said.value,
        by=said.by,
        on=said.on,
        clinic=said.clinic,
        standing=said.standing,
        reviewer=said.reviewer,
    )


def _build_review(track: TrackId, review: ReviewTable) -> Review:
    """Make one review."""
    return Review(
        track=track, version=review.version, by=review.by, on=review.on, clinic=review.clinic
    )


def _place(
    document: Document[CurationFile], slips: Iterator[Slip], path: tuple[str | int, ...]
) -> Iterator[Finding]:
    """Make findings of what is wrong at one place."""
    for slip in slips:
        place = document.place(*path, slip.key)
        yield Finding(said=slip.said, mend=slip.mend, place=place)
