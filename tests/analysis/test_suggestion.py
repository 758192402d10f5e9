"""Intensity suggested from measures: what it learns, and when it says nothing."""

from dataclasses import replace

import numpy as np
import pytest
from builders import some_measures
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.analysis import MEASURES_VERSION, IntensityFit, fit_intensity, suggest_intensity
from setlist.analysis.suggestion import leave_one_out, solve_ridge
from setlist.model import Measures
from setlist.units import Hertz, Lu, Lufs


def heard(
    loudness_lufs: float, *, brightness_hz: float | None = 1500.0, onsets_per_s: float = 1.0
) -> Measures:
    """Measures of this version, with a little of everything."""
    return replace(
        some_measures(loudness_lufs=loudness_lufs),
        version=MEASURES_VERSION,
        brightness_hz=None if brightness_hz is None else Hertz(brightness_hz),
        onsets_per_s=onsets_per_s,
        profile_lufs=(Lufs(loudness_lufs - 3.0), Lufs(loudness_lufs + 1.0)),
    )


def rated_by_loudness(count: int = 30, *, scatter: float = 0.3) -> list[tuple[Measures, float]]:
    """Tracks whose rating rises by one step every 4 LU."""
    chance = np.random.default_rng(4)
    loudness = chance.uniform(-36.0, -12.0, count)
    ratings = np.clip(5.0 + (loudness + 24.0) / 4.0 + scatter * chance.normal(size=count), 1, 9)
    return [(heard(float(lufs)), float(it)) for lufs, it in zip(loudness, ratings, strict=True)]


def test_what_the_ratings_follow_is_found_again() -> None:
    fit = fit_intensity(rated_by_loudness())
    assert fit.abstains is None
    assert fit.ratings == 30
    assert fit.error is not None
    assert fit.mean_error is not None
    assert fit.error < 0.5
    assert fit.level == pytest.approx(np.mean([it for _, it in rated_by_loudness()]), abs=1e-5)
    assert fit.mean_error > 1.0
    loudness = fit.leanings[0]
    assert loudness.measure == "loudness"
    assert loudness.weight > 1.0
    assert all(abs(other.weight) < 0.2 for other in fit.leanings[1:])
    assert suggest_intensity(fit, heard(-32.0)) == pytest.approx(3.0, abs=0.5)
    assert suggest_intensity(fit, heard(-16.0)) == pytest.approx(7.0, abs=0.5)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(3, 25), width=st.integers(1, 7))
def test_the_error_of_leaving_one_out_is_that_of_fitting_anew_without_it(
    seed: int, count: int, width: int
) -> None:
    chance = np.random.default_rng(seed)
    columns, ratings = chance.normal(size=(count, width)), chance.uniform(1.0, 9.0, count)
    for n, off in enumerate(leave_one_out(columns, ratings)):
        weights = solve_ridge(np.delete(columns, n, axis=0), np.delete(ratings, n))
        assert off == pytest.approx(ratings[n] - weights[0] - columns[n] @ weights[1:])


def test_the_error_of_the_mean_is_that_of_the_mean_of_the_others() -> None:
    rated = rated_by_loudness(12)
    ratings = [rating for _, rating in rated]
    off = [abs(it - np.mean(ratings[:n] + ratings[n + 1 :])) for n, it in enumerate(ratings)]
    assert fit_intensity(rated).mean_error == pytest.approx(np.mean(off), abs=1e-5)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_under_ten_ratings_it_abstains_and_says_why(count: int) -> None:
    fit = fit_intensity(rated_by_loudness(count))
    assert fit.abstains == f"{count} rated and measured tracks are too few, 10 are needed"
    assert fit.ratings == count
    assert suggest_intensity(fit, heard(-20.0)) is None


def test_ten_ratings_are_enough() -> None:
    assert fit_intensity(rated_by_loudness(10)).abstains is None


@pytest.mark.parametrize("level", [None, 5.0])
def test_ratings_that_follow_nothing_are_not_fitted(level: float | None) -> None:
    chance = np.random.default_rng(2)
    rated = [
        (heard(float(chance.uniform(-36.0, -12.0))), level or float(chance.integers(1, 10)))
        for _ in range(30)
    ]
    fit = fit_intensity(rated)
    assert fit.abstains == "the measures tell no more than the mean of all ratings"
    assert fit.error is not None
    assert fit.mean_error is not None
    assert fit.error >= fit.mean_error
    assert suggest_intensity(fit, heard(-20.0)) is None


def test_measures_of_another_version_teach_nothing_and_get_nothing() -> None:
    old = [(replace(measures, version=1), it) for measures, it in rated_by_loudness()]
    assert fit_intensity(old).ratings == 0
    fit = fit_intensity(rated_by_loudness())
    assert suggest_intensity(fit, replace(heard(-20.0), version=1)) is None
    assert suggest_intensity(replace(fit, version=1), heard(-20.0)) is None
    assert suggest_intensity(fit, replace(heard(-20.0), version=0, loudness_lufs=None)) is None


def test_a_missing_measure_counts_as_a_usual_one() -> None:
    rated = rated_by_loudness()
    rated[3] = (heard(-20.0, brightness_hz=None), 6.0)
    rated[4] = (replace(rated[4][0], range_lu=None, profile_lufs=(), max_rise_3s_lu=None), 4.0)
    fit = fit_intensity(rated)
    usual_hz = 2.0 ** fit.leanings[2].usual
    with_it, without = heard(-20.0, brightness_hz=usual_hz), heard(-20.0, brightness_hz=None)
    assert suggest_intensity(fit, with_it) == suggest_intensity(fit, without)


@settings(max_examples=50, deadline=None)
@given(
    loudness_lufs=st.floats(-70.0, 5.0),
    onsets=st.floats(0.0, 1e6),
    hz=st.none() | st.floats(0.0, 12_000.0),
    rise_lu=st.none() | st.floats(0.0, 60.0),
)
def test_a_suggestion_is_a_half_step_on_the_scale_whatever_was_measured(
    loudness_lufs: float, onsets: float, hz: float | None, rise_lu: float | None
) -> None:
    fit = fit_intensity(rated_by_loudness())
    measures = heard(loudness_lufs, brightness_hz=hz, onsets_per_s=onsets)
    rise = None if rise_lu is None else Lu(rise_lu)
    suggested = suggest_intensity(fit, replace(measures, max_rise_3s_lu=rise))
    assert suggested is not None
    assert 1.0 <= suggested <= 9.0
    assert suggested % 0.5 == 0.0


def test_the_same_ratings_give_the_same_fit_in_any_order() -> None:
    rated = rated_by_loudness()
    assert fit_intensity(rated) == fit_intensity(rated[::-1])


@pytest.mark.parametrize("rating", [0.5, 9.5, float("nan")])
def test_a_rating_off_the_scale_is_refused(rating: float) -> None:
    with pytest.raises(ValueError, match="from 1 to 9"):
        fit_intensity([(heard(-20.0), rating)])


def test_a_fit_says_how_far_to_believe_it() -> None:
    fit = IntensityFit(version=2, ratings=12, error=1.24, mean_error=1.81)
    assert str(fit) == (
        "with each track left out in turn, a fit to 12 ratings is off by 1.2 steps on average, "
        "always saying their mean by 1.8"
    )
    assert str(fit_intensity([])).startswith("nothing is suggested: 0 rated and measured tracks")
