"""Arc and route disagree where a phase has no room."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from setlist.arcs import audit_fit
from setlist.documents import Document
from setlist.model import Arc, Handling, Part, PlacedPhase, Route, RouteName
from setlist.units import Minutes, Seconds

Make = Callable[..., Document[Arc]]
IM = Route(name=RouteName.IM)


def placed(arc: Arc, *minutes: float) -> tuple[PlacedPhase, ...]:
    return tuple(
        PlacedPhase(
            phase=phase,
            start_s=Seconds(start * 60),
            end_s=Seconds(end * 60),
            guard_from_s=Seconds(start * 60),
            guard_to_s=Seconds(end * 60),
        )
        for phase, (start, end) in zip(arc.phases, pairwise(minutes), strict=True)
    )


def test_an_arc_with_room_is_left_in_peace(an_arc: Make) -> None:
    arc = an_arc().value
    assert audit_fit(arc, placed(arc, -10, 3, 7, 90), route=IM, floor_s=Seconds(5400)) == ()
    assert audit_fit(arc, placed(arc, 0, 3, 7, 90), route=None) == ()


def test_a_peak_shorter_than_a_track_is_told_with_its_line(an_arc: Make) -> None:
    document = an_arc()
    phases = placed(document.value, -10, 3, 6.9, 90)
    (finding,) = audit_fit(document.value, phases, route=IM, locate=document.place)
    assert finding.said == "by im, the peak of 3.9 min is shorter than one track"
    assert str(finding.place) == 'own.toml:19: phase 2 "peak".to'


def test_a_phase_squeezed_to_nothing_is_told(an_arc: Make) -> None:
    arc = an_arc().value
    (finding,) = audit_fit(arc, placed(arc, -10, 3, 90, 90), route=IM)
    assert finding.said == "by im, the phase land is squeezed to nothing"
    assert str(finding.place) == 'own.toml: phase 3 "land".to'


def test_a_landing_before_the_floor_is_told(an_arc: Make) -> None:
    arc = an_arc().value
    route = Route(name=RouteName.IV_INFUSION, infusion_min=Minutes(60))
    findings = audit_fit(arc, placed(arc, -10, 3, 50, 78), route=route, floor_s=Seconds(5400))
    said = [finding.said for finding in findings]
    assert said == ["by iv-infusion (60 min), the session ends 12 min before the floor"]


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (Route(name=RouteName.SUBLINGUAL, handling=Handling.SPIT), "by sublingual (spit)"),
        (Route(name=RouteName.NASAL_ESKETAMINE, devices=1), "by nasal-esketamine (1 device)"),
        (
            Route(
                name=RouteName.IM,
                parts=(Part(at_min=Minutes(0), size=1), Part(at_min=Minutes(15), size=1)),
            ),
            "by im (2 parts)",
        ),
    ],
)
def test_a_route_is_named_with_what_it_was_asked_with(
    an_arc: Make, route: Route, words: str
) -> None:
    arc = an_arc().value
    (finding,) = audit_fit(arc, placed(arc, -10, 3, 4, 90), route=route)
    assert finding.said.startswith(words + ", the peak of 1.0 min")
