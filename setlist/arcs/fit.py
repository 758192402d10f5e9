"""Where an arc and a route disagree, once the phases stand on the clock."""

from collections.abc import Sequence

from setlist.arcs.places import Locate, name_places
from setlist.errors import Finding
from setlist.model import Arc, PhaseName, PlacedPhase, Route
from setlist.units import Minutes, Seconds, to_minutes

_ONE_TRACK_MIN = Minutes(4.0)
"""A peak shorter than this has no room for one track of usual length (our own)."""
_NOTHING_S = Seconds(1.0)
"""A phase shorter than this has no place in the session (our own)."""


def audit_fit(
    arc: Arc,
    phases: Sequence[PlacedPhase],
    *,
    route: Route | None,
    floor_s: Seconds | None = None,
    locate: Locate | None = None,
) -> tuple[Finding, ...]:
    """Judge whether an arc has room on a route.

    Parameters
    ----------
    arc : Arc
        The arc that was placed.
    phases : sequence of PlacedPhase
        Its phases on the clock of the session, in order.
    route : Route or None
        How the medicine is given; None for an arc without a route.
    floor_s : float [s], optional
        The earliest moment at which the session may fall silent.
    locate : callable, optional
        Gives the place of a key path, as ``Document.place`` does; without it findings have no
        line.

    Returns
    -------
    tuple of Finding
        A peak shorter than one track, a phase squeezed to nothing, a landing that ends before
        the floor; none where arc and route agree.
    """
    findings: list[Finding] = []
    where = "without a route" if route is None else _describe(route)
    name = locate or name_places(arc)

    def find(number: int, said: str, mend: str) -> None:
        place = name("phase", number, "to")
        findings.append(Finding(said=f"{where}, {said}", mend=mend, place=place))

    for number, placed in enumerate(phases):
        length_min = to_minutes(Seconds(placed.end_s - placed.start_s))
        if placed.end_s - placed.start_s < _NOTHING_S:
            said = f"the phase {placed.phase.name} is squeezed to nothing"
            find(number, said, "let it end on a later landmark, or leave the route to another arc")
        elif placed.phase.name is PhaseName.PEAK and length_min < _ONE_TRACK_MIN:
            said = f"the peak of {length_min:.1f} min is shorter than one track"
            find(number, said, "let the peak begin earlier or hold to a higher percentile")
    if phases and floor_s is not None and phases[-1].end_s < floor_s - _NOTHING_S:
        early_min = to_minutes(Seconds(floor_s - phases[-1].end_s))
        said = f"the session ends {early_min:.0f} min before the floor"
        find(len(phases) - 1, said, "let the last phase end on floor or later")
    return tuple(findings)


def _describe(route: Route) -> str:
    """Name a route and what it was asked with."""
    said = [route.handling.value] if route.handling else []
    if route.infusion_min is not None:
        said.append(f"{route.infusion_min:g} min")
    if route.devices is not None:
        said.append(f"{route.devices} device{'' if route.devices == 1 else 's'}")
    if len(route.parts) > 1:
        said.append(f"{len(route.parts)} parts")
    return f"by {route.name}" + (f" ({', '.join(said)})" if said else "")
