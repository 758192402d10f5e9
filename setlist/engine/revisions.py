"""A plan that plays, changed from a moment on."""

from collections.abc import Sequence
from dataclasses import replace

from setlist.engine.plans import say_provenance, seal
from setlist.engine.routes import predict
from setlist.errors import Finding, InputError, Place
from setlist.model import Plan, Problem, Timecourse, Wish
from setlist.units import Minutes, Seconds


def revise(
    problem: Problem,
    plan: Plan,
    *,
    at_min: float,
    wish: str | None = None,
    minutes: float | None = None,
    taps: Sequence[str] = (),
) -> Plan:
    """Plan the rest of a session anew while it runs.

    Parameters
    ----------
    problem : Problem
        That of the plan, see `repose`.
    plan : Plan
        The one that plays.
    at_min : float [min]
        Now, in minutes from the dose (from the first sound on an arc without a route).
    wish : str, optional
        ``hold``, ``soften``, ``bring-back``, ``calm``, ``skip``, ``extend`` or ``end``; left
        out where only something was seen.
    minutes : float, optional [min]
        How long to hold, how much to extend by, within how long to end.
    taps : sequence of str
        What was seen in the person, as for `predict`.

    Returns
    -------
    Plan
        What has sounded is as it was; the same wish gives the same plan.

    Raises
    ------
    InputError
        The moment is outside the music, or the wish makes no sense then.
    NoPlanError
        Nothing that is left would fit; let the plan play on.
    """
    from setlist import planning

    revised = planning.revise(
        problem,
        plan,
        at_s=Seconds(at_min * 60.0),
        wish=None if wish is None else _read_wish(wish),
        minutes=None if minutes is None else Minutes(minutes),
        timecourse=_narrow(plan, taps) if taps else None,
        provenance=say_provenance(plan.problem),
    )
    return seal(replace(revised, provenance=say_provenance(revised.problem)))


def tell_revision(plan: Plan, *, at_min: float) -> str:
    """Say in one line what sounds from when on, after a plan was revised."""
    from setlist.wording import escape_text

    from_s = max(plan.problem.played_s or plan.start_s(), plan.start_s())
    ahead = [cue for cue in plan.cues if cue.start_s >= from_s - 1e-3]
    end = _clock(max((cue.end_s() for cue in plan.cues if cue.track), default=from_s))
    if not ahead:
        return f"from {_clock(at_min * 60.0)}: what sounds now is the last; it ends at {end}"
    first = ahead[0]
    name = escape_text(first.title or "untitled") if first.track else "silence"
    tracks = sum(cue.track is not None for cue in ahead)
    return f"from {_clock(first.start_s)}: {name}; {tracks} tracks to come, the music ends at {end}"


def _read_wish(word: str) -> Wish:
    """Read a wish."""
    try:
        return Wish(word)
    except ValueError as error:
        mend = f"wish for one of {', '.join(Wish)}"
        finding = Finding(said=f"{word!r} is no wish", mend=mend, place=Place(field="wish"))
        raise InputError(finding) from error


def _narrow(plan: Plan, taps: Sequence[str]) -> Timecourse:
    """Predict the times that taps leave, if the plan stands on those of one person."""
    route, listener = plan.problem.route, plan.problem.listener
    place = Place(field="tap")
    if route is None:
        said = "this plan stands on no route, so nothing that is seen moves it"
        raise InputError(Finding(said=said, mend="wish for something instead", place=place))
    bands = {one.landmark: one.band for one in plan.problem.bands}
    own = listener is not None and bool(listener.own_minutes)
    # A second tap narrows what the first one left, so each start of the list is as good.
    for count in range(len(taps)):
        if own or all(
            predict(route, taps=taps[:count]).band(mark) == band for mark, band in bands.items()
        ):
            return predict(route, taps=taps)
    said = "the times of this plan are not those of one person by its route"
    mend = "a tap is of one person, not of a group; give earlier taps again, before the new one"
    raise InputError(Finding(said=said, mend=mend, place=place))


def _clock(at_s: float) -> str:
    """Write a session time as minutes and seconds."""
    whole = round(abs(at_s))
    return f"{'-' if at_s < 0 else ''}{whole // 60}:{whole % 60:02d}"
