"""Intensity suggested from measures, by what a clinic's own people rated so far.

A suggestion is never a rating: loudness explains most of what any such fit can find, and a
person who listens outranks it.  Voice is not suggested at all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from setlist.analysis.hearing import MEASURES_VERSION
from setlist.model import Measures

RATINGS_MIN: Final = 10
"""Fewer ratings say too little about anything; ours."""

_LOWEST: Final = 1.0
_HIGHEST: Final = 9.0
_STEP: Final = 0.5
_PENALTY: Final = 2.0
"""Ridge [hoerl1970] with a penalty that expects a column to matter by about one step of the scale
for its usual spread, and people to scatter by 1.4 steps: 1.4 squared over 1 squared.  Ours."""

_FAR: Final = 3.0
"""A measure counts up to so many times its usual spread: beyond it nothing was learnt.  Ours."""

_COLUMNS: Final = ("loudness", "range", "brightness", "onsets", "rise", "spread")
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """How one measure leans: ``weight`` steps of intensity for each ``scale`` above ``usual``.

    Loudness, range, rise and the spread of the profile are in LU, brightness in octaves over
    1 Hz, onsets a second.
    """

    measure: str
    usual: float
    scale: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IntensityFit:
    """What the rated tracks teach about intensity, and how far to believe it.

    ``error`` is how many steps the fit is off on average for a track that it was not told
    about (leave one out), ``mean_error`` how many always saying the mean of the others is.
    ``abstains`` is the reason for suggesting nothing, None where it suggests.
    """

    version: int
    ratings: int
    level: float = 0.0
    leanings: tuple[Leaning, ...] = ()
    error: float | None = None
    mean_error: float | None = None
    abstains: str | None = None

    def __str__(self) -> str:
        """Say in a sentence how far to believe it."""
        errors = ""
        if self.error is not None and self.mean_error is not None:
            errors = (
                f"with each track left out in turn, a fit to {self.ratings} ratings is off by "
                f"{self.error:.1f} steps on average, always saying their mean by "
                f"{self.mean_error:.1f}"
            )
        if self.abstains is None:
            return errors
        return "; ".join(
            part for part in (f"nothing is suggested: {self.abstains}", errors) if part
        )


def fit_intensity(rated: Sequence[tuple[Measures, float]]) -> IntensityFit:
    """Fit people's intensity ratings by a few measures.

    Parameters
    ----------
    rated : sequence of (Measures, float [1..9])
        One pair a track; its rating is the median of what people said.  Measures of another
        version, or without a loudness, are left out.

    Returns
    -------
    IntensityFit
        It abstains under ten ratings, and where it is no better than the mean.

    Raises
    ------
    ValueError
        A rating is not on the scale of 1 to 9.
    """
    if not all(_LOWEST <= rating <= _HIGHEST for _, rating in rated):
        message = "a rating of intensity is a number from 1 to 9"
        raise ValueError(message)
    usable = [(measures, rating) for measures, rating in rated if _is_usable(measures)]
    count = len(usable)
    if count < RATINGS_MIN:
        return IntensityFit(
            version=MEASURES_VERSION,
            ratings=count,
            abstains=f"{count} rated and measured tracks are too few, {RATINGS_MIN} are needed",
        )
    ratings = np.array([rating for _, rating in usable], np.float64)
    table = np.array([_read(measures) for measures, _ in usable], np.float64)
    usual, scale = _usual(table)
    columns = _standardise(table, usual=usual, scale=scale)
    weights = solve_ridge(columns, ratings)
    error = float(np.abs(leave_one_out(columns, ratings)).mean())
    mean_error = float(np.abs(ratings - ratings.mean()).mean()) * count / (count - 1)
    leanings = tuple(
        Leaning(
            measure=name,
            usual=round(float(usual[n]), _DIGITS),
            scale=round(float(scale[n]), _DIGITS),
            weight=round(float(weights[n + 1]), _DIGITS),
        )
        for n, name in enumerate(_COLUMNS)
    )
    no_better = round(error, _DIGITS) >= round(mean_error, _DIGITS)
    return IntensityFit(
        version=MEASURES_VERSION,
        ratings=count,
        level=round(float(weights[0]), _DIGITS),
        leanings=leanings,
        error=round(error, _DIGITS),
        mean_error=round(mean_error, _DIGITS),
        abstains="the measures tell no more than the mean of all ratings" if no_better else None,
    )


def suggest_intensity(fit: IntensityFit, measures: Measures) -> float | None:
    """Suggest an intensity for a track that nobody rated.

    Parameters
    ----------
    fit : IntensityFit
        From :func:`fit_intensity`.
    measures : Measures
        Of the track.

    Returns
    -------
    float [1..9, in halves] or None
        None where the fit abstains, or the measures are missing or of another version.
    """
    if fit.abstains or measures.version != fit.version or not _is_usable(measures):
        return None
    usual = np.array([leaning.usual for leaning in fit.leanings])
    scale = np.array([leaning.scale for leaning in fit.leanings])
    weights = [leaning.weight for leaning in fit.leanings]
    columns = _standardise(np.array([_read(measures)], np.float64), usual=usual, scale=scale)
    steps = zip(columns[0].tolist(), weights, strict=True)
    intensity = fit.level + math.fsum(column * weight for column, weight in steps)
    return min(max(round(intensity / _STEP) * _STEP, _LOWEST), _HIGHEST)


def solve_ridge(columns: NDArray[np.float64], ratings: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give level and weights that fit best under a penalty on the weights [hoerl1970].

    Parameters
    ----------
    columns : ndarray [shape=(n, k)]
        Standardised.
    ratings : ndarray [shape=(n,)]
        What is to be explained.

    Returns
    -------
    ndarray [shape=(k + 1,)]
        The level, which has no penalty, and a weight a column.
    """
    whole, squares = _normal(columns)
    return np.asarray(np.linalg.solve(squares, whole.T @ ratings))


