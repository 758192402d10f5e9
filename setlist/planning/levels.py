"""A library and an arc side by side, step by step of the scale of intensity."""

import math
from collections import defaultdict

from setlist.model import (
    Level,
    PhaseName,
    PlacedPhase,
    Sieve,
    Terms,
    Want,
)
from setlist.planning.funnel import Candidate, Funnel
from setlist.planning.segments import cut_course
from setlist.planning.voices import know_intensity
from setlist.units import Minutes

_STEPS = range(1, 10)


def music_spans(placed: PlacedPhase, terms: Terms) -> list[tuple[float, float]]:
    """Give from when to when there is music in a phase, silences left out."""
    spans: list[tuple[float, float]] = []
    for segment in cut_course(terms).segments:
        begin_s = max(placed.start_s, terms.start_s + segment.first_step * terms.step_s)
        end_s = min(placed.end_s, segment.end_s)
        if placed.phase.music and end_s > begin_s:
            spans.append((begin_s, end_s))
    return spans


def weigh_levels(
    candidates: tuple[Candidate, ...], funnels: tuple[Funnel, ...], terms: Terms
) -> tuple[Level, ...]:
    """Put what a library has at each step of the scale beside what the arc wants there.

    Parameters
    ----------
    candidates : tuple of Candidate
        All tracks of the library.
    funnels : tuple of Funnel
        One for each phase that has music.
    terms : Terms
        For the phases on the clock.

    Returns
    -------
    tuple of Level
        From 1 to 9, each value and each target counted at the nearest step.
    """
    wanted = {funnel.placed.phase.name: _wants(funnel.placed, terms) for funnel in funnels}
    rated, suggested, barred = _empty(), _empty(), _empty()
    for number, one in enumerate(candidates):
        known = know_intensity(one.track, allow_suggested=True)
        if known is None or not math.isfinite(known):
            continue
        step = _nearest(known)
        asking = [funnel for funnel in funnels if step in wanted[funnel.placed.phase.name]]
        is_free = any(_may_sound(funnel.candidates[number]) for funnel in asking or funnels)
        is_rated = know_intensity(one.track, allow_suggested=False) is not None
        heap = barred if not is_free else rated if is_rated else suggested
        heap[step] += one.length_min
    return tuple(
        Level(
            intensity=step,
            rated_min=_round(rated[step]),
            suggested_min=_round(suggested[step]),
            barred_min=_round(barred[step]),
            wanted=_want(step, wanted),
        )
        for step in _STEPS
    )


def count_unrated(candidates: tuple[Candidate, ...], funnels: tuple[Funnel, ...]) -> Minutes:
    """Count the minutes that could sound in some phase and have no intensity at all."""
    return _round(
        sum(
            one.length_min
            for number, one in enumerate(candidates)
            if know_intensity(one.track, allow_suggested=True) is None
            and any(_may_sound(funnel.candidates[number]) for funnel in funnels)
        )
    )


def _may_sound(one: Candidate) -> bool:
    """Tell whether a rating is all that keeps a candidate from a phase, its reach aside."""
    return all(breach.sieve in (Sieve.RATED, Sieve.REACH) for breach in one.breaches)


def _wants(placed: PlacedPhase, terms: Terms) -> dict[int, float]:
    """Give the minutes that a phase asks for at each step of the scale."""
    curve = placed.phase.intensity
    minutes = _empty()
    if curve is None:
        return minutes
    length_s = max(placed.end_s - placed.start_s, 1e-9)
    for begin_s, end_s in music_spans(placed, terms):
        count = max(1, math.ceil((end_s - begin_s) / terms.step_s))
        each_s = (end_s - begin_s) / count
        for number in range(count):
            at_s = begin_s + (number + 0.5) * each_s
            minutes[_nearest(curve.at((at_s - placed.start_s) / length_s))] += each_s / 60.0
    return minutes


def _want(step: int, wanted: dict[PhaseName, dict[int, float]]) -> tuple[Want, ...]:
    """Give what each phase wants at one step, phases that want nothing left out."""
    return tuple(
        Want(phase=name, length_min=_round(minutes[step]))
        for name, minutes in wanted.items()
        if minutes.get(step, 0.0) > 0.0
    )


def _empty() -> defaultdict[int, float]:
    """Begin to count minutes by the step of the scale."""
    return defaultdict(float)


def _nearest(intensity: float) -> int:
    """Give the nearest step of the scale, halves upward."""
    return min(max(math.floor(intensity + 0.5), _STEPS[0]), _STEPS[-1])


def _round(length_min: float) -> Minutes:
    """Round to a tenth of a minute."""
    return Minutes(round(float(length_min), 1))
