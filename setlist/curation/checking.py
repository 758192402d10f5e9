"""What is wrong with a statement, a key or a review that a file holds."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from setlist.curation.clinic import find_clinic_fault
from setlist.curation.moment import EXAMPLE, is_moment
from setlist.curation.rater import check_rater
from setlist.curation.values import is_spelt
from setlist.errors import InputError
from setlist.model import Field, Review, Statement, TrackKey
from setlist.wording import clean_text

_TRACK = re.compile(r"(?:sha256|row):[0-9a-f]{8,64}")
_VERSION = re.compile(r"[0-9a-z]{1,64}")
_VALUES = {
    Field.INTENSITY: "a number from 1 to 9, such as 4.5",
    Field.VOICE: "none, wordless, spoken or words",
    Field.PERFORMANCE: "granted, not-granted or unknown",
    Field.MOVEMENT: "a whole number from 1",
    Field.ISRC: "twelve characters such as GBAYE0601498",
    Field.MUSICBRAINZ_ID: "the 36 characters of a recording id in small letters",
    Field.LANGUAGES: 'codes such as "de; en", in the order of the alphabet',
    Field.TAGS: 'words such as "calm; warm", in the order of the alphabet',
    Field.INSTRUMENTS: 'words such as "cello; piano", in the order of the alphabet',
}


class Slip(NamedTuple):
    """One thing that is wrong: the key or column it stands in, what, and the mend."""

    key: str
    said: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """Checks what one file holds, each text that comes again only once."""

    _people: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    _values: dict[tuple[str, str], bool] = field(default_factory=dict)

    def check_statement(self, statement: Statement) -> Iterator[Slip]:
        """Say what is wrong with a statement, its track aside."""
        value = statement.value
        if value is not None and not self._is_spelt(statement.field, value):
            wanted = _VALUES.get(statement.field, "one line of plain text")
            yield Slip("value", f"is no value of {statement.field}", f"give {wanted}")
        yield from self._check_person("by", statement.by)
        if statement.reviewer is not None:
            yield from self._check_person("reviewer", statement.reviewer)
        yield from _check_moment(statement.on)
        if fault := find_clinic_fault(statement.clinic):
            yield Slip("clinic", *fault)

    def check_review(self, review: Review) -> Iterator[Slip]:
        """Say what is wrong with a review, its track aside."""
        if _VERSION.fullmatch(review.version) is None:
            yield Slip("version", "is no version", "leave it as it was written")
        yield from self._check_person("by", review.by)
        yield from _check_moment(review.on)
        if fault := find_clinic_fault(review.clinic):
            yield Slip("clinic", *fault)

    def _is_spelt(self, said_of: Field, value: str) -> bool:
        """Tell whether a value is in its one spelling."""
        place = (said_of, value)
        if place not in self._values:
            self._values[place] = is_spelt(said_of, value)
        return self._values[place]

    def _check_person(self, key: str, text: str) -> Iterator[Slip]:
        """Say why somebody is neither initials nor a role."""
        if text not in self._people:
            self._people[text] = _refuse_person(text)
        refused = self._people[text]
        if refused is not None:
            yield Slip(key, *refused)


def check_key(key: TrackKey) -> Iterator[Slip]:
    """Say what is wrong with a key."""
    if _TRACK.fullmatch(key.track) is None:
        said, mend = "is no identity of a track", 'give "sha256:" and the digest of the sound'
        yield Slip("id", said, mend)
    if key.isrc is not None and not is_spelt(Field.ISRC, key.isrc):
        yield Slip("isrc", "is no ISRC", f"give {_VALUES[Field.ISRC]}, or leave it out")
    recording = key.musicbrainz_id
    if recording is not None and not is_spelt(Field.MUSICBRAINZ_ID, recording):
        said, mend = "is no recording id", f"give {_VALUES[Field.MUSICBRAINZ_ID]}, or leave it out"
        yield Slip("musicbrainz_id", said, mend)
    for name, text in (("title", key.title), ("artist", key.artist)):
        if text is not None and clean_text(text) != text:
            yield Slip(name, "is no plain line of text", "write it on one line, or leave it out")
    if key.duration_s is not None and not (0 < key.duration_s < math.inf):
        yield Slip("duration_s", "is no length", "give seconds above 0, or leave it out")


def _refuse_person(text: str) -> tuple[str, str] | None:
    """Say why a text is not the one spelling of initials or a role."""
    try:
        spelt = check_rater(text)
    except InputError as error:
        return error.findings[0].said, error.findings[0].mend
    return None if spelt == text else ("is not spelt the one way", f'write "{spelt}"')


def _check_moment(on: str) -> Iterator[Slip]:
    """Say that a time is none."""
    if not is_moment(on):
        yield Slip("on", "is no time in UTC", f"write it as {EXAMPLE}")
