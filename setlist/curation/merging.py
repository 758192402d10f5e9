"""Several curations as one, in whatever order and however often they meet."""

from collections.abc import Iterable
from typing import TypeVar

from setlist.curation.seats import take_seats
from setlist.model import Curation, Review, TrackKey
from setlist.units import Seconds

T = TypeVar("T", str, Seconds)


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
