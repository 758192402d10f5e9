"""What a route puts in, and when."""

from dataclasses import dataclass, replace

import numpy as np

from setlist.model import Handling, Part, Route, RouteName
from setlist.timecourse.cohort import Array, Axis, Cohort
from setlist.timecourse.course import Depot, Dosing
from setlist.timecourse.disposition import PER_MIN
from setlist.timecourse.parameters import (
    Gut,
    Lozenge,
    Muscle,
    Nasal,
    NasalEsketamine,
    Oral,
    Parameters,
)
from setlist.units import Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a route puts in, and how fast the depots it uses empty."""

    dosings: tuple[Dosing, ...]
    uptakes_per_min: dict[Depot, Array]


def take(route: Route, parameters: Parameters, *, cohort: Cohort) -> Intake:
    """Turn the parts of a route into what goes in.

    Sizes count relative to the first part.

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
    Intake
        Every input of every part.
    """
    whole = route.parts[0].size
    parts = tuple(replace(part, size=part.size / whole) for part in route.parts)
    match route.name:
        case RouteName.IV_BOLUS:
            push_min = Minutes(parameters.iv_bolus.push_min.value)
            intake = _take_by_vein(parts, over_min=push_min, cohort=cohort)
        case RouteName.IV_INFUSION:
            assert route.infusion_min is not None
            intake = _take_by_vein(parts, over_min=route.infusion_min, cohort=cohort)
        case RouteName.IM:
            intake = _take_by_muscle(parts, parameters.im, cohort)
        case RouteName.SUBLINGUAL:
            intake = _take_lozenge(parts, route, parameters.sublingual, cohort)
        case RouteName.ORAL:
            intake = _take_by_mouth(parts, parameters.oral, cohort)
        case RouteName.NASAL:
            intake = _take_by_nose(parts, parameters.nasal, cohort)
        case RouteName.NASAL_ESKETAMINE:
            assert route.devices is not None
            intake = _take_devices(parts, route.devices, parameters.nasal_esketamine, cohort)
    return intake


def _take_by_muscle(parts: tuple[Part, ...], muscle: Muscle, cohort: Cohort) -> Intake:
    """Inject each part at once; the share that is absorbed cancels out."""
    rate = cohort.draw(muscle.absorption_per_h, Axis.FAST_UPTAKE) * PER_MIN
    dosings = tuple(
        Dosing(at_min=p.at_min, length_min=0.0, depot=Depot.TISSUE, amount=_all(p, cohort))
        for p in parts
    )
    return Intake(dosings=dosings, uptakes_per_min={Depot.TISSUE: rate})


def _all(part: Part, cohort: Cohort) -> Array:
    """Give everyone the whole of a part."""
    return np.full(cohort.size, part.size)


def _empty(gut: Gut, cohort: Cohort) -> Array:
    """Give the rate at which each person's gut empties."""
    return cohort.draw(gut.absorption_per_h, Axis.GUT_UPTAKE) * PER_MIN


def _take_by_vein(parts: tuple[Part, ...], *, over_min: Minutes, cohort: Cohort) -> Intake:
    """Run each part into a vein over some minutes."""
    dosings = tuple(
        Dosing(at_min=p.at_min, length_min=over_min, depot=Depot.BLOOD, amount=_all(p, cohort))
        for p in parts
    )
    return Intake(dosings=dosings, uptakes_per_min={})


