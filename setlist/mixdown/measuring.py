"""Listening to a finished mix."""

import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from setlist.audio import RATE_HZ, Levels, LoudnessMeter, Rise, decode, largest_rise
from setlist.mixdown.progress import Progress, keep_quiet
from setlist.mixdown.report import Join, MixReport, PhaseLevel
from setlist.mixdown.voices import length_of
from setlist.model import PROFILE_STEP_S, CueKind, Plan
from setlist.units import Frames, Lu, Lufs, Seconds

_BESIDE_S: Final = Seconds(10.0)
"""How much of a cue is heard on either side of a join; own design, as in its measures."""

_LEAST_S: Final = Seconds(1.0)

_SILENT_LUFS: Final = Lufs(-70.0)
"""What is below the absolute gate of ITU-R BS.1770-5 is no programme; dither lies there."""


def measure_mix(
    path: Path, plan: Plan, *, limited: Frames | None = None, progress: Progress = keep_quiet
) -> MixReport:
    """Decode a finished mix and measure what a listener would hear.

    Parameters
    ----------
    path : Path
        The file.
    plan : Plan
        What it was rendered from.
    limited : int [frames], optional
        How many the limiter lowered; kept in the report.
    progress : callable
        Told how many seconds are measured, of how many.

    Returns
    -------
    MixReport

    Raises
    ------
    AudioError
        The file is missing or broken.
    """
    meter, length, expected = LoudnessMeter(), 0, length_of(plan)
    with closing(decode(path)) as blocks:
        for block in blocks:
            meter.add(block)
            length += len(block)
            progress(length / RATE_HZ, expected / RATE_HZ, "measuring")
    levels = meter.short_term()
    return MixReport(
        length=Frames(length),
        length_error=Frames(length - expected),
        loudness_lufs=meter.integrated_lufs(),
        peak_dbtp=meter.peak_dbtp(),
        profile_lufs=tuple(_profile(meter, length)),
        phases=tuple(_phases(meter, plan)),
        joins=tuple(_join(meter, plan, later) for later in range(1, len(plan.cues))),
        rise_1s=_rise(levels, Seconds(1.0), plan.start_s()),
        rise_3s=_rise(levels, Seconds(3.0), plan.start_s()),
        limited=limited,
    )


def _profile(meter: LoudnessMeter, length: int) -> Iterator[Lufs | None]:
    """Give how loud every ten seconds are."""
    for step in range(math.ceil(length / RATE_HZ / PROFILE_STEP_S)):
        start_s = step * PROFILE_STEP_S
        level = meter.stretch_lufs(Seconds(start_s), Seconds(start_s + PROFILE_STEP_S))
        yield level if level > _SILENT_LUFS else None


def _phases(meter: LoudnessMeter, plan: Plan) -> Iterator[PhaseLevel]:
    """Measure every phase, from the first sound of the mix to its last frame."""
    first_s, last_s = plan.start_s(), Seconds(plan.start_s() + plan.total_s)
    for placed in plan.problem.phases:
        start_s, end_s = max(placed.start_s, first_s), min(placed.end_s, last_s)
        if start_s < end_s:
            yield PhaseLevel(
                phase=placed.phase.name,
                start_s=start_s,
                end_s=end_s,
                loudness_lufs=_loudness(meter, plan, start_s, end_s),
            )


def _join(meter: LoudnessMeter, plan: Plan, later: int) -> Join:
    """Measure either side of the join before a cue."""
    earlier, cue = plan.cues[later - 1], plan.cues[later]
    before = middle = after = None
    if earlier.kind is CueKind.TRACK:
        alone_s = Seconds(earlier.start_s + earlier.overlap_s)
        before = _loudness(meter, plan, max(alone_s, cue.start_s - _BESIDE_S), cue.start_s)
    if cue.kind is CueKind.TRACK:
        following = plan.cues[later + 1 : later + 2]
        until_s = following[0].start_s if following else cue.end_s()
        alone_s = Seconds(cue.start_s + cue.overlap_s)
        after = _loudness(meter, plan, alone_s, min(until_s, alone_s + _BESIDE_S))
    if before is not None or after is not None:
        quarter_s = cue.overlap_s / 4.0
        middle = _loudness(meter, plan, cue.start_s + quarter_s, cue.start_s + 3.0 * quarter_s)
    step = None if before is None or after is None else Lu(after - before)
    return Join(
        at_s=cue.start_s,
        before_lufs=before,
        middle_lufs=middle,
        after_lufs=after,
        step_up_lu=step,
    )


def _loudness(meter: LoudnessMeter, plan: Plan, start_s: float, end_s: float) -> Lufs | None:
    """Give the loudness of a stretch of session time, or None if it is too short to tell."""
    if end_s - start_s < _LEAST_S:
        return None
    zero = plan.start_s()
    return meter.stretch_lufs(Seconds(start_s - zero), Seconds(end_s - zero))


def _rise(levels: Levels, within_s: Seconds, zero_s: Seconds) -> Rise | None:
    """Find the largest rise within a time, and place it in session time."""
    found = largest_rise(levels, within_s=within_s)
    return found and replace(found, at_s=Seconds(found.at_s + zero_s))
