"""Which unrated tracks to rate first, so that a session has a plan.

The search is run with the unrated tracks among the others, each so costly that it takes as few
of them as it can, and among equally few those whose suggested intensity suits their place.
Where even all of them would not do, made-up pieces at a far higher price fill what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from setlist.model import (
    Library,
    PlacedPhase,
    Problem,
    Rating,
    RatingAdvice,
    Terms,
    ToRate,
    Track,
    TrackId,
)
from setlist.planning.beam import Breadth
from setlist.planning.ends import judge_all
from setlist.planning.funnel import is_near, list_candidates
from setlist.planning.items import Item, gather_items
from setlist.planning.missing import falls_short, make_fillers, place_piece
from setlist.planning.rules import break_rules
from setlist.planning.searching import search, search_hard
from setlist.planning.voices import know_intensity, suggest
from setlist.planning.wording import quote
from setlist.units import Minutes, Seconds

_RATING_COST = 10_000.0
"""What a rating costs, in misfit-minutes: more than any misfit of a whole session; ours."""
_PIECE_COST = 100_000.0
"""What a minute of music costs that nobody has: more than the ratings that it saves; ours."""
_MOST_A_PHASE = 12
"""Unrated tracks that are tried for each phase before all of them are: our own design."""
_BREADTH = Breadth(labels=16, items=48, ways=2)
"""Enough to choose by; whether there is a plan is settled by the search that ``solve`` uses."""
_MOST_NAMED = 5
_MOST_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An unrated track that the search took, and where it put it."""

    track: Track
    advice: ToRate


def rank_unrated(
    problem: Problem, library: Library, *, suggested: Mapping[TrackId, float] | None = None
) -> RatingAdvice:
    """Choose the fewest unrated tracks whose rating would give a session a plan.

    Parameters
    ----------
    problem : Problem
        As ``pose`` gives it for this library, without suggested intensities.
    library : Library
        All of it.
    suggested : mapping of TrackId to float [1..9] or None
        Intensities that measures suggest; each rating is assumed to confirm them.  A track
        without one is assumed to be what its phase asks for.

    Returns
    -------
    RatingAdvice
        Nothing to rate where a plan exists already.  Otherwise the tracks in the order in
        which they would sound; where all of them would not be enough, the longest first.
    """
    terms = problem.terms
    marked = suggest(library.tracks, suggested or {})
    candidates = list_candidates(terms, marked, allow_suggested=False)
    left_out = sum(one.lacks_rating() for one in candidates)
    if _has_plan(problem, [], hard=True):
        return RatingAdvice(unrated=left_out, enough=True, first=())
    unrated = judge_all((one.track for one in candidates if one.is_unrated()), terms)
    for among in dict.fromkeys((_most_useful(terms, unrated), unrated)):
        needed = drop_needless(problem, _choose(problem, among, fillers=()))
        if needed:
            return RatingAdvice(
                unrated=left_out, enough=True, first=tuple(one.advice for one in needed)
            )
    helpful = _choose(problem, unrated, fillers=make_fillers(terms))
    first = sorted(
        (one.advice for one in helpful), key=lambda advice: (-advice.length_min, advice.track)
    )
    return RatingAdvice(unrated=left_out, enough=False, first=tuple(first))


def note_unrated(advice: RatingAdvice) -> str:
    """Say how many tracks nobody rated and which to rate first, in one sentence.

    Parameters
    ----------
    advice : RatingAdvice
        From ``rank_unrated``.

    Returns
    -------
    str
        Empty where every track is rated.
    """
    count = advice.unrated
    if not count:
        return ""
    are, were = ("1 track is", "was") if count == 1 else (f"{count} tracks are", "were")
    said = f"{are} not rated and {were} left out"
    if not advice.first:
        return f"{said}."
    named = [_name(one) for one in advice.first[:_MOST_NAMED]]
    if len(advice.first) > _MOST_NAMED:
        named.append(f"and {len(advice.first) - _MOST_NAMED} more")
    these = "this one" if len(advice.first) == 1 else f"these {len(advice.first)}"
    if advice.enough:
        return f"{said}; rate {these} first: {', '.join(named)}."
    return f"{said}; rating them is not enough, but {these} would help most: {', '.join(named)}."


def _name(one: ToRate) -> str:
    """Name a track with its place and what was assumed for it."""
    return f"{quote(one.title or one.track)} ({one.phase}, about {one.intensity:g})"


