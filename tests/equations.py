"""The differential equations of the timing model, written down a second time.

They share nothing with the closed form but the people's parameters: the compartments are
joined one by one, and what goes in is spelt out as in the design.
"""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp
from timings import DATA

from setlist.model import Handling, Route, RouteName
from setlist.timecourse.cohort import Axis, Cohort
from setlist.timecourse.parameters import Gut, Parameter

Vector = NDArray[np.float64]
PARAMETERS = DATA.parameters
TISSUE, GUT, BLOOD, LIVER, EFFECT = 0, 1, 2, 5, 6
Input = tuple[float, float, int, float]


def drawn(parameter: Parameter, axis: Axis, cohort: Cohort, person: int) -> float:
    return float(cohort.draw(parameter, axis)[person])


def join(matrix: Vector, one: int, other: int, flow: float, volumes: tuple[float, float]) -> None:
    """Let two compartments exchange amounts."""
    matrix[one, one] -= flow / volumes[0]
    matrix[other, one] += flow / volumes[0]
    matrix[other, other] -= flow / volumes[1]
    matrix[one, other] += flow / volumes[1]


def equations(route: Route, cohort: Cohort, person: int) -> Vector:
    """Write the rate matrix, per minute, as the compartments are drawn."""
    a = np.zeros((7, 7))
    fast, gut = depots(route)
    if route.name is RouteName.NASAL_ESKETAMINE:
        body = PARAMETERS.esketamine
        blood_l = drawn(body.central_l, Axis.CENTRAL, cohort, person)
        liver_l = drawn(body.liver_l, Axis.LIVER, cohort, person)
        peripheral_l = drawn(body.peripheral_1_l, Axis.PERIPHERAL, cohort, person)
        flow = drawn(body.liver_flow_l_h, Axis.EXCHANGE, cohort, person)
        join(a, BLOOD, 3, body.exchange_1_l_h.value, (blood_l, peripheral_l))
        join(a, BLOOD, 4, body.exchange_2_l_h.value, (blood_l, body.peripheral_2_l.value))
        join(a, BLOOD, LIVER, flow, (blood_l, liver_l))
        a[LIVER, LIVER] -= drawn(body.elimination_per_h, Axis.CLEARANCE, cohort, person)
        a[LIVER, LIVER] -= drawn(body.metabolism_per_h, Axis.METABOLISM, cohort, person)
        gut_leads_to = LIVER
    else:
        racemic = PARAMETERS.racemic
        blood_l = drawn(racemic.central_l, Axis.CENTRAL, cohort, person)
        peripheral_l = drawn(racemic.peripheral_l, Axis.PERIPHERAL, cohort, person)
        flow = drawn(racemic.exchange_l_h, Axis.EXCHANGE, cohort, person)
        join(a, BLOOD, 3, flow, (blood_l, peripheral_l))
        a[BLOOD, BLOOD] -= drawn(racemic.clearance_l_h, Axis.CLEARANCE, cohort, person) / blood_l
        gut_leads_to = BLOOD
    if fast is not None:
        rate = drawn(fast, Axis.FAST_UPTAKE, cohort, person)
        a[TISSUE, TISSUE] -= rate
        a[BLOOD, TISSUE] += rate
    if gut is not None:
        rate = drawn(gut.absorption_per_h, Axis.GUT_UPTAKE, cohort, person)
        a[GUT, GUT] -= rate
        a[gut_leads_to, GUT] += rate
    half_life_min = drawn(PARAMETERS.effect.ke0_half_life_min, Axis.EFFECT, cohort, person)
    rate = 60.0 * np.log(2.0) / half_life_min
    a[EFFECT, BLOOD] += rate
    a[EFFECT, EFFECT] -= rate
    return a / 60.0


