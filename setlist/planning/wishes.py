"""What a wish makes of the rest of a session.

hold        the level of now goes on; all that follows comes so many minutes later
soften      all targets of the rest go down
bring-back  the return begins where something else can sound; what lies between is left out
calm        the calm reserve at once, then the rest, softened
skip        nothing changes but the track
extend      the last music lasts longer
end         the landing at once, and an end within so many minutes
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from setlist.errors import Finding, InputError, Place
from setlist.model import Curve, Phase, PhaseName, PlacedSilence, Terms, Wish
from setlist.planning.closing import (
    find_closing,
    keep_floor,
    move_silences,
    music_end_s,
    nudge,
    part_legs,
    stay,
)
from setlist.planning.gentling import LEAST
from setlist.planning.legs import (
    Leg,
    Spread,
    find_under_way,
    flatten,
    lay_legs,
    list_legs,
    share_of,
    trim,
)
from setlist.planning.reserves import CALM_INTENSITY
from setlist.units import Minutes, Seconds

HOLD_MIN, EXTEND_MIN, END_MIN = Minutes(30.0), Minutes(10.0), Minutes(10.0)
"""How long a hold without minutes is planned for, how much longer a session becomes, and how
soon it ends, unless told: our own design."""
SHORTEST_END_MIN = Minutes(3.0)
"""A landing in less than this has no room for a piece of music: our own design."""
SOFTER, SOFTER_LU, SOFTEST_LU = 1.5, 3.0, -12.0
"""How far targets go down, in steps of intensity and in LU, and how far at most: own design."""
_HOMEWARD = (PhaseName.RETURN, PhaseName.LAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """When a wish is made, when something else may begin, and when what sounds has ended."""

    at_s: Seconds
    join_s: Seconds
    clear_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A wish with its numbers.

    ``calm_s`` is how long the calm reserve sounds, ``hushed`` that it is a silence.
    ``nudge_s`` moves the end of the music where nothing would fit it otherwise.
    """

    wish: Wish | None
    minutes: Minutes | None = None
    calm_s: Seconds = Seconds(0.0)
    hushed: bool = False
    nudge_s: Seconds = Seconds(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest:
    """Legs to come, how silences move along, and which phase is over for certain."""

    legs: tuple[Leg, ...]
    move: Callable[[float], float | None]
    known: int | None = None
    said: tuple[str, ...] = ()


def turn_terms(
    terms: Terms, turn: Turn, when: Moments, spread: Spread
) -> tuple[Terms, tuple[str, ...]]:
    """Give the terms that a session goes on by.

    Parameters
    ----------
    terms : Terms
        Of the plan that plays.
    turn : Turn
        What is wished for.
    when : Moments
        On the clock of the session.
    spread : Spread
        How early or late phases may end.

    Returns
    -------
    Terms
        With other phases, timings, silences and end; what has passed is as it was.
    tuple of str
        What must be said of it.

    Raises
    ------
    InputError
        The wish makes no sense at this moment.
    """
    if turn.wish is Wish.SKIP and turn.nudge_s == 0.0:
        return terms, ()
    rest = _same(terms, when) if turn.wish is None else _MADE[turn.wish](terms, turn, when)
    legs, said = keep_floor(terms, nudge(rest.legs, turn.nudge_s), when.at_s)
    laid = lay_legs(
        terms, legs, from_s=when.at_s, clear_s=when.clear_s, spread=spread, known=rest.known
    )
    hushed = turn.wish is Wish.CALM and turn.hushed
    calm = (PlacedSilence(start_s=when.clear_s, length_s=turn.calm_s),) if hushed else ()
    silences = move_silences(terms, laid, clear_s=when.clear_s, move=rest.move, more=calm)
    return replace(laid, silences=silences), (*rest.said, *said)


def _same(terms: Terms, when: Moments) -> _Rest:
    """Change nothing."""
    return _Rest(legs=list_legs(terms, when.at_s), move=stay)


def _hold(terms: Terms, turn: Turn, when: Moments) -> _Rest:
    """Let the level of now go on, and all that follows come later."""
    if not terms.phases[find_under_way(terms, when.at_s)].phase.music:
        raise _refuse("the arc asks for silence now", "extend the session instead")
    held_s = Seconds((HOLD_MIN if turn.minutes is None else turn.minutes) * 60.0)
    held = Leg(phase=_level(terms, when.at_s), length_s=held_s, source=None)
    return _Rest(
        legs=(held, *list_legs(terms, when.at_s)),
        move=lambda at_s: at_s + held_s,
        said=(
            f"All that follows the held level comes {held_s / 60.0:g} min later"
            + ("" if turn.minutes is not None else "; bring back to end the hold sooner")
            + ".",
        ),
    )


def _soften(terms: Terms, turn: Turn, when: Moments) -> _Rest:
    """Lower every target of what is still to come."""
    del turn
    return _Rest(legs=_softer(list_legs(terms, when.at_s)), move=stay)


def _bring_back(terms: Terms, turn: Turn, when: Moments) -> _Rest:
    """Begin the return, and leave out what lies before it."""
    del turn
    now = find_under_way(terms, when.at_s)
    name = terms.phases[now].phase.name
    held = now + 1 < len(terms.phases) and terms.phases[now + 1].phase.name is name
    if name in _HOMEWARD and not held:
        said = "the landing has begun" if name is PhaseName.LAND else "the return has begun"
        raise _refuse(said, "soften it, or end the session")
    homeward = (
        number
        for number, one in enumerate(terms.phases)
        if number > now and one.phase.name in _HOMEWARD
    )
    first = next(homeward, None)
    if first is None:
        raise _refuse("the arc has no return to bring back to", "soften, or end the session")
    ahead = list_legs(terms, when.at_s)[first - now :]
    earlier_s = when.join_s - terms.phases[first].start_s
    return _Rest(
        legs=(_meanwhile(terms, when), *ahead),
        move=lambda at_s: at_s + earlier_s if at_s >= terms.phases[first].start_s else None,
        known=first - 1,
        said=(f"The return begins at minute {when.join_s / 60.0:.0f}.",),
    )


def _calm(terms: Terms, turn: Turn, when: Moments) -> _Rest:
    """Make room for the calm reserve, and soften what follows it."""
    closing = find_closing(terms)
    musical, silent = part_legs(list_legs(terms, when.at_s))
    inside_s = closing.length_s if closing is not None and not silent else 0.0
    calmed_s = Seconds(turn.calm_s)
    softer = _softer(trim(musical, when.join_s - when.at_s + calmed_s))
    least_s = inside_s - sum(leg.length_s for leg in softer)
    if least_s > 0.0:
        last = musical[-1] if musical else list_legs(terms, when.at_s)[-1]
        softer = (
            *softer,
            Leg(phase=flatten(last.phase, 1.0), length_s=Seconds(least_s), source=None),
        )
    calm = Leg(phase=_calmed(terms, when.at_s), length_s=calmed_s, source=None)
    until_s = when.join_s + calmed_s
    return _Rest(
        legs=(_meanwhile(terms, when), calm, *softer, *silent),
        move=lambda at_s: at_s if at_s >= until_s else None,
        said=("What follows the calm piece is softer than the arc asks.",),
    )


def _skip(terms: Terms, turn: Turn, when: Moments) -> _Rest:
    """Change nothing but the track."""
    del turn
    return _same(terms, when)


def _extend(terms: Terms, turn: Turn, when: Moments) -> _Rest:
    """Let the last music last longer."""
    longer_s = (EXTEND_MIN if turn.minutes is None else turn.minutes) * 60.0
    return _Rest(
        legs=nudge(list_legs(terms, when.at_s), longer_s),
        move=stay,
        said=(f"The session is {longer_s / 60.0:g} min longer.",),
    )


def _end(terms: Terms, turn: Turn, when: Moments) -> _Rest:
    """Go to the landing, and close within so many minutes."""
    legs = list_legs(terms, when.at_s)
    musical, silent = part_legs(legs)
    closing = find_closing(terms)
    inside_s = closing.length_s if closing is not None and not silent else 0.0
    soon_s = when.at_s + (END_MIN if turn.minutes is None else turn.minutes) * 60.0
    end_s = min(soon_s, music_end_s(terms))
    last = musical[-1]
    if last.phase.name is not PhaseName.LAND:
        last = replace(last, phase=flatten(last.phase, 1.0))
    length_s = Seconds(max(end_s - when.join_s, 0.0) + inside_s)
    if silent:
        rest_s = max(terms.end_s - end_s, 0.0)
        silent = (replace(silent[-1], length_s=Seconds(rest_s), source=None),)
    return _Rest(
        legs=(_meanwhile(terms, when), replace(last, length_s=length_s, source=None), *silent),
        move=lambda _: None,
        known=find_under_way(terms, when.at_s),
    )


_MADE: dict[Wish, Callable[[Terms, Turn, Moments], _Rest]] = {
    Wish.HOLD: _hold,
    Wish.SOFTEN: _soften,
    Wish.BRING_BACK: _bring_back,
    Wish.CALM: _calm,
    Wish.SKIP: _skip,
    Wish.EXTEND: _extend,
    Wish.END: _end,
}


def _level(terms: Terms, at_s: Seconds) -> Phase:
    """Give the phase of a moment with every target as it is then."""
    placed = terms.phases[find_under_way(terms, at_s)]
    return flatten(placed.phase, share_of(placed, at_s))


def _meanwhile(terms: Terms, when: Moments) -> Leg:
    """Give the leg from the wish to where something else may sound."""
    length_s = Seconds(max(when.join_s - when.at_s, 0.0))
    return Leg(phase=_level(terms, when.at_s), length_s=length_s, source=None)


def _calmed(terms: Terms, at_s: Seconds) -> Phase:
    """Give a phase that asks for nothing but calm, at the quietest level of the arc."""
    curves = (one.phase.loudness_lu.points for one in terms.phases if one.phase.music)
    quietest_lu = min((min(points) for points in curves), default=0.0)
    return replace(
        terms.phases[find_under_way(terms, at_s)].phase,
        intensity=Curve(points=(CALM_INTENSITY,)),
        loudness_lu=Curve(points=(min(quietest_lu, 0.0),)),
        brightness_hz=None,
        onsets_per_s=None,
        tempo_bpm=None,
        prefer=(),
        music=True,
    )


def _softer(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """Lower what legs ask for, within the scale."""
    return tuple(replace(leg, phase=_soften_phase(leg.phase)) for leg in legs)


def _soften_phase(phase: Phase) -> Phase:
    """Lower the intensity and the loudness that a phase asks for."""
    asked = phase.intensity
    loud = (min(point, max(point - SOFTER_LU, SOFTEST_LU)) for point in phase.loudness_lu.points)
    return replace(
        phase,
        intensity=asked
        if asked is None
        else Curve(points=tuple(max(point - SOFTER, LEAST) for point in asked.points)),
        loudness_lu=Curve(points=tuple(loud)),
    )


def _refuse(said: str, mend: str) -> InputError:
    """Refuse a wish that makes no sense at its moment."""
    return InputError(Finding(said=said, mend=mend, place=Place(field="wish")))
