"""What a plan costs, told from its cues alone.

This shares no code with the search.  Where the search sums running averages over the timings,
here every step of every timing is judged by itself: a step belongs to the cue that sounds at its
middle, and counts with the mean over the scenarios of its distance from what was wanted.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from setlist.model import (
    SHAPE_STEP_S,
    CostParts,
    Cue,
    CueKind,
    Curve,
    FadeLaw,
    Phase,
    Terms,
    Track,
    TrackId,
)

Row = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

UNRATED = 4.0
LU_A_SCALE, OCTAVES_A_SCALE, ONSETS_A_SCALE, TEMPO_A_SCALE = 6.0, 1.0, 1.5, 0.5
UNMEASURED, TAGLESS = 0.25, 0.25
BOUNDARY_A_MIN, END_A_MIN, ARTIST_AT_ONCE = 0.5, 0.10, 2.0
LU_FREE, LU_MOST, LU_COST = 2.0, 10.0, 0.56
TEMPO_FREE, TEMPO_COST = 0.17, 4.0
KEY_FREE, KEY_COST = 1.0 / 6.0, 3.2
BRIGHT_FREE, BRIGHT_MOST, BRIGHT_COST = 0.5, 2.0, 1.6


def cost_plan(terms: Terms, cues: Sequence[Cue], tracks: Mapping[TrackId, Track]) -> CostParts:
    """Cost the cues of a plan, step by step and timing by timing.

    Parameters
    ----------
    terms : Terms
        Targets, scenarios and rules.
    cues : sequence of Cue
        In order of time.
    tracks : mapping of TrackId to Track
        For the measures that cues do not carry; one that is missing counts as unmeasured.

    Returns
    -------
    CostParts
        In misfit-minutes.
    """
    judged = _Bench(terms, cues, tracks)
    return CostParts(
        misfit=judged.misfit(),
        transitions=judged.joins(),
        boundaries=judged.boundaries(),
        wishes=judged.wishes(),
        end=judged.end(),
    )


class _Bench:
    """Everything that judging needs: which unit sounds in each step of the session.

    A unit is a track, or the movements of a work that follow each other without a gap.
    """

    def __init__(self, terms: Terms, cues: Sequence[Cue], tracks: Mapping[TrackId, Track]) -> None:
        """Find the cue of every step."""
        self._terms, self._tracks, self._all = terms, tracks, list(cues)
        self._units = _unite(self._all)
        self._cues = [cue for unit in self._units for cue in unit]
        self._owner = [number for number, unit in enumerate(self._units) for _ in unit]
        step_s, last_s = terms.step_s, max(cue.end_s() for cue in cues)
        count = max(1, math.ceil((last_s - terms.start_s) / step_s))
        self._middle_s = terms.start_s + (np.arange(count) + 0.5) * step_s
        self._sounding = np.full(count, -1)
        for number, cue in enumerate(self._cues):
            begun = self._middle_s >= cue.start_s - 1e-6
            self._sounding[begun & (self._middle_s < cue.end_s() - 1e-6)] = number

    def misfit(self) -> float:
        """Average over the timings how far every step is off, tags left out."""
        tracks = [self._tracks.get(cue.track) if cue.track else None for cue in self._cues]
        loud = self._row([_loud(unit, self._terms) for unit in self._units], by_unit=True)
        rated = self._row([cue.intensity for cue in self._cues]) + self._shape()
        bright = self._row(
            [_octaves(one.measures.brightness_hz) if one else None for one in tracks]
        )
        dense = self._row([one.measures.onsets_per_s if one else None for one in tracks])
        tempo = self._row([_octaves(one.measures.tempo_bpm) if one else None for one in tracks])

        def judge(phase: Phase, share: Row, here: Mask) -> Row:
            much = phase.weights
            off = much.loudness * _far(phase.loudness_lu, share, loud[here], LU_A_SCALE, 0.0)
            if phase.intensity is not None:
                wanted = _read(phase.intensity, share)
                off += much.intensity * _or(UNRATED, (rated[here] - wanted) ** 2)
            if phase.brightness_hz is not None:
                wanted = np.log2(_read(phase.brightness_hz, share))
                far = ((bright[here] - wanted) / OCTAVES_A_SCALE) ** 2
                off += much.brightness * _or(UNMEASURED, far)
            if phase.onsets_per_s is not None:
                far = _far(phase.onsets_per_s, share, dense[here], ONSETS_A_SCALE, UNMEASURED)
                off += much.density * far
            if phase.tempo_bpm is not None:
                wanted = np.log2(_read(phase.tempo_bpm, share))
                far = ((tempo[here] - wanted) / TEMPO_A_SCALE) ** 2
                off += much.tempo * _or(UNMEASURED, far)
            found: Row = off
            return found

        return self._average(judge)

    def wishes(self) -> float:
        """Sum what preferred tags are missing, and artists who return too soon."""
        had = [{_plain(one) for one in (*cue.words, *cue.instruments)} for cue in self._cues]

        def judge(phase: Phase, _share: Row, here: Mask) -> Row:
            wanted = {_plain(one) for one in phase.prefer} - {""}
            if not wanted:
                return np.zeros(int(here.sum()))
            lacks = np.array([1.0 - len(one & wanted) / len(wanted) for one in had])
            found: Row = phase.weights.prefer * TAGLESS * lacks[self._sounding[here]]
            return found

        total, gap_s = self._average(judge), self._terms.music.artist_gap_min * 60.0
        for number, unit in enumerate(self._units):
            name = _plain(unit[0].artist)
            gaps = [
                max(0.0, unit[0].start_s - other[-1].end_s())
                for other in self._units[:number]
                if name and _plain(other[0].artist) == name
            ]
            if gaps and min(gaps) < gap_s:
                total += ARTIST_AT_ONCE * (1.0 - min(gaps) / gap_s)
        return total

    def boundaries(self) -> float:
        """Charge units whose steps run over the end of a phase."""
        total = 0.0
        ends = {one.end_s for one in self._terms.phases[:-1]}
        owner = np.array([*self._owner, -1])[self._sounding]
        for number in range(len(self._units)):
            middles = self._middle_s[owner == number]
            if not len(middles):
                continue
            begin_s = middles[0] - self._terms.step_s / 2.0
            end_s = middles[-1] + self._terms.step_s / 2.0
            for at_s in ends:
                if self._terms.start_s < at_s < self._terms.end_s:
                    over_s = max(0.0, min(at_s - begin_s, end_s - at_s))
                    total += float(over_s) / 60.0 * BOUNDARY_A_MIN
        return total

    def joins(self) -> float:
        """Charge steps in loudness, tempo, key and brightness between units that join."""
        total = 0.0
        for before, after in pairwise(self._all):
            if CueKind.SILENCE in (before.kind, after.kind) or after.fade is FadeLaw.GAPLESS:
                continue
            if after.head_lufs is not None and before.tail_lufs is not None:
                up_lu = after.head_lufs + after.gain_db - before.tail_lufs - before.gain_db
                total += max(0.0, min(abs(up_lu), LU_MOST) - LU_FREE) * LU_COST
            total += self._measured_join(before, after)
        return total

    def end(self) -> float:
        """Charge music that reaches a silence, or the end, early or late."""
        total_s = 0.0
        silences = [one.start_s for one in self._terms.silences]
        for cue, following in zip(self._all, [*self._all[1:], None], strict=True):
            if cue.kind is CueKind.SILENCE:
                continue
            if following is None:
                total_s += abs(cue.end_s() - self._terms.end_s)
            elif following.kind is CueKind.SILENCE:
                total_s += min((abs(cue.end_s() - at_s) for at_s in silences), default=0.0)
        return total_s / 60.0 * END_A_MIN

    def _average(self, judge: Callable[[Phase, Row, Mask], Row]) -> float:
        """Average what a judge says of every step over all timings, in misfit-minutes."""
        total = 0.0
        sounding = self._sounding >= 0
        for scenario in self._terms.scenarios:
            begin_s = float(self._terms.start_s)
            for number, placed in enumerate(self._terms.phases):
                is_last = number == len(self._terms.phases) - 1
                end_s = math.inf if is_last else float(scenario.ends_s[number])
                here = sounding & (self._middle_s >= begin_s) & (self._middle_s < end_s)
                if placed.phase.music and here.any():
                    length_s = max(float(scenario.ends_s[number]) - begin_s, 1e-9)
                    share = np.clip((self._middle_s[here] - begin_s) / length_s, 0.0, 1.0)
                    off = judge(placed.phase, share, here).sum()
                    total += placed.phase.weight * float(off)
                begin_s = float(scenario.ends_s[number])
        return total / len(self._terms.scenarios) * self._terms.step_s / 60.0

    def _row(self, values: Sequence[float | None], *, by_unit: bool = False) -> Row:
        """Spread one value a cue (or a unit) over the steps; NaN where nobody gave it."""
        found = np.array([math.nan if one is None else one for one in values] + [math.nan])
        number = np.array([*self._owner, -1])[self._sounding] if by_unit else self._sounding
        row: Row = found[number]
        return row

    def _shape(self) -> Row:
        """Give how far above the intensity of its cue every step lies."""
        row = np.zeros(len(self._sounding))
        for number, cue in enumerate(self._cues):
            here = self._sounding == number
            if cue.shape and here.any():
                part = ((self._middle_s[here] - cue.start_s) // SHAPE_STEP_S).astype(np.int64)
                row[here] = np.array(cue.shape)[np.minimum(part, len(cue.shape) - 1)]
        return row

    def _measured_join(self, before: Cue, after: Cue) -> float:
        """Charge a join by what was measured on both sides."""
        out = self._tracks.get(before.track) if before.track else None
        into = self._tracks.get(after.track) if after.track else None
        if out is None or into is None:
            return 0.0
        total = 0.0
        tempi = [_sure_tempo(one) for one in (out, into)]
        if tempi[0] is not None and tempi[1] is not None:
            apart = abs(tempi[0] - tempi[1]) % 1.0
            total += max(0.0, 2.0 * min(apart, 1.0 - apart) - TEMPO_FREE) * TEMPO_COST
        keys = [_circle(one.measures.key) for one in (out, into)]
        if keys[0] is not None and keys[1] is not None:
            apart = abs(keys[0] - keys[1])
            total += max(0.0, min(apart, 12 - apart) / 6.0 - KEY_FREE) * KEY_COST
        bright = [_octaves(one.measures.brightness_hz) for one in (out, into)]
        if bright[0] is not None and bright[1] is not None:
            far = min(abs(bright[0] - bright[1]), BRIGHT_MOST)
            total += max(0.0, far - BRIGHT_FREE) * BRIGHT_COST
        return total


def _unite(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Put the movements of a work that follow each other into one unit."""
    units: list[list[Cue]] = []
    for cue in cues:
        if cue.kind is CueKind.SILENCE:
            continue
        if units and cue.fade is FadeLaw.GAPLESS:
            units[-1].append(cue)
        else:
            units.append([cue])
    return units


