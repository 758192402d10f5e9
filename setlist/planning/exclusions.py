"""Which tracks leave before planning begins, and what each exclusion took away."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from setlist.model import (
    Listener,
    MusicRules,
    Removal,
    Track,
    TrackId,
)
from setlist.planning.voices import (
    describe,
    fold,
    is_intensity_unusable,
    is_voice_unusable,
    name_artists,
)
from setlist.planning.wording import quote
from setlist.units import Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """One reason for which tracks leave, and the test of it."""

    reason: str
    hits: Callable[[Track], bool]


def exclude(
    tracks: tuple[Track, ...],
    *,
    music: MusicRules,
    listener: Listener | None,
    bans: tuple[TrackId, ...],
    allow_suggested: bool,
) -> tuple[tuple[Track, ...], tuple[Removal, ...]]:
    """Take out every track that an exclusion or an unknown value forbids.

    Parameters
    ----------
    tracks : tuple of Track
        All of a library; the same piece twice (one id) counts once.
    music : MusicRules
        Says what an unknown intensity or voice means.
    listener : Listener or None
        Whose exclusions hold; an anchor may come although it was heard.
    bans : tuple of TrackId
        Tracks that this plan must not hold.
    allow_suggested : bool
        Let an intensity suggested by measures stand in where nobody rated.

    Returns
    -------
    tuple of Track
        What is left, in order of id.
    tuple of Removal
        For each exclusion how many tracks and minutes it hits, whether or not another hits
        them too, so the numbers may add up to more than what left.
    """
    unique = _single(tracks)
    exclusions = list(list_exclusions(music, listener, bans, allow_suggested=allow_suggested))
    gone: set[TrackId] = set()
    removals: list[Removal] = []
    for exclusion in exclusions:
        hit = [track for track in unique.values() if exclusion.hits(track)]
        gone.update(track.id for track in hit)
        if hit:
            removals.append(count_removal(exclusion.reason, hit))
    kept = (track for track in unique.values() if track.id not in gone)
    return tuple(sorted(kept, key=lambda track: track.id)), tuple(removals)


def count_removal(reason: str, tracks: list[Track]) -> Removal:
    """Count what one reason took away."""
    lengths = (track.measures.audible_s() for track in tracks)
    length_s = sum(one for one in lengths if math.isfinite(one) and one > 0)
    return Removal(reason=reason, tracks=len(tracks), length_min=Minutes(round(length_s / 60.0, 1)))


def list_exclusions(
    music: MusicRules,
    listener: Listener | None,
    bans: tuple[TrackId, ...],
    *,
    allow_suggested: bool,
) -> Iterator[Exclusion]:
    """List every exclusion of a session, each with its test."""
    yield Exclusion(reason="not measured", hits=_unmeasured)
    if bans:
        yield Exclusion(reason="banned from this plan", hits=_one_of(frozenset(bans)))
    if listener is not None:
        yield from _of_listener(listener)
    yield Exclusion(
        reason="intensity unknown",
        hits=lambda track: is_intensity_unusable(track, music, allow_suggested=allow_suggested),
    )
    yield Exclusion(reason="voice unknown", hits=lambda track: is_voice_unusable(track, music))


def _of_listener(listener: Listener) -> Iterator[Exclusion]:
    """List the exclusions of one listener, each on its own."""
    heard = frozenset(listener.heard) - {listener.anchor}
    if heard:
        yield Exclusion(reason="heard in an earlier session", hits=_one_of(heard))
    for word in listener.avoid_tags:
        yield Exclusion(reason=f"tag {quote(word)}", hits=_tagged(fold(word)))
    for word in listener.avoid_instruments:
        yield Exclusion(reason=f"instrument {quote(word)}", hits=_tagged(fold(word)))
    for name in listener.avoid_artists:
        yield Exclusion(reason=f"artist {quote(name)}", hits=_by(fold(name)))
    for name in listener.avoid_tracks:
        yield Exclusion(reason=f"track {quote(name)}", hits=_called(fold(name)))


def _unmeasured(track: Track) -> bool:
    """Tell whether a track lacks a number that every plan needs."""
    said = track.measures
    numbers = (
        said.audible_start_s,
        said.audible_end_s,
        said.loudness_lufs,
        said.head_lufs,
        said.tail_lufs,
    )
    return not all(map(math.isfinite, numbers)) or math.isnan(said.peak_dbtp)


def _one_of(ids: frozenset[TrackId | None]) -> Callable[[Track], bool]:
    """Make the test for a set of ids."""
    return lambda track: track.id in ids


def _tagged(word: str) -> Callable[[Track], bool]:
    """Make the test for a tag or an instrument."""
    return lambda track: word in describe(track)


def _by(name: str) -> Callable[[Track], bool]:
    """Make the test for an artist."""
    return lambda track: name in name_artists(track.tags.artist)


def _called(name: str) -> Callable[[Track], bool]:
    """Make the test for a track by its id or its title."""
    return lambda track: name in (fold(track.id), fold(track.tags.title or ""))


def _single(tracks: tuple[Track, ...]) -> dict[TrackId, Track]:
    """Keep one track of each id, the same one whatever the order of the library."""
    unique: dict[TrackId, Track] = {}
    for track in tracks:
        other = unique.get(track.id)
        unique[track.id] = track if other is None else min(other, track, key=repr)
    return unique
