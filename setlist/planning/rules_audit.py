"""The audit of a plan's rules: voices, tags, exclusions, repeats, artists, pins, works, counts.

A rule is read again from the terms and held against what each cue says of itself.
"""

import math
from collections.abc import Iterator, Mapping

from setlist.errors import Finding, Place
from setlist.model import (
    Cue,
    CueKind,
    Edge,
    FadeLaw,
    Firmness,
    Languages,
    Plan,
    Terms,
    Track,
    TrackId,
    Voice,
)
from setlist.planning.exclusions_audit import list_exclusion_faults
from setlist.planning.wording import quote

_SAME_S = 1e-3
_PIN_WITHIN_S = 30.0


def audit_rules(plan: Plan, tracks: Mapping[TrackId, Track]) -> Iterator[Finding]:
    """Find every rule that a plan breaks.

    Parameters
    ----------
    plan : Plan
        Its problem carries the rules.
    tracks : mapping of TrackId to Track
        For sudden rises and movements that are not in the plan; may be empty.

    Yields
    ------
    Finding
        One a fault, with the cue it stands at.
    """
    terms = plan.problem
    played = [(number, cue) for number, cue in enumerate(plan.cues) if cue.kind is CueKind.TRACK]
    ahead = [(number, cue) for number, cue in played if not _has_sounded(terms, cue)]
    for number, cue in ahead:
        for said in (*_phase_faults(terms, cue, tracks), *list_exclusion_faults(terms, cue)):
            yield Finding(
                said=f"{quote(cue.title)} {said}",
                mend="choose another track",
                place=Place(field=f"cues[{number}]"),
            )
    yield from _repeats(plan, played)
    yield from _artists(terms, played)
    yield from _pins(terms, played)
    yield from _works(ahead, tracks)
    if terms.tracks is not None and not terms.tracks[0] <= len(played) <= terms.tracks[1]:
        said = f"has {len(played)} tracks where the arc asks for {terms.tracks[0]} to "
        said += f"{terms.tracks[1]}"
        yield Finding(said=said, mend="add or take away tracks", place=Place(field="cues"))


def _has_sounded(terms: Terms, cue: Cue) -> bool:
    """Tell whether a cue began before a session was revised, so that no rule can help it."""
    return terms.played_s is not None and cue.start_s < terms.played_s - _SAME_S


def _phase_faults(terms: Terms, cue: Cue, tracks: Mapping[TrackId, Track]) -> Iterator[str]:
    """Hold a cue against the rules of every phase whose guarded span it sounds in."""
    words = {_same(one) for one in (*cue.words, *cue.instruments)}
    voice = _voice(terms, cue)
    track = tracks.get(cue.track) if cue.track is not None else None
    rise_lu = track.measures.max_rise_3s_lu if track is not None else None
    for placed in terms.phases:
        phase = placed.phase
        apart = (
            cue.start_s >= placed.guard_to_s - _SAME_S
            or cue.end_s() <= placed.guard_from_s + _SAME_S
            or placed.end_s <= placed.start_s
            or not phase.music
        )
        if apart:
            continue
        if voice not in phase.voice:
            checked = "" if cue.voice is not None else " (nobody checked its voice)"
            yield f"has {voice} where {phase.name} allows none of it{checked}"
        for word in phase.forbid:
            if _same(word) in words:
                yield f"has the tag {quote(word)}, which {phase.name} forbids"
        cap_lu = terms.music.rise_max_lu
        if phase.protect and cap_lu is not None and rise_lu is not None and rise_lu > cap_lu:
            yield f"rises by {rise_lu:.1f} LU within three seconds, over {cap_lu:g} LU"


def _voice(terms: Terms, cue: Cue) -> Voice:
    """Say what the voice of a cue counts as for the listener."""
    if cue.voice is None:
        return Voice.WORDS
    foreign = (
        cue.voice is Voice.WORDS
        and terms.music.languages is Languages.CLIENT
        and terms.listener is not None
        and len(cue.languages) > 0
    )
    if foreign and terms.listener is not None:
        understood = {_primary(one) for one in terms.listener.understands}
        if all(_primary(one) not in understood for one in cue.languages):
            return Voice.WORDLESS
    return cue.voice


