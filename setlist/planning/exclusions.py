"""Which tracks leave before planning begins, and what each exclusion took away."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from setlist.model import (
    Listener,
    MusicRules,
    Performance,
    Removal,
    Sieve,
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

UNRATED = "intensity unknown"
"""The reason for which a track leaves that nobody rated."""
_VERSION = re.compile(r" v?\d+(\.\d+)*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """One reason for which tracks leave, the sieve that it belongs to, and the test of it."""

    reason: str
    sieve: Sieve
    hits: Callable[[Track], bool]


def exclude(
    tracks: tuple[Track, ...],
    *,
    music: MusicRules,
    listener: Listener | None,
    bans: tuple[TrackId, ...],
    heard: tuple[TrackId, ...] = (),
    allow_suggested: bool,
) -> tuple[tuple[Track, ...], tuple[Removal, ...]]:
    """Take out every track that an exclusion or an unknown value forbids.

    Parameters
    ----------
    tracks : tuple of Track
        All of a library; the same piece twice (one id) counts once.
    music : MusicRules
        Says what an unknown intensity or voice means, and which licences are allowed.
    listener : Listener or None
        Whose exclusions hold; an anchor may come although it was heard.
    bans : tuple of TrackId
        Tracks that this plan must not hold.
    heard : tuple of TrackId
        Tracks of earlier sessions beside those that the listener's own file names.
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
    unique = single_tracks(tracks)
    biting = None if listener is None else trim(listener, unique.values())
    exclusions = list(
        list_exclusions(music, biting, bans, heard=heard, allow_suggested=allow_suggested)
    )
    gone: set[TrackId] = set()
    removals: list[Removal] = []
    for exclusion in exclusions:
        hit = [track for track in unique.values() if exclusion.hits(track)]
        gone.update(track.id for track in hit)
        if hit:
            removals.append(count_removal(exclusion.reason, hit))
    kept = (track for track in unique.values() if track.id not in gone)
    return tuple(sorted(kept, key=lambda track: track.id)), tuple(removals)


def trim(listener: Listener, tracks: Iterable[Track]) -> Listener:
    """Leave out of a listener's lists what none of some tracks carries.

    Thousands of exclusions are held against every track only where they could hit one.

    Parameters
    ----------
    listener : Listener
        Whose exclusions hold.
    tracks : iterable of Track
        Those that the exclusions are to be held against.

    Returns
    -------
    Listener
        The same one, who avoids the same of these tracks.
    """
    words: set[str] = set()
    artists: set[str] = set()
    names: set[str] = set()
    ids: set[str] = set()
    for track in tracks:
        words |= describe(track)
        artists |= name_artists(track.tags.artist)
        names |= {fold(track.id), fold(track.tags.title or "")}
        ids.add(track.id)
    return replace(
        listener,
        avoid_tags=_among(listener.avoid_tags, words),
        avoid_instruments=_among(listener.avoid_instruments, words),
        avoid_artists=_among(listener.avoid_artists, artists),
        avoid_tracks=_among(listener.avoid_tracks, names),
        heard=tuple(one for one in listener.heard if one in ids and one != listener.anchor),
    )


def _among(written: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """Keep those of some words that are known, as they were written."""
    return tuple(word for word in written if fold(word) in known)


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
    heard: tuple[TrackId, ...] = (),
    allow_suggested: bool,
) -> Iterator[Exclusion]:
    """List every exclusion of a session, each with its test."""
    yield Exclusion(reason="not measured", sieve=Sieve.MEASURED, hits=_unmeasured)
    if bans:
        yield _exclude("banned from this plan", _one_of(frozenset(bans)))
    earlier = frozenset((*heard, *(listener.heard if listener else ())))
    earlier -= {listener.anchor if listener else None}
    if earlier:
        yield _exclude("heard in an earlier session", _one_of(earlier))
    if listener is not None:
        yield from _of_listener(listener)
    yield from _of_licences(music)
    yield Exclusion(
        reason=UNRATED,
        sieve=Sieve.RATED,
        hits=lambda track: is_intensity_unusable(track, music, allow_suggested=allow_suggested),
    )
    yield Exclusion(
        reason="voice unknown",
        sieve=Sieve.VOICE,
        hits=lambda track: is_voice_unusable(track, music),
    )


def _of_listener(listener: Listener) -> Iterator[Exclusion]:
    """List the exclusions of one listener, each on its own."""
    for word in listener.avoid_tags:
        yield _exclude(f"tag {quote(word)}", _tagged(fold(word)))
    for word in listener.avoid_instruments:
        yield _exclude(f"instrument {quote(word)}", _tagged(fold(word)))
    for name in listener.avoid_artists:
        yield _exclude(f"artist {quote(name)}", _by(fold(name)))
    for name in listener.avoid_tracks:
        yield _exclude(f"track {quote(name)}", _called(fold(name)))


def _of_licences(music: MusicRules) -> Iterator[Exclusion]:
    """List what the rules on licences take; what nobody knows is not assumed to be allowed."""
    if music.licences:
        yield _exclude("licence unknown", lambda track: track.tags.licence is None)
        named = " or ".join(music.licences)
        yield _exclude(f"licence other than {named}", _under_others(music.licences))
    if music.performance_granted:
        yield _exclude("performance right unknown", _may_play(Performance.UNKNOWN))
        yield _exclude("performance right not granted", _may_play(Performance.NOT_GRANTED))


def is_under(name: str, allowed: str) -> bool:
    """Tell whether a licence is an allowed one; one without a version allows every version."""
    own, wanted = fold(name), fold(allowed)
    return wanted in (own, _VERSION.sub("", own))


def _under_others(allowed: tuple[str, ...]) -> Callable[[Track], bool]:
    """Make the test for a licence that is known and not allowed."""

    def hits(track: Track) -> bool:
        licence = track.tags.licence
        return licence is not None and not any(is_under(licence.name, one) for one in allowed)

    return hits


def _may_play(right: Performance) -> Callable[[Track], bool]:
    """Make the test for a performance right; a track without a licence has an unknown one."""

    def hits(track: Track) -> bool:
        licence = track.tags.licence
        return (licence.performance if licence else Performance.UNKNOWN) is right

    return hits


def _exclude(reason: str, hits: Callable[[Track], bool]) -> Exclusion:
    """Make an exclusion that somebody asked for."""
    return Exclusion(reason=reason, sieve=Sieve.ALLOWED, hits=hits)


def _unmeasured(track: Track) -> bool:
    """Tell whether a measure came out as no number; one that nobody made is no reason."""
    said = track.measures
    numbers = (
        said.audible_start_s,
        said.audible_end_s,
        said.loudness_lufs,
        said.head_lufs,
        said.tail_lufs,
    )
    finite = all(math.isfinite(one) for one in numbers if one is not None)
    return not finite or (said.peak_dbtp is not None and math.isnan(said.peak_dbtp))


def _one_of(ids: frozenset[TrackId]) -> Callable[[Track], bool]:
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


def single_tracks(tracks: tuple[Track, ...]) -> dict[TrackId, Track]:
    """Keep one track of each id, the same one whatever the order of the library."""
    unique: dict[TrackId, Track] = {}
    for track in tracks:
        other = unique.get(track.id)
        unique[track.id] = track if other is None else min(other, track, key=repr)
    return unique
