"""How fast the timing model is, and how it compares with what is reported.

Run ``python bench/timing.py`` for the times beside a solver of differential equations,
``--validate`` for the model beside reported timings and the reference bands, ``--parameters``
for the table of parameters; each prints Markdown, the last two that of the reference page.
"""

import argparse
import csv
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path

import numpy as np

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from equations import integrate  # noqa: E402  the folder of the tests must be known first
from timings import DATA, MODES  # noqa: E402

from setlist.model import BANDED, Band, Handling, Landmark, Route, RouteName  # noqa: E402
from setlist.timecourse import predict  # noqa: E402
from setlist.timecourse.cohort import Cohort  # noqa: E402
from setlist.timecourse.parameters import Parameter  # noqa: E402

ROUNDS = 5
SOLVED = 40
"""So many people are solved one by one, and the time is scaled to a thousand."""

HORIZON_MIN = 480.0
PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


def main(arguments: Sequence[str] = ()) -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description="the timing model: speed, validation, parameters")
    parser.add_argument("--validate", action="store_true", help="model against reported timings")
    parser.add_argument("--parameters", action="store_true", help="the table of parameters")
    chosen = parser.parse_args(arguments)
    if chosen.validate:
        print("\n".join([*write_reported(), "", *write_bands()]))
    if chosen.parameters:
        print("\n".join(write_parameters()))
    if not chosen.validate and not chosen.parameters:
        print("\n".join(write_speed()))


def write_speed() -> Iterator[str]:
    """Write how long all boundaries of a thousand people take, beside a solver."""
    yield "| mode | bands of 1000 people, ms | ODE solver, s | ratio |"
    yield "|---|---|---|---|"
    minutes = np.arange(0.0, HORIZON_MIN + 1.0)
    cohort = Cohort()
    for route in MODES:
        mine = min(clock(partial(predict, route, DATA)) for _ in range(ROUNDS))
        solved = sum(
            clock(partial(integrate, route, cohort, person, minutes, accuracy=1e-6))
            for person in range(0, cohort.size, cohort.size // SOLVED)
        )
        solved *= cohort.size / SOLVED
        yield f"| {name(route)} | {mine * 1e3:.0f} | {solved:.1f} | {solved / mine:.0f} |"
    yield ""
    yield (
        f"The solver is LSODA of scipy at 1e-6, minute by minute to {HORIZON_MIN:g} min, "
        f"{SOLVED} of the same people one by one, scaled to 1000."
    )


def clock(work: Callable[[], object]) -> float:
    """Take the time of some work, in seconds of the processor."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def write_reported() -> Iterator[str]:
    """Write the model beside every reported interval."""
    yield "| route | boundary | reported, min | source | P50 [P10-P90] | inside |"
    yield "|---|---|---|---|---|---|"
    met, rows = 0, read_rows()
    for row in rows:
        handling = Handling(row["handling"]) if row["handling"] else None
        course = predict(Route(name=RouteName(row["route"]), handling=handling), DATA)
        band = course.band(Landmark(row["boundary"]))
        assert band is not None
        low, high = float(row["low_min"]), float(row["high_min"])
        inside = low - max(5.0, low / 4.0) <= band.p50 <= high + max(5.0, high / 4.0)
        met += inside
        what = " ".join(part for part in (row["route"], row["handling"]) if part)
        yield (
            f"| {what} | {row['boundary'].replace('_', ' ')} | {low:g}-{high:g} "
            f"| {row['source']} | {write_band(band)} | {'yes' if inside else 'no'} |"
        )
    yield ""
    yield f"Inside: {met} of {len(rows)}."


def write_bands() -> Iterator[str]:
    """Write the bands of the model, and how far they are from those of 20,000 people."""
    yield "| mode | onset | peak start | peak | peak end | return end | furthest from reference |"
    yield "|---|---|---|---|---|---|---|"
    for route, row in zip(MODES, (find_row(route) for route in MODES), strict=True):
        course = predict(route, DATA)
        cells, apart = [], []
        for where in BANDED:
            band = course.band(where)
            assert band is not None
            cells.append(write_band(band))
            reference: Band = getattr(row, where.value)
            floor = (course.floor_min or 0.0) if route.name is RouteName.IV_INFUSION else 0.0
            for mark in PERCENTILES:
                expected = getattr(reference, mark)
                if where is Landmark.RETURN_END:
                    expected = max(expected, floor)
                beyond = max(abs(getattr(band, mark) - expected) - 0.1, 0.0)
                apart.append(beyond / expected)
        yield f"| {name(route)} | {' | '.join(cells)} | {max(apart) * 100:.1f} % |"
    yield ""
    yield "Floors applied; 0.1 min of every distance is the rounding of the reference."


def write_parameters() -> Iterator[str]:
    """Write every parameter with its spread, its basis and what it rests on."""
    yield "| parameter | value | spread | basis | rests on |"
    yield "|---|---|---|---|---|"
    for path, parameter in walk(DATA.parameters):
        spread = f"cv {parameter.cv:g}" if parameter.cv else ""
        spread = f"logit sd {parameter.logit_sd:g}" if parameter.logit_sd else spread
        yield (
            f"| `{path}` | {parameter.value:g} | {spread} | {parameter.basis} "
            f"| {parameter.rests_on} |"
        )


def walk(value: object, path: str = "") -> Iterator[tuple[str, Parameter]]:
    """Give every parameter with its path in the data file."""
    if isinstance(value, Parameter):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name), f"{path}.{field.name}".strip("."))


def find_row(route: Route) -> object:
    """Find the reference bands of a mode."""
    for row in DATA.table.rows:
        if (row.route, row.handling, row.devices) == (route.name, route.handling, route.devices):
            return row
    raise LookupError(route)


def read_rows() -> list[dict[str, str]]:
    """Read the reported intervals."""
    file = TESTS / "timecourse" / "reported.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write_band(band: Band) -> str:
    """Write a band as its middle and its outer percentiles, in whole minutes."""
    return f"{band.p50:.0f} [{band.p10:.0f}-{band.p90:.0f}]"


def name(route: Route) -> str:
    """Name a mode."""
    parts = [str(route.name)]
    if route.handling is not None:
        parts.append(str(route.handling))
    if route.devices is not None:
        parts.append(f"{route.devices} devices")
    return ", ".join(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
