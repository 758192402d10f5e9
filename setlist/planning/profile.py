"""The course of loudness inside a track, and what it says about its intensity.

A rating holds for a whole track.  A long piece that begins softly and swells asks less of a
listener in its first minutes than in its last, so its rating is spread over its minutes by their
loudness: the mean stays what people said.
"""

import math

from setlist.model import PROFILE_STEP_S, SHAPE_STEP_S, Measures
from setlist.units import Lufs, Seconds

LONG_S = Seconds(480.0)
"""Only a piece this long is shaped: shorter ones are rated as one piece (our own design)."""
LU_A_STEP = 4.0
"""So much louder is one step of intensity more inside one piece (our own design)."""
MOST_STEPS = 2.0
"""No minute lies farther than this from the rating of its piece (our own design)."""
_LEAST, _MOST = 1.0, 9.0
_QUIETEST_LUFS = -60.0
_PLACES = 3


def read_level(said: Measures, from_s: float, until_s: float) -> Lufs | None:
    """Read the loudness of a stretch from the profile, by energy.

    Parameters
    ----------
    said : Measures
        With its loudness profile.
    from_s, until_s : float [s]
        In time of the file; the stretch is not empty.

    Returns
    -------
    float or None [LUFS]
        None where less than half of the stretch was measured.
    """
    energy = length_s = 0.0
    first = max(0, int(from_s // PROFILE_STEP_S))
    for place in range(first, min(len(said.profile_lufs), math.ceil(until_s / PROFILE_STEP_S))):
        start_s = place * PROFILE_STEP_S
        share_s = min(until_s, start_s + PROFILE_STEP_S) - max(from_s, start_s)
        if share_s > 0.0:
            energy += share_s * 10.0 ** (said.profile_lufs[place] / 10.0)
            length_s += share_s
    if length_s < (until_s - from_s) / 2.0 or energy <= 0.0:
        return None
    return Lufs(round(10.0 * math.log10(energy / length_s), 3))


def shape_intensity(
    said: Measures, intensity: float | None, *, cue_in_s: float, cue_out_s: float
) -> tuple[float, ...]:
    """Spread the intensity of a long piece over its minutes.

    Parameters
    ----------
    said : Measures
        With its loudness profile.
    intensity : float [1..9] or None
        Of the whole piece; None where nobody gave it.
    cue_in_s, cue_out_s : float [s]
        Where in the file the piece begins and ends.

    Returns
    -------
    tuple of float [steps]
        How far above its intensity each ``SHAPE_STEP_S`` lies, the last one perhaps shorter;
        empty for a piece that is short, unrated or without a profile.
    """
    length_s = cue_out_s - cue_in_s
    if intensity is None or length_s < LONG_S:
        return ()
    levels: list[float] = []
    for part in range(math.ceil(length_s / SHAPE_STEP_S - 1e-9)):
        from_s = cue_in_s + part * SHAPE_STEP_S
        level = read_level(said, from_s, min(from_s + SHAPE_STEP_S, cue_out_s))
        if level is None:
            return ()
        levels.append(max(level, _QUIETEST_LUFS))
    above = [_limit((level - _mean(levels)) / LU_A_STEP, MOST_STEPS) for level in levels]
    middle = _mean(above)
    inside = (min(max(intensity + one - middle, _LEAST), _MOST) - intensity for one in above)
    return tuple(round(one, _PLACES) for one in inside)


def _mean(values: list[float]) -> float:
    """Average some values."""
    return sum(values) / len(values)


def _limit(value: float, most: float) -> float:
    """Keep a value within a distance of zero."""
    return min(max(value, -most), most)
