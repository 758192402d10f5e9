"""The audit of a plan's times: joins, overlaps, length, phases, silences.

Nothing here is shared with the search: every number is told again from the cues and the terms.
"""

from collections.abc import Iterator
from itertools import pairwise

from setlist.errors import Finding, Place
from setlist.model import (
    Cue,
    CueKind,
    FadeLaw,
    Plan,
    Terms,
)

_SAME_S = 1e-3
_END_WITHIN_S = 30.0


def audit_clock(plan: Plan) -> Iterator[Finding]:
    """Find every time in a plan that does not add up.

    Parameters
    ----------
    plan : Plan
        From ``solve``, from a file, or edited by hand.

    Yields
    ------
    Finding
        One a fault, with the cue it stands at.
    """
    yield from _lengths(plan)
    for number, (before, after) in enumerate(pairwise(plan.cues)):
        yield from _join(plan.problem, before, after, number + 1)
    yield from _phases(plan)
    yield from _silences(plan)
    for number, prompt in enumerate(plan.prompts):
        if not plan.problem.start_s - _SAME_S <= prompt.at_s <= plan.problem.end_s + _SAME_S:
            yield _at("prompts", number, "stands outside the session", "move it inside")


def _lengths(plan: Plan) -> Iterator[Finding]:
    """Check where the plan begins, how long it is, and that every cue has a length."""
    terms, cues = plan.problem, plan.cues
    if abs(cues[0].start_s - terms.start_s) > _SAME_S:
        said = f"begins at {cues[0].start_s:g} s, the session at {terms.start_s:g} s"
        yield _at("cues", 0, said, "begin with the session")
    for number, cue in enumerate(cues):
        if cue.faded_s > cue.length_s() + _SAME_S:
            yield _at("cues", number, "fades for longer than it lasts", "shorten faded_s")
        if cue.cue_out_s <= cue.cue_in_s:
            yield _at("cues", number, "ends before it begins", "set cue_out_s behind cue_in_s")
    long_s = cues[-1].end_s() - cues[0].start_s
    if abs(long_s - plan.total_s) > _SAME_S:
        said = f"says {plan.total_s:.3f} s, its cues last {long_s:.3f} s"
        yield Finding(said=said, mend="correct it", place=Place(field="total_s"))
    wanted_s = terms.end_s - terms.start_s
    if abs(long_s - wanted_s) > _END_WITHIN_S + _SAME_S:
        said = f"lasts {long_s / 60:.1f} min where {wanted_s / 60:.1f} min were wanted"
        yield Finding(
            said=said, mend="come within half a minute of it", place=Place(field="total_s")
        )


def _join(terms: Terms, before: Cue, after: Cue, number: int) -> Iterator[Finding]:
    """Check how one cue hands over to the next."""
    meets_s = before.start_s + before.length_s() - after.overlap_s
    if abs(meets_s - after.start_s) > _SAME_S:
        said = f"starts at {after.start_s:.3f} s where the join gives {meets_s:.3f} s"
        yield _at("cues", number, said, "make start_s and overlap_s agree")
    if after.overlap_s < 0.0 or after.overlap_s > min(before.length_s(), after.length_s()):
        said = f"overlaps by {after.overlap_s:g} s, more than a cue lasts or less than nothing"
        yield _at("cues", number, said, "choose a shorter overlap")
    if CueKind.SILENCE in (before.kind, after.kind):
        if abs(after.overlap_s) > _SAME_S:
            yield _at("cues", number, "overlaps a silence", "let silence stand by itself")
    elif after.fade is FadeLaw.GAPLESS:
        yield from _gapless(before, after, number)
    elif terms.played_s is None or after.start_s >= terms.played_s - _SAME_S:
        least_s, most_s = _overlaps(terms, before.end_s())
        if not least_s - _SAME_S <= after.overlap_s <= most_s + _SAME_S:
            said = f"overlaps by {after.overlap_s:.3f} s, not {least_s:g} to {most_s:g} s"
            yield _at("cues", number, said, "move it on the grid")


