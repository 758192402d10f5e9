"""Edits: a plan changed by hand, and fitted together again around the change.

An edit changes as little as it can.  A proven bound stays with the plan: an edit only adds
wishes, so no plan with them can cost less than the best without them.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from setlist.errors import Finding, InputError, NoPlanError
from setlist.model import Pin, Plan, Problem, Provenance, TrackId
from setlist.planning.desk import find_heads, list_members
from setlist.planning.exclusions import count_removal
from setlist.planning.wording import quote
from setlist.planning.workbench import (
    drop_pins,
    find_item,
    find_place,
    keep,
    lay_bench,
    list_near,
    move,
    pin_at,
    put_in,
    refit,
    refuse,
    widen,
)


def swap(
    problem: Problem,
    plan: Plan,
    cue: int,
    track: TrackId,
    *,
    provenance: Provenance,
    out_of_time: Callable[[], bool] | None = None,
) -> Plan:
    """Put a track in the place of another, and fit the neighbours to it.

    The new track is pinned to its minute, so that later edits leave it there.

    Parameters
    ----------
    problem : Problem
        The plan's, as ``pose`` or ``repose`` gives it.
    plan : Plan
        That stands on its grid.
    cue : int
        The cue to replace, the first is 0; a work is replaced whole.
    track : TrackId
        What is to stand there; a movement brings its whole work.
    provenance : Provenance
        With what the plan is made.
    out_of_time : callable or None
        As for ``solve``.

    Returns
    -------
    Plan
        Audited.

    Raises
    ------
    InputError
        There is no such cue or track, or the plan and its library no longer go together.
    NoPlanError
        The track cannot stand there; says which rule forbids it.
    """
    bench = lay_bench(problem, plan, provenance, out_of_time)
    slot = find_place(bench, cue)
    old, new = bench.slots.steps[slot], find_item(bench, track)
    if new == old.item:
        said = f"{bench.title(new)} stands there already"
        raise InputError(Finding(said=said, mend="choose another track, or another slot"))
    terms = bench.desk.fit.terms
    gone = list_members(bench.desk.fit.items[old.item]) | list_members(bench.desk.fit.items[new])
    head = bench.desk.fit.items[new].head().id
    wished = replace(terms, pins=(*drop_pins(terms, gone), pin_at(head, old.begin, terms)))
    said = f"{bench.title(new)} in place of {bench.title(old.item)}"
    elsewhere = [n for n, step in enumerate(bench.slots.steps) if step.item == new]
    if not elsewhere:
        kept = put_in(bench, wished, [slot], new, said)
        if kept is not None:
            return kept
    found = refit(bench, wished, widen(bench, (slot, *elsewhere)), said, without=old.item)
    return found or refuse(bench, new, (slot,), f"in place of {bench.title(old.item)}")


def nudge(
    problem: Problem,
    plan: Plan,
    cue: int,
    by_s: float,
    *,
    provenance: Provenance,
    out_of_time: Callable[[], bool] | None = None,
) -> Plan:
    """Start a cue earlier or later, and fit the neighbours to it.

    Parameters
    ----------
    by_s : float [s]
        Later where above zero; rounded to the grid of the session.

    Other parameters, returns and errors are those of ``swap``.
    """
    bench = lay_bench(problem, plan, provenance, out_of_time)
    slot = find_place(bench, cue)
    terms, step = bench.desk.fit.terms, bench.slots.steps[slot]
    by = round(by_s / terms.step_s) if np.isfinite(by_s) else 0
    first = bench.desk.course.segments[step.segment].first_step
    if by == 0:
        said = f"{by_s:g} s are less than half a step of the grid"
        raise InputError(Finding(said=said, mend=f"give {terms.step_s:g} s or more"))
    if step.begin == first or step.begin + by < first:
        said = f"{bench.title(step.item)} cannot begin before its stretch of music, or after it"
        mend = "move a later track, or the beginning of the session in the arc"
        raise InputError(Finding(said=said, mend=mend))
    begin, item = step.begin + by, bench.desk.fit.items[step.item]
    pin = pin_at(item.head().id, begin, terms)
    wished = replace(terms, pins=(*drop_pins(terms, list_members(item)), pin))
    way = f"{abs(by) * terms.step_s:g} s {'later' if by > 0 else 'earlier'}"
    said = f"{bench.title(step.item)} begins {way}"
    found = refit(bench, wished, move(bench, slot, begin), said)
    return found or refuse(bench, step.item, (slot,), way)


def ban(
    problem: Problem,
    plan: Plan,
    track: TrackId,
    *,
    provenance: Provenance,
    out_of_time: Callable[[], bool] | None = None,
) -> Plan:
    """Take a track out of a plan for good, and fit something else in where it stood.

    Parameters
    ----------
    track : TrackId
        In the plan, among its reserves, or anywhere in the library.

    Other parameters, returns and errors are those of ``swap``.
    """
    known = {one.id: one for one in problem.tracks}
    if track not in known:
        said = f"the track {quote(track)} is not among those that may sound in this session"
        raise InputError(Finding(said=said, mend="name one that stands in the plan"))
    bench = lay_bench(problem, plan, provenance, out_of_time)
    terms = problem.terms
    banned = replace(
        terms,
        bans=tuple(dict.fromkeys((*terms.bans, track))),
        pins=drop_pins(terms, frozenset((track,))),
    )
    smaller = replace(
        problem,
        terms=banned,
        tracks=tuple(one for one in problem.tracks if one.id != track),
        removals=(
            *problem.removals,
            count_removal("banned from this plan", [known[track]]),
        ),
    )
    said = f"without {quote(known[track].tags.title or track)}"
    item = bench.desk.number[track]
    there = [n for n, step in enumerate(bench.slots.steps) if step.item == item]
    bench = replace(bench, desk=replace(bench.desk, problem=smaller))
    if not there:
        kept = keep(bench, banned, said)
        if kept is not None:
            return kept
    found = refit(bench, banned, widen(bench, tuple(there)), said, without=item)
    if found is not None:
        return found
    said = f"nothing else fits where {bench.title(item)} stands"
    raise NoPlanError(Finding(said=said, mend="add tracks, or put one there with setlist swap"))


def pin(
    problem: Problem,
    plan: Plan,
    wish: Pin,
    *,
    provenance: Provenance,
    out_of_time: Callable[[], bool] | None = None,
) -> Plan:
    """Make sure that a track sounds: at a minute, in a phase, or anywhere.

    Parameters
    ----------
    wish : Pin
        One pin; it replaces another of the same track.

    Other parameters, returns and errors are those of ``swap``.
    """
    bench = lay_bench(problem, plan, provenance, out_of_time)
    terms, new = bench.desk.fit.terms, find_item(bench, wish.track)
    wished = replace(terms, pins=(*drop_pins(terms, list_members(bench.desk.fit.items[new])), wish))
    said = f"{bench.title(new)} is pinned"
    if wish.at_min is not None:
        said += f" at minute {wish.at_min:g}"
    elif wish.phase is not None:
        said += f" in {wish.phase}"
    elif wish.edge is not None:
        said += f" as the {wish.edge}"
    steps = bench.slots.steps
    there = [number for number, step in enumerate(steps) if step.item == new]
    if there:
        kept = keep(bench, wished, said)
        if kept is not None:
            return kept
    near = list_near(bench, wish) or range(len(steps))
    if not there:
        free = [slot for slot in near if not plan.cues[find_heads(plan.cues)[slot]].pinned]
        kept = put_in(bench, wished, free, new, said)
        if kept is not None:
            return kept
    windows = widen(bench, (*near, *there))
    return refit(bench, wished, windows, said) or refuse(bench, new, tuple(near), "as pinned")
