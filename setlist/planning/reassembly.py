"""A revised plan is put together: what sounded, what follows, and what must be said of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from setlist.model import (
    Landmark,
    Pin,
    Plan,
    PlannedPrompt,
    Problem,
    Provenance,
    Terms,
)
from setlist.planning.assembly import assemble_plan, prove_plan
from setlist.planning.blocks import cover_return
from setlist.planning.closing import music_end_s
from setlist.planning.continuation import Continuation
from setlist.planning.playhead import Playhead
from setlist.planning.rules import PIN_SLACK_S
from setlist.planning.wording import quote
from setlist.units import Minutes, Seconds

_PLACES = 6
_SAME_S = 1e-3


def assemble(
    problem: Problem,
    plan: Plan,
    *,
    terms: Terms,
    head: Playhead,
    join_s: Seconds,
    found: Continuation,
    lost: tuple[Pin, ...],
    said: tuple[str, ...],
    provenance: Provenance,
) -> Plan:
    """Put a revised plan together and audit it.

    Parameters
    ----------
    problem : Problem
        The tracks that the rest was chosen from.
    plan : Plan
        As it was before.
    terms : Terms
        That the session goes on by.
    head : Playhead
        What has sounded, and what sounds.
    join_s : float [s]
        When the next cue begins.
    found : Continuation
        The cues from then on.
    lost : tuple of Pin
        Pins that can no longer hold.
    said : tuple of str
        What the wish does.
    provenance : Provenance
        With what the revision is made.

    Returns
    -------
    Plan
        Without a bound.

    Raises
    ------
    SetlistError
        The audit finds a fault in it.
    """
    cues = (*head.kept, *found.cues)
    prompts, dropped = move_prompts(terms.prompts, plan.problem.end_s, head.at_s, terms.end_s)
    names = {track.id: track.tags.title or track.id for track in problem.tracks}
    notes = [*said, *(_say_lost(names.get(pin.track, pin.track)) for pin in lost), *dropped]
    fresh = replace(
        terms,
        played_s=join_s,
        tracks=None,
        pins=tuple(pin for pin in terms.pins if pin not in lost),
        prompts=prompts,
        length=replace(
            terms.length,
            length_min=Minutes(round((terms.end_s - terms.start_s) / 60.0, 2)),
            covers=_cover(terms),
        ),
        notes=(*terms.notes, *notes),
    )
    under = replace(problem, terms=fresh)
    revised = assemble_plan(under, found.fit, cues, provenance=provenance)
    prove_plan(revised, under)
    return revised


def list_open_pins(terms: Terms, head: Playhead) -> tuple[Pin, ...]:
    """List the pins whose track has not sounded yet."""
    sounded = {cue.track for cue in head.kept}
    return tuple(pin for pin in terms.pins if pin.track not in sounded)


def can_hold(pin: Pin, problem: Problem, terms: Terms, join_s: Seconds) -> bool:
    """Tell whether a pin may still hold: its track is there, its minute or phase to come."""
    if all(track.id != pin.track for track in problem.tracks):
        return False
    if pin.at_min is not None:
        return join_s - PIN_SLACK_S <= pin.at_min * 60.0 <= terms.end_s
    ahead = {one.phase.name for one in terms.phases if one.end_s > join_s}
    return pin.phase is None or pin.phase in ahead


def move_prompts(
    prompts: Sequence[PlannedPrompt], old_end_s: Seconds, at_s: Seconds, end_s: Seconds
) -> tuple[tuple[PlannedPrompt, ...], tuple[str, ...]]:
    """Fit prompts to another end: those beyond it go, those that come again go on.

    Parameters
    ----------
    prompts : sequence of PlannedPrompt
        In order of time; they stand on the clock and stay there.
    old_end_s, at_s, end_s : float [s]
        The end as it was, the moment of the revision, and the end as it is.

    Returns
    -------
    tuple of PlannedPrompt
        In order of time.
    tuple of str
        Which ones are left out, apart from those that come again.
    """
    stay = [one for one in prompts if one.at_s <= end_s + _SAME_S]
    gone = [one for one in prompts if one.at_s > end_s + _SAME_S]
    again: dict[str, list[Seconds]] = {}
    for one in prompts:
        again.setdefault(one.say, []).append(one.at_s)
    for say, times in again.items():
        gaps = {round(later - sooner, 3) for sooner, later in pairwise(times)}
        if len(gaps) != 1 or times[-1] + min(gaps) <= old_end_s:
            continue
        next_s = times[-1] + min(gaps)
        while next_s <= end_s and next_s > at_s:
            stay.append(PlannedPrompt(at_s=Seconds(next_s), say=say))
            next_s += min(gaps)
    dropped = dict.fromkeys(one.say for one in gone if len(again[one.say]) == 1)
    notes = tuple(
        f"The prompt {quote(say)} falls after the new end and is left out." for say in dropped
    )
    return tuple(sorted(stay, key=lambda one: (one.at_s, one.say))), notes


def _cover(terms: Terms) -> str:
    """Say for how many people the return is over before the music of a session is."""
    bands = (one.band for one in terms.bands if one.landmark is Landmark.RETURN_END)
    return cover_return(next(bands, None), Minutes(music_end_s(terms) / 60.0))


def _say_lost(name: str) -> str:
    """Say that a pin was given up."""
    return f"The pinned track {quote(name)} can no longer sound where it was pinned."
