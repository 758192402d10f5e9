"""Whether pins can hold, told before any search: each fault by the name of the rule it breaks.

What depends on which other tracks there are is left to the search.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from setlist.errors import Finding, InputError, Place
from setlist.model import Edge, Firmness, Library, Pin, Terms, Track, TrackId
from setlist.planning.exclusions import list_exclusions
from setlist.planning.items import Item, Member, gather_items
from setlist.planning.rules import ban_starts, list_breaches, span_pin
from setlist.planning.segments import Course, cut_course
from setlist.planning.targets import Ints
from setlist.planning.voices import fold
from setlist.planning.wording import quote, word_minutes

MOST_FREE = 8
"""How many pins may have no minute: each doubles the work of the search (our own design)."""
_PLACE = Place(field="pin")
_SAME_S = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pinned:
    """A pin, the item of its track, and the steps at which that may begin."""

    pin: Pin
    item: Item
    name: str
    steps: Ints


def check_pins(terms: Terms, library: Library, usable: tuple[Track, ...]) -> None:
    """Refuse pins that cannot hold whatever else is planned, all at once.

    Parameters
    ----------
    terms : Terms
        With the pins.
    library : Library
        All tracks, to say what took one away.
    usable : tuple of Track
        The tracks that are left to choose from.

    Raises
    ------
    InputError
        A track is not there or was taken away, a place is outside the music, a rule of a phase
        forbids the track there, or two pins are in each other's way.
    """
    if not terms.pins:
        return
    by_id = {track.id: track for track in library.tracks}
    items = gather_items(usable, seed=terms.seed)
    homes = {member.track.id: (item, member) for item in items for member in item.members}
    course = cut_course(terms)
    findings, held = list(_list_doubles(terms, by_id)), []
    for pin in terms.pins:
        fault = _find_absence(pin, terms, by_id, homes) or _find_nowhere(pin, terms, by_id)
        if fault is None:
            found = _hold(pin, *homes[pin.track], terms, course)
            fault = found if isinstance(found, Finding) else None
            held += [found] if isinstance(found, _Pinned) else []
        findings += [] if fault is None else [fault]
    findings += _list_clashes(held, terms)
    if findings:
        raise InputError(*findings)


def _fault(said: str, mend: str) -> Finding:
    """Say what is wrong with a pin."""
    return Finding(said=said, mend=mend, place=_PLACE)


def _name(track: Track | None, pin: Pin) -> str:
    """Write the title of a pinned track."""
    return quote((track.tags.title if track else None) or pin.track)


def _list_doubles(terms: Terms, by_id: Mapping[TrackId, Track]) -> Iterator[Finding]:
    """Find tracks that are pinned twice, edges with two tracks, and too many free pins."""
    tracks = [pin.track for pin in terms.pins]
    for pin in dict.fromkeys(tracks):
        if tracks.count(pin) > 1:
            name = _name(by_id.get(pin), Pin(track=pin))
            yield _fault(f"the track {name} is pinned twice", "keep one of the pins")
    for edge in Edge:
        there = dict.fromkeys(pin.track for pin in terms.pins if pin.edge is edge)
        if len(there) > 1:
            names = ", ".join(_name(by_id.get(one), Pin(track=one)) for one in there)
            yield _fault(f"the {edge} has more than one track: {names}", "keep one of them")
    free = [pin for pin in terms.pins if pin.at_min is None and pin.edge is None]
    if len(free) > MOST_FREE:
        said = f"{len(free)} pins have no minute, more than {MOST_FREE}"
        yield _fault(said, "give some of them a minute")


def _find_absence(
    pin: Pin,
    terms: Terms,
    by_id: Mapping[TrackId, Track],
    homes: Mapping[TrackId, tuple[Item, Member]],
) -> Finding | None:
    """Find a track that is not there, and say what took it away."""
    track = by_id.get(pin.track)
    if track is None:
        said = f"the pinned track {quote(pin.track)} is not in the library"
        return _fault(said, "scan its folder, or leave it")
    if pin.track in homes:
        return None
    reasons = [
        one.reason
        for one in list_exclusions(
            terms.music,
            terms.listener,
            terms.bans,
            heard=terms.heard,
            allow_suggested=terms.allow_suggested,
        )
        if one.hits(track)
    ]
    why = ", ".join(reasons) or "its length"
    said = f"the pinned track {_name(track, pin)} may not sound in this session: {why}"
    return _fault(said, "take the pin away, or mend that")


def _find_nowhere(pin: Pin, terms: Terms, by_id: Mapping[TrackId, Track]) -> Finding | None:
    """Find a place that the session does not have."""
    name = _name(by_id.get(pin.track), pin)
    if pin.at_min is not None and not terms.start_s <= pin.at_min * 60.0 <= terms.end_s:
        said = f"the pinned track {name} stands at minute {pin.at_min:g}, outside the session"
        low, high = terms.start_s / 60.0, terms.end_s / 60.0
        return _fault(said, f"give a minute from {math.ceil(low)} to {math.floor(high)}")
    if pin.phase is not None:
        musical = [
            placed.phase.name
            for placed in terms.phases
            if placed.phase.music and placed.end_s > placed.start_s
        ]
        if pin.phase not in musical:
            said = f"the pinned track {name} stands in {pin.phase}, where this session has no music"
            return _fault(said, f"name one of {', '.join(musical) or 'no phase'}")
    return None


def _hold(pin: Pin, item: Item, member: Member, terms: Terms, course: Course) -> _Pinned | Finding:
    """Give the steps at which a pinned item may begin, or say why there is none."""
    name = _name(member.track, pin)
    where = _word_place(pin)
    first, last = span_pin(pin, item, member, terms, course)
    steps = np.arange(first, last + 1)
    if pin.edge is not None and course.segments and not len(steps):
        ends = item.members[0 if pin.edge is Edge.OPENING else -1]
        if member is not ends:
            said = f"the pinned track {name} cannot be the {pin.edge}: its work "
            said += "begins earlier" if pin.edge is Edge.OPENING else "goes on after it"
            return _fault(said, f"pin {_name(ends.track, pin)}, or a track that is no movement")
    steps = steps[_has_room(steps, item, terms, course)]
    if not len(steps):
        said = f"the pinned track {name} has no room {where}: it lasts "
        said += f"{word_minutes(item.length_s / 60.0)} and would run into silence or past the end"
        return _fault(said, "choose an earlier place, a shorter track or a longer session")
    free = steps[~_is_banned(steps, item, terms)]
    if not len(free):
        rules = ", ".join(_list_rules(steps, item, terms))
        said = f"the pinned track {name} breaks a rule {where}: {rules}"
        return _fault(said, "pin it elsewhere, or another track there")
    return _Pinned(pin=pin, item=item, name=name, steps=free)


def _word_place(pin: Pin) -> str:
    """Say where a pin stands."""
    if pin.at_min is not None:
        return f"at minute {pin.at_min:g}"
    if pin.phase is not None:
        return f"in {pin.phase}"
    return "anywhere" if pin.edge is None else f"as the {pin.edge}"


def _has_room(steps: Ints, item: Item, terms: Terms, course: Course) -> npt.NDArray[np.bool_]:
    """Mark the starts at which an item ends within its stretch of music."""
    room = np.zeros(len(steps), dtype=np.bool_)
    for segment in course.segments:
        latest_s = segment.end_s + segment.slack_s - terms.start_s - item.length_s
        latest = math.floor(latest_s / terms.step_s + _SAME_S)
        room |= (steps >= segment.first_step) & (steps <= latest)
    return room


def _is_banned(steps: Ints, item: Item, terms: Terms) -> npt.NDArray[np.bool_]:
    """Mark the starts that a rule of a phase takes from an item."""
    banned = np.zeros(len(steps), dtype=np.bool_)
    for ban in ban_starts((item,), terms):
        banned |= (steps >= ban.first_step) & (steps < ban.after_step)
    return banned


def _list_rules(steps: Ints, item: Item, terms: Terms) -> list[str]:
    """Name the rules that forbid an item some of its starts, each with its phase."""
    found = []
    for placed in terms.phases:
        for member in item.members:
            begin_s = terms.start_s + steps * terms.step_s + member.offset_s
            sounds = (begin_s < placed.guard_to_s - _SAME_S) & (
                begin_s + member.length_s() > placed.guard_from_s + _SAME_S
            )
            if not (placed.phase.music and placed.end_s > placed.start_s and sounds.any()):
                continue
            found += [
                f"{placed.phase.name} forbids {one.rule}"
                for one in list_breaches(member.track, placed.phase, terms)
            ]
    return list(dict.fromkeys(found))


def _list_clashes(held: list[_Pinned], terms: Terms) -> Iterator[Finding]:
    """Find pins that are in each other's way in whatever order they come."""
    overlaps = [placed.phase.overlap_s for placed in terms.phases]
    most_s = max(terms.music.overlap_s if one is None else one for one in overlaps)
    for one, other in combinations(held, 2):
        apart = one.item is not other.item and one.pin.track != other.pin.track
        same_edge = one.pin.edge is not None and one.pin.edge is other.pin.edge
        if not apart or same_edge:
            continue
        if not _follows(one, other, most_s, terms) and not _follows(other, one, most_s, terms):
            said = f"the pinned tracks {one.name} {_word_place(one.pin)} and {other.name} "
            said += f"{_word_place(other.pin)} are in each other's way"
            if _same_artist(one, other, terms):
                said += f": both are by {quote(one.item.head().tags.artist or '')}, and "
                said += f"{terms.music.artist_gap_min:g} min must lie between"
            yield _fault(said, "move one of them further away, or take its pin away")
    for phase in dict.fromkeys(one.pin.phase for one in held if one.pin.phase is not None):
        there = [one for one in held if one.pin.phase is phase]
        whole = sorted({id(one.item): _advance(one, most_s, terms) for one in there}.values())
        span = max(one.steps[-1] for one in there) - min(one.steps[0] for one in there)
        if len(whole) > 2 and sum(whole[:-1]) > span:
            names = ", ".join(one.name for one in there)
            said = f"the tracks pinned in {phase} cannot all begin there: {names}"
            yield _fault(said, "take a pin away, or make the session longer")


def _advance(one: _Pinned, most_s: float, terms: Terms) -> int:
    """Give the least steps from the start of an item to that of the next."""
    return math.floor((one.item.length_s - most_s) / terms.step_s + _SAME_S)


def _follows(one: _Pinned, other: _Pinned, most_s: float, terms: Terms) -> bool:
    """Tell whether the second of two pinned items may come after the first."""
    if one.pin.edge is Edge.CLOSING or other.pin.edge is Edge.OPENING:
        return False
    least = _advance(one, most_s, terms)
    if _same_artist(one, other, terms):
        gap_s = terms.music.artist_gap_min * 60.0
        least = max(least, math.ceil((one.item.length_s + gap_s) / terms.step_s - _SAME_S))
    return bool(one.steps[0] + least <= other.steps[-1])


def _same_artist(one: _Pinned, other: _Pinned, terms: Terms) -> bool:
    """Tell whether two items must keep the distance of one artist."""
    names = {fold(each.item.head().tags.artist or "") for each in (one, other)}
    rules = terms.music.artist_gap is Firmness.RULE and terms.music.artist_gap_min > 0.0
    return rules and len(names) == 1 and names != {""}
