"""How the timing of a session may turn out, and where the rules of a phase must hold.

A scenario moves each end of a phase by how far one person's landmark lies from the median
person's, around the end that the arc gives.  So the policy of an arc (the peak is held until
the 75th percentile, because ending it early is worse than late) keeps its centre, and the
spread between people is added to it.

A protected phase guards the span from the earliest start (5th percentile of the people) to the
95 % quantile of its end.  The guard reads the people's own landmarks, not the moved ones: the
policy has put late ends in already, and adding the spread to it again would guard a peak that
next to nobody has.
"""

import math
from collections.abc import Sequence

from setlist.model import (
    Arc,
    Landmark,
    Moment,
    Person,
    PlacedPhase,
    Scenario,
    Timecourse,
)
from setlist.planning.clock import Clock
from setlist.planning.placement import Placement
from setlist.units import Seconds

MOST_SCENARIOS = 100
"""People that a plan's timing is averaged over: our own design; more change little."""
_EARLY = 0.05
LATE = 0.95
_LOW_BAND = 10.0
_HIGH_BAND = 90.0


def spread_timing(arc: Arc, placement: Placement) -> tuple[Scenario, ...]:
    """Give the ends of the phases as the timings of the people would have them.

    Parameters
    ----------
    arc : Arc
        Its phases end on landmarks.
    placement : Placement
        Where the phases stand for the plan.

    Returns
    -------
    tuple of Scenario
        All equally likely, at least one; ends in order and inside the session.
    """
    course = placement.clock.timecourse
    start_s, end_s = _whole_s(placement.start_min), _whole_s(placement.end_min())
    nominal = [_whole_s(one) for one in placement.ends_min]
    if course is None or not course.people:
        return (Scenario(ends_s=tuple(nominal)),)
    scenarios = []
    for person in thin(course.people):
        ends: list[Seconds] = []
        before_s = start_s
        for phase, at_s in zip(arc.phases[:-1], nominal[:-1], strict=True):
            moved_s = Seconds(at_s + tell_apart_s(person, course, phase.end.landmark))
            before_s = min(max(moved_s, before_s), end_s)
            ends.append(before_s)
        scenarios.append(Scenario(ends_s=(*ends, end_s)))
    return tuple(scenarios)


def guard_phases(arc: Arc, placement: Placement) -> tuple[PlacedPhase, ...]:
    """Place the phases in seconds, each with the span in which its rules hold."""
    start_s, end_s = _whole_s(placement.start_min), _whole_s(placement.end_min())
    begins = (placement.start_min, *placement.ends_min[:-1])
    moments = (arc.start, *(phase.end for phase in arc.phases[:-1]))
    placed = []
    for number, phase in enumerate(arc.phases):
        from_s, to_s = _whole_s(begins[number]), _whole_s(placement.ends_min[number])
        guard_from_s, guard_to_s = from_s, to_s
        if phase.protect and to_s > from_s:
            early_s = quantile_s(placement.clock, moments[number], _EARLY)
            late_s = quantile_s(placement.clock, phase.end, LATE)
            guard_from_s = max(start_s, from_s if early_s is None else min(from_s, early_s))
            guard_to_s = min(end_s, to_s if late_s is None else max(to_s, late_s))
        placed.append(
            PlacedPhase(
                phase=phase,
                start_s=from_s,
                end_s=to_s,
                guard_from_s=guard_from_s,
                guard_to_s=guard_to_s,
            )
        )
    return tuple(placed)


def thin(people: Sequence[Person]) -> list[Person]:
    """Take evenly from the people in order of their return, so that the spread stays."""
    if len(people) <= MOST_SCENARIOS:
        return list(people)
    ordered = sorted(
        people,
        key=lambda one: (one.return_end_min, one.peak_end_min, one.peak_start_min, one.onset_min),
    )
    step = len(people) / MOST_SCENARIOS
    return [ordered[int((number + 0.5) * step)] for number in range(MOST_SCENARIOS)]


def tell_apart_s(person: Person, course: Timecourse, landmark: Landmark) -> float:
    """Give how much later than the median a person reaches a landmark."""
    band = course.band(landmark)
    if band is None:
        return 0.0
    return round((_minutes(person, landmark) - band.p50) * 60.0)


def quantile_s(clock: Clock, moment: Moment, share: float) -> Seconds | None:
    """Give the time by which a share of the people has reached a moment; None if it has no band."""
    course, band = clock.timecourse, clock.band(moment.landmark)
    if course is None or band is None:
        return None
    if course.people:
        own = sorted(_minutes(person, moment.landmark) for person in course.people)
        position = share * (len(own) - 1)
        below = math.floor(position)
        above = min(below + 1, len(own) - 1)
        at_min = own[below] + (own[above] - own[below]) * (position - below)
        plain = course.band(moment.landmark)
        at_min += band.p50 - plain.p50 if plain else 0.0
    else:
        at_min = band.at(_LOW_BAND if share < 0.5 else _HIGH_BAND)
    return _whole_s(at_min + moment.offset_min)


def _minutes(person: Person, landmark: Landmark) -> float:
    """Read one landmark of one person."""
    return float(getattr(person, f"{landmark.value}_min"))


def _whole_s(at_min: float) -> Seconds:
    """Turn minutes into whole seconds, which is finer than any timing is known."""
    return Seconds(float(round(at_min * 60.0)))
