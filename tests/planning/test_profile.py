"""What the loudness of a long piece says about its intensity, minute by minute."""

import random
from dataclasses import replace

import pytest
from builders import a_timecourse, a_track, some_measures
from hypothesis import given
from hypothesis import strategies as st
from sessions import (
    PROVENANCE,
    a_curve,
    a_flat_arc,
    a_population,
    pose_flat,
    pose_inward,
    some_tracks,
)

from setlist.model import Arc, Measures, Track, Work
from setlist.planning import audit_plan, solve
from setlist.planning.profile import LONG_S, LU_A_STEP, read_level, shape_intensity
from setlist.units import Lufs, Minutes, Seconds

TEN_MIN = 600.0


def heard(*levels: float, duration_s: float = TEN_MIN) -> Measures:
    """Measures of a piece whose every minute has a loudness."""
    steps = tuple(Lufs(level) for level in levels for _ in range(6))
    return replace(some_measures(duration_s=duration_s), profile_lufs=steps)


def shape(said: Measures, intensity: float | None = 5.0) -> tuple[float, ...]:
    return shape_intensity(said, intensity, cue_in_s=0.0, cue_out_s=said.duration_s)


SWELL = heard(*[-27.0] * 5, *[-19.0] * 5)


def a_ramp(low: float, high: float) -> Arc:
    arc = a_flat_arc(10.0)
    return replace(arc, phases=(replace(arc.phases[0], intensity=a_curve(low, high)),))


def misfit_of(track: Track, arc: Arc) -> float:
    plan = solve(pose_flat((track,), arc, length=Minutes(10.0)), provenance=PROVENANCE)
    return plan.cost_parts.misfit


def test_four_lu_more_are_one_step_more_about_the_rating() -> None:
    assert shape(SWELL) == (-1.0,) * 5 + (1.0,) * 5
    assert LU_A_STEP == 4.0


def test_a_short_an_unrated_and_an_unheard_piece_have_no_shape() -> None:
    assert shape(heard(*[-27.0] * 4, *[-19.0] * 3, duration_s=LONG_S - 60.0)) == ()
    assert shape(SWELL, None) == ()
    assert shape(some_measures(duration_s=TEN_MIN)) == ()
    assert shape(replace(SWELL, profile_lufs=SWELL.profile_lufs[:20])) == ()


@given(
    st.lists(st.floats(-80.0, 0.0), min_size=10, max_size=10),
    st.floats(1.0, 9.0),
)
def test_no_minute_leaves_the_scale(levels: list[float], intensity: float) -> None:
    found = shape(heard(*levels), intensity)
    assert len(found) == 10
    assert all(1.0 - 1e-3 <= intensity + one <= 9.0 + 1e-3 for one in found)


def test_the_middle_of_the_scale_keeps_its_mean() -> None:
    assert sum(shape(heard(*range(-30, -20)))) == pytest.approx(0.0, abs=0.01)


def test_a_piece_that_swells_suits_a_rising_arc_and_no_falling_one() -> None:
    swelling, even = (
        a_track(measures=SWELL, intensity=5.0),
        a_track(measures=some_measures(duration_s=TEN_MIN), intensity=5.0),
    )
    rising, falling = a_ramp(4.0, 6.0), a_ramp(6.0, 4.0)
    assert misfit_of(swelling, rising) < misfit_of(even, rising) < misfit_of(swelling, falling)


def test_a_swell_costs_what_its_minutes_cost() -> None:
    flat = a_flat_arc(10.0, intensity=5.0)
    assert misfit_of(a_track(measures=SWELL, intensity=5.0), flat) == pytest.approx(10.0)


def test_the_cue_tells_its_shape() -> None:
    arc = a_flat_arc(10.0, intensity=5.0)
    track = a_track(measures=SWELL, intensity=5.0)
    plan = solve(pose_flat((track,), arc, length=Minutes(10.0)), provenance=PROVENANCE)
    assert plan.cues[0].shape == (-1.0,) * 5 + (1.0,) * 5


def test_the_level_of_a_stretch_is_that_of_its_energy() -> None:
    assert read_level(SWELL, 0.0, 60.0) == pytest.approx(-27.0)
    assert read_level(SWELL, 295.0, 305.0) == pytest.approx(-21.37, abs=0.01)
    assert read_level(SWELL, 700.0, 720.0) is None


def test_the_search_and_the_audit_agree_on_long_pieces() -> None:
    chance = random.Random(5)
    tracks = []
    for number, track in enumerate(some_tracks(40)):
        length_s = chance.uniform(300.0, 1500.0)
        said = replace(
            track.measures,
            duration_s=Seconds(length_s),
            audible_start_s=Seconds(3.3),
            audible_end_s=Seconds(length_s - 1.7),
            profile_lufs=tuple(Lufs(chance.gauss(-22.0, 6.0)) for _ in range(int(length_s // 10))),
        )
        work = Work(name=f"Suite {number // 2}", movement=1 + number % 2) if number < 20 else None
        artist = f"Player {number // 2}" if work else track.tags.artist
        tags = replace(track.tags, work=work, artist=artist)
        tracks.append(replace(track, tags=tags, measures=said))
    problem = pose_inward(tracks, timecourse=a_population(a_timecourse()))
    plan = solve(problem, provenance=PROVENANCE)
    assert audit_plan(plan, problem.tracks) == ()
    assert any(cue.shape for cue in plan.cues)
