"""The rules that people set for one session: pins, bans, what the client avoids.

What the client avoids, and what a licence forbids, may be to blame for a session without a plan,
but it never gives way.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from setlist.model import (
    Listener,
    Pin,
    Problem,
    SoftRule,
    Terms,
    Track,
    TrackId,
    Unknown,
    UnknownVoice,
)
from setlist.planning.exclusions import trim
from setlist.planning.laxity import Change, Kind, Rule, Way
from setlist.planning.voices import is_intensity_unusable, is_voice_unusable
from setlist.planning.wording import quote

_MOST_NAMED = 8
"""Up to so many bans, or words of one kind, are told one by one; of more a count: our own."""
_AVOIDED = ("avoid_tags", "avoid_instruments", "avoid_artists", "avoid_tracks", "heard")
_NAMES = {
    "avoid_tags": ("the tag", "tags"),
    "avoid_instruments": ("the instrument", "instruments"),
    "avoid_artists": ("the artist", "artists"),
    "avoid_tracks": ("the track", "tracks"),
}


def list_person_rules(problem: Problem) -> Iterator[Rule]:
    """List the rules of people that could leave a session without a plan.

    Parameters
    ----------
    problem : Problem
        With the tracks that were left out; what hits none of them is left out here.

    Yields
    ------
    Rule
        What the client avoids, and what a licence forbids, comes without any way to relax it.
    """
    terms = problem.terms
    if terms.listener is not None:
        yield from _client(terms.listener, problem.left_out)
    yield from _licences(terms)
    yield from _heard(terms, problem.left_out)
    yield from _unknown(terms, problem.left_out)
    yield from _bans(problem)
    yield from _pins(problem)


def _client(listener: Listener, left_out: tuple[Track, ...]) -> Iterator[Rule]:
    """Give what a client avoids and what was heard before, as far as it hits a track."""
    biting = trim(listener, left_out)
    for field in _AVOIDED:
        hit: tuple[str, ...] = tuple(dict.fromkeys(getattr(biting, field)))
        many = field == "heard" or len(hit) > _MOST_NAMED
        for some in [hit] if many else [(word,) for word in hit]:
            if some:
                yield Rule(
                    name=f"client {field}" if many else f"client {field} {some[0]}",
                    said=_word_client(field, some, many=many),
                    kind=Kind.CLIENT,
                    field=f"client.{field}",
                    drop=_spare(field, frozenset(some)),
                )


def _word_client(field: str, words: tuple[str, ...], *, many: bool) -> str:
    """Say what a client avoids."""
    if field == "heard":
        count = len(words)
        return "no track of an earlier session" if count > 1 else "not the track heard before"
    one, several = _NAMES[field]
    return (
        f"{len(words)} {several} that the client avoids"
        if many
        else f"{one} {quote(words[0])} that the client avoids"
    )


def _spare(field: str, words: frozenset[str]) -> Change:
    """Make the change that takes entries out of a client's list, to see whether they matter."""

    def change(terms: Terms) -> Terms:
        if terms.listener is None:
            return terms
        left = tuple(word for word in getattr(terms.listener, field) if word not in words)
        entry: dict[str, Any] = {field: left}
        return replace(terms, listener=replace(terms.listener, **entry))

    return change


def _licences(terms: Terms) -> Iterator[Rule]:
    """Give the rules on what may be played at all."""
    music = terms.music
    if music.licences:
        yield Rule(
            name="licences",
            said=f"only music under {', '.join(music.licences)}",
            kind=Kind.LICENCE,
            field="music.licences",
            drop=lambda one: replace(one, music=replace(one.music, licences=())),
        )
    if music.performance_granted:
        yield Rule(
            name="performance_granted",
            said="only music that may be played to a client",
            kind=Kind.LICENCE,
            field="music.performance_granted",
            drop=lambda one: replace(one, music=replace(one.music, performance_granted=False)),
        )


def _heard(terms: Terms, left_out: tuple[Track, ...]) -> Iterator[Rule]:
    """Give the rule that nothing of an earlier plan comes again."""
    if not {track.id for track in left_out} & set(terms.heard):
        return
    way = Way(
        said="tracks of earlier plans may sound again",
        mend="leave some of --heard out",
        change=lambda one: replace(one, heard=()),
    )
    yield Rule(
        name="heard",
        said="no track of an earlier plan",
        kind=Kind.BAN,
        field="heard",
        drop=way.change,
        ways=(way,),
    )


