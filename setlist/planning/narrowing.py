"""What was seen in the person moves the phases that are still to come.

Each end that stands on a landmark moves by as much as the landmark does at the percentile that
the arc reads.  So what a person decided earlier, such as a hold, stays where it was put beside it.
"""

from dataclasses import replace

from setlist.model import (
    Band,
    Landmark,
    LandmarkBand,
    Moment,
    PlacedPhase,
    Slide,
    Terms,
    Timecourse,
)
from setlist.planning.blocks import place_bands
from setlist.planning.clock import Clock
from setlist.planning.closing import keep_floor, move_silences
from setlist.planning.legs import Leg, Spread, lay_legs, list_legs
from setlist.planning.scenarios import LATE, quantile_s, tell_apart_s, thin
from setlist.units import Seconds

_MEDIAN, _FULL = 50.0, 75.0
_LANDING_LEAST_S = 600.0
"""How short a landing may become: as where a session is placed."""
_SLIDING = (Landmark.PEAK_END, Landmark.RETURN_END)


def narrow_terms(terms: Terms, timecourse: Timecourse, *, at_s: Seconds, clear_s: Seconds) -> Terms:
    """Move the phases that are still to come to other times of the route.

    Parameters
    ----------
    terms : Terms
        Of the plan that plays.
    timecourse : Timecourse
        The times that taps leave.
    at_s : float [s]
        Nothing before this moment changes.
    clear_s : float [s]
        When what sounds now has ended.

    Returns
    -------
    Terms
        With other phases, timings, bands and closing silence.  The length that was chosen stays
        if the landing has room in it; a full course moves its end along.
    """
    old = {one.landmark: one.band for one in terms.bands}
    new = {one.landmark: one.band for one in place_bands(Clock(timecourse=timecourse))}
    legs = list_legs(terms, at_s)
    moved: list[Leg] = []
    before_s: float = at_s
    for leg in legs:
        placed = terms.phases[leg.source or 0]
        end_s = max(before_s, placed.end_s + _shift_s(terms, placed.phase.end, old, new))
        if leg is legs[-1] and terms.length.chosen is not Slide.FULL:
            own_s = min(leg.length_s, _LANDING_LEAST_S)
            end_s = max(placed.end_s, before_s + own_s)
        moved.append(replace(leg, length_s=Seconds(end_s - before_s)))
        before_s = end_s
    kept, _ = keep_floor(terms, tuple(moved), at_s)
    rows = (
        tuple(
            tell_apart_s(person, timecourse, placed.phase.end.landmark) for placed in terms.phases
        )
        for person in thin(timecourse.people)
    )
    spread = Spread(apart_s=tuple(rows) or (tuple(0.0 for _ in terms.phases),))
    laid = lay_legs(terms, kept, from_s=at_s, clear_s=clear_s, spread=spread)
    laid = replace(laid, phases=tuple(_narrow_guard(one, timecourse) for one in laid.phases))
    bands = tuple(LandmarkBand(landmark=mark, band=band) for mark, band in new.items())
    silences = move_silences(terms, laid, clear_s=clear_s)
    return replace(laid, bands=bands, silences=silences)


def _narrow_guard(placed: PlacedPhase, timecourse: Timecourse) -> PlacedPhase:
    """Let the guard of a protected phase end no later than it does for the people who are left."""
    late_s = quantile_s(Clock(timecourse=timecourse), placed.phase.end, LATE)
    if not placed.phase.protect or late_s is None:
        return placed
    to_s = min(placed.guard_to_s, max(placed.end_s, late_s))
    return replace(placed, guard_to_s=to_s)


def _shift_s(
    terms: Terms, end: Moment, old: dict[Landmark, Band], new: dict[Landmark, Band]
) -> float:
    """Give by how much the end of a phase moves."""
    before, after = old.get(end.landmark), new.get(end.landmark)
    if before is None or after is None:
        return 0.0
    percentile = _MEDIAN if end.percentile is None else end.percentile
    slid = terms.length.percentile
    if end.landmark in _SLIDING and percentile > _MEDIAN and slid is not None:
        share = (_FULL - slid) / (_FULL - _MEDIAN)
        percentile -= share * (percentile - _MEDIAN)
    return round((after.at(percentile) - before.at(percentile)) * 60.0)
