"""Posing: an arc, a route's times, a listener and a library become one problem."""

import statistics
from collections.abc import Sequence
from dataclasses import replace

from setlist.model import (
    Arc,
    Library,
    Listener,
    Pin,
    Problem,
    Removal,
    Slide,
    Terms,
    Timecourse,
    Track,
    TrackId,
)
from setlist.planning.blocks import place_bands, place_prompts, place_silences, word_length
from setlist.planning.clock import start_clock
from setlist.planning.ends import judge_all
from setlist.planning.exclusions import count_removal, exclude, single_tracks
from setlist.planning.gentling import soften
from setlist.planning.items import Item, gather_items
from setlist.planning.pins import check_pins
from setlist.planning.placement import place_phases
from setlist.planning.scenarios import guard_phases, spread_timing
from setlist.planning.segments import cut_course, shortest_s
from setlist.planning.series import raise_targets
from setlist.planning.voices import know_intensity
from setlist.units import Minutes, Seconds


def pose(
    arc: Arc,
    library: Library,
    *,
    timecourse: Timecourse | None,
    listener: Listener | None,
    length: Minutes | Slide = Slide.USUAL,
    session: int = 1,
    seed: int = 0,
    pins: Sequence[Pin] = (),
    bans: Sequence[TrackId] = (),
    heard: Sequence[TrackId] = (),
    allow_suggested: bool = False,
) -> Problem:
    """Place an arc on the clock and take out every track that must not sound.

    Parameters
    ----------
    timecourse : Timecourse or None
        The times of the route; None for an arc that stands on start and end alone.
    length : float [min] or Slide
        First sound to last, closing silence included; the usual length unless told.
    session : int [>= 1]
        Which session of a series it is; the arc says how much more a later one asks for.
    seed : int
        Decides between equally good tracks, nothing else.
    pins, bans : sequence of Pin, of TrackId
        Tracks that must sound, and tracks that must not.
    heard : sequence of TrackId
        Tracks of earlier sessions, which do not come again; the listener's anchor may.
    allow_suggested : bool
        Let a suggested intensity stand in where nobody rated; the plan marks and counts them.

    Returns
    -------
    Problem
        The terms, the tracks left in order of id, and what each exclusion took.

    Raises
    ------
    InputError
        The length does not fit, the arc needs another route, a pin cannot hold, or there is no
        such session.
    """
    arc, series_notes = raise_targets(arc, session)
    arc = soften(arc, listener)
    clock = start_clock(arc.start, timecourse, listener)
    kept, removals = exclude(
        library.tracks,
        music=arc.music,
        listener=listener,
        bans=tuple(bans),
        heard=tuple(heard),
        allow_suggested=allow_suggested,
    )
    placement = place_phases(arc, clock, length, fallback_min=_counted_min(arc, kept))
    phases = guard_phases(arc, placement)
    silences, silence_notes = place_silences(arc, placement, phases)
    terms = Terms(
        arc=arc.name,
        arc_title=arc.title,
        arc_digest=arc.digest,
        route=timecourse.route if timecourse else None,
        length=word_length(placement, silences),
        start_s=phases[0].start_s,
        end_s=phases[-1].end_s,
        phases=phases,
        scenarios=spread_timing(arc, placement),
        bands=place_bands(placement.clock),
        silences=silences,
        prompts=place_prompts(arc, placement.clock, placement.end_min()),
        music=arc.music,
        listener=listener,
        pins=tuple(pins),
        bans=tuple(bans),
        heard=tuple(heard),
        allow_suggested=allow_suggested,
        tracks=arc.tracks,
        floor_s=_floor_s(timecourse),
        seed=seed,
        library=library.stamp,
        notes=(
            *placement.notes,
            *silence_notes,
            *series_notes,
            *_route_notes(arc, timecourse),
            *_own_notes(listener),
            *_suggested_notes(kept, allow_suggested=allow_suggested),
        ),
    )
    return _pose_with(terms, library, kept, removals)


