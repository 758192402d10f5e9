"""The modes of the body are those of its compartments."""

import numpy as np
from timings import DATA

from setlist.timecourse.cohort import Axis, Cohort
from setlist.timecourse.disposition import dispose_esketamine, dispose_racemic

PEOPLE = Cohort(size=50)


def test_an_input_into_blood_is_all_there_at_first() -> None:
    for body in (
        dispose_racemic(DATA.parameters.racemic, PEOPLE),
        dispose_esketamine(DATA.parameters.esketamine, PEOPLE),
    ):
        np.testing.assert_allclose(body.from_blood.sum(axis=1), 1.0)


def test_the_racemic_gut_leads_to_the_blood_and_that_of_esketamine_to_the_liver() -> None:
    racemic = dispose_racemic(DATA.parameters.racemic, PEOPLE)
    np.testing.assert_allclose(racemic.from_gut, racemic.from_blood)
    esketamine = dispose_esketamine(DATA.parameters.esketamine, PEOPLE)
    np.testing.assert_allclose(esketamine.from_gut.sum(axis=1), 0.0, atol=1e-12)


def test_what_blood_sees_over_all_time_is_the_dose_over_the_clearance() -> None:
    racemic = DATA.parameters.racemic
    body = dispose_racemic(racemic, PEOPLE)
    seen_min = (body.from_blood / body.rates_per_min).sum(axis=1)
    central = PEOPLE.draw(racemic.central_l, Axis.CENTRAL)
    clearance = PEOPLE.draw(racemic.clearance_l_h, Axis.CLEARANCE)
    np.testing.assert_allclose(seen_min, 60.0 * central / clearance)


def test_every_mode_decays() -> None:
    body = dispose_esketamine(DATA.parameters.esketamine, Cohort())
    assert body.rates_per_min.min() > 0.0