def depots(route: Route) -> tuple[Parameter | None, Gut | None]:
    """Name the depots of a route."""
    named: dict[RouteName, tuple[Parameter | None, Gut | None]] = {
        RouteName.IV_BOLUS: (None, None),
        RouteName.IV_INFUSION: (None, None),
        RouteName.IM: (PARAMETERS.im.absorption_per_h, None),
        RouteName.SUBLINGUAL: (PARAMETERS.sublingual.mucosa_per_h, PARAMETERS.sublingual.gut),
        RouteName.ORAL: (None, PARAMETERS.oral.gut),
        RouteName.NASAL: (PARAMETERS.nasal.nose_per_h, PARAMETERS.nasal.gut),
        RouteName.NASAL_ESKETAMINE: (
            PARAMETERS.nasal_esketamine.nose_per_h,
            PARAMETERS.nasal_esketamine.gut,
        ),
    }
    return named[route.name]


def inputs(route: Route, cohort: Cohort, person: int) -> Iterable[Input]:
    """List start, length, compartment and amount of everything that goes in, as designed."""
    for number, part in enumerate(route.parts):
        at, size = float(part.at_min), part.size
        if route.name is RouteName.IV_BOLUS:
            yield at, 2.0, BLOOD, size
        elif route.name is RouteName.IV_INFUSION:
            yield at, float(route.infusion_min or 0.0), BLOOD, size
        elif route.name is RouteName.IM:
            yield at, 0.0, TISSUE, size
        elif route.name is RouteName.ORAL:
            yield at + 10.0, 19.2, GUT, size
        elif route.name is RouteName.SUBLINGUAL:
            hold = float(route.hold_min or 0.0)
            share = drawn(PARAMETERS.sublingual.mucosa_share, Axis.SHARE, cohort, person)
            uniform = 0.2 + 0.8 * float(cohort.uniform(Axis.SWALLOWED)[person])
            swallowed = {Handling.SPIT: 0.2, Handling.SWALLOW: 1.0}.get(
                route.handling or Handling.UNKNOWN, uniform
            )
            yield at + 4.0, hold, TISSUE, size * share
            yield at + 4.0 + hold, 19.2, GUT, size * swallowed * (1.0 - 0.1125) * 0.20
        elif route.name is RouteName.NASAL:
            share = drawn(PARAMETERS.nasal.nose_share, Axis.SHARE, cohort, person)
            yield at + 3.0, 0.0, TISSUE, size * share
            yield at + 3.0, 31.8, GUT, size * 0.60 * 0.20
        else:
            first = drawn(PARAMETERS.nasal_esketamine.nose_share, Axis.SHARE, cohort, person)
            for device in range(route.devices or 0):
                share = first if number == 0 and device == 0 else 0.62 * first
                yield at + 5.0 * device, 0.0, TISSUE, size * share
                yield at + 5.0 * device, 31.8, GUT, size * (1.0 - share) * 0.64


def slope_of(_at: float, state: Vector, *, matrix: Vector, flow: Vector) -> Vector:
    return matrix @ state + flow


def integrate(
    route: Route, cohort: Cohort, person: int, minutes: Vector, *, accuracy: float
) -> Vector:
    """Solve one person's equations step by step, from one input's edge to the next."""
    a = equations(route, cohort, person)
    given = list(inputs(route, cohort, person))
    edges = {at for start, length, _, _ in given for at in (start, start + length)}
    state = np.zeros(7)
    effect = np.zeros_like(minutes)
    for low, high in pairwise(sorted(edges | {0.0, float(minutes[-1])})):
        flow = np.zeros(7)
        for start, length, where, amount in given:
            if length == 0.0 and start == low:
                state[where] += amount
            if length > 0.0 and start <= low + 1e-9 and high <= start + length + 1e-9:
                flow[where] += amount / length
        inside = (minutes > low) & (minutes <= high)
        change = partial(slope_of, matrix=a, flow=flow)
        solved = solve_ivp(
            change,
            (low, high),
            state,
            method="LSODA",
            t_eval=np.unique(np.append(minutes[inside], high)),
            rtol=accuracy,
            atol=accuracy * 1e-3,
        )
        effect[inside] = solved.y[EFFECT, : int(inside.sum())]
        state = solved.y[:, -1]
    return effect
