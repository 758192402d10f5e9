"""Several people in one room: the times of all of them together, and whom they fit worst."""

from dataclasses import replace

import numpy as np

from setlist.errors import Finding, InputError
from setlist.model import BANDED, Landmark, Member, Timecourse, TimingModel
from setlist.timecourse.cohort import Array, Cohort
from setlist.timecourse.notes import name_route
from setlist.timecourse.parameters import TimingData
from setlist.timecourse.population import simulate
from setlist.timecourse.prediction import find_floor, predict, read_band, stack, to_person
from setlist.timecourse.routes import check_route
from setlist.timecourse.sample import choose_people
from setlist.units import Minutes

MOST = 12
"""People in one group; our own design."""


def predict_group(members: tuple[Member, ...], data: TimingData) -> Timecourse:
    """Predict when the phases come for people who start at different times or by other routes.

    Everybody's virtual people are pooled, each member with the same weight, and the bands are
    those of the pool: a plan made from them fits the union.

    Parameters
    ----------
    members : tuple of Member
        Two or more; somebody starts at minute 0.
    data : TimingData
        The parameters.

    Returns
    -------
    Timecourse
        Minutes from the first dose.  A note says whom the times fit worst, and how far off.

    Raises
    ------
    InputError
        Nobody starts at minute 0, there are too many or too few, or a route cannot be.
    """
    _check(members)
    checked = tuple(
        replace(member, route=check_route(member.route))
        for member in sorted(members, key=lambda member: member.start_min)
    )
    each = [_shift(member, data) for member in checked]
    floors = [
        Minutes(member.start_min + floor)
        for member in checked
        if (floor := find_floor(member.route, data.parameters)) is not None
    ]
    times = np.concatenate(each)
    bands = {where: read_band(times[:, place]) for place, where in enumerate(BANDED)}
    single = [predict(member.route, data) for member in checked]
    notes = dict.fromkeys(note for course in single for note in course.notes)
    return Timecourse(
        route=checked[0].route,
        model=TimingModel.POPULATION,
        onset=bands[Landmark.ONSET],
        peak_start=bands[Landmark.PEAK_START],
        peak=bands[Landmark.PEAK],
        peak_end=bands[Landmark.PEAK_END],
        return_end=bands[Landmark.RETURN_END],
        floor_min=max(floors, default=None),
        people=tuple(to_person(row) for row in times[choose_people(times)]),
        notes=(*notes, _name_worst(checked, each, times)),
        members=checked,
    )


def _shift(member: Member, data: TimingData) -> Array:
    """Give everybody's boundaries for one member, on the clock of the session."""
    population = simulate(member.route, data.parameters, cohort=Cohort())
    shifted: Array = stack(population.boundaries) + member.start_min
    floor = find_floor(member.route, data.parameters)
    if floor is not None and member.route.infusion_min is not None:
        shifted[:, -1] = np.maximum(shifted[:, -1], floor + member.start_min)
    return shifted


def _name_worst(members: tuple[Member, ...], each: list[Array], pool: Array) -> str:
    """Say whose middle times lie farthest from those of the group, and by how much."""
    middle = np.median(pool, axis=0)
    apart = [np.median(times, axis=0) - middle for times in each]
    worst = int(np.argmax([float(np.abs(off).mean()) for off in apart]))
    member, off = members[worst], apart[worst]
    end = BANDED.index(Landmark.PEAK_END)
    side = "later" if off[end] > 0.0 else "earlier"
    return (
        f"In this group of {len(members)} the times fit {name_route(member.route)} from minute "
        f"{member.start_min:g} worst: for its middle person the peak is over "
        f"{abs(float(off[end])):.0f} min {side} than for the group's."
    )


def _check(members: tuple[Member, ...]) -> None:
    """Refuse what is no group."""
    if not 2 <= len(members) <= MOST:
        said = f"a group of {len(members)}"
        raise InputError(Finding(said=said, mend=f"name 2 to {MOST} people"))
    if min(member.start_min for member in members) > 0.0:
        said = "nobody in the group starts at minute 0"
        raise InputError(Finding(said=said, mend="count minutes from the first dose"))