def repose(terms: Terms, library: Library) -> Problem:
    """Gather the tracks of a problem again, by the terms that a plan carries.

    Parameters
    ----------
    terms : Terms
        As ``pose`` made them, or with other pins and bans.
    library : Library
        The one that the terms name, as it is now.

    Returns
    -------
    Problem
        The same terms, the tracks left in order of id, and what each exclusion took.

    Raises
    ------
    InputError
        A pin cannot hold.
    """
    kept, removals = exclude(
        library.tracks,
        music=terms.music,
        listener=terms.listener,
        bans=terms.bans,
        heard=terms.heard,
        allow_suggested=terms.allow_suggested,
    )
    return _pose_with(terms, library, kept, removals)


def _pose_with(
    terms: Terms, library: Library, kept: tuple[Track, ...], removals: tuple[Removal, ...]
) -> Problem:
    """Make a problem of terms and what exclusions left of a library."""
    everything = single_tracks(library.tracks).values()
    if not terms.allow_suggested:
        kept = tuple(map(_unsuggested, kept))
    kept = judge_all(kept, terms)
    usable, unusable = _cut_unusable(terms, kept)
    check_pins(terms, library, usable)
    left = {track.id for track in usable}
    return Problem(
        terms=terms,
        tracks=usable,
        removals=(*removals, *unusable),
        left_out=tuple(track for track in everything if track.id not in left),
    )


def _counted_min(arc: Arc, tracks: tuple[Track, ...]) -> Minutes | None:
    """Give the length that a count of tracks comes to, by the median length of a track."""
    if arc.tracks is None or not tracks:
        return None
    each_s = statistics.median(track.measures.audible_s() for track in tracks)
    count = max(1, round(sum(arc.tracks) / 2.0))
    silent_min = sum(block.length_min for block in arc.silences)
    length_s = count * each_s - (count - 1) * arc.music.overlap_s
    return Minutes(round(length_s / 60.0 + silent_min, 1))


def _floor_s(timecourse: Timecourse | None) -> Seconds | None:
    """Give the floor of a route in session time."""
    if timecourse is None or timecourse.floor_min is None:
        return None
    return Seconds(float(round(timecourse.floor_min * 60.0)))


def _route_notes(arc: Arc, timecourse: Timecourse | None) -> tuple[str, ...]:
    """Pass on what must be said of the times, and whether the arc was made for the route."""
    if timecourse is None:
        return ()
    name = timecourse.route.name
    notes = timecourse.notes
    if arc.routes and name not in arc.routes:
        notes = (f"The arc {arc.name} was not made for the route {name}.", *notes)
    return notes


def _own_notes(listener: Listener | None) -> list[str]:
    """Say which landmarks stand on the clinic's own minutes."""
    own = listener.own_minutes if listener else ()
    return [f"{one.landmark} stands at minute {one.at_min:g} by own experience." for one in own]


def _suggested_notes(tracks: tuple[Track, ...], *, allow_suggested: bool) -> list[str]:
    """Count the tracks whose intensity nobody gave."""
    if not allow_suggested:
        return []
    count = sum(
        know_intensity(track, allow_suggested=False) is None
        and know_intensity(track, allow_suggested=True) is not None
        for track in tracks
    )
    return [f"{count} of {len(tracks)} tracks have a suggested intensity only."] if count else []


def _unsuggested(track: Track) -> Track:
    """Take away an intensity that nobody allowed, so that nothing later can use it."""
    if track.tags.suggested_intensity is None:
        return track
    return replace(track, tags=replace(track.tags, suggested_intensity=None))


def _cut_unusable(
    terms: Terms, tracks: tuple[Track, ...]
) -> tuple[tuple[Track, ...], tuple[Removal, ...]]:
    """Take out what is too short for a join at either end, and what no stretch can hold."""
    least_s, longest_s = shortest_s(terms), cut_course(terms).longest_s(terms)
    items = gather_items(tracks, seed=terms.seed)
    short = [item for item in items if item.length_s < least_s]
    long = [item for item in items if item.length_s > longest_s]
    gone = {track.id for item in (*short, *long) for track in _tracks(item)}
    removals = [
        count_removal(reason, [track for item in found for track in _tracks(item)])
        for reason, found in (
            (f"shorter than {least_s:g} s", short),
            ("longer than the music may last", long),
        )
        if found
    ]
    return tuple(track for track in tracks if track.id not in gone), tuple(removals)


def _tracks(item: Item) -> list[Track]:
    """Give the tracks of an item."""
    return [member.track for member in item.members]
