"""Targets on the grid: the averaged arc costs what the timings cost on average."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import a_curve, a_flat_arc, pose_flat, pose_inward, some_tracks, the_inward_arc

from setlist.model import Listener, Scenario, Weights
from setlist.planning.targets import SCALES, Aspect, Targets, scale, set_targets
from setlist.units import Seconds

TRACKS = some_tracks(5)
PROBLEM = pose_inward(TRACKS)


SOME = replace(PROBLEM.terms, scenarios=PROBLEM.terms.scenarios[::6])
ALONE = [set_targets(replace(SOME, scenarios=(one,))) for one in SOME.scenarios]
TOGETHER = set_targets(SOME)


@given(
    aspect=st.sampled_from([Aspect.INTENSITY, Aspect.LOUDNESS]),
    level=st.floats(-3.0, 9.0),
    first=st.integers(0, 300),
    count=st.integers(1, 300),
)
def test_the_averaged_arc_costs_the_mean_of_its_timings(
    aspect: Aspect, level: float, first: int, count: int
) -> None:
    def cost(targets: Targets) -> float:
        sums = targets.aspects[aspect]
        last = min(first + count, targets.steps)
        w0, w1, w2 = (float(run[last] - run[first]) for run in (sums.w0, sums.w1, sums.w2))
        return w0 * level**2 - 2.0 * w1 * level + w2

    mean = sum(cost(targets) for targets in ALONE) / len(ALONE)
    assert cost(TOGETHER) == pytest.approx(mean, abs=1e-6)


def test_a_curve_runs_over_its_phase() -> None:
    arc = a_flat_arc(30.0)
    arc = replace(arc, phases=(replace(arc.phases[0], intensity=a_curve(2, 6)),))
    targets = set_targets(pose_flat(TRACKS, arc).terms)
    sums = targets.aspects[Aspect.INTENSITY]
    wanted = np.diff(sums.w1) / np.diff(sums.w0)
    assert wanted[0] == pytest.approx(2.0, abs=0.02)
    assert wanted[90] == pytest.approx(4.0, abs=0.02)
    assert wanted[179] == pytest.approx(6.0, abs=0.02)
    assert np.diff(sums.w0)[0] == pytest.approx(10.0 / 60.0)


def test_a_gentler_session_wants_less_but_never_less_than_the_scale_has() -> None:
    arc = a_flat_arc(30.0, intensity=2.0)
    plain = set_targets(pose_flat(TRACKS, arc).terms).aspects[Aspect.INTENSITY]
    soft_listener = Listener(code="x", gentler=1.5)
    soft = set_targets(pose_flat(TRACKS, arc, listener=soft_listener).terms).aspects[
        Aspect.INTENSITY
    ]
    assert plain.w1[1] / plain.w0[1] == pytest.approx(2.0)
    assert soft.w1[1] / soft.w0[1] == pytest.approx(1.0)


def test_weights_of_phase_and_wish_multiply() -> None:
    arc = a_flat_arc(30.0)
    heavy = replace(arc.phases[0], weight=2.0, weights=Weights(intensity=3.0, loudness=0.0))
    targets = set_targets(pose_flat(TRACKS, replace(arc, phases=(heavy,))).terms)
    assert targets.aspects[Aspect.INTENSITY].w0[6] == pytest.approx(6.0)
    assert targets.aspects[Aspect.LOUDNESS].w0[6] == 0.0


def test_only_aspects_of_the_arc_are_there() -> None:
    targets = set_targets(PROBLEM.terms)
    assert set(targets.aspects) == {Aspect.INTENSITY, Aspect.LOUDNESS}
    arc = a_flat_arc(30.0)
    bright = replace(arc.phases[0], brightness_hz=a_curve(800), onsets_per_s=a_curve(1))
    found = set_targets(pose_flat(TRACKS, replace(arc, phases=(bright,))).terms)
    assert {Aspect.BRIGHTNESS, Aspect.DENSITY} <= set(found.aspects)


def test_one_step_of_intensity_weighs_as_much_as_six_lu() -> None:
    one = scale(Aspect.INTENSITY, np.array([1.0])) / scale(Aspect.LOUDNESS, np.array([6.0]))
    assert one[0] == pytest.approx(1.0)
    assert SCALES[Aspect.INTENSITY] < SCALES[Aspect.LOUDNESS]


def test_a_silent_phase_wants_nothing() -> None:
    arc = the_inward_arc()
    phases = (*arc.phases[:2], replace(arc.phases[2], music=False), *arc.phases[3:])
    terms = pose_inward(TRACKS, arc=replace(arc, phases=phases)).terms
    alone = replace(terms, scenarios=(Scenario(ends_s=tuple(one.end_s for one in terms.phases)),))
    sums = set_targets(alone).aspects[Aspect.INTENSITY]
    middle = int((terms.phases[2].start_s + 600 - terms.start_s) / 10)
    assert sums.w0[middle + 1] - sums.w0[middle] == 0.0


def test_the_floor_falls_on_a_step() -> None:
    terms = replace(PROBLEM.terms, floor_s=Seconds(PROBLEM.terms.start_s + 605.0))
    assert set_targets(terms).floor_step == 61
    assert set_targets(PROBLEM.terms).floor_step == 0
