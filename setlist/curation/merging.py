"""Several curations as one, in whatever order and however often they meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from setlist.curation.conflict import Conflict, list_conflicts
from setlist.curation.seats import take_seats
from setlist.model import Curation, Review, TrackKey
from setlist.units import Seconds

T = TypeVar("T", str, Seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of taking other curations into one's own.

    ``curation`` is everything, ``added`` the part of it that was not there before or has
    replaced something, and ``conflicts`` what people do not agree on: listed, never settled.
    """

    curation: Curation
    added: Curation
    conflicts: tuple[Conflict, ...]


def merge(*curations: Curation) -> Curation:
    """Put curations together.

    Of each person's word on a field the highest rank stays, of each track one key that knows
    what any of them knew, and every review.  The order does not count, and a curation that
    comes twice changes nothing.

    Parameters
    ----------
    *curations : Curation
        Any number of them; one alone is put in order, none gives an empty one.

    Returns
    -------
    Curation
        In one order, with a key for every track that is spoken of.
    """
    statements = take_seats(each for one in curations for each in one.statements)
    reviews = {review for one in curations for review in one.reviews}
    spoken_of = {each.track for each in statements} | {each.track for each in reviews}
    keys = [key for one in curations for key in one.keys]
    keys += [TrackKey(track=track) for track in spoken_of]
    return Curation(
        keys=_join_keys(keys),
        statements=statements,
        reviews=tuple(sorted(reviews, key=_order)),
    )


def take_in(own: Curation, *others: Curation) -> Merged:
    """Take other curations into one's own, and say what is new and where people differ.

    Parameters
    ----------
    own : Curation
        What is there.
    *others : Curation
        What comes in.

    Returns
    -------
    Merged
        The whole, what was added, and the conflicts that are left.
    """
    before, after = merge(own), merge(own, *others)
    keys, statements = set(before.keys), set(before.statements)
    reviews = set(before.reviews)
    added = Curation(
        keys=tuple(key for key in after.keys if key not in keys),
        statements=tuple(each for each in after.statements if each not in statements),
        reviews=tuple(review for review in after.reviews if review not in reviews),
    )
    return Merged(curation=after, added=added, conflicts=list_conflicts(after.statements))


def _join_keys(keys: Iterable[TrackKey]) -> tuple[TrackKey, ...]:
    """Make one key of all that speak of a track; where they differ, the smallest value stays."""
    known: dict[str, TrackKey] = {}
    for key in keys:
        other = known.setdefault(key.track, key)
        if other is not key and other != key:
            known[key.track] = _join_two(other, key)
    return tuple(known[track] for track in sorted(known))


def _join_two(one: TrackKey, other: TrackKey) -> TrackKey:
    """Join two keys of one track."""
    return TrackKey(
        track=one.track,
        isrc=_least(one.isrc, other.isrc),
        musicbrainz_id=_least(one.musicbrainz_id, other.musicbrainz_id),
        title=_least(one.title, other.title),
        artist=_least(one.artist, other.artist),
        duration_s=_least(one.duration_s, other.duration_s),
    )


def _least(one: T | None, other: T | None) -> T | None:
    """Give the smaller of two values, or the one that is known."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _order(review: Review) -> tuple[str, ...]:
    """Give the order of reviews: by track, clinic and time."""
    return (review.track, review.clinic, review.on, review.by, review.version)
