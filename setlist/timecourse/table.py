"""Bands from the shipped table: no computing, one dose, the usual settings only."""

from statistics import NormalDist

import numpy as np

from setlist.errors import Finding, InputError, Place
from setlist.model import BANDED, Band, Landmark, Route
from setlist.timecourse.cohort import Array
from setlist.timecourse.parameters import BandRow, BandTable

PEOPLE = 100
"""How many people a table stands for; own design."""

_MARKS = (0.10, 0.25, 0.50, 0.75, 0.90)
_MEND = "use the population model"


def look_up(route: Route, table: BandTable) -> BandRow:
    """Find the row of a route.

    Parameters
    ----------
    route : Route
        Checked, with every option filled in.
    table : BandTable
        The bands as data.

    Returns
    -------
    BandRow
        Its bands, floors not applied.

    Raises
    ------
    InputError
        The table does not hold these settings.
    """
    faults = []
    if len(route.parts) > 1:
        faults.append(_refuse("parts", f"the table holds one dose, not {len(route.parts)} parts"))
    rows = [row for row in table.rows if row.route is route.name]
    rows = [row for row in rows if row.handling is route.handling]
    if not rows:
        faults.append(_refuse("route", f"the table does not hold {_say(route)}"))
    for field, unit in (("hold_min", " min"), ("infusion_min", " min"), ("devices", "")):
        known = sorted({getattr(row, field) for row in rows} - {None})
        asked = getattr(route, field)
        if asked is not None and known and asked not in known:
            held = " or ".join(f"{value:g}" for value in known)
            said = f"is {asked:g}{unit}, and the table holds {held}{unit} only"
            faults.append(_refuse(field, said))
    if faults:
        raise InputError(*faults)
    return next(
        row
        for row in rows
        if (row.hold_min, row.infusion_min, row.devices)
        == (route.hold_min, route.infusion_min, route.devices)
    )


def spread(row: BandRow) -> Array:
    """Make people of a row: each stands at one percentile of every band.

    Between the five known percentiles, and beyond the outer two, the logarithm of the time is
    straight in the normal score.  The very first person may have two boundaries at once.

    Parameters
    ----------
    row : BandRow
        The bands.

    Returns
    -------
    ndarray [shape=(100, 5), min]
        Boundaries in order of time, from the earliest person to the latest.
    """
    score = NormalDist().inv_cdf
    marks = np.array([score(mark) for mark in _MARKS])
    scores = np.array([score((place + 0.5) / PEOPLE) for place in range(PEOPLE)])
    columns = [np.exp(_extend(scores, marks, np.log(_five(row, where)))) for where in BANDED]
    return np.maximum.accumulate(np.column_stack(columns), axis=1)


def _five(row: BandRow, where: Landmark) -> Array:
    """Give the five percentiles of a band."""
    band: Band = getattr(row, where.value)
    return np.array([band.p10, band.p25, band.p50, band.p75, band.p90])


def _extend(at: Array, known: Array, values: Array) -> Array:
    """Read straight lines between known points, the outer ones carried on."""
    inside = np.interp(at, known, values)
    low = values[0] + (at - known[0]) * (values[1] - values[0]) / (known[1] - known[0])
    high = values[-1] + (at - known[-1]) * (values[-1] - values[-2]) / (known[-1] - known[-2])
    return np.where(at < known[0], low, np.where(at > known[-1], high, inside))


def _say(route: Route) -> str:
    """Name a route with its handling."""
    return f"{route.name} {route.handling}" if route.handling else str(route.name)


def _refuse(field: str, said: str) -> Finding:
    """Say what the table does not hold."""
    return Finding(said=said, mend=_MEND, place=Place(field=field))
