"""Several people in one room: nobody hears what anybody avoids."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from setlist.errors import Finding, InputError
from setlist.model import BANDED, Landmark, Listener, OwnMinute
from setlist.units import Minutes

T = TypeVar("T")

_EARLY = (Landmark.ONSET, Landmark.PEAK_START)
_LONGEST_CODE = 40


def unite(listeners: Sequence[Listener]) -> Listener:
    """Make one listener of several people.

    The group avoids what anybody avoids and understands what anybody understands, because
    words that one person understands are words; it is as gentle as its gentlest member.  A
    piece returns only if it is everybody's anchor, and a clinic's own minute counts only if
    all have one: then the earliest of onset and peak start, the latest of what ends.

    Parameters
    ----------
    listeners : sequence of Listener
        One person or more.

    Returns
    -------
    Listener
        The only one, or their group.

    Raises
    ------
    InputError
        There is nobody.
    """
    if not listeners:
        raise InputError(Finding(said="a group of nobody", mend="name at least one client file"))
    if len(listeners) == 1:
        return listeners[0]
    anchors = {listener.anchor for listener in listeners}
    return Listener(
        code=_name(tuple(listener.code for listener in listeners)),
        understands=_merge(listener.understands for listener in listeners),
        avoid_tags=_merge(listener.avoid_tags for listener in listeners),
        avoid_instruments=_merge(listener.avoid_instruments for listener in listeners),
        avoid_artists=_merge(listener.avoid_artists for listener in listeners),
        avoid_tracks=_merge(listener.avoid_tracks for listener in listeners),
        gentler=max(listener.gentler for listener in listeners),
        anchor=anchors.pop() if len(anchors) == 1 else None,
        heard=_merge(listener.heard for listener in listeners),
        own_minutes=tuple(_list_shared(listeners)),
    )


def _merge(lists: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    """Give everything that stands in any list, once, in order of first mention."""
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _name(codes: tuple[str, ...]) -> str:
    """Name a group by its members, or by their number where that grows too long."""
    joined = "+".join(dict.fromkeys(codes))
    return joined if len(joined) <= _LONGEST_CODE else f"group-of-{len(set(codes))}"


def _list_shared(listeners: Sequence[Listener]) -> Iterable[OwnMinute]:
    """Give the clinic's own minutes that every member has, so that nobody is cut short."""
    for landmark in Landmark:
        given: list[Minutes] = [
            own.at_min
            for listener in listeners
            for own in listener.own_minutes
            if own.landmark is landmark
        ]
        if len(given) == len(listeners):
            is_late = landmark in BANDED and landmark not in _EARLY
            yield OwnMinute(landmark=landmark, at_min=max(given) if is_late else min(given))