def leave_one_out(
    columns: NDArray[np.float64], ratings: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give what each rating is off from a fit to all the others.

    No fit is repeated: a residual over one less its leverage, the diagonal of the hat matrix,
    is the residual of the fit without it [golub1979].

    Parameters
    ----------
    columns : ndarray [shape=(n, k)]
        Standardised once, by all.
    ratings : ndarray [shape=(n,)]
        As many.

    Returns
    -------
    ndarray [shape=(n,)]
        Rating less prediction.
    """
    whole, squares = _normal(columns)
    leverage = np.einsum("nk,kn->n", whole, np.linalg.solve(squares, whole.T))
    return np.asarray((ratings - whole @ solve_ridge(columns, ratings)) / (1.0 - leverage))


def _normal(columns: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Put a column of ones before the others, and give the matrix of the normal equations."""
    whole = np.concatenate([np.ones((len(columns), 1)), columns], axis=1)
    penalty = np.full(whole.shape[1], _PENALTY)
    penalty[0] = 0.0
    return whole, whole.T @ whole + np.diag(penalty)


def _is_usable(measures: Measures) -> bool:
    """Tell whether a file was heard by this version, and has a loudness."""
    return measures.version == MEASURES_VERSION and measures.loudness_lufs is not None


def _read(measures: Measures) -> list[float]:
    """Read the columns off the measures of a track; what is missing is no number."""
    profile, hz = measures.profile_lufs, measures.brightness_hz
    values = (
        measures.loudness_lufs,
        measures.range_lu,
        math.log2(hz) if hz else None,
        measures.onsets_per_s,
        measures.max_rise_3s_lu,
        float(np.std(profile)) if len(profile) > 1 else None,
    )
    return [math.nan if value is None else value for value in values]


def _usual(table: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give mean and spread of the known values of each column; 0 and 1 where there is none."""
    known = np.isfinite(table)
    count = np.maximum(known.sum(axis=0), 1)
    usual = np.where(known, table, 0.0).sum(axis=0) / count
    scale = np.sqrt(np.where(known, (table - usual) ** 2, 0.0).sum(axis=0) / count)
    return usual, np.where(scale > 10.0**-_DIGITS, scale, 1.0)


def _standardise(
    table: NDArray[np.float64], *, usual: NDArray[np.float64], scale: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Count values in usual spreads from the usual; a missing one counts as usual."""
    return np.asarray(np.clip(np.nan_to_num((table - usual) / scale), -_FAR, _FAR))