def _gapless(before: Cue, after: Cue, number: int) -> Iterator[Finding]:
    """Check that only movements of one work follow each other without a join."""
    one, two = before.work, after.work
    follows = (
        one is not None
        and two is not None
        and one.name.casefold() == two.name.casefold()
        and before.artist.casefold() == after.artist.casefold()
        and two.movement == one.movement + 1
    )
    if not follows:
        said = "is gapless but no next movement of the work before it"
        yield _at("cues", number, said, "give the join an overlap")
    if abs(after.overlap_s) > _SAME_S:
        yield _at("cues", number, "is gapless and overlaps", "set overlap_s to 0")
    if abs(after.gain_db - before.gain_db) > _SAME_S:
        said = "has another gain than the movement before it"
        yield _at("cues", number, said, "give a work one gain")


def _overlaps(terms: Terms, end_s: float) -> tuple[float, float]:
    """Give the least and most overlap of a join at the end of a cue, either side of a boundary."""
    found = []
    for at_s in (end_s - terms.step_s, end_s):
        placed = next((one for one in terms.phases if at_s < one.end_s), terms.phases[-1])
        own_s = placed.phase.overlap_s
        found.append(terms.music.overlap_s if own_s is None else own_s)
    return min(found), max(found) + terms.step_s


def _phases(plan: Plan) -> Iterator[Finding]:
    """Check the phases of the plan against its problem, and the phase of every cue."""
    wanted = [(one.phase.name, one.start_s, one.end_s) for one in plan.problem.phases]
    if wanted != [(one.name, one.start_s, one.end_s) for one in plan.phases]:
        said = "are not those of the problem that the plan carries"
        yield Finding(said=said, mend="keep the phases as posed", place=Place(field="phases"))
    for number, cue in enumerate(plan.cues):
        holds = [one for one in plan.problem.phases if cue.start_s < one.end_s - _SAME_S]
        right = holds[0].phase.name if holds else plan.problem.phases[-1].phase.name
        if cue.phase is not right:
            said = f"is said to be in {cue.phase} but starts in {right}"
            yield _at("cues", number, said, "correct its phase")


def _silences(plan: Plan) -> Iterator[Finding]:
    """Check that silence falls where it was asked for, everywhere and nowhere else."""
    terms = plan.problem
    quiet = [(number, cue) for number, cue in enumerate(plan.cues) if cue.kind is CueKind.SILENCE]
    for number, cue in quiet:
        asked = any(
            cue.start_s < one.start_s + one.length_s + _END_WITHIN_S
            and cue.end_s() > one.start_s - _END_WITHIN_S
            for one in terms.silences
        )
        if not asked:
            yield _at("cues", number, "is a silence that nobody asked for", "play music there")
        elif terms.floor_s is not None and cue.end_s() >= terms.end_s - _SAME_S:
            yield from _floor(terms, cue, number)
    for place, one in enumerate(terms.silences):
        middle_s = one.start_s + one.length_s / 2.0
        if not any(cue.start_s <= middle_s <= cue.end_s() for _, cue in quiet):
            said = f"asks for silence at {one.start_s / 60:.1f} min, where music plays"
            yield _at("problem.silences", place, said, "put a silence there")


def _floor(terms: Terms, cue: Cue, number: int) -> Iterator[Finding]:
    """Check that the closing silence does not begin before the floor of the route."""
    by_arc = any(
        not one.phase.music and one.start_s - _END_WITHIN_S <= cue.start_s < one.end_s
        for one in terms.phases
    )
    if not by_arc and terms.floor_s is not None:
        early_s = terms.floor_s - cue.start_s
        if early_s > _END_WITHIN_S + _SAME_S:
            said = f"is silent {early_s / 60:.1f} min before the floor of the route"
            yield _at("cues", number, said, "let the landing last until the floor")


def _at(field: str, number: int, said: str, mend: str) -> Finding:
    """Make a finding at one entry of a list."""
    return Finding(said=said, mend=mend, place=Place(field=f"{field}[{number}]"))
