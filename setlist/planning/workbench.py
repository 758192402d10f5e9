"""The bench: what every edit by hand does to fit a plan together again around a change.

First everything else stays and only times move; then the neighbours of a slot are chosen anew,
then more of them, and at last the whole plan.  Whatever comes of it is put together, costed and
audited as a plan from ``solve`` is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from setlist.errors import Finding, InputError, NoPlanError, Place, SetlistError
from setlist.model import CueKind, Edge, Pin, Plan, Problem, Provenance, Terms, TrackId
from setlist.planning.assembly import assemble_plan, prove_plan
from setlist.planning.building import build_cues
from setlist.planning.desk import Desk, find_heads, find_slot, lay_desk, list_members
from setlist.planning.fit import Fit
from setlist.planning.floor import Floor
from setlist.planning.labels import Path, Step
from setlist.planning.rules import PIN_SLACK_S, Hold, break_rules
from setlist.planning.searching import search
from setlist.planning.segments import Course
from setlist.planning.slots import Slots
from setlist.planning.wording import quote
from setlist.units import Minutes

EDITED = "Edited by hand: "
"""How a note begins that tells of an edit."""
_BOUND = "The bound is that of the plan before it was edited."
_REACHES = (1, 2, 4)
"""How many slots on either side are chosen anew, the fewest first: our own design."""
_PIN_PLACES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A plan on the desk, with what each edit needs of it."""

    plan: Plan
    desk: Desk
    slots: Slots
    provenance: Provenance
    out_of_time: Callable[[], bool] | None

    def title(self, item: int) -> str:
        """Give the title of an item in quotes."""
        head = self.desk.fit.items[item].head()
        return quote(head.tags.title or head.id)


def lay_bench(
    problem: Problem,
    plan: Plan,
    provenance: Provenance,
    out_of_time: Callable[[], bool] | None,
) -> Bench:
    """Lay a plan on the desk."""
    desk = lay_desk(problem)
    return Bench(
        plan=plan,
        desk=desk,
        slots=Slots(desk, plan.cues),
        provenance=provenance,
        out_of_time=out_of_time,
    )


def find_place(bench: Bench, cue: int) -> int:
    """Find the slot of a cue, or say why there is none."""
    cues = bench.plan.cues
    if not 0 <= cue < len(cues):
        said = f"the plan has no slot {cue + 1}"
        raise InputError(Finding(said=said, mend=f"give one from 1 to {len(cues)}"))
    slot = find_slot(cues, cue)
    if slot is None:
        said = f"slot {cue + 1} is a silence, which belongs to the arc"
        raise InputError(Finding(said=said, mend="choose a track, or change the arc"))
    return slot


def find_item(bench: Bench, track: TrackId) -> int:
    """Find the item of a track, or say that it may not sound."""
    item = bench.desk.find_item(track)
    if item is None:
        said = f"the track {quote(track)} is not among those that may sound in this session"
        mend = "choose another, or mend what excludes it: the notes of the plan count why"
        raise InputError(Finding(said=said, mend=mend))
    return item


def drop_pins(terms: Terms, tracks: frozenset[TrackId]) -> tuple[Pin, ...]:
    """Give the pins of a session without those of some tracks."""
    return tuple(one for one in terms.pins if one.track not in tracks)


def pin_at(track: TrackId, begin: int, terms: Terms) -> Pin:
    """Pin a track to the minute of a step."""
    at_min = (terms.start_s + begin * terms.step_s) / 60.0
    return Pin(track=track, at_min=Minutes(round(at_min, _PIN_PLACES)))


def list_near(bench: Bench, wish: Pin) -> list[int]:
    """List the slots that a pin is about; none where it may stand anywhere."""
    terms, steps = bench.desk.fit.terms, bench.slots.steps
    at = [terms.start_s + step.begin * terms.step_s for step in steps]
    if wish.at_min is not None:
        wanted_s = wish.at_min * 60.0
        close = [slot for slot, at_s in enumerate(at) if abs(at_s - wanted_s) <= PIN_SLACK_S]
        return close or [max((n for n, at_s in enumerate(at) if at_s <= wanted_s), default=0)]
    if wish.edge is not None:
        return [0 if wish.edge is Edge.OPENING else len(steps) - 1]
    heads = find_heads(bench.plan.cues)
    cues = [bench.plan.cues[place] for place in heads]
    return [slot for slot, cue in enumerate(cues) if wish.phase and cue.phase is wish.phase]


def keep(bench: Bench, wished: Terms, said: str) -> Plan | None:
    """Leave every cue where it is, if the new terms hold so."""
    steps = bench.slots.stand()
    return _finish(bench, wished, bench.desk.fit, bench.desk.course, steps, said)


