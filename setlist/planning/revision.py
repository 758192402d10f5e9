"""Revision: a plan that plays is planned anew from a moment on, by what was wished for there.

What has sounded stays as it was, and so does what sounds, unless the wish cuts it: then it hands
over to the next cue by a crossfade, or fades out where silence follows.  The revised plan has no
bound, because none was proven for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from setlist.errors import Finding, InputError, NoPlanError, Place
from setlist.model import (
    CueKind,
    PhaseName,
    PlacedSilence,
    Plan,
    Problem,
    Provenance,
    ReserveRole,
    Terms,
    Timecourse,
    Wish,
)
from setlist.planning.closing import music_end_s
from setlist.planning.continuation import continue_session, listen_to_cut, remake_track
from setlist.planning.items import Item, gather_items
from setlist.planning.legs import find_under_way, measure_spread
from setlist.planning.narrowing import narrow_terms
from setlist.planning.playhead import (
    Playhead,
    cut_at,
    find_join,
    find_playhead,
    meet,
    on_grid,
    overlap_at,
)
from setlist.planning.reassembly import assemble, can_hold, list_open_pins
from setlist.planning.wishes import (
    END_MIN,
    SHORTEST_END_MIN,
    Moments,
    Turn,
    turn_terms,
)
from setlist.units import Minutes, Seconds

_HELD_MIN = (Minutes(30.0), Minutes(20.0), Minutes(10.0))
"""A hold without minutes is planned for the longest of these that the library can fill."""
_NUDGES_S = tuple(map(Seconds, (0.0, 60.0, -60.0, 120.0, -120.0, 180.0, -180.0, 300.0)))
"""By how much the music may end elsewhere where nothing fits its end: our own design."""
_TIMED = (Wish.HOLD, Wish.EXTEND, Wish.END)
_CUTTING = (Wish.SKIP, Wish.CALM)
_MOST_MIN = 240.0
_ROUNDS = 4
_SAME_S = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What a session goes on by: its terms, what sounds and until when, what is to be said."""

    terms: Terms
    head: Playhead
    join_s: Seconds
    said: tuple[str, ...]


def revise(
    problem: Problem,
    plan: Plan,
    *,
    at_s: Seconds,
    wish: Wish | None,
    minutes: Minutes | None = None,
    timecourse: Timecourse | None = None,
    provenance: Provenance,
) -> Plan:
    """Plan the rest of a session anew, from a moment at which it plays.

    Parameters
    ----------
    problem : Problem
        That of the plan, with the tracks as they are now.
    plan : Plan
        The one that plays.
    at_s : float [s]
        Session time, from the first sound to the end of the music.
    wish : Wish or None
        What should become of the music; None where only the timing has changed.
    minutes : float [min, > 0] or None
        How long to hold, how much to extend by, within how long to end.
    timecourse : Timecourse or None
        The times of the route after something was seen in the person; the phases that are
        still to come move with them.
    provenance : Provenance
        With what the revision is made.

    Returns
    -------
    Plan
        Audited.  Cues that ended before the moment are those of the old plan.

    Raises
    ------
    InputError
        The moment is outside the music, or the wish makes no sense then.
    NoPlanError
        Nothing is left that would fit; the old plan plays on.
    """
    _check(wish, minutes, timecourse)
    head = find_playhead(plan, at_s)
    if timecourse is not None:
        moved = narrow_terms(plan.problem, timecourse, at_s=at_s, clear_s=head.end_s())
        head = replace(head, terms=moved)
    calm = _find_calm(problem, plan, head) if wish is Wish.CALM else None
    for hard in (False, True):
        for turn in _list_turns(wish, minutes, calm):
            frame = _frame(head, turn)
            frame = replace(frame, head=listen_to_cut(problem, frame.head, frame.join_s))
            open_pins = list_open_pins(frame.terms, frame.head)
            able = tuple(
                pin for pin in open_pins if can_hold(pin, problem, frame.terms, frame.join_s)
            )
            for pins in dict.fromkeys((able, ())):
                found = continue_session(
                    problem,
                    replace(frame.terms, pins=pins),
                    frame.head,
                    join_s=frame.join_s,
                    calm=calm,
                    hard=hard,
                )
                if found is None:
                    continue
                lost = tuple(pin for pin in open_pins if pin not in pins)
                return assemble(
                    problem,
                    plan,
                    terms=frame.terms,
                    head=frame.head,
                    join_s=frame.join_s,
                    found=found,
                    lost=lost,
                    said=(_name(wish, at_s), *_say_times(plan, timecourse), *frame.said),
                    provenance=provenance,
                )
    raise NoPlanError(
        Finding(
            said="nothing that is left would fit the rest of the session",
            mend="let the plan play on, or wish for something else",
            place=Place(field="wish"),
        )
    )


