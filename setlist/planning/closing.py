"""How a session closes: where its music ends, and the silences on the way there."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from setlist.model import PlacedSilence, Terms
from setlist.planning.legs import Leg
from setlist.units import Seconds

_CLOSES_WITHIN_S = 60.0
"""A silence that ends so near the end of a session closes it, as where a course is cut."""
_LEAST_S = 1.0


def stay(at_s: float) -> float:
    """Let a silence stay where it is."""
    return at_s


def find_closing(terms: Terms) -> PlacedSilence | None:
    """Give the silence that closes a session, if one does."""
    last = terms.silences[-1] if terms.silences else None
    if last is None or last.start_s + last.length_s < terms.end_s - _CLOSES_WITHIN_S:
        return None
    return last


def music_end_s(terms: Terms) -> Seconds:
    """Give when the music of a session ends."""
    closing = find_closing(terms)
    return terms.end_s if closing is None else closing.start_s


def keep_floor(
    terms: Terms, legs: tuple[Leg, ...], from_s: Seconds
) -> tuple[tuple[Leg, ...], tuple[str, ...]]:
    """Let the music last until silence may come on this route.

    Parameters
    ----------
    terms : Terms
        With the floor of the route and the closing silence.
    legs : tuple of Leg
        What is to come.
    from_s : float [s]
        Where the first leg begins.

    Returns
    -------
    tuple of Leg
        The last one longer where it has to be.
    tuple of str
        Says so.
    """
    closing, floor_s = find_closing(terms), terms.floor_s
    if closing is None or floor_s is None or not legs or not legs[-1].phase.music:
        return legs, ()
    over_s = from_s + sum(leg.length_s for leg in legs) - closing.length_s
    early_s = min(floor_s, music_end_s(terms)) - over_s
    if early_s <= 0.0:
        return legs, ()
    said = f"On this route no silence comes before minute {floor_s / 60.0:g}; music plays on."
    return nudge(legs, early_s), (said,)


def move_silences(
    terms: Terms,
    laid: Terms,
    *,
    clear_s: Seconds,
    move: Callable[[float], float | None] = stay,
    more: tuple[PlacedSilence, ...] = (),
) -> tuple[PlacedSilence, ...]:
    """Give the silences of a session whose phases have moved.

    Parameters
    ----------
    terms, laid : Terms
        As they were, and with the phases moved.
    clear_s : float [s]
        Silences that were over by then stay as they were.
    move : callable
        Where a later silence begins instead; None where it falls away.
    more : tuple of PlacedSilence
        Silences that come in addition.

    Returns
    -------
    tuple of PlacedSilence
        In order of time, not touching; the closing silence closes the session as before.
    """
    past = [one for one in terms.silences if one.start_s + one.length_s / 2.0 <= clear_s]
    ahead = [one for one in terms.silences if one not in past]
    closing = find_closing(terms)
    ends = list(more)
    if closing is not None and closing in ahead:
        ahead.remove(closing)
        start_s = laid.end_s - closing.length_s
        for placed in reversed(laid.phases):
            if placed.phase.music:
                break
            start_s = placed.start_s
        length_s = Seconds(laid.end_s - start_s)
        ends.append(PlacedSilence(start_s=Seconds(start_s), length_s=length_s))
    for one in ahead:
        moved_s = move(one.start_s)
        if moved_s is not None:
            ends.append(replace(one, start_s=Seconds(moved_s)))
    return (*past, *_join(ends, laid.end_s))


def part_legs(legs: Sequence[Leg]) -> tuple[tuple[Leg, ...], tuple[Leg, ...]]:
    """Part the legs up to the last music from the silent ones after it."""
    last = max((number for number, leg in enumerate(legs) if leg.phase.music), default=-1)
    return tuple(legs[: last + 1]), tuple(legs[last + 1 :])


def nudge(legs: Sequence[Leg], by_s: float) -> tuple[Leg, ...]:
    """Move the end of the last music."""
    musical, silent = part_legs(legs)
    if not musical or by_s == 0.0:
        return tuple(legs)
    length_s = Seconds(max(musical[-1].length_s + by_s, 0.0))
    return (*musical[:-1], replace(musical[-1], length_s=length_s), *silent)


def _join(silences: list[PlacedSilence], end_s: Seconds) -> list[PlacedSilence]:
    """Put silences in order, within the session, and make one of those that touch."""
    joined: list[PlacedSilence] = []
    for one in sorted(silences, key=lambda one: (one.start_s, one.length_s)):
        until_s = min(one.start_s + one.length_s, end_s)
        if joined and one.start_s <= joined[-1].start_s + joined[-1].length_s:
            until_s = max(until_s, joined[-1].start_s + joined[-1].length_s)
            last = joined.pop()
            one = replace(last, length_s=Seconds(until_s - last.start_s))  # noqa: PLW2901
        elif until_s - one.start_s < 1.0:
            continue
        joined.append(replace(one, length_s=Seconds(until_s - one.start_s)))
    return joined
