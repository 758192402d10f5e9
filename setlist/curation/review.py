"""Review stamps: which version of what is said about a track somebody has looked at."""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum

from setlist.curation.rater import check_rater
from setlist.curation.seats import group_by_track, list_counting
from setlist.model import Review, Statement, TrackId

_DIGITS = 16
"""Hexadecimal digits of a version (our own): one track never has enough versions to collide."""


class ReviewState(StrEnum):
    """Whether what is said about a track now was reviewed."""

    REVIEWED = "reviewed"
    STALE = "stale"
    NEVER = "never"


def version_of(statements: Iterable[Statement], *, clinic: str = "") -> str:
    """Give the version of what counts for one track.

    The same values said by the same people are the same version, whenever they were said.

    Parameters
    ----------
    statements : iterable of Statement
        What is said about one track.
    clinic : str
        The clinic whose overlay counts too; only the shared base if left out.

    Returns
    -------
    str
        A digest.
    """
    counting = [
        (each.field.value, each.clinic, each.by, each.value)
        for each in list_counting(statements)
        if each.clinic in {"", clinic}
    ]
    text = json.dumps(sorted(counting), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_DIGITS]


def stamp(
    track: TrackId, statements: Iterable[Statement], reviewer: str, on: str, *, clinic: str = ""
) -> Review:
    """Stamp what is said about a track now as reviewed.

    Parameters
    ----------
    track : TrackId
        The track.
    statements : iterable of Statement
        What is said about it; statements on other tracks are left out.
    reviewer : str
        Who looked at it: initials or a role.
    on : str
        When, such as ``2026-11-25T21:04:05.000000Z``.
    clinic : str
        The clinic whose overlay was looked at too; only the shared base if left out.

    Returns
    -------
    Review
        The stamp.

    Raises
    ------
    InputError
        The reviewer is neither initials nor a role.
    """
    own = (each for each in statements if each.track == track)
    version = version_of(own, clinic=clinic)
    return Review(track=track, version=version, by=check_rater(reviewer), on=on, clinic=clinic)


def review_state(
    track: TrackId,
    reviews: Iterable[Review],
    statements: Iterable[Statement],
    *,
    clinic: str = "",
) -> ReviewState:
    """Tell whether what is said about a track now was reviewed.

    Parameters
    ----------
    track : TrackId
        The track.
    reviews : iterable of Review
        Stamps; those of other tracks and clinics are left out.
    statements : iterable of Statement
        What is said; statements on other tracks are left out.
    clinic : str
        The clinic whose stamps count; those of the shared base if left out.

    Returns
    -------
    ReviewState
        Whether any stamp is of the version that holds now.
    """
    versions = {each.version for each in reviews if (each.track, each.clinic) == (track, clinic)}
    if not versions:
        return ReviewState.NEVER
    own = (each for each in statements if each.track == track)
    is_same = version_of(own, clinic=clinic) in versions
    return ReviewState.REVIEWED if is_same else ReviewState.STALE


def list_stale(reviews: Iterable[Review], statements: Iterable[Statement]) -> tuple[Review, ...]:
    """List the tracks about which something else is said now than when they were reviewed.

    Parameters
    ----------
    reviews : iterable of Review
        Stamps of any number of tracks.
    statements : iterable of Statement
        What is said about them.

    Returns
    -------
    tuple of Review
        The latest stamp of each, by track and clinic.
    """
    said = group_by_track(statements)
    stamps: dict[tuple[TrackId, str], list[Review]] = {}
    for review in reviews:
        stamps.setdefault((review.track, review.clinic), []).append(review)
    stale = []
    for (track, clinic), given in sorted(stamps.items()):
        version = version_of(said.get(track, ()), clinic=clinic)
        if all(review.version != version for review in given):
            stale.append(max(given, key=lambda review: (review.on, review.by, review.version)))
    return tuple(stale)