def _check(wish: Wish | None, minutes: Minutes | None, timecourse: Timecourse | None) -> None:
    """Refuse minutes that mean nothing, and a revision that changes nothing."""
    faults = []
    place = Place(field="minutes")
    if wish is None and timecourse is None:
        mend = f"wish for one of {', '.join(Wish)}, or say what was seen"
        faults.append(Finding(said="nothing is wished for", mend=mend, place=Place(field="wish")))
    if minutes is not None:
        least_min = SHORTEST_END_MIN if wish is Wish.END else 1.0
        if wish not in _TIMED:
            mend = f"leave them out; they belong to {', '.join(_TIMED)}"
            faults.append(Finding(said=f"{wish} has no minutes", mend=mend, place=place))
        elif not least_min <= minutes <= _MOST_MIN:
            mend = f"give {least_min:g} to {_MOST_MIN:g}"
            faults.append(Finding(said=f"are {minutes:g}", mend=mend, place=place))
    if faults:
        raise InputError(*faults)


def _list_turns(wish: Wish | None, minutes: Minutes | None, calm: Item | None) -> Iterator[Turn]:
    """List the ways to grant a wish, the one that is asked for first."""
    calm_s = _CALM_SILENCE_S if calm is None else calm.length_s
    lengths = _HELD_MIN if wish is Wish.HOLD and minutes is None else (minutes,)
    for length_min in lengths:
        for nudge_s in _NUDGES_S:
            yield Turn(
                wish=wish,
                minutes=length_min,
                calm_s=calm_s,
                hushed=wish is Wish.CALM and calm is None,
                nudge_s=nudge_s,
            )


_CALM_SILENCE_S = Seconds(600.0)
"""How long it is silent where a plan has no calm piece, as its reserve says."""


def _frame(head: Playhead, turn: Turn) -> _Frame:
    """Find where the next cue begins under the terms that a wish makes."""
    terms = head.terms
    if turn.wish is Wish.CALM and turn.hushed:
        return _hush(head, turn)
    cuts = _cuts(head, turn)
    if not cuts and not head.quiet and find_join(terms, head.end_s()) < head.at_s - _SAME_S:
        raise _too_late(head)
    if head.quiet:
        return _leave_silence(head, turn) if cuts else _follow(head, turn, head.end_s())
    if not cuts:
        return _follow(head, turn, find_join(terms, head.end_s()))
    overlap_s = overlap_at(terms, head.next_s())
    for _ in range(_ROUNDS):
        join_s, end_s = meet(head, head.next_s(), overlap_s)
        if end_s >= head.end_s() - _SAME_S or find_join(terms, head.end_s()) == join_s:
            if find_join(terms, head.end_s()) < head.at_s - _SAME_S:
                raise _too_late(head)
            return _follow(head, turn, find_join(terms, head.end_s()))
        cut = cut_at(head, end_s)
        frame = _follow(cut, turn, join_s, rounds=1)
        if find_join(frame.terms, end_s) == join_s:
            return frame
        overlap_s = overlap_at(frame.terms, Seconds(end_s))
    return frame


