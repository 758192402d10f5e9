"""What a plan costs, told from its cues alone.

This shares no code with the search.  Everything that a cue costs is one due, with the figures
it follows from; the cost of the plan is the sum of the dues, and its reasons are the same dues
in words.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from setlist.model import CostPart, CostParts, Cue, CueKind, Terms, Track, TrackId
from setlist.planning.dues import Due, Respect
from setlist.planning.join_dues import judge_joins
from setlist.planning.misfit import fold, judge_tags, judge_targets
from setlist.planning.sounding import Sounding, lay_cues

BOUNDARY_A_MIN, END_A_MIN, ARTIST_AT_ONCE = 0.5, 0.10, 2.0


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
    sums = dict.fromkeys(CostPart, 0.0)
    for due in list_dues(terms, cues, tracks):
        sums[due.part] += due.cost
    return CostParts(**{part.value: sums[part] for part in CostPart})


def list_dues(
    terms: Terms, cues: Sequence[Cue], tracks: Mapping[TrackId, Track]
) -> tuple[Due, ...]:
    """List everything that the cues of a plan are judged by, what costs nothing included.

    Parameters
    ----------
    terms, cues, tracks
        As for `cost_plan`.

    Returns
    -------
    tuple of Due
        Part by part; within a part in no order that means anything.
    """
    sounding = lay_cues(terms, cues)
    return (
        *judge_targets(sounding, tracks),
        *judge_joins(cues, tracks),
        *_judge_boundaries(sounding),
        *judge_tags(sounding),
        *_judge_artists(sounding),
        *_judge_ends(terms, cues),
    )


def _judge_artists(sounding: Sounding) -> Iterator[Due]:
    """Charge artists who return too soon to the unit in which they do."""
    gap_s, cues = sounding.terms.music.artist_gap_min * 60.0, sounding.cues
    for place, unit in enumerate(sounding.units):
        first = cues[unit[0]]
        name = fold(first.artist)
        gaps = [
            max(0.0, first.start_s - cues[other[-1]].end_s())
            for other in sounding.units[:place]
            if name and fold(cues[other[0]].artist) == name
        ]
        if gaps and min(gaps) < gap_s:
            yield Due(
                cue=unit[0],
                part=CostPart.WISHES,
                about=Respect.ARTIST,
                cost=ARTIST_AT_ONCE * (1.0 - min(gaps) / gap_s),
                has=min(gaps),
                wanted=gap_s,
            )


def _judge_boundaries(sounding: Sounding) -> Iterator[Due]:
    """Charge units whose steps run over the end of a phase to the cue that sounds there."""
    terms, half_s = sounding.terms, sounding.terms.step_s / 2.0
    ends = {one.end_s: one.phase.name for one in terms.phases[:-1]}
    for unit in sounding.units:
        here = np.isin(sounding.number, unit)
        middles = sounding.middle_s[here]
        if not len(middles):
            continue
        begin_s, end_s = middles[0] - half_s, middles[-1] + half_s
        for at_s, name in ends.items():
            before_s, after_s = float(at_s - begin_s), float(end_s - at_s)
            inside = terms.start_s < at_s < terms.end_s
            if inside and min(before_s, after_s) > 0.0:
                last = np.flatnonzero(here & (sounding.middle_s < at_s + half_s))[-1]
                over_s = min(before_s, after_s)
                yield Due(
                    cue=int(sounding.number[last]),
                    part=CostPart.BOUNDARIES,
                    about=Respect.BOUNDARY,
                    cost=over_s / 60.0 * BOUNDARY_A_MIN,
                    has=after_s if after_s <= before_s else -before_s,
                    phase=name,
                )


def _judge_ends(terms: Terms, cues: Sequence[Cue]) -> Iterator[Due]:
    """Charge music that reaches a silence, or the end, early or late."""
    silences = [one.start_s for one in terms.silences]
    for number, (cue, following) in enumerate(zip(cues, [*cues[1:], None], strict=True)):
        aims = [terms.end_s] if following is None else silences
        if cue.kind is CueKind.SILENCE or not aims:
            continue
        if following is None or following.kind is CueKind.SILENCE:
            late_s = min((cue.end_s() - at_s for at_s in aims), key=abs)
            yield Due(
                cue=number,
                part=CostPart.END,
                about=Respect.END,
                cost=abs(late_s) / 60.0 * END_A_MIN,
                has=late_s,
            )
