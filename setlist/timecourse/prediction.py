"""From a route to the times of its phases."""

import math
from dataclasses import replace

import numpy as np

from setlist.model import (
    BANDED,
    Band,
    EffectBand,
    Landmark,
    Person,
    Route,
    RouteName,
    Timecourse,
    TimingModel,
)
from setlist.timecourse.boundaries import Boundaries
from setlist.timecourse.cohort import Array, Cohort
from setlist.timecourse.notes import note, say_branch
from setlist.timecourse.parameters import Parameters, TimingData
from setlist.timecourse.population import simulate
from setlist.timecourse.routes import check_route
from setlist.timecourse.sample import choose_people
from setlist.timecourse.table import look_up, spread
from setlist.timecourse.taps import Tap, check_taps, keep_near
from setlist.units import Minutes

PERCENTILES = (10, 25, 50, 75, 90)
DECIMALS = 3
"""Times are given to the thousandth of a minute, so that machines agree; own design."""

MARGIN_MIN = 15.0
STEP_MIN = 1.0
"""How far past the last band a curve is drawn, and how finely; own design."""

_FAR_TAP = "Few virtual people are like this one: the times that follow the tap are a rough guess."


def predict(
    route: Route, data: TimingData, *, model: TimingModel = TimingModel.POPULATION
) -> Timecourse:
    """Predict when a route's phases come for different people.

    Parameters
    ----------
    route : Route
        Options that are None take their usual value.
    data : TimingData
        The parameters and the table.
    model : TimingModel
        The population model, or the table of its bands.

    Returns
    -------
    Timecourse
        Bands, floor, people and notes; its ``route`` has every option filled in.

    Raises
    ------
    InputError
        The route asks for something that cannot be, or that the table does not hold.
    """
    checked = check_route(route)
    if model is TimingModel.TABLE:
        row = look_up(checked, data.table)
        bands = {where: getattr(row, where.value) for where in BANDED}
        return _gather(checked, data.parameters, spread(row), model=model, bands=bands)
    population = simulate(checked, data.parameters, cohort=Cohort())
    times = stack(population.boundaries)
    said: tuple[str, ...] = ()
    if len(checked.parts) > 1:
        said = (say_branch(predict(replace(checked, parts=checked.parts[:1]), data)),)
    return _gather(checked, data.parameters, times, model=model, said=said)


def narrow(route: Route, data: TimingData, *, taps: tuple[Tap, ...]) -> Timecourse:
    """Predict what is still to come after something was seen in the person.

    Of the same thousand virtual people those within a tenth of every tapped time are kept,
    or the fifty nearest where fewer are.  The tapped landmark then stands at its minute, what
    came before it no later, and what is still to come no earlier.

    Parameters
    ----------
    route : Route
        Options that are None take their usual value.
    data : TimingData
        The parameters.
    taps : tuple of Tap
        The onset, the end of the peak, or the one and then the other.

    Returns
    -------
    Timecourse
        Bands of the people who are left.

    Raises
    ------
    InputError
        The route or the taps cannot be.
    """
    checked = check_route(route)
    ordered = check_taps(taps)
    population = simulate(checked, data.parameters, cohort=Cohort())
    left = keep_near(stack(population.boundaries), ordered)
    said = () if left.near else (_FAR_TAP,)
    return _gather(
        checked, data.parameters, left.times_min, model=TimingModel.POPULATION, said=said
    )


