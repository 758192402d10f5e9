"""What is still to come of a session, as legs: phases, or what is left of one, one by one.

A phase that is under way is cut in two: what has passed keeps its place and its targets, what is
left of it becomes the first leg.  Legs are dropped, stretched or put in between, and laid out
again one after the other from the moment at which something else may sound.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from setlist.model import Curve, Phase, PlacedPhase, Scenario, Terms
from setlist.units import Seconds

_READINGS = 13
"""Points that a curve of three or more is read at when it is cut: our own design."""
_LEAST_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A stretch that is still to come.

    ``source`` is the phase of the terms whose uncertainty and guard it has; None where a person
    decided when it begins and ends.
    """

    phase: Phase
    length_s: Seconds
    source: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How early or late each phase ends in each timing, beside its place in the terms."""

    apart_s: tuple[tuple[float, ...], ...]


def measure_spread(terms: Terms) -> Spread:
    """Read the spread of the timings that a problem was posed with."""
    return Spread(
        apart_s=tuple(
            tuple(
                end_s - placed.end_s
                for end_s, placed in zip(scenario.ends_s, terms.phases, strict=True)
            )
            for scenario in terms.scenarios
        )
    )


def list_legs(terms: Terms, from_s: Seconds) -> tuple[Leg, ...]:
    """List what is still to come from a moment on, the rest of the phase under way first."""
    first = find_under_way(terms, from_s)
    legs = [_leg_from(terms, first, from_s)]
    legs += [_leg_from(terms, number, from_s) for number in range(first + 1, len(terms.phases))]
    return tuple(legs)


def find_under_way(terms: Terms, at_s: Seconds) -> int:
    """Give the number of the phase that a moment lies in, the last one after the end."""
    ahead = (number for number, one in enumerate(terms.phases) if one.end_s > at_s + _LEAST_S)
    return next(ahead, len(terms.phases) - 1)


def _leg_from(terms: Terms, number: int, from_s: Seconds) -> Leg:
    """Make a leg of one phase: all of it, or what is left of it after a moment."""
    placed = terms.phases[number]
    if placed.start_s >= from_s:
        length_s = Seconds(placed.end_s - placed.start_s)
        return Leg(phase=placed.phase, length_s=length_s, source=number)
    share = share_of(placed, from_s)
    return Leg(
        phase=shape(placed.phase, lambda curve: cut_curve(curve, share, 1.0)),
        length_s=Seconds(max(0.0, placed.end_s - from_s)),
        source=number,
    )


def trim(legs: Sequence[Leg], by_s: float) -> tuple[Leg, ...]:
    """Take a length away from the front of some legs."""
    left: list[Leg] = []
    for leg in legs:
        gone_s = min(by_s, leg.length_s)
        by_s -= gone_s
        if gone_s > 0.0 and leg.length_s > gone_s:
            share = gone_s / leg.length_s
            phase = shape(leg.phase, lambda curve, low=share: cut_curve(curve, low, 1.0))  # type: ignore[misc]
            left.append(replace(leg, phase=phase, length_s=Seconds(leg.length_s - gone_s)))
        elif gone_s == 0.0:
            left.append(leg)
    return tuple(left)


def share_of(placed: PlacedPhase, at_s: Seconds) -> float:
    """Give how far into a phase a moment lies, 0 to 1."""
    share = (at_s - placed.start_s) / max(placed.end_s - placed.start_s, 1e-9)
    return min(max(share, 0.0), 1.0)


def shape(phase: Phase, change: Callable[[Curve], Curve]) -> Phase:
    """Change every curve of a phase in the same way."""

    def maybe(curve: Curve | None) -> Curve | None:
        return None if curve is None else change(curve)

    return replace(
        phase,
        intensity=maybe(phase.intensity),
        loudness_lu=change(phase.loudness_lu),
        brightness_hz=maybe(phase.brightness_hz),
        onsets_per_s=maybe(phase.onsets_per_s),
        tempo_bpm=maybe(phase.tempo_bpm),
    )


def flatten(phase: Phase, share: float) -> Phase:
    """Let every target of a phase stay where it is at a share of it."""
    return shape(phase, lambda curve: Curve(points=(curve.at(share),)))


def cut_curve(curve: Curve, low: float, high: float) -> Curve:
    """Give the part of a curve between two shares of its phase."""
    count = len(curve.points)
    if count == 1:
        return curve
    count = 2 if count == 2 else _READINGS
    shares = (low + (high - low) * place / (count - 1) for place in range(count))
    return Curve(points=tuple(curve.at(share) for share in shares))


def lay_legs(
    terms: Terms,
    legs: Iterable[Leg],
    *,
    from_s: Seconds,
    clear_s: Seconds,
    spread: Spread,
    known: int | None = None,
) -> Terms:
    """Put legs behind what has passed of a session.

    Parameters
    ----------
    terms : Terms
        As they were before.
    legs : iterable of Leg
        What is to come instead; the last ends the session.
    from_s : float [s]
        Where the first leg begins.
    clear_s : float [s]
        When what sounds now has ended; the rules of the legs hold from then on.
    spread : Spread
        How early or late phases may end; one row for each timing.
    known : int or None
        A phase that has ended for certain: its guard is over, and later ones are no earlier or
        later for it.

    Returns
    -------
    Terms
        With other phases, timings and end.
    """
    past = _cut_past(terms, from_s, over=known is not None)
    kept = [leg for leg in legs if leg.length_s >= _LEAST_S]
    ends_s: list[Seconds] = []
    begin_s = from_s
    for leg in kept:
        begin_s = Seconds(begin_s + leg.length_s)
        ends_s.append(begin_s)
    end_s = ends_s[-1] if ends_s else from_s
    begins_s = [from_s, *ends_s]
    placed = [
        _place(terms, leg, begins_s[number], ends_s[number], clear_s=clear_s, last_s=end_s)
        for number, leg in enumerate(kept)
    ]
    scenarios = []
    for apart_s in spread.apart_s:
        row = [one.end_s for one in past]
        before_s = from_s
        for leg, at_s in zip(kept, ends_s, strict=True):
            moved_s = 0.0 if leg.source is None else apart_s[leg.source]
            if known is not None and leg.source is not None:
                moved_s -= apart_s[known]
            before_s = Seconds(min(max(at_s + moved_s, before_s), end_s))
            row.append(before_s)
        row[-1] = end_s
        scenarios.append(Scenario(ends_s=tuple(row)))
    return replace(terms, phases=(*past, *placed), scenarios=tuple(scenarios), end_s=end_s)


def _cut_past(terms: Terms, from_s: Seconds, *, over: bool) -> list[PlacedPhase]:
    """Keep the phases that have begun, the last one up to a moment; ``over`` ends their guards."""
    past = []
    for number, placed in enumerate(terms.phases):
        if placed.start_s >= from_s or placed.end_s <= placed.start_s:
            continue
        under_way = placed.end_s > from_s
        phase, end_s = placed.phase, placed.end_s
        if under_way:
            share = share_of(placed, from_s)
            phase = shape(phase, lambda curve, high=share: cut_curve(curve, 0.0, high))  # type: ignore[misc]
        if under_way or number == len(terms.phases) - 1:
            end_s = from_s
        guard_to_s = min(placed.guard_to_s, from_s) if over or under_way else placed.guard_to_s
        past.append(
            PlacedPhase(
                phase=phase,
                start_s=placed.start_s,
                end_s=end_s,
                guard_from_s=min(placed.guard_from_s, from_s),
                guard_to_s=guard_to_s,
            )
        )
    return past


def _place(
    terms: Terms,
    leg: Leg,
    start_s: Seconds,
    end_s: Seconds,
    *,
    clear_s: Seconds,
    last_s: Seconds,
) -> PlacedPhase:
    """Place one leg; the guard of its phase moves along with either end."""
    early_s = late_s = 0.0
    if leg.source is not None and leg.phase.protect:
        old = terms.phases[leg.source]
        early_s, late_s = old.guard_from_s - old.start_s, old.guard_to_s - old.end_s
    return PlacedPhase(
        phase=leg.phase,
        start_s=start_s,
        end_s=end_s,
        guard_from_s=Seconds(max(start_s + early_s, clear_s)),
        guard_to_s=Seconds(min(end_s + late_s, last_s)),
    )
