"""What the body does with what reached it: modes that decay, from eigenvalues.

The compartments form a star around the blood.  With amounts scaled by the square root of the
volume, the rate matrix of a star is symmetric, so its eigenvalues are real and its eigenvectors
orthogonal: the amount in blood after a unit given into compartment ``s`` is

    sqrt(V_blood / V_s) * sum_k U[blood, k] U[s, k] exp(-rate_k t).

Norketamine is left out: it did not contribute to the effect [simons2022], [sigtermans2009].
"""

from dataclasses import dataclass

import numpy as np

from setlist.timecourse.cohort import Array, Axis, Cohort
from setlist.timecourse.parameters import Esketamine, Racemic

PER_MIN = 1.0 / 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """Each person's modes: their rates, and how strongly an input excites them.

    ``rates_per_min``, ``from_blood`` and ``from_gut`` have shape (people, modes).  The gut
    leads to the liver where the model has one, else to the blood.
    """

    rates_per_min: Array
    from_blood: Array
    from_gut: Array


def dispose_racemic(body: Racemic, cohort: Cohort) -> Disposition:
    """Give the two modes of racemic ketamine: blood and periphery, cleared from the blood."""
    central_l = cohort.draw(body.central_l, Axis.CENTRAL)
    peripheral_l = cohort.draw(body.peripheral_l, Axis.PERIPHERAL)
    exchange_l_h = cohort.draw(body.exchange_l_h, Axis.EXCHANGE)
    clearance_l_h = cohort.draw(body.clearance_l_h, Axis.CLEARANCE)
    return _solve_star(
        volumes_l=np.stack((central_l, peripheral_l), axis=1),
        flows_l_h=exchange_l_h[:, None],
        losses_per_h=np.stack((clearance_l_h / central_l, np.zeros(cohort.size)), axis=1),
        gut_leads_to=0,
    )


def dispose_esketamine(body: Esketamine, cohort: Cohort) -> Disposition:
    """Give the four modes of esketamine: blood, two peripheries, and the liver that clears."""
    liver_flow_l_h = cohort.draw(body.liver_flow_l_h, Axis.EXCHANGE)
    loss_per_h = cohort.draw(body.elimination_per_h, Axis.CLEARANCE) + cohort.draw(
        body.metabolism_per_h, Axis.METABOLISM
    )
    everyone = np.ones(cohort.size)
    volumes_l = (
        cohort.draw(body.central_l, Axis.CENTRAL),
        cohort.draw(body.peripheral_1_l, Axis.PERIPHERAL),
        everyone * body.peripheral_2_l.value,
        cohort.draw(body.liver_l, Axis.LIVER),
    )
    flows_l_h = (
        everyone * body.exchange_1_l_h.value,
        everyone * body.exchange_2_l_h.value,
        liver_flow_l_h,
    )
    losses_per_h = np.zeros((cohort.size, 4))
    losses_per_h[:, 3] = loss_per_h
    return _solve_star(
        volumes_l=np.stack(volumes_l, axis=1),
        flows_l_h=np.stack(flows_l_h, axis=1),
        losses_per_h=losses_per_h,
        gut_leads_to=3,
    )


def _solve_star(
    *, volumes_l: Array, flows_l_h: Array, losses_per_h: Array, gut_leads_to: int
) -> Disposition:
    """Find the modes of a star: compartment 0 is the blood, flow ``i`` joins it to ``i + 1``."""
    people, compartments = volumes_l.shape
    matrix = np.zeros((people, compartments, compartments))
    matrix[:, 0, 0] = flows_l_h.sum(axis=1) / volumes_l[:, 0] + losses_per_h[:, 0]
    for other in range(1, compartments):
        flow = flows_l_h[:, other - 1]
        matrix[:, other, other] = flow / volumes_l[:, other] + losses_per_h[:, other]
        coupling = -flow / np.sqrt(volumes_l[:, 0] * volumes_l[:, other])
        matrix[:, 0, other] = coupling
        matrix[:, other, 0] = coupling
    rates_per_h, vectors = np.linalg.eigh(matrix)
    blood = vectors[:, 0, :]
    scale = np.sqrt(volumes_l[:, 0] / volumes_l[:, gut_leads_to])[:, None]
    return Disposition(
        rates_per_min=rates_per_h * PER_MIN,
        from_blood=blood * blood,
        from_gut=scale * blood * vectors[:, gut_leads_to, :],
    )