def _unknown(terms: Terms, left_out: tuple[Track, ...]) -> Iterator[Rule]:
    """Give the rules on tracks of which something was never said."""
    music = terms.music
    if any(
        is_intensity_unusable(one, music, allow_suggested=terms.allow_suggested) for one in left_out
    ):
        way = Way(
            said="tracks that nobody rated may sound",
            mend='rate them, or set unknown_intensity = "penalise" in the arc',
            change=lambda one: replace(
                one, music=replace(one.music, unknown_intensity=Unknown.PENALISE)
            ),
        )
        yield Rule(
            name=SoftRule.UNKNOWN_INTENSITY,
            said="no track that nobody rated",
            kind=Kind.UNKNOWN,
            field="music.unknown_intensity",
            drop=way.change,
            ways=(way,),
            soft=SoftRule.UNKNOWN_INTENSITY in music.soft,
        )
    if any(is_voice_unusable(one, music) for one in left_out):
        way = Way(
            said="tracks whose voice nobody checked may sound where words may",
            mend='check them, or set unknown_voice = "as words" in the arc',
            change=lambda one: replace(
                one, music=replace(one.music, unknown_voice=UnknownVoice.AS_WORDS)
            ),
        )
        yield Rule(
            name=SoftRule.UNKNOWN_VOICE,
            said="no track whose voice nobody checked",
            kind=Kind.UNKNOWN,
            field="music.unknown_voice",
            drop=way.change,
            ways=(way,),
            soft=SoftRule.UNKNOWN_VOICE in music.soft,
        )


def _bans(problem: Problem) -> Iterator[Rule]:
    """Give the bans of this plan that take a track away, one by one where they are few."""
    known = {track.id: track for track in problem.left_out}
    hit = [name for name in dict.fromkeys(problem.terms.bans) if name in known]
    some = [tuple(hit)] if len(hit) > _MOST_NAMED else [(name,) for name in hit]
    for names in some:
        one = quote(known[names[0]].tags.title or names[0]) if len(names) == 1 else ""
        many = f"the {len(names)} banned tracks"
        way = Way(
            said=f"{one or many} may sound",
            mend="take the ban away" if one else "take some of the bans away",
            change=_allow(frozenset(names)),
        )
        yield Rule(
            name=f"ban {names[0]}" if one else "bans",
            said=f"{one} banned" if one else many,
            kind=Kind.BAN,
            field="bans",
            drop=way.change,
            ways=(way,),
        )


def _allow(names: frozenset[TrackId]) -> Change:
    """Make the change that takes bans away."""
    return lambda one: replace(one, bans=tuple(name for name in one.bans if name not in names))


def _pins(problem: Problem) -> Iterator[Rule]:
    """Give every pin: it may lose its place, then be taken away."""
    titles = {track.id: track.tags.title or track.id for track in problem.tracks}
    for pin in problem.terms.pins:
        name = quote(titles.get(pin.track, pin.track))
        free = Pin(track=pin.track)
        gone = Way(said=f"{name} is not pinned", mend="take its pin away", change=_put(pin, None))
        loose = Way(
            said=f"{name} may stand anywhere",
            mend="pin it without a place",
            change=_put(pin, free),
        )
        yield Rule(
            name=f"pin {pin.track} {pin.at_min} {pin.phase} {pin.edge}",
            said=f"{name} pinned{_word_place(pin)}",
            kind=Kind.PIN,
            field="pins",
            drop=gone.change,
            ways=(gone,) if pin == free else (loose, gone),
        )


def _word_place(pin: Pin) -> str:
    """Say where a pin stands."""
    if pin.at_min is not None:
        return f" at minute {pin.at_min:g}"
    if pin.edge is not None:
        return f" as the {pin.edge}"
    return f" in {pin.phase}" if pin.phase is not None else ""


def _put(pin: Pin, instead: Pin | None) -> Change:
    """Make the change that puts another pin, or none, in place of one."""
    new = () if instead is None else (instead,)

    def change(terms: Terms) -> Terms:
        pins = [other for one in terms.pins for other in (new if one == pin else (one,))]
        return replace(terms, pins=tuple(pins))

    return change