def predict_effect(route: Route, data: TimingData, *, taps: tuple[Tap, ...] = ()) -> EffectBand:
    """Predict the course of the effect, relative to each person's own peak.

    Parameters
    ----------
    route : Route
        Options that are None take their usual value.
    data : TimingData
        The parameters.
    taps : tuple of Tap
        What was seen in the person, if anything; see :func:`narrow`.

    Returns
    -------
    EffectBand
        Percentiles minute by minute, until past the last band and the floor.

    Raises
    ------
    InputError
        The route or the taps cannot be.
    """
    checked = check_route(route)
    population = simulate(checked, data.parameters, cohort=Cohort())
    boundaries = population.boundaries
    kept = np.arange(len(boundaries.peak_min), dtype=np.int64)
    if taps:
        kept = keep_near(stack(boundaries), check_taps(taps)).kept
    floor = find_floor(checked, data.parameters) or 0.0
    last = max(float(np.percentile(boundaries.return_end_min, 90)), floor)
    minutes = np.arange(0.0, math.ceil(last + MARGIN_MIN) + STEP_MIN, STEP_MIN)
    heights = population.course.at(minutes)[kept] / boundaries.peak_height[kept, None]
    levels = np.percentile(np.clip(heights, 0.0, 1.0), (10, 50, 90), axis=0)
    low, middle, high = (tuple(np.round(level, 4).tolist()) for level in levels)
    return EffectBand(
        at_min=tuple(Minutes(at) for at in minutes.tolist()), p10=low, p50=middle, p90=high
    )


def stack(found: Boundaries) -> Array:
    """Lay everyone's boundaries out in order of time; shape (people, 5)."""
    return np.column_stack(
        (
            found.onset_min,
            found.peak_start_min,
            found.peak_min,
            found.peak_end_min,
            found.return_end_min,
        )
    )


def find_floor(route: Route, parameters: Parameters) -> Minutes | None:
    """Give the earliest minute for silence or anything loud, where policy sets one."""
    last = route.parts[-1].at_min
    if route.name is RouteName.IV_INFUSION:
        assert route.infusion_min is not None
        return Minutes(last + route.infusion_min + parameters.iv_infusion.floor_after_end_min.value)
    if route.name is RouteName.NASAL_ESKETAMINE:
        assert route.devices is not None
        spray = parameters.nasal_esketamine
        devices = (route.devices - 1) * spray.device_interval_min.value
        return Minutes(last + devices + spray.floor_after_last_min.value)
    return None


def _gather(
    route: Route,
    parameters: Parameters,
    times_min: Array,
    *,
    model: TimingModel,
    bands: dict[Landmark, Band] | None = None,
    said: tuple[str, ...] = (),
) -> Timecourse:
    """Apply the floor and put everything that follows from the people together.

    Only an infusion's return is held up by its floor: there the model is known to be early.
    That of nasal esketamine keeps the landing open without moving the return.
    """
    floor_min = find_floor(route, parameters)
    known = bands or {where: read_band(times_min[:, i]) for i, where in enumerate(BANDED)}
    times = times_min.copy()
    if floor_min is not None and route.name is RouteName.IV_INFUSION:
        times[:, -1] = np.maximum(times[:, -1], floor_min)
        known[Landmark.RETURN_END] = _lift(known[Landmark.RETURN_END], floor_min)
    people = tuple(to_person(row) for row in times[choose_people(times)])
    return Timecourse(
        route=route,
        model=model,
        onset=known[Landmark.ONSET],
        peak_start=known[Landmark.PEAK_START],
        peak=known[Landmark.PEAK],
        peak_end=known[Landmark.PEAK_END],
        return_end=known[Landmark.RETURN_END],
        floor_min=floor_min,
        people=people,
        notes=(*note(route, floor_min=floor_min), *said),
    )


def read_band(times_min: Array) -> Band:
    """Read the five percentiles of a boundary."""
    p10, p25, p50, p75, p90 = (
        Minutes(round(float(at), DECIMALS)) for at in np.percentile(times_min, PERCENTILES)
    )
    return Band(p10=p10, p25=p25, p50=p50, p75=p75, p90=p90)


def _lift(band: Band, floor_min: Minutes) -> Band:
    """Hold a band up to a floor."""
    return Band(
        p10=max(band.p10, floor_min),
        p25=max(band.p25, floor_min),
        p50=max(band.p50, floor_min),
        p75=max(band.p75, floor_min),
        p90=max(band.p90, floor_min),
    )


def to_person(times_min: Array) -> Person:
    """Make a person of a row of boundaries."""
    onset, start, peak, end, over = (Minutes(round(float(at), DECIMALS)) for at in times_min)
    return Person(
        onset_min=onset,
        peak_start_min=start,
        peak_min=peak,
        peak_end_min=end,
        return_end_min=over,
    )