def _take_lozenge(
    parts: tuple[Part, ...], route: Route, lozenge: Lozenge, cohort: Cohort
) -> Intake:
    """Let each part dissolve over the hold, and swallow what is left of it as handled."""
    assert route.hold_min is not None
    share = np.minimum(cohort.draw(lozenge.mucosa_share, Axis.SHARE), 1.0)
    least = lozenge.swallowed_unknown_least.value
    most = lozenge.swallowed_unknown_most.value
    if route.handling is Handling.SPIT:
        swallowed = np.full(cohort.size, lozenge.swallowed_spit.value)
    elif route.handling is Handling.SWALLOW:
        swallowed = np.full(cohort.size, lozenge.swallowed_swallow.value)
    else:
        swallowed = least + (most - least) * cohort.uniform(Axis.SWALLOWED)
    # The swallowed share leaves out the typical person's mucosal share, not each one's own:
    # the parameters were calibrated so.
    gut_share = swallowed * (1.0 - lozenge.mucosa_share.value) * lozenge.oral_share.value
    dosings: list[Dosing] = []
    for part in parts:
        begin = part.at_min + lozenge.lag_min.value
        dosings += (
            Dosing(
                at_min=begin,
                length_min=route.hold_min,
                depot=Depot.TISSUE,
                amount=share * part.size,
            ),
            Dosing(
                at_min=begin + route.hold_min,
                length_min=lozenge.gut.release_min.value,
                depot=Depot.GUT,
                amount=gut_share * part.size,
            ),
        )
    mucosa = cohort.draw(lozenge.mucosa_per_h, Axis.FAST_UPTAKE) * PER_MIN
    return Intake(
        dosings=tuple(dosings),
        uptakes_per_min={Depot.TISSUE: mucosa, Depot.GUT: _empty(lozenge.gut, cohort)},
    )


def _take_by_mouth(parts: tuple[Part, ...], oral: Oral, cohort: Cohort) -> Intake:
    """Release each part steadily into the gut; the share that is absorbed cancels out."""
    dosings = tuple(
        Dosing(
            at_min=p.at_min + oral.lag_min.value,
            length_min=oral.gut.release_min.value,
            depot=Depot.GUT,
            amount=_all(p, cohort),
        )
        for p in parts
    )
    return Intake(dosings=dosings, uptakes_per_min={Depot.GUT: _empty(oral.gut, cohort)})


def _take_by_nose(parts: tuple[Part, ...], nasal: Nasal, cohort: Cohort) -> Intake:
    """Take up part of each spray through the nose at once, and swallow the rest."""
    share = np.minimum(cohort.draw(nasal.nose_share, Axis.SHARE), 1.0)
    # As with a lozenge, the typical person's nasal share is what is not swallowed.
    gut_share = (1.0 - nasal.nose_share.value) * nasal.oral_share.value
    dosings: list[Dosing] = []
    for part in parts:
        begin = part.at_min + nasal.lag_min.value
        dosings += (
            Dosing(at_min=begin, length_min=0.0, depot=Depot.TISSUE, amount=share * part.size),
            Dosing(
                at_min=begin,
                length_min=nasal.gut.release_min.value,
                depot=Depot.GUT,
                amount=gut_share * _all(part, cohort),
            ),
        )
    nose = cohort.draw(nasal.nose_per_h, Axis.FAST_UPTAKE) * PER_MIN
    return Intake(
        dosings=tuple(dosings),
        uptakes_per_min={Depot.TISSUE: nose, Depot.GUT: _empty(nasal.gut, cohort)},
    )


def _take_devices(
    parts: tuple[Part, ...], devices: int, nasal: NasalEsketamine, cohort: Cohort
) -> Intake:
    """Use the devices of each part one after the other, swallowing what the nose leaves."""
    first_share = cohort.draw(nasal.nose_share, Axis.SHARE)
    later_share = first_share * nasal.later_device_factor.value
    dosings: list[Dosing] = []
    for number, part in enumerate(parts):
        for device in range(devices):
            begin = part.at_min + device * nasal.device_interval_min.value
            share = first_share if number == 0 and device == 0 else later_share
            swallowed = (1.0 - share) * nasal.gut_wall_share.value
            dosings += (
                Dosing(at_min=begin, length_min=0.0, depot=Depot.TISSUE, amount=share * part.size),
                Dosing(
                    at_min=begin,
                    length_min=nasal.gut.release_min.value,
                    depot=Depot.GUT,
                    amount=swallowed * part.size,
                ),
            )
    nose = cohort.draw(nasal.nose_per_h, Axis.FAST_UPTAKE) * PER_MIN
    return Intake(
        dosings=tuple(dosings),
        uptakes_per_min={Depot.TISSUE: nose, Depot.GUT: _empty(nasal.gut, cohort)},
    )
