"""From the words of a route to the times of its phases."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

from setlist.errors import Finding, InputError, Place
from setlist.model import (
    BANDED,
    EffectBand,
    Handling,
    Member,
    Route,
    RouteName,
    Timecourse,
    TimingModel,
)
from setlist.units import Minutes

if TYPE_CHECKING:
    from setlist.timecourse import TimingData

T = TypeVar("T")


def make_route(
    name: str,
    *,
    handling: str | None = None,
    hold_min: float | None = None,
    infusion_min: float | None = None,
    devices: int | None = None,
    parts: Sequence[str] = (),
) -> Route:
    """Make a route of what a person says about it, and fill in what is left open.

    Parameters
    ----------
    name : str
        ``im``, ``sublingual``, ``oral``, ``iv-infusion``, ``iv-bolus``, ``nasal`` or
        ``nasal-esketamine``.
    handling : str, optional
        ``spit``, ``swallow`` or ``unknown``; of a lozenge only.
    hold_min : float, optional [min]
        How long a lozenge is held.
    infusion_min : float, optional [min]
        How long an infusion runs.
    devices : int, optional
        How many esketamine devices, five minutes apart.
    parts : sequence of str
        Parts of a split dose as ``MIN:SIZE``, sizes relative to each other.

    Raises
    ------
    InputError
        Something is unknown, is an amount, or does not go together; all faults at once.
    """
    from setlist.timecourse import check_route, parse_part, parse_route_name

    faults: list[Finding] = []

    def read(parse: Callable[[str], T], text: str) -> T | None:
        try:
            return parse(text)
        except InputError as error:
            faults.extend(error.findings)
            return None

    given = tuple(part for text in parts if (part := read(parse_part, text)))
    known = read(parse_route_name, name)
    handled = None if handling is None else read(_handling, handling)
    if faults or known is None:
        raise InputError(*faults)
    route = Route(
        name=known,
        handling=handled,
        hold_min=None if hold_min is None else Minutes(hold_min),
        infusion_min=None if infusion_min is None else Minutes(infusion_min),
        devices=devices,
    )
    return check_route(replace(route, parts=given) if given else route)


def predict(
    route: Route,
    *,
    also: Sequence[str] = (),
    model: str = TimingModel.POPULATION,
    taps: Sequence[str] = (),
) -> Timecourse:
    """Predict when the phases of a route come for different people.

    Parameters
    ----------
    route : Route
        See `make_route`.
    also : sequence of str
        The others of a group, each ``ROUTE``, ``ROUTE:HANDLING`` or either with ``@MINUTE``.
    model : str
        ``population`` computes a thousand virtual people, ``table`` reads shipped bands.
    taps : sequence of str
        What was seen in the room, ``onset:MIN`` or ``peak-over:MIN``; the bands of what is
        still to come narrow.

    Raises
    ------
    InputError
        The table does not hold such a route, or a tap cannot be.
    """
    from setlist import timecourse

    chosen = TimingModel(model)
    seen = tuple(timecourse.parse_tap(text) for text in taps)
    data = read_timing_data()
    if chosen is TimingModel.TABLE and (seen or also):
        said = "taps and groups need the population, not the table"
        raise InputError(Finding(said=said, mend="leave --model out"))
    if seen and also:
        raise InputError(Finding(said="a tap is of one person", mend="leave the group out"))
    if also:
        others = tuple(timecourse.parse_member(text) for text in also)
        return timecourse.predict_group((Member(route=route), *others), data)
    if seen:
        return timecourse.narrow(route, data, taps=seen)
    return timecourse.predict(route, data, model=chosen)


def predict_effect(route: Route, *, taps: Sequence[str] = ()) -> EffectBand:
    """Predict the course of the effect and its spread between people, 0 to 1.

    Parameters
    ----------
    route : Route
        See `make_route`.
    taps : sequence of str
        As for `predict`.
    """
    from setlist import timecourse

    seen = tuple(timecourse.parse_tap(text) for text in taps)
    return timecourse.predict_effect(route, read_timing_data(), taps=seen)


def refuse_amount(text: str, *, option: str) -> None:
    """Refuse the value of an option that says how much medicine is given, or a weight.

    Raises
    ------
    InputError
        It does; the reason is said.
    """
    from setlist.timecourse import find_amount

    finding = find_amount(text, place=Place(field=option))
    if finding is not None:
        raise InputError(finding)


def list_limits() -> tuple[str, ...]:
    """Say what is not known about any timing."""
    from setlist.timecourse import LIMITS

    return LIMITS


def record_timing(times: Timecourse) -> dict[str, object]:
    """Give the times of a route as plain values: minutes from the dose, with percentiles."""
    held = "return_end" if times.route.name is RouteName.IV_INFUSION else "landing"
    bands = {f"{mark}_min": times.band(mark) for mark in BANDED}
    return {
        "route": times.route.name,
        "handling": times.route.handling,
        "model": times.model,
        **{name: asdict(band) for name, band in bands.items() if band is not None},
        "floors_min": {} if times.floor_min is None else {held: times.floor_min},
        "notes": list(times.notes),
    }


def read_timing_data() -> "TimingData":
    """Read the parameters and the table of timings that ship with setlist."""
    from setlist import timecourse
    from setlist.documents import read_toml

    def text(name: str) -> str:
        return files("setlist.timecourse").joinpath(name).read_text(encoding="utf-8")

    return timecourse.TimingData(
        parameters=read_toml(
            text("routes.toml"), file="routes.toml", noun=timecourse.Parameters
        ).value,
        table=read_toml(text("bands.toml"), file="bands.toml", noun=timecourse.BandTable).value,
    )


def _handling(word: str) -> Handling:
    """Read what happens to a lozenge."""
    try:
        return Handling(word)
    except ValueError as error:
        finding = Finding(
            said=f"--handling {word!r} is unknown", mend=f"give one of {', '.join(Handling)}"
        )
        raise InputError(finding) from error
