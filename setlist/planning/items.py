"""What a plan is made of: single tracks, and works whose movements stay together.

An item is one track or a run of consecutive movements of one work by one artist.  Inside a run
the files play edge to edge without overlap, because the pause between two movements belongs to
the work; only the outer edges of a run are cut to what can be heard.  A run has one gain, so
that its inner balance stays.

Where no loudness is known, as in a library without audio, an item is planned as if it stood at
the reference of the session: it is not lifted, lowered only where a rule needs it, and nobody
judges how its joins step.
"""

import hashlib
import math
from dataclasses import dataclass

from setlist.model import Track
from setlist.planning.voices import fold
from setlist.units import Db, Lufs, Seconds

PEAK_CEILING_DBTP = -1.0
"""No gain lifts a true peak above this (the ceiling of the mixdown, by static gain first)."""
MOST_BOOST_DB = 10.0
"""A quiet track is lifted by no more than this, or its noise is lifted too: our own design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One track of an item: where its file is cut, and when it begins within the item."""

    track: Track
    cue_in_s: Seconds
    cue_out_s: Seconds
    offset_s: Seconds

    def length_s(self) -> Seconds:
        """Give how long the member sounds."""
        return Seconds(self.cue_out_s - self.cue_in_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One track or one work: it is in a plan whole or not at all.

    ``loudness_lufs`` is None where it is known of no member; ``loudest_db`` is the most gain
    that it may get.
    """

    members: tuple[Member, ...]
    length_s: Seconds
    loudness_lufs: Lufs | None
    loudest_db: Db

    def head(self) -> Track:
        """Give the track it begins with."""
        return self.members[0].track

    def tail(self) -> Track:
        """Give the track it ends with."""
        return self.members[-1].track


def gather_items(tracks: tuple[Track, ...], *, seed: int) -> tuple[Item, ...]:
    """Put movements together and give the items in an order that only ids and seed decide.

    Parameters
    ----------
    tracks : tuple of Track
        Measured tracks; works are told by name, artist and movement.
    seed : int
        Decides which of two equally good items comes first.

    Returns
    -------
    tuple of Item
        Each track in exactly one item.
    """
    singles = [[track] for track in tracks if track.tags.work is None]
    works: dict[tuple[str, str], list[Track]] = {}
    for track in tracks:
        if track.tags.work is not None:
            key = (fold(track.tags.work.name), fold(track.tags.artist or ""))
            works.setdefault(key, []).append(track)
    runs = [run for movements in works.values() for run in _runs(movements)]
    items = [_assemble(run) for run in (*singles, *runs)]
    return tuple(sorted(items, key=lambda item: _lot(item, seed)))


def _runs(movements: list[Track]) -> list[list[Track]]:
    """Cut the movements of a work where one is missing; a second of one number stands alone."""
    runs: list[list[Track]] = []
    last = None
    for track in sorted(movements, key=lambda one: (_movement(one), one.id)):
        number = _movement(track)
        if last is not None and number == last + 1:
            runs[-1].append(track)
        elif last is not None and number == last:
            runs.insert(0, [track])
            continue
        else:
            runs.append([track])
        last = number
    return runs


def _movement(track: Track) -> int:
    """Give the number of a movement."""
    return track.tags.work.movement if track.tags.work else 0


def _assemble(run: list[Track]) -> Item:
    """Make one item of the tracks of a run."""
    members = []
    offset_s = 0.0
    for number, track in enumerate(run):
        said = track.measures
        cue_in_s = said.audible_start_s if number == 0 else Seconds(0.0)
        whole_s = max(said.duration_s, said.audible_end_s)
        cue_out_s = said.audible_end_s if number == len(run) - 1 else whole_s
        member = Member(
            track=track,
            cue_in_s=Seconds(cue_in_s),
            cue_out_s=Seconds(cue_out_s),
            offset_s=Seconds(offset_s),
        )
        members.append(member)
        offset_s += member.length_s()
    return Item(
        members=tuple(members),
        length_s=Seconds(offset_s),
        loudness_lufs=_mean_loudness(members),
        loudest_db=_most_gain(run),
    )


def _mean_loudness(members: list[Member]) -> Lufs | None:
    """Give the loudness of a whole run: the mean of its energy over time, where it is known."""
    if len(members) == 1:
        return members[0].track.measures.loudness_lufs
    known = [
        (max(member.length_s(), 1e-3), loudness_lufs)
        for member in members
        if (loudness_lufs := member.track.measures.loudness_lufs) is not None
    ]
    if not known:
        return None
    total_s = sum(length_s for length_s, _ in known)
    energy = sum(length_s * 10.0 ** (loudness_lufs / 10.0) for length_s, loudness_lufs in known)
    return Lufs(10.0 * math.log10(max(energy / total_s, 1e-30)))


def _most_gain(run: list[Track]) -> Db:
    """Give the most gain that keeps every peak low; what has an unknown peak is not lifted."""
    peaks_dbtp = [track.measures.peak_dbtp for track in run]
    known = [peak_dbtp for peak_dbtp in peaks_dbtp if peak_dbtp is not None]
    most_db = min((PEAK_CEILING_DBTP - peak_dbtp for peak_dbtp in known), default=MOST_BOOST_DB)
    return Db(min(most_db, MOST_BOOST_DB if len(known) == len(run) else 0.0))


def _lot(item: Item, seed: int) -> str:
    """Draw the place of an item among equals: a digest of the seed and its first id."""
    return hashlib.sha256(f"{seed}/{item.head().id}".encode()).hexdigest()
