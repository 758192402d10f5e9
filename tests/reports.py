"""Gap reports for tests of drawing: name only what matters, the rest is plausible."""

from collections.abc import Mapping

from setlist.errors import Finding
from setlist.model import (
    GapReport,
    Level,
    PhaseGap,
    PhaseName,
    Remainder,
    Route,
    RouteName,
    RuleCost,
    Sieve,
    Want,
)
from setlist.units import Minutes


def a_level(
    intensity: int,
    *,
    rated: float = 0.0,
    suggested: float = 0.0,
    barred: float = 0.0,
    wanted: Mapping[PhaseName, float] | None = None,
) -> Level:
    """One step of the scale, empty unless told."""
    return Level(
        intensity=intensity,
        rated_min=Minutes(rated),
        suggested_min=Minutes(suggested),
        barred_min=Minutes(barred),
        wanted=tuple(
            Want(phase=name, length_min=Minutes(length)) for name, length in (wanted or {}).items()
        ),
    )


def a_phase_gap(
    name: PhaseName = PhaseName.PEAK,
    *,
    needed: float = 30.0,
    left: float = 40.0,
    rule: str | None = None,
    add: str = "",
) -> PhaseGap:
    """One phase with what it needs and has."""
    return PhaseGap(
        phase=name,
        needed_min=Minutes(needed),
        intensity=(5.0, 6.5),
        remains=tuple(
            Remainder(sieve=sieve, tracks=9, length_min=Minutes(left)) for sieve in Sieve
        ),
        costliest=None if rule is None else RuleCost(rule=rule, tracks=3, length_min=Minutes(12.0)),
        missing_min=Minutes(max(needed - left, 0.0)),
        add=add,
    )


def a_report(
    *levels: Level,
    phases: tuple[PhaseGap, ...] | None = None,
    arc: str = "Inward",
    listener: str | None = None,
    planned: bool = True,
    summary: str = "nothing is missing; thinnest: peak, 1.3 x what it needs",
    unrated: float = 0.0,
) -> GapReport:
    """A report with these levels, and empty ones for the other steps of the scale."""
    known = {level.intensity: level for level in levels}
    return GapReport(
        arc=arc,
        route=Route(name=RouteName.IM),
        listener=listener,
        planned=planned,
        summary=summary,
        findings=() if planned else (Finding(said="lacks music", mend="add some"),),
        phases=(a_phase_gap(),) if phases is None else phases,
        levels=tuple(known.get(step) or a_level(step) for step in range(1, 10)),
        unrated_min=Minutes(unrated),
    )


def a_full_report() -> GapReport:
    """Everything that a picture can show at once."""
    return a_report(
        a_level(1, rated=20.0, wanted={PhaseName.SETTLE: 12.0, PhaseName.LAND: 8.0}),
        a_level(4, rated=6.0, suggested=9.0, wanted={PhaseName.RETURN: 10.0}),
        a_level(6, rated=10.0, suggested=5.0, barred=15.0, wanted={PhaseName.PEAK: 24.0}),
        a_level(8, rated=300.0),
        phases=(
            a_phase_gap(left=10.0, rule="words", add="20 more minutes at intensity 5-7, no words"),
            a_phase_gap(PhaseName.LAND, needed=8.0, left=20.0),
        ),
        listener="heron-17",
        unrated=45.0,
    )
