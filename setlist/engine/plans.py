"""From an arc and a library to a plan, and its judgement."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from setlist import __version__
from setlist.engine.routes import predict
from setlist.errors import Finding, InputError, Place
from setlist.model import (
    Arc,
    Library,
    LibraryStamp,
    Listener,
    Pin,
    Plan,
    Problem,
    Provenance,
    Route,
    Slide,
    Terms,
    TrackId,
    Vocabulary,
)
from setlist.units import Minutes, Seconds

TIMING_VERSION = "1"
"""The version of the timing parameters; it changes when a plan made with them would."""
_MOST_NAMED = 9


def pose(
    arc: Arc,
    library: Library,
    *,
    route: Route | None = None,
    also: Sequence[str] = (),
    listener: Listener | None = None,
    length: str | float = Slide.USUAL,
    session: int = 1,
    seed: int = 0,
    pins: Sequence[Pin] = (),
    bans: Sequence[TrackId] = (),
    heard: Sequence[TrackId] = (),
    licences: Sequence[str] = (),
    performance_granted: bool = False,
    allow_suggested: bool = False,
) -> Problem:
    """Place an arc on the clock of a route, and gather the tracks it may choose from.

    Parameters
    ----------
    arc : Arc
        See `read_arc`.
    library : Library
        See `scan`.
    route : Route, optional
        See `make_route`; left out for an arc without a route.
    also : sequence of str
        The others of a group, as for `predict`.
    listener : Listener, optional
        Exclusions, which are never relaxed.
    length : str or float [min]
        Minutes from first sound to last, ``"full"`` for the whole course or ``"usual"`` for
        what the arc names.
    session : int [>= 1]
        Which session of a series it is.
    seed : int
        Another seed may give another plan.
    pins, bans : sequence of Pin, of TrackId
        Tracks that must sound, and tracks that must not; see `read_pins`.
    heard : sequence of TrackId
        Tracks of earlier sessions, which do not come again; see `read_heard`.
    licences : sequence of str
        The only licences that tracks may be under, instead of those that the arc names.
    performance_granted : bool
        Leave out what the clinic may not play to a client, even where the arc does not.
    allow_suggested : bool
        Let an intensity that measures suggest stand in where nobody rated; see
        `add_suggestions`.

    Raises
    ------
    InputError
        The length does not fit, arc and route do not go together, a pin cannot hold, or a word
        that the listener avoids is in no vocabulary, so that it would silently exclude nothing.
    """
    from setlist import planning

    if licences:
        _check_licences(licences, library)
        arc = replace(arc, music=replace(arc.music, licences=tuple(licences)))
    if performance_granted:
        arc = replace(arc, music=replace(arc.music, performance_granted=True))
    if listener is not None:
        _check_words(listener, library)
    return planning.pose(
        arc,
        library,
        timecourse=None if route is None else predict(route, also=also),
        listener=listener,
        length=_length(length),
        session=session,
        seed=seed,
        pins=pins,
        bans=bans,
        heard=heard,
        allow_suggested=allow_suggested,
    )


def place(
    arc: Arc,
    *,
    route: Route | None = None,
    also: Sequence[str] = (),
    length: str | float = Slide.USUAL,
) -> Terms:
    """Place an arc on the clock of a route, without any music.

    Raises
    ------
    InputError
        As `pose`.
    """
    nothing = Library(
        stamp=LibraryStamp(locator="none", digest="none", tracks=0),
        tracks=(),
        vocabulary=Vocabulary(terms=()),
    )
    return pose(arc, nothing, route=route, also=also, length=length).terms


def solve(
    problem: Problem, *, effort: float = 1.0, out_of_time: Callable[[], bool] | None = None
) -> Plan:
    """Choose and order tracks so that they fit, and prove how near to the best that is.

    Parameters
    ----------
    problem : Problem
        See `pose`.
    effort : float [> 0]
        How much work may go into the search and the proof; 1 is some seconds.
    out_of_time : callable, optional
        Asked now and then whether the search has to stop with the best plan so far; see
        `count_down`.

    Returns
    -------
    Plan
        The same problem, seed and effort give the same plan, unless time ran out, which it says.

    Raises
    ------
    NoPlanError
        The rules leave no plan; what each phase lacks is said.
    """
    from setlist import planning

    plan = planning.solve(
        problem, effort=effort, out_of_time=out_of_time, provenance=say_provenance(problem.terms)
    )
    return seal(plan)


def solve_alternatives(
    problem: Problem,
    count: int,
    *,
    effort: float = 1.0,
    out_of_time: Callable[[], bool] | None = None,
) -> tuple[tuple[Plan, ...], tuple[Finding, ...]]:
    """Find several plans that truly differ: every two share at most a third of their tracks.

    Parameters
    ----------
    problem : Problem
        See `pose`.
    count : int [1..5]
        How many.
    effort, out_of_time
        As for `solve`.

    Returns
    -------
    tuple of Plan
        The best one first; fewer where the library has no more.
    tuple of Finding
        Why there are fewer.

    Raises
    ------
    NoPlanError
        There is not even one.
    """
    from setlist import planning

    plans, findings = planning.solve_alternatives(
        problem,
        count,
        effort=effort,
        out_of_time=out_of_time,
        provenance=say_provenance(problem.terms),
    )
    return tuple(map(seal, plans)), findings


def count_shared(one: Plan, other: Plan) -> int:
    """Count the tracks that two plans share, pinned ones left out."""
    from setlist import planning

    return planning.count_shared(one, other)


def say_provenance(terms: Terms) -> Provenance:
    """Say with what a plan under some terms is made."""
    from setlist.analysis import MEASURES_VERSION

    return Provenance(
        setlist=__version__,
        timing_model="population" if terms.bands else None,
        timing_version=TIMING_VERSION if terms.bands else None,
        measures_version=MEASURES_VERSION,
    )


def seal(plan: Plan) -> Plan:
    """Put a digest on a plan, so that it is seen when somebody edits it."""
    return replace(plan, provenance=replace(plan.provenance, digest=digest_plan(plan)))


def count_down(limit_s: Seconds) -> Callable[[], bool]:
    """Start a clock that tells when so many seconds are over.

    Parameters
    ----------
    limit_s : float [s, > 0]
        From now.

    Returns
    -------
    callable
        For ``out_of_time`` of `solve`.
    """
    end_s = time.monotonic() + limit_s
    return lambda: time.monotonic() >= end_s


def relax(problem: Problem) -> Problem:
    """Let rules that the arc marks soft give way, if there is no plan otherwise.

    Parameters
    ----------
    problem : Problem
        See `pose`.

    Returns
    -------
    Problem
        The same one where it has a plan, or where no soft rule helps; else the one with the
        cheapest relaxation, which its notes name.  What the client avoids never gives way.
    """
    from setlist import planning

    return planning.relax(problem)


def digest_plan(plan: Plan) -> str:
    """Give the digest of all that a plan says, its own digest left out."""
    from setlist.playlists import write_plan

    bare = replace(plan, provenance=replace(plan.provenance, digest=""))
    return "sha256:" + hashlib.sha256(write_plan(bare).encode()).hexdigest()


def _check_words(listener: Listener, library: Library) -> None:
    """Refuse exclusions that no track of the library could ever carry."""
    from setlist.listeners import audit_listener

    words = set(library.vocabulary.words())
    for track in library.tracks:
        words.update(track.tags.words, track.tags.instruments)
    findings = audit_listener(listener, vocabulary_words=words)
    if findings:
        raise InputError(*findings)


def _check_licences(licences: Sequence[str], library: Library) -> None:
    """Refuse licences that no track of the library is under."""
    from setlist.documents import quote
    from setlist.planning import is_under

    there = sorted({track.tags.licence.name for track in library.tracks if track.tags.licence})
    findings = [
        Finding(
            said=f"no track of the library is under {quote(name)}",
            mend=f"there are: {', '.join(map(quote, there[:_MOST_NAMED]))}"
            if there
            else "say in the library what the tracks are under",
            place=Place(field="licence"),
        )
        for name in licences
        if not any(is_under(own, name) for own in there)
    ]
    if findings:
        raise InputError(*findings)


def _length(length: str | float) -> Minutes | Slide:
    """Read a length that a person gave."""
    try:
        return Slide(str(length)) if length in set(Slide) else Minutes(float(length))
    except ValueError as error:
        finding = Finding(
            said=f"the length {length!r} is unknown", mend="give minutes, 'full' or 'usual'"
        )
        raise InputError(finding) from error