def put_in(bench: Bench, wished: Terms, places: Iterable[int], item: int, said: str) -> Plan | None:
    """Put an item where it costs least among some slots, with everything else as it is."""
    found = []
    for slot in places:
        trial = bench.slots.try_items(slot, np.array([item]))
        fitting = bench.slots.settle(trial, 0) if len(trial.items) else None
        if fitting is not None:
            found.append((fitting.more, slot, bench.slots.put_in(trial, fitting)))
    for _, _, steps in sorted(found):
        plan = _finish(bench, wished, bench.desk.fit, bench.desk.course, steps, said)
        if plan is not None:
            return plan
    return None


def widen(bench: Bench, centres: tuple[int, ...]) -> Iterator[dict[int, int]]:
    """Say which slots stay, and where, for windows around some slots, narrow to wide."""
    steps = bench.slots.steps
    for reach in _REACHES:
        yield {
            number: step.begin
            for number, step in enumerate(steps)
            if all(abs(number - centre) > reach for centre in centres)
        }
    first = min(centres, default=0)
    yield {number: step.begin for number, step in enumerate(steps) if number < first - 1}
    yield {}


def move(bench: Bench, slot: int, begin: int) -> Iterator[dict[int, int]]:
    """Say which slots stay, and where, when one begins elsewhere."""
    steps = bench.slots.steps
    later = bench.slots.follow(slot, begin)
    if later is not None:
        after = {number: step.begin for number, step in enumerate(steps) if number > slot}
        after |= dict(enumerate(later, start=slot))
        for reach in _REACHES:
            yield {n: one.begin for n, one in enumerate(steps) if n < slot - reach} | after
    for window in widen(bench, (slot,)):
        yield window | {slot: begin}


def refit(
    bench: Bench,
    wished: Terms,
    windows: Iterable[dict[int, int]],
    said: str,
    *,
    without: int | None = None,
) -> Plan | None:
    """Search each window with all that stays held; give the first plan that passes the audit."""
    kept = {track.id for track in bench.desk.problem.tracks}
    items = [
        number
        for number, item in enumerate(bench.desk.fit.items)
        if number != without and list_members(item) <= kept
    ]
    place = {number: order for order, number in enumerate(items)}
    chosen = tuple(bench.desk.fit.items[number] for number in items)
    seen: list[dict[int, int]] = []
    for window in windows:
        if window in seen:
            continue
        seen.append(window)
        steps = bench.slots.steps
        holds = tuple(
            Hold(item=place[steps[slot].item], step=begin)
            for slot, begin in sorted(window.items())
            if steps[slot].item in place
        )
        found = search(wished, chosen, holds=holds, out_of_time=bench.out_of_time)
        if found.path is not None:
            plan = _finish(
                bench,
                wished,
                found.fit,
                found.course,
                found.path.steps,
                said,
                cut_short=found.path.cut_short,
            )
            if plan is not None:
                return plan
    return None


def _finish(
    bench: Bench,
    wished: Terms,
    fit: Fit,
    course: Course,
    steps: tuple[Step, ...],
    said: str,
    *,
    cut_short: bool = False,
) -> Plan | None:
    """Put an edited plan together; None where the audit faults it."""
    plan, problem = bench.plan, replace(bench.desk.problem, terms=wished)
    fit = Fit(wished, fit.targets, fit.items)
    cues = build_cues(fit, course, Path(steps=steps, cost=0.0, cut_short=cut_short))
    # Without a pin that it was proven with, a plan may cost less than the bound.
    bound = plan.bound if set(plan.problem.pins) <= set(wished.pins) else None
    told = [note for note in plan.notes if note.startswith(EDITED)]
    made = assemble_plan(
        problem,
        fit,
        cues,
        provenance=bench.provenance,
        cut_short=plan.cut_short or cut_short,
        bound=bound,
        floor=Floor(wished, fit.targets, course).total,
        effort=plan.effort,
        notes=(*told, f"{EDITED}{said}.", *([_BOUND] if bound is not None else ())),
    )
    try:
        prove_plan(made, problem)
    except SetlistError:
        return None
    return made


def refuse(bench: Bench, item: int, places: tuple[int, ...], where: str) -> Plan:
    """Say why a track cannot stand somewhere: the rule that forbids it, or that nothing fits."""
    terms, cues = bench.desk.fit.terms, bench.plan.cues
    heads = find_heads(cues)
    phases = {cues[heads[slot]].phase for slot in places if cues[heads[slot]].kind is CueKind.TRACK}
    for placed in terms.phases:
        if placed.phase.name not in phases:
            continue
        for member in bench.desk.fit.items[item].members:
            rule = break_rules(member.track, placed.phase, terms)
            if rule is not None:
                said = f"{bench.title(item)} cannot stand {where}: {rule} in {placed.phase.name}"
                mend = "choose another track, or relax that rule in the arc"
                raise NoPlanError(
                    Finding(said=said, mend=mend, place=Place(field=f"phase {placed.phase.name}"))
                )
    said = f"{bench.title(item)} cannot stand {where}: no choice of other tracks fits around it"
    mend = "choose another track or place, take away a pin near it, or add tracks"
    raise NoPlanError(Finding(said=said, mend=mend))