def _loud(unit: list[Cue], terms: Terms) -> float:
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


def _far(curve: Curve, share: Row, value: Row, scale: float, unknown: float) -> Row:
    """Give the squared distance of values from a curve in scales."""
    return _or(unknown, ((value - _read(curve, share)) / scale) ** 2)


def _or(unknown: float, value: Row) -> Row:
    """Put a fixed distance where nothing is known."""
    return np.where(np.isnan(value), unknown, value)


def _octaves(value: float | None) -> float | None:
    """Give a frequency or a tempo in octaves."""
    return math.log2(value) if value is not None and 0.0 < value < math.inf else None


def _sure_tempo(track: Track) -> float | None:
    """Give a tempo that was heard with certainty one half or more, in octaves."""
    sure = track.measures.tempo_confidence
    return None if sure is not None and sure < 0.5 else _octaves(track.measures.tempo_bpm)


def _circle(key: str | None) -> int | None:
    """Place a key on the circle of fifths, C at zero, minor keys with their relative major."""
    name = (key or "").strip().replace("♯", "#").replace("♭", "b")
    letter, rest = name[:1].upper(), name[1:]
    if not letter or letter not in "FCGDAEB":
        return None
    place = "FCGDAEB".index(letter) - 1
    if rest[:1] in ("#", "b"):
        place += 7 if rest[0] == "#" else -7
        rest = rest[1:]
    return (place - 3 if rest.strip() in ("m", "min", "minor", "moll") else place) % 12


def _plain(word: str) -> str:
    """Fold a word: case, and blanks, dashes and underscores alike."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