def _cuts(head: Playhead, turn: Turn) -> bool:
    """Tell whether a wish ends what sounds before its time."""
    if turn.wish is not Wish.END:
        return turn.wish in _CUTTING
    soon_s = head.at_s + (END_MIN if turn.minutes is None else turn.minutes) * 60.0
    under_way = head.terms.phases[find_under_way(head.terms, head.at_s)]
    landing = under_way.phase.name is PhaseName.LAND
    return not landing or head.end_s() > min(soon_s, music_end_s(head.terms)) + 30.0


def _follow(head: Playhead, turn: Turn, join_s: Seconds, *, rounds: int = _ROUNDS) -> _Frame:
    """Let something follow what sounds; the new terms may move the join by a step."""
    spread = measure_spread(head.terms)
    for _ in range(rounds):
        when = Moments(at_s=head.at_s, join_s=join_s, clear_s=head.end_s())
        terms, said = turn_terms(head.terms, turn, when, spread)
        if head.quiet or find_join(terms, head.end_s()) == join_s:
            break
        join_s = find_join(terms, head.end_s()) if rounds > 1 else join_s
    return _Frame(terms=terms, head=head, join_s=join_s, said=said)


def _leave_silence(head: Playhead, turn: Turn) -> _Frame:
    """End a silence at the next step of the grid."""
    terms, quiet = head.terms, head.kept[-1]
    join_s = on_grid(terms, max(head.at_s, quiet.start_s + 1.0))
    if join_s >= quiet.end_s():
        return _follow(head, turn, quiet.end_s())
    kept = (*head.kept[:-1], replace(quiet, cue_out_s=Seconds(join_s - quiet.start_s)))
    middle_s = [one.start_s + one.length_s / 2.0 for one in terms.silences]
    own = [quiet.start_s <= at_s <= quiet.end_s() for at_s in middle_s]
    cut = PlacedSilence(start_s=quiet.start_s, length_s=Seconds(join_s - quiet.start_s))
    silences = tuple(cut if here else one for one, here in zip(terms.silences, own, strict=True))
    shorter = replace(head, kept=kept, terms=replace(terms, silences=silences))
    return _follow(shorter, turn, join_s)


def _hush(head: Playhead, turn: Turn) -> _Frame:
    """Fade out what sounds, and let silence follow."""
    if head.quiet:
        said = "it is silent, and the plan has no calm piece"
        raise InputError(
            Finding(said=said, mend="wish for something else", place=Place(field="wish"))
        )
    fade_s = head.terms.music.fade_out_s
    cut = cut_at(head, Seconds(head.next_s() + fade_s), faded_s=fade_s)
    return _follow(cut, turn, on_grid(head.terms, cut.end_s()), rounds=1)


def _too_late(head: Playhead) -> InputError:
    """Say that what sounds is ending and nothing can take over from it in time."""
    return InputError(
        Finding(
            said=f"the track ends at minute {head.end_s() / 60.0:.1f}, too soon for anything to "
            "take over from it",
            mend="wait for the silence after it",
            place=Place(field="at"),
        )
    )


def _find_calm(problem: Problem, plan: Plan, head: Playhead) -> Item | None:
    """Find the calm reserve of a plan among the tracks; None where it is a silence."""
    cue = next((one.cue for one in plan.reserves if one.role is ReserveRole.CALM), None)
    sounded = {one.track for one in head.kept}
    if cue is None or cue.kind is CueKind.SILENCE or cue.track in sounded:
        return None
    tracks = tuple(track for track in problem.tracks if track.id == cue.track)
    return gather_items(tracks or (remake_track(cue),), seed=0)[0]


def _name(wish: Wish | None, at_s: Seconds) -> str:
    """Say when what was wished for."""
    return f"Revised at minute {at_s / 60.0:.1f}: {wish or 'other times'}."


def _say_times(plan: Plan, timecourse: Timecourse | None) -> tuple[str, ...]:
    """Pass on what must be said of other times, where the plan does not say it yet."""
    said = () if timecourse is None else timecourse.notes
    return tuple(one for one in said if one not in plan.problem.notes)
