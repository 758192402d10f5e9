"""The funnel of a phase: what its rules leave of a library, one after the other.

Every track is held against every rule by itself, so that it can also be told what would come
back if one of them went.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from setlist.model import (
    PlacedPhase,
    Remainder,
    RuleCost,
    Sieve,
    Terms,
    Track,
    TrackId,
)
from setlist.planning.exclusions import UNRATED, list_exclusions, single_tracks
from setlist.planning.items import gather_items
from setlist.planning.rules import Breach, list_breaches
from setlist.planning.segments import cut_course, shortest_s
from setlist.planning.voices import know_intensity
from setlist.units import Minutes

REACH = 1.0
"""How far outside what a phase asks for a rating still serves it: one step, our own design."""

_OUT_OF_REACH = Breach(sieve=Sieve.REACH, rule="intensity out of reach")
_ORDER = tuple(Sieve)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A track of a library, and what it breaks in every phase alike."""

    track: Track
    length_min: Minutes
    breaches: tuple[Breach, ...]

    def lacks_rating(self) -> bool:
        """Tell whether it leaves because nobody rated it, whatever else it lacks."""
        return any(one.rule == UNRATED for one in self.breaches)

    def is_unrated(self) -> bool:
        """Tell whether a rating is all that it lacks."""
        return bool(self.breaches) and all(one.rule == UNRATED for one in self.breaches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """One phase and the candidates, each with all that it breaks there."""

    placed: PlacedPhase
    candidates: tuple[Candidate, ...]

    def remains(self) -> tuple[Remainder, ...]:
        """Give what is left after each sieve, the whole library first."""
        worst = [_first_sieve(one.breaches) for one in self.candidates]
        left = []
        for place, sieve in enumerate(_ORDER):
            kept = [
                one.length_min
                for one, stopped in zip(self.candidates, worst, strict=True)
                if stopped > place
            ]
            minutes = Minutes(round(sum(kept, 0.0), 1))
            left.append(Remainder(sieve=sieve, tracks=len(kept), length_min=minutes))
        return tuple(left)

    def costliest(self) -> RuleCost | None:
        """Give the rule without which most would come back; the reach is none of the rules."""
        minutes: defaultdict[str, float] = defaultdict(float)
        tracks: defaultdict[str, int] = defaultdict(int)
        for one in self.candidates:
            rules = {breach.rule for breach in one.breaches}
            if len(rules) == 1 and _OUT_OF_REACH.rule not in rules:
                (rule,) = rules
                minutes[rule] += one.length_min
                tracks[rule] += 1
        if not minutes:
            return None
        rule = max(minutes, key=lambda name: (minutes[name], name))
        return RuleCost(rule=rule, tracks=tracks[rule], length_min=Minutes(round(minutes[rule], 1)))


def list_candidates(
    terms: Terms, tracks: tuple[Track, ...], *, allow_suggested: bool
) -> tuple[Candidate, ...]:
    """Hold every track of a library against what counts in all phases.

    Parameters
    ----------
    terms : Terms
        For the listener and the rules of the whole session.
    tracks : tuple of Track
        All of a library, as it was before anything was excluded.
    allow_suggested : bool
        As the problem was posed.

    Returns
    -------
    tuple of Candidate
        One for each track, in order of id.
    """
    unique = single_tracks(tracks)
    exclusions = list(
        list_exclusions(
            terms.music,
            terms.listener,
            terms.bans,
            heard=terms.heard,
            allow_suggested=allow_suggested,
        )
    )
    broken = {
        track.id: [
            Breach(sieve=one.sieve, rule=one.reason) for one in exclusions if one.hits(track)
        ]
        for track in unique.values()
    }
    _bound_lengths(terms, unique, broken)
    return tuple(
        Candidate(track=unique[name], length_min=_minutes(unique[name]), breaches=tuple(found))
        for name, found in sorted(broken.items())
    )


def sift(candidates: tuple[Candidate, ...], placed: PlacedPhase, terms: Terms) -> Funnel:
    """Hold candidates against one phase.

    The rules are its own and those of every protected phase whose guarded span covers it.

    Parameters
    ----------
    candidates : tuple of Candidate
        From ``list_candidates``.
    placed : PlacedPhase
        The phase on the clock.
    terms : Terms
        For the listener and the rules of the whole session.

    Returns
    -------
    Funnel
        The same candidates in the same order.
    """
    ruling = list_ruling(placed, terms)
    return Funnel(
        placed=placed,
        candidates=tuple(
            Candidate(
                track=one.track,
                length_min=one.length_min,
                breaches=(*one.breaches, *_phase_breaches(one, placed, ruling, terms)),
            )
            for one in candidates
        ),
    )


def list_ruling(placed: PlacedPhase, terms: Terms) -> list[PlacedPhase]:
    """List the phases whose rules hold all through a phase."""
    return [
        other
        for other in terms.phases
        if other is placed
        or (
            other.phase.music
            and other.end_s > other.start_s
            and other.guard_from_s <= placed.start_s
            and other.guard_to_s >= placed.end_s
        )
    ]


def is_near(intensity: float, placed: PlacedPhase) -> bool:
    """Tell whether an intensity is within reach of what a phase asks for."""
    curve = placed.phase.intensity
    if curve is None:
        return True
    return min(curve.points) - REACH <= intensity <= max(curve.points) + REACH


def _phase_breaches(
    one: Candidate, placed: PlacedPhase, ruling: list[PlacedPhase], terms: Terms
) -> Iterator[Breach]:
    """List what a candidate breaks in one phase; where nobody rated it, a rating may suit."""
    for other in ruling:
        yield from list_breaches(one.track, other.phase, terms)
    known = know_intensity(one.track, allow_suggested=True)
    if known is None and not one.lacks_rating() and placed.phase.intensity is not None:
        yield _OUT_OF_REACH
    if known is not None and not is_near(known, placed):
        yield _OUT_OF_REACH


def _bound_lengths(
    terms: Terms, unique: dict[TrackId, Track], broken: dict[TrackId, list[Breach]]
) -> None:
    """Add to what tracks break that they, or the works they belong to, are too short or long."""
    measured = (
        track
        for track in unique.values()
        if not any(one.sieve is Sieve.MEASURED for one in broken[track.id])
    )
    least_s, longest_s = shortest_s(terms), cut_course(terms).longest_s(terms)
    for item in gather_items(tuple(measured), seed=0):
        if least_s <= item.length_s <= longest_s:
            continue
        short = item.length_s < least_s
        rule = f"shorter than {least_s:g} s" if short else "longer than the music may last"
        for member in item.members:
            broken[member.track.id].append(Breach(sieve=Sieve.LENGTH, rule=rule))


def _first_sieve(breaches: tuple[Breach, ...]) -> int:
    """Give the place of the first sieve that stops a candidate, past the last if none does."""
    return min((_ORDER.index(one.sieve) for one in breaches), default=len(_ORDER))


def _minutes(track: Track) -> Minutes:
    """Give how long a track can be heard, nothing where that is no number."""
    length_min = track.measures.audible_s() / 60.0
    return Minutes(length_min if math.isfinite(length_min) and length_min > 0.0 else 0.0)
