"""Where a running session stands: what has sounded, what sounds, when something else may begin.

What has sounded stays as it was.  What sounds goes on to its end, or is cut where it can hand
over: the next cue begins on the grid, and both sound together for as long as the arc asks.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from setlist.errors import Finding, InputError, Place
from setlist.model import Cue, CueKind, FadeLaw, Plan, Terms
from setlist.units import Seconds

_SAME_S = 1e-3
_PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Playhead:
    """A moment of a session.

    ``kept`` are the cues that stay, the sounding one last.  ``quiet`` says that this is a
    silence.  ``edge_s`` is the first moment that nothing but the sounding cue fills; ``cut`` says
    that this one ends before its time.
    """

    terms: Terms
    at_s: Seconds
    kept: tuple[Cue, ...]
    quiet: bool
    edge_s: Seconds
    cut: bool = False

    def end_s(self) -> Seconds:
        """Give when what sounds would end by itself."""
        return self.kept[-1].end_s()

    def next_s(self) -> Seconds:
        """Give the first moment on the grid that is not over."""
        return on_grid(self.terms, max(self.at_s, self.edge_s))


def find_playhead(plan: Plan, at_s: Seconds) -> Playhead:
    """Find what sounds at a moment of a plan.

    Parameters
    ----------
    plan : Plan
        The one that plays.
    at_s : float [s]
        Session time; at a join the later cue counts as the sounding one.

    Returns
    -------
    Playhead
        A work that has begun is kept to its last movement.

    Raises
    ------
    InputError
        The session has not begun, or its music is over.
    """
    cues = plan.cues
    end_s = cues[-1].end_s()
    if not math.isfinite(at_s) or at_s < cues[0].start_s - _SAME_S:
        raise _refuse(
            f"the session begins at minute {cues[0].start_s / 60.0:g}", "plan it anew instead"
        )
    place = max(number for number, cue in enumerate(cues) if cue.start_s <= at_s + _SAME_S)
    after = [cue for cue in cues[place:] if cue.kind is CueKind.TRACK]
    if at_s >= end_s - _SAME_S or not after:
        music_s = max((one.end_s() for one in cues if one.kind is CueKind.TRACK), default=end_s)
        said = f"the music is over at minute {music_s / 60.0:.1f}"
        raise _refuse(said, "give an earlier minute, or make another plan")
    last = place
    while last + 1 < len(cues) and cues[last + 1].fade is FadeLaw.GAPLESS:
        last += 1
    before = cues[place - 1] if place > 0 else None
    return Playhead(
        terms=plan.problem,
        at_s=at_s,
        kept=cues[: last + 1],
        quiet=cues[place].kind is CueKind.SILENCE,
        edge_s=cues[place].start_s if before is None else max(cues[place].start_s, before.end_s()),
    )


def cut_at(head: Playhead, end_s: Seconds, *, faded_s: Seconds = Seconds(0.0)) -> Playhead:
    """Let what sounds end at a moment, or by itself if that is sooner.

    Parameters
    ----------
    head : Playhead
        As ``find_playhead`` gives it.
    end_s : float [s]
        After the moment of the playhead.
    faded_s : float [s, >= 0]
        How long it fades out; 0 where another cue takes over.

    Returns
    -------
    Playhead
        Movements that would begin after the cut are gone.
    """
    if end_s >= head.end_s() - _SAME_S:
        return head
    kept = [cue for cue in head.kept if cue.start_s < end_s - _SAME_S]
    last = kept[-1]
    out_s = Seconds(round(last.cue_in_s + end_s - last.start_s, _PLACES))
    kept[-1] = replace(last, cue_out_s=out_s, faded_s=Seconds(min(faded_s, end_s - last.start_s)))
    return replace(head, kept=tuple(kept), cut=True)


def meet(head: Playhead, join_s: Seconds, overlap_s: Seconds) -> tuple[Seconds, Seconds]:
    """Give where the next cue begins and the sounding one ends, if that is cut.

    The overlap lies within one movement of a work, so the join may come a little later.

    Parameters
    ----------
    head : Playhead
        What sounds.
    join_s : float [s]
        On the grid, the earliest moment for the next cue.
    overlap_s : float [s, >= 0]
        How long both sound.

    Returns
    -------
    tuple of two floats [s]
        The begin of the next cue and the end of the sounding one.
    """
    while True:
        end_s = join_s + overlap_s
        inside = [cue for cue in head.kept if cue.start_s < end_s]
        late_s = on_grid(head.terms, inside[-1].start_s)
        if late_s <= join_s:
            return join_s, Seconds(end_s)
        join_s = late_s


def find_join(terms: Terms, end_s: Seconds) -> Seconds:
    """Give when the next cue begins after one that ends at a moment.

    Their overlap is what the phase at that moment asks for, and less than one step more.
    """
    step = math.floor((end_s - terms.start_s) / terms.step_s + 1e-9)
    least_s = overlap_at(terms, Seconds(terms.start_s + (step + 0.5) * terms.step_s))
    begin = math.floor((end_s - least_s - terms.start_s) / terms.step_s + 1e-9)
    return Seconds(terms.start_s + begin * terms.step_s)


def overlap_at(terms: Terms, at_s: Seconds) -> Seconds:
    """Give the least overlap of a join at a moment."""
    placed = next((one for one in terms.phases if at_s < one.end_s), terms.phases[-1])
    own_s = placed.phase.overlap_s
    return terms.music.overlap_s if own_s is None else own_s


def on_grid(terms: Terms, at_s: float) -> Seconds:
    """Give the first step of the grid at or after a moment."""
    steps = math.ceil((at_s - terms.start_s) / terms.step_s - _SAME_S)
    return Seconds(terms.start_s + steps * terms.step_s)


def unite(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Put the movements of a work together, each other cue by itself."""
    units: list[list[Cue]] = []
    for cue in cues:
        if units and cue.fade is FadeLaw.GAPLESS:
            units[-1].append(cue)
        else:
            units.append([cue])
    return units


def _refuse(said: str, mend: str) -> InputError:
    """Refuse a moment that is none of the session's."""
    return InputError(Finding(said=said, mend=mend, place=Place(field="at")))