def _most_useful(terms: Terms, unrated: tuple[Track, ...]) -> tuple[Track, ...]:
    """Give the longest unrated tracks of each phase, those first whose suggestion suits it."""
    useful: dict[TrackId, Track] = {}
    for placed in terms.phases:
        free = [track for track in unrated if break_rules(track, placed.phase, terms) is None]
        order = sorted(free, key=lambda track: _usefulness(track, placed))
        useful.update((track.id, track) for track in order[:_MOST_A_PHASE])
    return tuple(track for track in unrated if track.id in useful)


def _usefulness(track: Track, placed: PlacedPhase) -> tuple[bool, float, str]:
    """Order unrated tracks for one phase; without a suggestion each may suit it."""
    known = know_intensity(track, allow_suggested=True)
    far = known is not None and not is_near(known, placed)
    return (far, -track.measures.audible_s(), track.id)


def _choose(
    problem: Problem, unrated: tuple[Track, ...], *, fillers: tuple[Track, ...]
) -> list[Choice]:
    """Let the search take as few unrated tracks as it can; none where it finds no plan."""
    terms = problem.terms
    ids = {track.id for track in unrated}
    made_up = {track.id for track in fillers}
    items = (
        *gather_items((*problem.tracks, *unrated), seed=terms.seed),
        *gather_items(fillers, seed=0),
    )
    if not unrated:
        return []
    longest_s = max(item.length_s for item in items if item.head().id not in made_up)
    burden = [
        _PIECE_COST if item.head().id in made_up else _price(item, ids, longest_s) for item in items
    ]
    path = search(terms, items, breadth=_BREADTH, burden=np.array(burden)).path
    taken: list[Choice] = []
    for step in path.steps if path else ():
        start_s = terms.start_s + step.begin * terms.step_s
        taken += [
            _take(terms, member.track, Seconds(start_s + member.offset_s))
            for member in items[step.item].members
            if member.track.id in ids
        ]
    return taken


def _price(item: Item, unrated: set[TrackId], longest_s: float) -> float:
    """Give what a minute of an item costs so that every rating costs the same.

    What is rated has half the price of the longest item: were it free, the search would spend
    all of it at the beginning of the session.
    """
    count = sum(member.track.id in unrated for member in item.members)
    return (count or 0.5 * item.length_s / longest_s) * _RATING_COST * 60.0 / item.length_s


def _take(terms: Terms, track: Track, start_s: Seconds) -> Choice:
    """Assume a rating for a track at its place: the suggested one, or what the phase asks for."""
    length_s = track.measures.audible_s()
    piece = place_piece(terms, start_s, length_s)
    known = know_intensity(track, allow_suggested=True)
    advice = ToRate(
        track=track.id,
        title=(track.tags.title or "")[:_MOST_TITLE],
        artist=(track.tags.artist or "")[:_MOST_TITLE],
        phase=piece.phase,
        intensity=round(2.0 * (piece.middle() if known is None else known)) / 2.0,
        suggested=known is not None,
        length_min=Minutes(round(length_s / 60.0, 1)),
    )
    return Choice(track=track, advice=advice)


def drop_needless(problem: Problem, chosen: list[Choice]) -> list[Choice]:
    """Drop every track without which there is a plan all the same; none where there is none."""
    if not chosen or not _has_plan(problem, chosen, hard=True):
        return []
    kept = chosen
    for one in sorted(chosen, key=lambda choice: (choice.advice.length_min, choice.track.id)):
        fewer = [other for other in kept if other is not one]
        if _has_plan(problem, fewer):
            kept = fewer
    return kept if kept is chosen or _has_plan(problem, kept, hard=True) else chosen


def _has_plan(problem: Problem, chosen: list[Choice], *, hard: bool = False) -> bool:
    """Tell whether there is a plan once tracks were rated as assumed."""
    rated = tuple(
        replace(
            one.track,
            tags=replace(one.track.tags, ratings=(Rating(intensity=one.advice.intensity),)),
        )
        for one in chosen
    )
    items = gather_items((*problem.tracks, *rated), seed=problem.terms.seed)
    if falls_short(problem.terms, items):
        return False
    if hard:
        return search_hard(problem.terms, items).path is not None
    return search(problem.terms, items, breadth=_BREADTH).path is not None
