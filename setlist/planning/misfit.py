"""How far every cue is from what the arc wants, step by step and timing by timing.

This shares no code with the search.  Where the search sums running averages over the timings,
here every step of every timing is judged by itself, and counts with the mean over the timings
of its distance from what was wanted.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from setlist.model import CostPart, Cue, Curve, Phase, Terms, Track, TrackId, Weights
from setlist.planning.dues import Due, Respect
from setlist.planning.sounding import Numbers, Row, Sounding

UNRATED = 4.0
LU_A_SCALE, OCTAVES_A_SCALE, ONSETS_A_SCALE, TEMPO_A_SCALE = 6.0, 1.0, 1.5, 0.5
UNMEASURED, TAGLESS = 0.25, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class _Yardstick:
    """One target: what the arc wants, what sounds in every step, both turned into scales."""

    about: Respect
    curve: Callable[[Phase], Curve | None]
    weight: Callable[[Weights], float]
    has: Row
    turn: Callable[[Row], Row]
    back: Callable[[float], float]
    unknown: float = UNMEASURED


def judge_targets(sounding: Sounding, tracks: Mapping[TrackId, Track]) -> Iterator[Due]:
    """Judge every cue by every target that the arc sets where it sounds, tags left out."""
    timings = list(_time_steps(sounding))
    for stick in _gather_yardsticks(sounding, tracks):
        steps = len(sounding.number)
        cost, w0, w1, w2 = (np.zeros(steps) for _ in range(4))
        has = stick.turn(stick.has)
        for phase, step, share in timings:
            curve = stick.curve(phase)
            if curve is None:
                continue
            wanted = stick.turn(_read(curve, share))
            far = (has[step] - wanted) ** 2
            much = phase.weight * stick.weight(phase.weights)
            cost += np.bincount(
                step, much * np.where(np.isnan(far), stick.unknown, far), minlength=steps
            )
            w0 += np.bincount(step, minlength=steps) * much
            w1 += np.bincount(step, much * wanted, minlength=steps)
            w2 += np.bincount(step, much * wanted**2, minlength=steps)
        spread = np.where(w0 > 0.0, w2 - w1**2 / np.where(w0 > 0.0, w0, 1.0), 0.0)
        floor = np.where(np.isnan(has), 0.0, np.maximum(spread, 0.0))
        sums = [sounding.total(row) for row in (cost, floor, w0, w1, w0 * has)]
        minutes = _minutes(sounding.terms)
        for number, (due, least, weight, asked, had) in enumerate(zip(*sums, strict=True)):
            if weight > 0.0:
                yield Due(
                    cue=number,
                    part=CostPart.MISFIT,
                    about=stick.about,
                    cost=float(due) * minutes,
                    has=None if math.isnan(had) else stick.back(float(had / weight)),
                    wanted=stick.back(float(asked / weight)),
                    floor=float(least) * minutes,
                    minutes=float(weight) * minutes,
                )


def judge_tags(sounding: Sounding) -> Iterator[Due]:
    """Charge every cue for the preferred tags that it lacks, phase by phase."""
    had = [{fold(one) for one in (*cue.words, *cue.instruments)} for cue in sounding.cues]
    minutes = _minutes(sounding.terms)
    for placed in sounding.terms.phases:
        phase = placed.phase
        wanted = {fold(one) for one in phase.prefer} - {""}
        if not wanted:
            continue
        steps = len(sounding.number)
        counted = np.zeros(steps)
        for other, step, _ in _time_steps(sounding, only=phase):
            counted += np.bincount(step, minlength=steps) * other.weight
        for number, long in enumerate(sounding.total(counted)):
            if long > 0.0:
                has = len(had[number] & wanted)
                lacks = 1.0 - has / len(wanted)
                yield Due(
                    cue=number,
                    part=CostPart.WISHES,
                    about=Respect.TAGS,
                    cost=float(long) * minutes * phase.weights.prefer * TAGLESS * lacks,
                    has=float(has),
                    wanted=float(len(wanted)),
                    phase=phase.name,
                    minutes=float(long) * minutes,
                )


def fold(word: str) -> str:
    """Fold a word: case, and blanks, dashes and underscores alike."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


def _minutes(terms: Terms) -> float:
    """Give what one step of one timing counts for, in minutes."""
    return terms.step_s / 60.0 / len(_read_ends(terms))


def _read_ends(terms: Terms) -> Row:
    """Give the ends of the phases in every timing; without any, as the phases are placed."""
    placed = tuple(one.end_s for one in terms.phases)
    ends = [one.ends_s for one in terms.scenarios if len(one.ends_s) == len(placed)]
    return np.array(ends or [placed], dtype=np.float64)


