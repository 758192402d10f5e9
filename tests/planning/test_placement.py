"""Lengths: full, usual, asked for; floors whatever the length."""

import csv
import io
from dataclasses import replace

import pytest
from builders import a_band, a_timecourse
from hypothesis import given
from hypothesis import strategies as st
from sessions import a_flat_arc, at, the_inward_arc

from setlist.errors import InputError
from setlist.model import (
    Arc,
    Handling,
    Landmark,
    PhaseName,
    Route,
    RouteName,
    Slide,
    Timecourse,
    UsualLength,
)
from setlist.planning.clock import start_clock
from setlist.planning.placement import Placement, place_phases
from setlist.units import Minutes

# P10, P25, P50, P75 and P90 of every landmark, as the bands of reference have them.
BANDS = """\
im,3,4,4,5,6,7,9,11,14,18,13,16,20,27,35,22.2,28.0,37.7,52.0,69.1,32.5,44.0,64.1,93.5,128.5
iv,5,6,7,9,11,24,27,29,31,32,40,40,40,41,42,43.1,44.0,45.5,47.7,50.7,46.0,48.8,54.3,65.0,82.9
spit,10,11,12,14,15,16,17,20,24,29,20,23,28,36,44,27.4,33.4,44.5,58.8,77.1,36.1,47.7,68.9,102.4,142.5
unknown,10,11,13,15,17,16,18,22,30,34,21,25,36,43,53,29.5,40.1,54.6,74.8,103.1,42.4,60.3,91.6,138.1,193
swallow,10,12,13,16,20,17,19,27,33,38,22,29,40,48,62,33.0,48.4,64.4,90.9,128.3,52.0,74.4,112.9,167.5,234
nasal,6,6,7,9,11,10,12,16,22,28,16,20,28,40,48,25.5,35.7,51.5,69.1,90.8,39.1,56.4,83.0,121.0,163.2
spray,8,9,11,14,16,19,22,28,36,43,31,38,48,60,70,52.8,64.7,79.4,96.3,114.5,74.4,92.8,117.0,148.0,185.3
oral,20,22,25,28,32,31,34,42,58,81,39,47,70,111,158,53.6,76.0,124.9,195.6,280.0,73.3,114.4,185.1,288,414
"""
LOZENGE = Route(name=RouteName.SUBLINGUAL, handling=Handling.SPIT, hold_min=Minutes(10))
ROUTES = {
    "im": Route(name=RouteName.IM),
    "iv": Route(name=RouteName.IV_INFUSION, infusion_min=Minutes(40)),
    "spit": LOZENGE,
    "unknown": replace(LOZENGE, handling=Handling.UNKNOWN),
    "swallow": replace(LOZENGE, handling=Handling.SWALLOW),
    "nasal": Route(name=RouteName.NASAL),
    "spray": Route(name=RouteName.NASAL_ESKETAMINE, devices=3),
    "oral": Route(name=RouteName.ORAL),
}
FLOORS = {"iv": Minutes(70.0), "spray": Minutes(130.0)}


def times_of(mode: str) -> Timecourse:
    row = next(one for one in csv.reader(io.StringIO(BANDS)) if one[0] == mode)
    numbers = [float(cell) for cell in row[1:]]
    bands = [a_band(*numbers[start : start + 5]) for start in range(0, 25, 5)]
    return replace(
        a_timecourse(ROUTES[mode]),
        onset=bands[0],
        peak_start=bands[1],
        peak=bands[2],
        peak_end=bands[3],
        return_end=bands[4],
        floor_min=FLOORS.get(mode),
        people=(),
    )


def placed(arc: Arc, mode: str, length: Minutes | Slide) -> Placement:
    return place_phases(arc, start_clock(arc.start, times_of(mode), None), length)


def length_of(placement: Placement) -> float:
    return placement.end_min() - placement.start_min


@pytest.mark.parametrize(
    ("mode", "full_min", "shortest_min"),
    [
        ("im", 114, 85),
        ("iv", 93, 93),
        ("spit", 122, 89),
        ("unknown", 160, 114),
        ("swallow", 184, 135),
        ("nasal", 138, 105),
        ("spray", 172, 137),
        ("oral", 304, 201),
    ],
)
def test_the_inward_arc_has_the_full_and_shortest_lengths_of_its_route(
    mode: str, full_min: float, shortest_min: float
) -> None:
    arc = the_inward_arc()
    assert length_of(placed(arc, mode, Slide.FULL)) == pytest.approx(full_min, rel=0.05)
    with pytest.raises(InputError) as refused:
        placed(arc, mode, Minutes(60))
    mend = refused.value.findings[0].mend
    shortest = float(mend.split("at least ")[1].split(" min")[0])
    assert shortest == pytest.approx(shortest_min, rel=0.05)
    assert length_of(placed(arc, mode, Minutes(shortest))) == pytest.approx(shortest)


def test_a_shorter_length_slides_the_late_percentiles_together() -> None:
    found = placed(the_inward_arc(), "im", Minutes(95))
    assert found.percentile is not None
    assert 50 < found.percentile < 75
    band = times_of("im")
    assert found.ends_min[2] == pytest.approx(band.peak_end.at(found.percentile), abs=0.1)
    assert found.ends_min[3] == pytest.approx(band.return_end.at(found.percentile), abs=0.1)
    assert length_of(found) == pytest.approx(95)


