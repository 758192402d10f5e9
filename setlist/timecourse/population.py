"""A population on a route: the course of the effect, and its boundaries, person by person."""

import math
from dataclasses import dataclass, replace

import numpy as np

from setlist.model import Route, RouteName
from setlist.timecourse.boundaries import Boundaries, Shares, find_boundaries
from setlist.timecourse.cohort import Axis, Cohort
from setlist.timecourse.course import Course, follow
from setlist.timecourse.disposition import dispose_esketamine, dispose_racemic
from setlist.timecourse.intake import take
from setlist.timecourse.parameters import Effect, Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Every virtual person's course on a route, and its boundaries before any floor."""

    course: Course
    boundaries: Boundaries


def simulate(route: Route, parameters: Parameters, *, cohort: Cohort) -> Population:
    """Follow a cohort through a route.

    Parameters
    ----------
    route : Route
        Checked, with every option filled in.
    parameters : Parameters
        The model.
    cohort : Cohort
        Who takes part; a cohort of one is the typical person.

    Returns
    -------
    Population
        Courses and boundaries, one a person.
    """
    course = follow_route(route, parameters, cohort=cohort)
    first = course
    if len(route.parts) > 1:
        first = follow_route(replace(route, parts=route.parts[:1]), parameters, cohort=cohort)
    shares = _share(parameters.effect, cohort)
    return Population(course=course, boundaries=find_boundaries(course, first=first, shares=shares))


def follow_route(route: Route, parameters: Parameters, *, cohort: Cohort) -> Course:
    """Follow what a route puts in to the effect site of everyone.

    Parameters
    ----------
    route : Route
        Checked, with every option filled in.
    parameters : Parameters
        The model.
    cohort : Cohort
        Who takes part.

    Returns
    -------
    Course
        The effect, in parts of the first administration.
    """
    if route.name is RouteName.NASAL_ESKETAMINE:
        body = dispose_esketamine(parameters.esketamine, cohort)
    else:
        body = dispose_racemic(parameters.racemic, cohort)
    intake = take(route, parameters, cohort=cohort)
    half_life_min = cohort.draw(parameters.effect.ke0_half_life_min, Axis.EFFECT)
    return follow(
        body,
        effect_per_min=math.log(2.0) / half_life_min,
        uptakes_per_min=intake.uptakes_per_min,
        dosings=intake.dosings,
    )


def _share(effect: Effect, cohort: Cohort) -> Shares:
    """Give the heights of the boundaries; one draw a person scales onset and return alike."""
    scale = cohort.draw(effect.threshold, Axis.THRESHOLD)
    return Shares(
        onset=np.minimum(effect.onset_share.value * scale, effect.onset_share_cap.value),
        peak=effect.peak_share.value,
        back=np.minimum(effect.return_share.value * scale, effect.return_share_cap.value),
    )
