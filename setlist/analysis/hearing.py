"""Hearing a file once, from its first frame to its last, and saying what was in it."""

import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar, cast

import numpy as np

from setlist.analysis.character import CHARACTER_FRAMES, CharacterMeter
from setlist.analysis.edges import Edges, find_edges
from setlist.analysis.identity import name_payload
from setlist.analysis.onsets import count_onsets
from setlist.analysis.tempo import find_tempo
from setlist.audio import (
    HISTORY_STEP_S,
    WINDOW_S,
    Block,
    LoudnessMeter,
    Recording,
    Rise,
    largest_rise,
    was_cut_short,
)
from setlist.errors import AudioError, Finding, Place, Severity
from setlist.model import PROFILE_STEP_S, Measures, TrackId
from setlist.units import DbTp, Hertz, Lu, Lufs, Seconds

Level = TypeVar("Level", Lufs, Lu, DbTp)

MEASURES_VERSION: Final = 2
"""Raised whenever a measure comes to mean something else; older ones count as not measured."""

_END_S: Final = 10.0
_QUIET_LUFS: Final = Lufs(-70.0)
"""What a silent step of a profile reads: the absolute gate of BS.1770 [itu-bs1770-2023]."""

_LIE_S: Final = 2.0
_LEAVE_OUT: Final = "leave the track out, or replace the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one pass over a file gave: who it is, what was measured, what is odd about it."""

    id: TrackId
    measures: Measures
    findings: tuple[Finding, ...] = ()


def measure(path: Path) -> Heard:
    """Hear a file once, in bounded memory.

    Parameters
    ----------
    path : Path
        An audio file.

    Returns
    -------
    Heard
        Identity of the audio payload, measures, and a warning where the file holds more or
        less than it claims.

    Raises
    ------
    AudioError
        The file cannot be decoded, or holds nothing that can be heard and measured.
    """
    recording = Recording(path, identify=True)
    meter, character = LoudnessMeter(), CharacterMeter()
    with closing(recording.blocks()) as blocks:
        for block in _regroup(blocks):
            meter.add(block)
            character.add(block)
    edges = find_edges(meter.window_peaks(), step_s=WINDOW_S)
    if edges is None:
        raise _error(path, "holds no audible sound, nothing above -60 dBFS")
    return Heard(
        id=name_payload(recording),
        measures=_measures(path, meter, character, edges),
        findings=_oddities(recording, meter.length_s()),
    )


def _regroup(blocks: Iterator[Block]) -> Iterator[Block]:
    """Give the same sound in blocks of one size, the last one shorter.

    Sums of floats depend on where a sound is cut; cut in one way, it gives the same measures
    whatever decoded it.
    """
    kept: list[Block] = []
    count = 0
    for block in blocks:
        kept.append(block)
        count += len(block)
        if count >= CHARACTER_FRAMES:
            whole = np.concatenate(kept)
            full = count - count % CHARACTER_FRAMES
            yield from np.split(whole[:full], full // CHARACTER_FRAMES)
            kept, count = [whole[full:].copy()], count - full
    if count:
        yield np.concatenate(kept)


def _measures(
    path: Path, meter: LoudnessMeter, character: CharacterMeter, edges: Edges
) -> Measures:
    """Read the meters."""
    length_s = meter.length_s()
    loudness_lufs = meter.integrated_lufs()
    if loudness_lufs is None:
        if length_s < 0.4:
            raise _error(path, f"lasts only {length_s:.2f} s, too short for its loudness")
        raise _error(path, "is too quiet to measure, nowhere above -70 LUFS")
    start_s, end_s = edges.start_s, Seconds(min(edges.end_s, length_s))
    range_lu = meter.range_lu()
    rise_1s, rise_3s = _rise(meter, edges, 1.0), _rise(meter, edges, 3.0)
    brightness_hz, flux = character.brightness_hz(), character.flux()
    tempo = find_tempo(flux)
    return Measures(
        version=MEASURES_VERSION,
        duration_s=length_s,
        audible_start_s=start_s,
        audible_end_s=end_s,
        loudness_lufs=_rounded(loudness_lufs),
        peak_dbtp=_rounded(meter.peak_dbtp()),
        head_lufs=_rounded(meter.stretch_lufs(start_s, Seconds(min(start_s + _END_S, end_s)))),
        tail_lufs=_rounded(meter.stretch_lufs(Seconds(max(end_s - _END_S, start_s)), end_s)),
        profile_lufs=_profile(meter),
        range_lu=None if range_lu is None else _rounded(range_lu),
        max_rise_1s_lu=None if rise_1s is None else _rounded(rise_1s.rise_lu),
        max_rise_3s_lu=None if rise_3s is None else _rounded(rise_3s.rise_lu),
        max_rise_at_s=None if rise_3s is None else rise_3s.at_s,
        brightness_hz=None if brightness_hz is None else Hertz(round(brightness_hz, 1)),
        onsets_per_s=round(count_onsets(flux) / (end_s - start_s), 3),
        key=character.key(),
        tempo_bpm=None if tempo.bpm is None else round(tempo.bpm, 1),
        tempo_confidence=None if tempo.confidence is None else round(tempo.confidence, 2),
    )


def _profile(meter: LoudnessMeter) -> tuple[Lufs, ...]:
    """Give the loudness of every ten seconds; the last step may be shorter."""
    steps = math.ceil(meter.length_s() / PROFILE_STEP_S)
    levels = (
        meter.stretch_lufs(Seconds(step * PROFILE_STEP_S), Seconds((step + 1) * PROFILE_STEP_S))
        for step in range(steps)
    )
    return tuple(_rounded(max(level, _QUIET_LUFS)) for level in levels)


def _rounded(level: Level) -> Level:
    """Round to a thousandth, so that every machine stores the same."""
    return cast("Level", round(level, 3))


def _rise(meter: LoudnessMeter, edges: Edges, within_s: float) -> Rise | None:
    """Find the largest rise from the first audible moment on, so that no intro counts as one."""
    first = math.ceil(edges.start_s / HISTORY_STEP_S)
    rise = largest_rise(meter.short_term()[first:], within_s=Seconds(within_s))
    if rise is None:
        return None
    at_s = Seconds(rise.at_s + first * HISTORY_STEP_S)
    return Rise(rise_lu=rise.rise_lu, at_s=at_s)


def _oddities(recording: Recording, length_s: Seconds) -> tuple[Finding, ...]:
    """Say where a file holds more or less than it claims."""
    declared_s = recording.declared_s
    if declared_s is not None and abs(declared_s - length_s) > _LIE_S:
        said = f"says that it lasts {declared_s:.1f} s but holds {length_s:.1f} s"
    elif was_cut_short(recording.path):
        said = f"is cut short: it holds {length_s:.1f} s and no end"
    else:
        return ()
    mend = "copy the file again from where it came; until then what it holds is what is used"
    place = Place(file=str(recording.path))
    return (Finding(said=said, mend=mend, place=place, severity=Severity.WARNING),)


def _error(path: Path, said: str) -> AudioError:
    """Make an error about a file that was decoded but cannot be used."""
    return AudioError(Finding(said=said, mend=_LEAVE_OUT, place=Place(file=str(path))))