def _repeats(plan: Plan, played: list[tuple[int, Cue]]) -> Iterator[Finding]:
    """Check that no track comes again too soon, and no reserve is played."""
    again_min = plan.problem.music.repeat_after_min
    ended: dict[TrackId, float] = {}
    for number, cue in played:
        if cue.track is None:
            place = Place(field=f"cues[{number}].track")
            yield Finding(said="names no track", mend="name one", place=place)
            continue
        last_s = ended.get(cue.track)
        soon = again_min is None or (
            last_s is not None and cue.start_s - last_s < again_min * 60.0 - _SAME_S
        )
        if last_s is not None and soon and not _has_sounded(plan.problem, cue):
            said = f"{quote(cue.title)} comes again"
            said += "" if again_min is None else f" before {again_min:g} min are over"
            place = Place(field=f"cues[{number}]")
            yield Finding(said=said, mend="choose another track", place=place)
        ended[cue.track] = cue.end_s()
    for number, reserve in enumerate(plan.reserves):
        if reserve.cue.track is not None and reserve.cue.track in ended:
            said = f"{quote(reserve.cue.title)} is set aside and played as well"
            place = Place(field=f"reserves[{number}]")
            yield Finding(said=said, mend="set another track aside", place=place)


def _artists(terms: Terms, played: list[tuple[int, Cue]]) -> Iterator[Finding]:
    """Check that no artist comes again too soon where that is a rule, works left alone."""
    gap_s = terms.music.artist_gap_min * 60.0
    if terms.music.artist_gap is not Firmness.RULE or gap_s <= 0.0:
        return
    ended: dict[str, float] = {}
    for number, cue in played:
        name = _same(cue.artist)
        within = cue.fade is FadeLaw.GAPLESS
        soon = cue.start_s - ended.get(name, -math.inf) < gap_s - _SAME_S
        if name and soon and not within and not _has_sounded(terms, cue):
            yield Finding(
                said=f"{quote(cue.title)} is by {quote(cue.artist)}, who comes again before "
                f"{terms.music.artist_gap_min:g} min are over",
                mend="choose a track by somebody else",
                place=Place(field=f"cues[{number}]"),
            )
        ended[name] = max(cue.end_s(), ended.get(name, -math.inf))


def _pins(terms: Terms, played: list[tuple[int, Cue]]) -> Iterator[Finding]:
    """Check that every pinned track sounds where it was pinned."""
    edges = {Edge.OPENING: played[:1], Edge.CLOSING: played[-1:]}
    for number, pin in enumerate(terms.pins):
        place = Place(field=f"problem.pins[{number}]")
        held = False
        for _, cue in played if pin.edge is None else edges[pin.edge]:
            if cue.track != pin.track:
                continue
            in_time = (
                pin.at_min is None
                or abs(cue.start_s - pin.at_min * 60.0) <= _PIN_WITHIN_S + _SAME_S
            )
            held = held or (in_time and pin.phase in (None, cue.phase))
        if not held:
            yield Finding(
                said=f"the pinned track {quote(pin.track)} does not sound where it was pinned",
                mend="put it there, or take the pin away",
                place=place,
            )


def _works(played: list[tuple[int, Cue]], tracks: Mapping[TrackId, Track]) -> Iterator[Finding]:
    """Check that movements which could follow each other do."""
    there = {
        (_same(one.tags.work.name), _same(one.tags.artist or ""), one.tags.work.movement)
        for one in tracks.values()
        if one.tags.work is not None
    }
    for place, (number, cue) in enumerate(played):
        if cue.work is None:
            continue
        work = (_same(cue.work.name), _same(cue.artist))
        following = played[place + 1][1] if place + 1 < len(played) else None
        is_next = (
            following is not None
            and following.work is not None
            and (_same(following.work.name), _same(following.artist)) == work
            and following.work.movement == cue.work.movement + 1
        )
        if (*work, cue.work.movement + 1) in there and not is_next:
            yield Finding(
                said=f"{quote(cue.title)} is not followed by the next movement of its work",
                mend="keep the work whole, or leave it out",
                place=Place(field=f"cues[{number}]"),
            )


def _same(word: str) -> str:
    """Fold a word, so that case, blanks, dashes and underscores do not matter."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


def _primary(language: str) -> str:
    """Give the language of a code without its region."""
    return language.casefold().replace("_", "-").split("-")[0].strip()
