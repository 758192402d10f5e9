"""Whether an arc holds together: its tags, sources, landmarks and their order."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from setlist.arcs.places import Locate, name_places
from setlist.documents import quote, suggest
from setlist.errors import Finding, Severity
from setlist.model import BANDED, MIXED, Arc, Firmness, Landmark, Moment, RouteName, Style

_ONLY_ON = {
    Landmark.HOLD_END: (RouteName.SUBLINGUAL,),
    Landmark.INFUSION_END: (RouteName.IV_INFUSION,),
    Landmark.FLOOR: (RouteName.IV_INFUSION, RouteName.NASAL_ESKETAMINE),
}
"""The landmarks that some routes alone have; a booster depends on the parts of a session."""
_ENDS = (Landmark.START, Landmark.END)


def audit_arc(
    arc: Arc,
    *,
    vocabulary_words: Collection[str],
    source_keys: Collection[str] | None = None,
    locate: Locate | None = None,
) -> tuple[Finding, ...]:
    """Judge an arc by itself, whatever the session.

    Parameters
    ----------
    arc : Arc
        As it was read.
    vocabulary_words : collection of str
        Every tag that tracks may carry.
    source_keys : collection of str, optional
        The keys of the list of sources; None where that list is not at hand.
    locate : callable, optional
        Gives the place of a key path, as ``Document.place`` does; without it findings have no
        line.

    Returns
    -------
    tuple of Finding
        Errors, where the arc cannot do what it says; warnings, where it may mislead.
    """
    audit = _Audit(arc, locate)
    return (
        *audit.list_tags(vocabulary_words),
        *audit.list_sources(source_keys),
        *audit.list_landmarks(),
        *audit.list_disorder(),
        *audit.list_early_silences(),
        *audit.list_loose_ends(),
        *audit.list_idle_rules(),
    )


class _Audit:
    """The questions to one arc."""

    def __init__(self, arc: Arc, locate: Locate | None) -> None:
        """Take the arc, and the way to say where a thing stands in it."""
        self._arc = arc
        self._locate = locate or name_places(arc)

    def list_tags(self, words: Collection[str]) -> Iterator[Finding]:
        """Find tags that no track can carry, and tags both wanted and forbidden."""
        for number, phase in enumerate(self._arc.phases):
            for key, tags in (("forbid", phase.forbid), ("prefer", phase.prefer)):
                for position, tag in enumerate(tags):
                    path = ("phase", number, key, position)
                    if tag not in words:
                        near = suggest(tag, words)
                        mend = f"did you mean {near}?" if near else "use a word of the vocabulary"
                        yield self._error(f"{quote(tag)} is not in the vocabulary", mend, *path)
                    elif key == "prefer" and tag in phase.forbid:
                        said = f"{quote(tag)} is both preferred and forbidden"
                        yield self._error(said, "take it out of one of the two", *path)

    def list_sources(self, keys: Collection[str] | None) -> Iterator[Finding]:
        """Find sources that the list of sources does not hold."""
        for position, source in enumerate(self._arc.sources):
            if keys is not None and source not in keys:
                near = suggest(source, keys)
                mend = f"did you mean {near}?" if near else "add it to docs/sources.md"
                said = f"{quote(source)} is not in the list of sources"
                yield self._warning(said, mend, "sources", position)

    def list_landmarks(self) -> Iterator[Finding]:
        """Find moments on landmarks that the arc's routes do not have."""
        yield from self._judge_needed(self._arc.start, "phase", 0, "from")
        for number, phase in enumerate(self._arc.phases):
            yield from self._judge_needed(phase.end, "phase", number, "to")
        for number, block in enumerate(self._arc.silences):
            yield from self._judge_optional(block.at, "silence", number, "at")
        for number, prompt in enumerate(self._arc.prompts):
            if prompt.at is not None:
                yield from self._judge_optional(prompt.at, "prompt", number, "at")

    def _judge_needed(self, moment: Moment, *path: str | int) -> Iterator[Finding]:
        """Judge a moment that a phase stands on: every route must have it."""
        landmark = moment.landmark
        lacking = [route for route in self._arc.routes if not _has(route, landmark)]
        if not self._arc.routes and landmark not in _ENDS:
            said = f"stands on {landmark}, and an arc without routes has start and end only"
            yield self._error(said, 'write "start + 12 min", or name the routes', *path)
        elif lacking:
            said = f"stands on {landmark}, which {', '.join(lacking)} does not have"
            mend = "choose a landmark that every route has, or leave these routes to another arc"
            yield self._error(said, mend, *path)
        elif landmark is Landmark.BOOSTER:
            said = "stands on booster, and a session without a second part has none"
            yield self._warning(said, "let phases stand on the effect, prompts on booster", *path)

    def _judge_optional(self, moment: Moment, *path: str | int) -> Iterator[Finding]:
        """Judge a moment that is left out where a route has no such landmark."""
        routes = self._arc.routes
        is_known = any(_has(route, moment.landmark) for route in routes)
        if not is_known and moment.landmark not in _ENDS:
            said = f"stands on {moment.landmark}, which no route of this arc has"
            yield self._error(said, "take it out, or choose another landmark", *path)

    def list_disorder(self) -> Iterator[Finding]:
        """Find phases that end no later than they begin, whatever the route."""
        moments = (self._arc.start, *(phase.end for phase in self._arc.phases))
        for number, (begin, end) in enumerate(pairwise(moments)):
            if _is_never_after(end, begin):
                name = self._arc.phases[number].name
                said = f"the phase {name} ends no later than it begins"
                mend = "give it a later moment, or take the phase out"
                yield self._error(said, mend, "phase", number, "to")

    def list_early_silences(self) -> Iterator[Finding]:
        """Find silences that may come before the floor of a route; those are left out."""
        floored = [route for route in self._arc.routes if _has(route, Landmark.FLOOR)]
        for number, block in enumerate(self._arc.silences):
            is_late = block.at.landmark is Landmark.END or (
                block.at.landmark is Landmark.FLOOR and block.at.offset_min >= 0.0
            )
            if floored and not is_late:
                said = f"may fall before the floor of {', '.join(floored)}"
                mend = "let it stand on end or floor; before the floor it is left out"
                yield self._warning(said, mend, "silence", number, "at")

    def list_loose_ends(self) -> Iterator[Finding]:
        """Find lengths of routes the arc does not claim, and a style that its phases belie."""
        arc = self._arc
        for usual in arc.lengths:
            if usual.route is not None and usual.route not in arc.routes:
                said = f"gives a length for {usual.route}, which is not among the routes"
                mend = "add the route or take the length out"
                yield self._warning(said, mend, "length", usual.route.value)
        is_silent = not any(phase.music for phase in arc.phases)
        if is_silent != (arc.style is Style.NO_MUSIC):
            which = "has no phase with music" if is_silent else "has phases with music"
            mend = f"let the style {Style.NO_MUSIC} and music = false go together"
            yield self._warning(f"is of the style {arc.style} and {which}", mend, "style")

    def list_idle_rules(self) -> Iterator[Finding]:
        """Find a series that raises nothing, and a rule on artists that keeps no distance."""
        arc = self._arc
        curves = (phase.intensity for phase in arc.phases if phase.intensity is not None)
        highest = max((max(curve.points) for curve in curves), default=0.0)
        if arc.series is not None and arc.series.rise > 0.0 and highest < MIXED:
            said = f"raises nothing: no phase asks for an intensity of {MIXED:g} or more"
            yield self._warning(said, "take the series out", "series", "rise")
        music = arc.music
        if music.artist_gap is Firmness.RULE and music.artist_gap_min == 0.0:
            said = "is a rule, but artist_gap_min keeps no distance"
            yield self._warning(said, "give minutes: artist_gap_min = 20", "music", "artist_gap")

    def _error(self, said: str, mend: str, *path: str | int) -> Finding:
        """Make a finding that keeps the arc from holding."""
        return Finding(said=said, mend=mend, place=self._locate(*path))

    def _warning(self, said: str, mend: str, *path: str | int) -> Finding:
        """Make a finding that does not."""
        return Finding(said=said, mend=mend, place=self._locate(*path), severity=Severity.WARNING)


def _has(route: RouteName, landmark: Landmark) -> bool:
    """Tell whether sessions of a route may have a landmark."""
    return route in _ONLY_ON.get(landmark, (route,))


def _is_never_after(end: Moment, begin: Moment) -> bool:
    """Tell whether a moment cannot come after another, whatever the route and the person."""
    if end.landmark is begin.landmark:
        later = ((end.percentile or 0.0) - (begin.percentile or 0.0)) > 0.0
        return not later and end.offset_min <= begin.offset_min
    order = (Landmark.START, *BANDED, Landmark.END)
    if end.landmark not in order or begin.landmark not in order:
        return False
    is_earlier = order.index(end.landmark) < order.index(begin.landmark)
    is_lower = (end.percentile or 0.0) <= (begin.percentile or 100.0)
    return is_earlier and is_lower and end.offset_min <= begin.offset_min
