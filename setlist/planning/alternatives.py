"""Alternatives: what else could stand in each slot of a plan, and what the plan would cost then.

An alternative takes the place of what stands there and leaves everything else as it is, but for
times that move by up to half a minute.  So what it is said to cost more is exact, and it is what
the plan costs more once it is put in.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from setlist.model import Alternative, Plan, Problem
from setlist.planning.desk import Desk, find_heads, lay_desk
from setlist.planning.slots import Fitting, Slots, Trial
from setlist.planning.targets import Ints

USUAL_COUNT = 5
_SPARE = 2
"""So many more than asked for are costed exactly, because rough costs may order them wrongly."""
_ENOUGH = 60
"""After so many that fit, no further artist is looked for: our own design."""


def rank_alternatives(
    problem: Problem, plan: Plan, *, count: int = USUAL_COUNT, desk: Desk | None = None
) -> tuple[tuple[Alternative, ...], ...]:
    """Find the tracks that could best stand in the place of each cue of a plan.

    Parameters
    ----------
    problem : Problem
        The plan's, as ``pose`` or ``repose`` gives it.
    plan : Plan
        That stands on its grid.
    count : int [>= 0]
        How many for each cue.
    desk : Desk or None
        That of the problem, if it is laid already.

    Returns
    -------
    tuple of tuple of Alternative
        One entry a cue, the cheapest first and each by another artist as far as that goes; none
        is in the plan or among its reserves.  Empty for silences and for later movements of a
        work, and where no track fits.

    Raises
    ------
    InputError
        The plan does not stand on its grid, or its library has changed under it.
    """
    desk = desk or lay_desk(problem)
    slots = Slots(desk, plan.cues)
    free = free_items(desk, slots, plan)
    found: list[tuple[Alternative, ...]] = [()] * len(plan.cues)
    for slot, cue in enumerate(find_heads(plan.cues)):
        _, ranked = rank_slot(slots, slot, free, count)
        found[cue] = tuple(tell(desk, one.item, one.more) for one in ranked)
    return tuple(found)


def rank_slot(slots: Slots, slot: int, free: Ints, count: int) -> tuple[Trial, tuple[Fitting, ...]]:
    """Find the items that could best stand in one slot.

    Parameters
    ----------
    free : ndarray of int
        The items to choose from.
    count : int [>= 0]
        How many.

    Returns
    -------
    Trial
        What was tried.
    tuple of Fitting
        The best of it, the cheapest first.
    """
    trial = slots.try_items(slot, free)
    order = np.argsort(trial.rough, kind="stable")
    order = order[np.isfinite(trial.rough[order])]
    fitting: list[Fitting] = []
    artists: set[str] = set()
    for entry in order.tolist():
        name = slots.artist(int(trial.items[entry]))
        if name in artists and len(fitting) >= count + _SPARE:
            continue
        one = slots.settle(trial, entry)
        if one is not None:
            fitting.append(one)
            artists.add(name)
        if len(artists) >= count + _SPARE or len(fitting) >= _ENOUGH:
            break
    fitting.sort(key=lambda one: (one.more, one.item))
    return trial, tuple(_differ(fitting, slots, count))


def free_items(desk: Desk, slots: Slots, plan: Plan) -> Ints:
    """List the single tracks that are neither in a plan nor set aside by it."""
    taken = {step.item for step in slots.steps}
    aside = {reserve.cue.track for reserve in plan.reserves}
    items = desk.fit.items
    return np.array(
        [
            number
            for number in np.flatnonzero(desk.fit.counts == 1).tolist()
            if number not in taken and items[number].head().id not in aside
        ],
        dtype=np.int64,
    )


def with_runners_up(plan: Plan, alternatives: Iterable[tuple[Alternative, ...]]) -> Plan:
    """Say in the reasons of a plan what came second at each cue.

    Parameters
    ----------
    plan : Plan
        With reasons, or without any, which leaves it as it is.
    alternatives : iterable of tuple of Alternative
        One entry a cue, as ``rank_alternatives`` gives them.
    """
    second = [found[0] if found else None for found in alternatives]
    reasons = tuple(replace(reason, runner_up=second[reason.cue]) for reason in plan.reasons)
    return replace(plan, reasons=reasons)


def _differ(fitting: list[Fitting], slots: Slots, count: int) -> list[Fitting]:
    """Take the best of each artist first, and fill up with the next best of any."""
    artists: set[str] = set()
    first: list[Fitting] = []
    later: list[Fitting] = []
    for one in fitting:
        name = slots.artist(one.item)
        (later if name and name in artists else first).append(one)
        artists.add(name)
    return sorted([*first, *later][:count], key=lambda one: (one.more, one.item))


def tell(desk: Desk, item: int, more: float) -> Alternative:
    """Name the track of an item, and what the plan costs more with it."""
    track = desk.fit.items[item].head()
    return Alternative(
        track=track.id,
        title=track.tags.title or "",
        artist=track.tags.artist or "",
        more=round(more, 6),
    )