def test_the_landing_shrinks_before_any_percentile_slides() -> None:
    arc = the_inward_arc()
    land = replace(arc.phases[-1], end=at(Landmark.RETURN_END, 75, 30))
    long = replace(arc, phases=(*arc.phases[:-1], land))
    assert length_of(placed(long, "im", Slide.FULL)) == pytest.approx(133.5)
    shrunk = placed(long, "im", Minutes(114))
    assert shrunk.percentile == 75
    assert shrunk.ends_min[3] == pytest.approx(93.5)
    least = replace(long, phases=(*arc.phases[:-1], replace(land, at_least_min=Minutes(20))))
    assert placed(least, "im", Minutes(114)).percentile == pytest.approx(66.9, abs=0.5)


def test_a_longer_length_stretches_the_landing() -> None:
    found = placed(the_inward_arc(), "im", Minutes(150))
    assert found.percentile == 75
    assert found.ends_min[3] == pytest.approx(93.5)
    assert found.end_min() == pytest.approx(140)


def test_the_usual_length_of_the_route_is_taken_unless_told() -> None:
    usual = (
        UsualLength(length_min=Minutes(100), route=RouteName.SUBLINGUAL, handling=Handling.SPIT),
        UsualLength(length_min=Minutes(95)),
    )
    arc = the_inward_arc(lengths=usual)
    assert length_of(placed(arc, "spit", Slide.USUAL)) == pytest.approx(100)
    assert placed(arc, "im", Slide.USUAL).chosen is Slide.USUAL
    assert length_of(placed(arc, "im", Slide.USUAL)) == pytest.approx(95)
    assert length_of(placed(arc, "im", Slide.FULL)) == pytest.approx(113.5)
    assert placed(the_inward_arc(), "im", Slide.USUAL).chosen is Slide.FULL


def test_a_usual_length_below_the_shortest_becomes_the_shortest_and_says_so() -> None:
    arc = the_inward_arc(lengths=(UsualLength(length_min=Minutes(60)),))
    found = placed(arc, "im", Slide.USUAL)
    assert length_of(found) == pytest.approx(84.1)
    assert "60 min does not reach" in found.notes[0]


@given(length_min=st.floats(min_value=85, max_value=400), mode=st.sampled_from(sorted(ROUTES)))
def test_any_length_that_fits_is_kept_with_phases_in_order_and_floors_held(
    length_min: float, mode: str
) -> None:
    try:
        found = placed(the_inward_arc(), mode, Minutes(length_min))
    except InputError:
        assert length_min < length_of(placed(the_inward_arc(), mode, Slide.FULL))
        return
    assert length_of(found) == pytest.approx(length_min)
    assert list(found.ends_min) == sorted(found.ends_min)
    assert found.percentile is not None
    assert 50 <= found.percentile <= 75
    if mode in FLOORS:
        assert found.end_min() - 3.0 >= FLOORS[mode] - 1e-6


def test_a_phase_keeps_the_least_length_its_arc_asks_for() -> None:
    arc = the_inward_arc()
    phases = list(arc.phases)
    phases[3] = replace(phases[3], at_least_min=Minutes(35))
    found = placed(replace(arc, phases=tuple(phases)), "im", Minutes(95))
    assert found.ends_min[3] - found.ends_min[2] >= 35 - 1e-6


def test_a_phase_without_time_is_said() -> None:
    arc = the_inward_arc()
    onset = replace(arc.phases[1], end=at(Landmark.DOSE))
    found = placed(replace(arc, phases=(arc.phases[0], onset, *arc.phases[2:])), "im", Slide.FULL)
    assert found.notes == ("The phase onset has no time in this session.",)


def test_an_arc_without_a_route_takes_its_length_from_the_arc_or_the_asking() -> None:
    arc = a_flat_arc(30.0)
    clock = start_clock(arc.start, None, None)
    assert length_of(place_phases(arc, clock, Slide.USUAL)) == pytest.approx(30)
    assert length_of(place_phases(arc, clock, Minutes(12))) == pytest.approx(12)
    unset = replace(arc, lengths=())
    assert length_of(place_phases(unset, clock, Slide.USUAL, fallback_min=Minutes(17))) == 17
    with pytest.raises(InputError, match="give a length"):
        place_phases(unset, clock, Slide.USUAL)


def test_phases_may_stand_on_the_end() -> None:
    arc = a_flat_arc(30.0)
    first = replace(arc.phases[0], name=PhaseName.SETTLE, end=at(Landmark.END, plus=-10))
    both = replace(arc, phases=(first, arc.phases[0]))
    found = place_phases(both, start_clock(arc.start, None, None), Slide.USUAL)
    assert found.ends_min == (20.0, 30.0)


@pytest.mark.parametrize("length_min", [0.0, -5.0, float("nan"), float("inf")])
def test_a_length_that_is_none_is_refused(length_min: float) -> None:
    with pytest.raises(InputError, match="give minutes from 1 to 720"):
        placed(the_inward_arc(), "im", Minutes(length_min))


def test_an_arc_on_a_landmark_of_another_route_is_refused() -> None:
    arc = the_inward_arc()
    onset = replace(arc.phases[0], end=at(Landmark.HOLD_END))
    with pytest.raises(InputError, match="stands on hold_end, which the route im does not have"):
        placed(replace(arc, phases=(onset, *arc.phases[1:])), "im", Slide.FULL)
