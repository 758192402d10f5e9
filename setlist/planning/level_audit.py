"""The audit of a plan's loudness: steps up at joins, true peaks, loud cues before the floor."""

import math
from collections.abc import Iterator
from itertools import pairwise

from setlist.errors import Finding, Place
from setlist.model import (
    Cue,
    CueKind,
    FadeLaw,
    Plan,
)

_CEILING_DBTP = -1.0
_LOUD_LU = 3.0
_SAME_DB = 0.01
_SAME_S = 1e-3


def audit_levels(plan: Plan) -> Iterator[Finding]:
    """Find every cue of a plan that is too loud for its place.

    Parameters
    ----------
    plan : Plan
        Its cues carry what was measured; one without a measure cannot be judged, and one that
        sounded before the session was revised is not.

    Yields
    ------
    Finding
        One a fault, with the cue it stands at.
    """
    terms = plan.problem
    played_s = -math.inf if terms.played_s is None else terms.played_s - _SAME_S
    for number, cue in enumerate(plan.cues):
        if cue.kind is CueKind.SILENCE or cue.start_s < played_s:
            continue
        if cue.peak_dbtp is not None and cue.peak_dbtp + cue.gain_db > _CEILING_DBTP + _SAME_DB:
            said = f"peaks at {cue.peak_dbtp + cue.gain_db:.1f} dBTP after gain"
            yield _at(number, said, f"lower gain_db to {_CEILING_DBTP - cue.peak_dbtp:.1f}")
        if cue.loudness_lufs is None or terms.floor_s is None or cue.start_s >= terms.floor_s:
            continue
        over_lu = cue.loudness_lufs + cue.gain_db - terms.music.reference_lufs
        if over_lu > _LOUD_LU + _SAME_DB:
            said = f"plays {over_lu:.1f} LU over the reference before the floor of the route"
            yield _at(number, said, "lower gain_db")
    for number, (before, after) in enumerate(pairwise(plan.cues)):
        up_lu = None if after.start_s < played_s else _step_up(before, after)
        if up_lu is not None and up_lu > terms.music.step_up_max_lu + _SAME_DB:
            said = (
                f"begins {up_lu:.1f} LU louder than the one before it ends, "
                f"over the cap of {terms.music.step_up_max_lu:g} LU"
            )
            yield _at(number + 1, said, "lower its gain_db or choose another track")


def _step_up(before: Cue, after: Cue) -> float | None:
    """Give how much louder a cue begins than the one before it ended, after gain."""
    if CueKind.SILENCE in (before.kind, after.kind) or after.fade is FadeLaw.GAPLESS:
        return None
    if after.head_lufs is None or before.tail_lufs is None:
        return None
    return (after.head_lufs + after.gain_db) - (before.tail_lufs + before.gain_db)


def _at(number: int, said: str, mend: str) -> Finding:
    """Make a finding at one cue."""
    return Finding(said=said, mend=mend, place=Place(field=f"cues[{number}]"))