def _time_steps(
    sounding: Sounding, *, only: Phase | None = None
) -> Iterator[tuple[Phase, Numbers, Row]]:
    """Give for each phase with music its steps in all timings, and how far into it each is."""
    phases = sounding.terms.phases
    ends_s = _read_ends(sounding.terms)
    begin_s = np.full(len(ends_s), float(sounding.terms.start_s))
    heard = np.flatnonzero(sounding.number >= 0)
    middle_s = sounding.middle_s[heard]
    for number, placed in enumerate(phases):
        end_s = ends_s[:, number]
        until_s = np.full(len(ends_s), math.inf) if number == len(phases) - 1 else end_s
        if placed.phase.music and (only is None or only is placed.phase):
            here = (middle_s >= begin_s[:, None]) & (middle_s < until_s[:, None])
            timing, place = np.nonzero(here)
            length_s = np.maximum(end_s - begin_s, 1e-9)
            share = (middle_s[place] - begin_s[timing]) / length_s[timing]
            yield placed.phase, heard[place], np.clip(share, 0.0, 1.0)
        begin_s = end_s


def _gather_yardsticks(sounding: Sounding, tracks: Mapping[TrackId, Track]) -> Iterator[_Yardstick]:
    """Give every target that any phase sets, and what is known of the cues for it."""
    spread, cues = sounding.spread, sounding.cues
    heard = [tracks.get(cue.track) if cue.track else None for cue in cues]
    said = [None if one is None else one.measures for one in heard]
    phases = [placed.phase for placed in sounding.terms.phases]
    loud: list[float | None] = [None] * len(cues)
    for unit in sounding.units:
        for number in unit:
            loud[number] = _loud([cues[one] for one in unit], sounding.terms)
    sticks = (
        _Yardstick(
            about=Respect.INTENSITY,
            curve=lambda phase: phase.intensity,
            weight=lambda weights: weights.intensity,
            has=spread([cue.intensity for cue in cues]) + sounding.shape(),
            turn=lambda row: row,
            back=float,
            unknown=UNRATED,
        ),
        _Yardstick(
            about=Respect.LOUDNESS,
            curve=lambda phase: phase.loudness_lu,
            weight=lambda weights: weights.loudness,
            has=spread(loud),
            turn=lambda row: row / LU_A_SCALE,
            back=lambda scales: scales * LU_A_SCALE,
        ),
        _Yardstick(
            about=Respect.BRIGHTNESS,
            curve=lambda phase: phase.brightness_hz,
            weight=lambda weights: weights.brightness,
            has=spread([None if one is None else _positive(one.brightness_hz) for one in said]),
            turn=lambda row: np.log2(row) / OCTAVES_A_SCALE,
            back=lambda scales: 2.0 ** (scales * OCTAVES_A_SCALE),
        ),
        _Yardstick(
            about=Respect.DENSITY,
            curve=lambda phase: phase.onsets_per_s,
            weight=lambda weights: weights.density,
            has=spread([None if one is None else one.onsets_per_s for one in said]),
            turn=lambda row: row / ONSETS_A_SCALE,
            back=lambda scales: scales * ONSETS_A_SCALE,
        ),
        _Yardstick(
            about=Respect.TEMPO,
            curve=lambda phase: phase.tempo_bpm,
            weight=lambda weights: weights.tempo,
            has=spread([None if one is None else _positive(one.tempo_bpm) for one in said]),
            turn=lambda row: np.log2(row) / TEMPO_A_SCALE,
            back=lambda scales: 2.0 ** (scales * TEMPO_A_SCALE),
        ),
    )
    for stick in sticks:
        if any(stick.curve(phase) is not None for phase in phases):
            yield stick


def _loud(unit: Sequence[Cue], terms: Terms) -> float:
    """Give how far from the reference a unit is after gain: the mean of its energy.

    One of unknown loudness is taken to stand at the reference before gain.
    """
    known = [
        (cue.loudness_lufs + cue.gain_db, cue.length_s())
        for cue in unit
        if cue.loudness_lufs is not None
    ]
    if not known:
        return unit[0].gain_db
    if len(known) == 1:
        return known[0][0] - terms.music.reference_lufs
    energy = sum(length_s * 10.0 ** (level / 10.0) for level, length_s in known)
    return 10.0 * math.log10(energy / sum(one[1] for one in known)) - terms.music.reference_lufs


def _read(curve: Curve, share: Row) -> Row:
    """Read a curve at many shares of its phase."""
    points = np.array(curve.points, dtype=np.float64)
    last = len(points) - 1
    before = np.minimum((share * last).astype(np.int64), max(last - 1, 0))
    part = share * last - before
    value: Row = points[before] * (1.0 - part) + points[np.minimum(before + 1, last)] * part
    return value


def _positive(value: float | None) -> float | None:
    """Give a frequency or a tempo, None for one that is no measure."""
    return value if value is not None and 0.0 < value < math.inf else None
