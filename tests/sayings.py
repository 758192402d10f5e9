"""What people say about tracks, for tests: single statements, and whole curations by chance."""

from collections.abc import Sequence
from itertools import product

from builders import a_track_id
from hypothesis import strategies as st

from setlist.model import (
    Curation,
    Field,
    Review,
    Standing,
    Statement,
    TagFamily,
    Term,
    TrackId,
    TrackKey,
    Vocabulary,
)
from setlist.units import Seconds
from setlist.wording import clean_text

POND = a_track_id("pond")
TIDE = a_track_id("tide")
NOON = "2026-11-25T12:00:00.000000Z"

WORDS = Vocabulary(
    terms=(
        Term(word="calm", family=TagFamily.MOOD, meaning="At ease."),
        Term(word="film score", family=TagFamily.ASSOCIATION, meaning="Made for a film."),
        Term(word="warm", family=TagFamily.TEXTURE, meaning="Full and soft."),
        Term(word="choir", family=TagFamily.INSTRUMENTS, meaning="Many voices."),
        Term(word="piano", family=TagFamily.INSTRUMENTS, meaning="A piano."),
    )
)


def at(minute: int) -> str:
    """A moment after noon."""
    return f"2026-11-25T12:{minute:02d}:00.000000Z"


def say(
    field: Field,
    value: str | None,
    by: str = "KL",
    on: str = NOON,
    *,
    track: TrackId = POND,
    clinic: str = "",
    standing: Standing = Standing.SAID,
    reviewer: str | None = None,
) -> Statement:
    """One person's word on a pond."""
    return Statement(
        track=track,
        field=field,
        value=value,
        by=by,
        on=on,
        clinic=clinic,
        standing=standing,
        reviewer=reviewer,
    )


_TRACKS = (POND, TIDE, TrackId("row:" + "0123456789abcdef" * 4))
_PEOPLE = ("KL", "MR", "curator", "lead therapist", "ÄÖ")
_MOMENTS = (NOON, at(1), at(2), "2027-01-01T00:00:00.000001Z")
_VALUES: dict[Field, Sequence[str]] = {
    Field.INTENSITY: ("1", "4.5", "8", "9"),
    Field.VOICE: ("none", "wordless", "spoken", "words"),
    Field.LANGUAGES: ("en", "de; en", "haw"),
    Field.TAGS: ("calm", "calm; warm", "film score; 静か"),
    Field.INSTRUMENTS: ("choir", "choir; piano"),
    Field.MOVEMENT: ("1", "12"),
    Field.PERFORMANCE: ("granted", "not-granted", "unknown"),
    Field.ISRC: ("GBAYE0601498", "USRC17607839"),
    Field.MUSICBRAINZ_ID: ("8f3471b5-7e6a-48da-86a9-c1c07a0f47ae",),
}

texts = (
    st.text(max_size=12)
    | st.text(alphabet="='+-@\",; \t\r\n\\{}#a\x7f\u2028\u202e", max_size=8)
    | st.sampled_from(("=1+1", "'=1", "'Round Midnight", "-", '"', "@x", "\\u0041", "a;b,c\td"))
)
"""Texts as strangers write them."""

lines = texts.map(clean_text).filter(bool).map(str)
"""Texts as they stand in statements."""

clinics = st.sampled_from(("", "", "north", '=süd, "2"'))
people = st.sampled_from(_PEOPLE)
moments = st.sampled_from(_MOMENTS)
tracks = st.sampled_from(_TRACKS)


def _values(field: Field) -> st.SearchStrategy[str | None]:
    known = _VALUES.get(field)
    return st.none() | (lines if known is None else st.sampled_from(known))


statements = st.sampled_from(Field).flatmap(
    lambda field: st.builds(
        Statement,
        track=tracks,
        field=st.just(field),
        value=_values(field),
        by=people,
        on=moments,
        clinic=clinics,
        standing=st.sampled_from(Standing),
        reviewer=st.none() | people,
    )
)

reviews = st.builds(
    Review,
    track=tracks,
    version=st.sampled_from(("0011223344556677", "8899aabbccddeeff")),
    by=people,
    on=moments,
    clinic=clinics,
)

keys = st.builds(
    TrackKey,
    track=tracks,
    isrc=st.none() | st.sampled_from(_VALUES[Field.ISRC]),
    musicbrainz_id=st.none() | st.sampled_from(_VALUES[Field.MUSICBRAINZ_ID]),
    title=st.none() | lines,
    artist=st.none() | lines,
    duration_s=st.none() | st.floats(1e-3, 1e6).map(Seconds),
)

curations = st.builds(
    Curation,
    keys=st.lists(keys, max_size=4).map(tuple),
    statements=st.lists(statements, max_size=8).map(tuple),
    reviews=st.lists(reviews, max_size=3).map(tuple),
)
"""Curations as they come from anywhere: in no order, with the same things said twice."""

_RIVALS = tuple(
    say(field, value, by, on, track=track, clinic=clinic, standing=standing, reviewer=reviewer)
    for track, (field, value), by, on, clinic, standing, reviewer in product(
        (POND, TIDE),
        (
            *product((Field.VOICE,), ("none", "words", None)),
            *product((Field.INTENSITY,), ("3", "8", None)),
        ),
        ("KL", "MR"),
        (NOON, at(1)),
        ("", "north"),
        Standing,
        (None, "curator"),
    )
)
_STAMPS = tuple(
    Review(track=track, version=version, by=by, on=NOON, clinic=clinic)
    for track, version, by, clinic in product(
        (POND, TIDE), ("0011", "8899"), ("KL", "MR"), ("", "north")
    )
)
_NAMES = tuple(
    TrackKey(track=track, title=title, isrc=isrc, duration_s=duration_s)
    for track, title, isrc, duration_s in product(
        (POND, TIDE), (None, "Pond", "Still Pond"), (None, "GBAYE0601498"), (None, Seconds(300.0))
    )
)

rivals = st.builds(
    Curation,
    keys=st.lists(st.sampled_from(_NAMES), max_size=4).map(tuple),
    statements=st.lists(st.sampled_from(_RIVALS), max_size=12).map(tuple),
    reviews=st.lists(st.sampled_from(_STAMPS), max_size=4).map(tuple),
)
"""Curations of few people on few tracks: they hold the same seats, often at the same moment."""
