"""The desk: everything of a problem that changing a plan by hand needs within reach.

A slot is one item of a plan at its start, so a work takes up one slot with all its movements.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from setlist.errors import Finding, InputError, Place
from setlist.model import Cue, CueKind, FadeLaw, Problem, TrackId
from setlist.planning.fit import Fit
from setlist.planning.flow import Flow
from setlist.planning.items import Item, gather_items
from setlist.planning.labels import Step
from setlist.planning.rules import Ban, Fixture, ban_starts, fix_pins
from setlist.planning.segments import Course, cut_course
from setlist.planning.targets import set_targets
from setlist.planning.wording import quote

_SAME_STEP = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A problem with its items, what they cost, and where each track is among them.

    ``bans`` remembers which starts the rules take from an item, once it was asked.
    """

    problem: Problem
    fit: Fit
    flow: Flow
    course: Course
    number: dict[TrackId, int]
    fixtures: dict[int, Fixture]
    bans: dict[int, tuple[Ban, ...]]

    def may_begin(self, item: int, begin: int) -> bool:
        """Tell whether the rules of the phases and the pins let an item begin at a step."""
        if item not in self.bans:
            self.bans[item] = tuple(ban_starts((self.fit.items[item],), self.fit.terms))
        if any(ban.first_step <= begin < ban.after_step for ban in self.bans[item]):
            return False
        fixture = self.fixtures.get(item)
        return fixture is None or fixture.first_step <= begin <= fixture.last_step

    def find_item(self, track: TrackId) -> int | None:
        """Give the item that a track belongs to, or None where it may not sound."""
        return self.number.get(track)


def lay_desk(problem: Problem, *, fit: Fit | None = None, flow: Flow | None = None) -> Desk:
    """Lay out a problem for changes by hand.

    Parameters
    ----------
    problem : Problem
        As ``pose`` or ``repose`` gives it.
    fit, flow : Fit, Flow or None
        Those of a search through the same problem, which are costly to make again.

    Returns
    -------
    Desk
        Nothing of the problem is changed by it.  The one laid last is kept: whoever changes a
        plan asks again and again.
    """
    return _lay_once(_Same(problem)) if fit is None else _lay(problem, fit, flow)


def _lay(problem: Problem, fit: Fit, flow: Flow | None) -> Desk:
    """Lay out a problem with its tables."""
    terms = problem.terms
    number = {
        member.track.id: place for place, item in enumerate(fit.items) for member in item.members
    }
    return Desk(
        problem=problem,
        fit=fit,
        flow=flow or Flow(fit.items),
        course=cut_course(terms),
        number=number,
        fixtures={one.item: one for one in fix_pins(fit.items, terms)},
        bans={},
    )


class _Same:
    """A problem that is the same as itself only: to compare all its tracks would take longer."""

    __slots__ = ("problem",)

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.problem is self.problem

    def __hash__(self) -> int:
        return id(self.problem)


@lru_cache(maxsize=1)
def _lay_once(same: _Same) -> Desk:
    """Lay out a problem with tables of its own."""
    terms = same.problem.terms
    items = gather_items(same.problem.tracks, seed=terms.seed)
    return _lay(same.problem, Fit(terms, set_targets(terms), items), None)


def read_steps(desk: Desk, cues: tuple[Cue, ...]) -> tuple[Step, ...]:
    """Read the slots of a plan from its cues.

    Parameters
    ----------
    desk : Desk
        Of the plan's problem.
    cues : tuple of Cue
        Of a plan that stands on the grid.

    Returns
    -------
    tuple of Step
        One for each slot in order; how far each is lowered is left at zero.

    Raises
    ------
    InputError
        A track is gone or no longer as it was, or the cues do not stand on the grid.
    """
    terms, steps = desk.fit.terms, []
    firsts = [segment.first_step for segment in desk.course.segments]
    for place in find_heads(cues):
        cue = cues[place]
        item = None if cue.track is None else desk.find_item(cue.track)
        if item is None or desk.fit.items[item].head().id != cue.track:
            said = f"{quote(cue.title)} is not among the tracks of the library that may sound here"
            raise _stale(place, said)
        at = (cue.start_s - terms.start_s) / terms.step_s
        begin = round(at)
        if abs(at - begin) > _SAME_STEP or not firsts or begin < firsts[0]:
            raise _stale(place, f"{quote(cue.title)} does not stand on the grid of its session")
        segment = max(number for number, first in enumerate(firsts) if first <= begin)
        steps.append(Step(item=item, begin=begin, segment=segment, lowered_db=0.0))
    for place, before, after in zip(find_heads(cues), steps, steps[1:], strict=False):
        if before.segment == after.segment:
            end = desk.fit.advance(np.array([before.begin]), np.array([before.item]))
            if int(end[0]) != after.begin:
                raise _stale(place, f"{quote(cues[place].title)} is no longer as long as it was")
    return tuple(steps)


def find_heads(cues: tuple[Cue, ...]) -> list[int]:
    """Give the place of each cue that begins a slot: tracks, and the first movement of works."""
    return [
        place
        for place, cue in enumerate(cues)
        if cue.kind is CueKind.TRACK and not _goes_on(cue, cues[place - 1] if place else None)
    ]


def find_slot(cues: tuple[Cue, ...], cue: int) -> int | None:
    """Give the slot that a cue belongs to, or None for a silence."""
    if cues[cue].kind is not CueKind.TRACK:
        return None
    return sum(place <= cue for place in find_heads(cues)) - 1


def list_members(item: Item) -> frozenset[TrackId]:
    """List the tracks of an item."""
    return frozenset(member.track.id for member in item.members)


def _goes_on(cue: Cue, before: Cue | None) -> bool:
    """Tell whether a cue goes on with the work before it."""
    return before is not None and before.kind is CueKind.TRACK and cue.fade is FadeLaw.GAPLESS


def _stale(place: int, said: str) -> InputError:
    """Say that a plan and its library no longer go together."""
    mend = "plan again; this plan cannot be changed with the library as it is now"
    return InputError(Finding(said=said, mend=mend, place=Place(field=f"cues[{place}]")))
