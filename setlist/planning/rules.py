"""The rules of a phase for a track, and the starts that they leave to an item."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from setlist.model import (
    Edge,
    Phase,
    Pin,
    PlacedPhase,
    Sieve,
    Terms,
    Track,
    Voice,
)
from setlist.planning.items import Item, Member
from setlist.planning.segments import Course, Segment, cut_course
from setlist.planning.voices import describe, fold_all, judge_voice
from setlist.planning.wording import quote

PIN_SLACK_S = 30.0
"""How far from its minute a pinned track may begin: our own design."""
_SAME_S = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """Starts that a rule takes from an item: from the first step to before the last."""

    item: int
    first_step: int
    after_step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """A pinned item: the steps it may begin at, both included.

    ``timed`` if by the minute or at an edge; one that ``closes`` is the last of the session.
    """

    item: int
    first_step: int
    last_step: int
    timed: bool
    closes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """An item that stays where it is: nothing else sounds at its step.

    It may stand elsewhere as well, where the rules let it come again.
    """

    item: int
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One rule that a track breaks, and the sieve that it belongs to."""

    sieve: Sieve
    rule: str


def break_rules(track: Track, phase: Phase, terms: Terms) -> str | None:
    """Name the first rule of a phase that a track breaks, or give None.

    Parameters
    ----------
    track : Track
        Judged by what people said of it and what was heard in it.
    phase : Phase
        Its voices, forbidden tags and (where protected) the cap on sudden rises.
    terms : Terms
        For the listener and the rules of the whole session.

    Returns
    -------
    str or None
        Such as ``words`` or ``tag "choir"``.
    """
    first = next(list_breaches(track, phase, terms), None)
    return None if first is None else first.rule


def list_breaches(track: Track, phase: Phase, terms: Terms) -> Iterator[Breach]:
    """List every rule of a phase that a track breaks, as ``break_rules`` names them."""
    voice = judge_voice(track, terms.music, terms.listener)
    if voice not in phase.voice:
        said = "voice unknown" if track.tags.voice is None else _VOICES[voice]
        yield Breach(sieve=Sieve.VOICE, rule=said)
    forbidden = fold_all(phase.forbid)
    forbidden = forbidden & describe(track) if forbidden else forbidden
    for word in sorted(forbidden):
        yield Breach(sieve=Sieve.TAGS, rule=f"tag {quote(word)}")
    cap_lu, rise_lu = terms.music.rise_max_lu, track.measures.max_rise_3s_lu
    if phase.protect and cap_lu is not None and rise_lu is not None and rise_lu > cap_lu:
        yield Breach(sieve=Sieve.RISES, rule=f"rises by more than {cap_lu:g} LU")


_VOICES = {
    Voice.NONE: "no voice",
    Voice.WORDLESS: "wordless voice",
    Voice.SPOKEN: "spoken words",
    Voice.WORDS: "words",
}


def ban_starts(items: tuple[Item, ...], terms: Terms) -> Iterator[Ban]:
    """Give every start at which a track of an item would sound where a phase forbids it.

    A rule holds for every moment that a track sounds within the guarded span of a phase, the
    overlap at either end included.
    """
    for placed in terms.phases:
        if placed.end_s - placed.start_s <= 0.0 or not placed.phase.music:
            continue
        for number, item in enumerate(items):
            for member in item.members:
                if break_rules(member.track, placed.phase, terms) is None:
                    continue
                to_s = member.offset_s + member.length_s()
                first = (placed.guard_from_s - to_s - terms.start_s) / terms.step_s
                after = (placed.guard_to_s - member.offset_s - terms.start_s) / terms.step_s
                yield Ban(
                    item=number,
                    first_step=max(0, math.floor(first + _SAME_S) + 1),
                    after_step=max(0, math.ceil(after - _SAME_S)),
                )


def fix_pins(items: tuple[Item, ...], terms: Terms) -> tuple[Fixture, ...]:
    """Give for each pinned item the steps at which it may begin."""
    course = cut_course(terms)
    found: dict[int, Fixture] = {}
    for pin in terms.pins:
        for number, item in enumerate(items):
            for member in item.members:
                if member.track.id != pin.track:
                    continue
                first, last = span_pin(pin, item, member, terms, course)
                old = found.get(number)
                timed = pin.at_min is not None or pin.edge is not None
                closes = pin.edge is Edge.CLOSING
                found[number] = Fixture(
                    item=number,
                    first_step=max(first, old.first_step if old else 0),
                    last_step=min(last, old.last_step) if old else last,
                    timed=timed or (old is not None and old.timed),
                    closes=closes or (old is not None and old.closes),
                )
    return tuple(found.values())


def _pinned_phase(terms: Terms, name: str | None) -> PlacedPhase | None:
    """Give the phase of a pin; one that a revision cut in parts counts from the first on."""
    parts = [one for one in terms.phases if one.phase.name == name]
    return replace(parts[0], end_s=parts[-1].end_s) if parts else None


def span_pin(pin: Pin, item: Item, member: Member, terms: Terms, course: Course) -> tuple[int, int]:
    """Give the first and last step at which the item of a pinned track may begin.

    Parameters
    ----------
    pin : Pin
        At a minute, in a phase, at an edge, or anywhere.
    item : Item
        The track or the work that it belongs to.
    member : Member
        The pinned track within the item.
    terms : Terms
        For the phases and the grid.
    course : Course
        The stretches of music.

    Returns
    -------
    tuple of int
        Counted from the start of the session; the first lies above the last if the pin cannot
        hold.
    """
    if pin.edge is not None:
        ends = item.members[0 if pin.edge is Edge.OPENING else -1]
        if not course.segments or member is not ends:
            return 0, -1
        if pin.edge is Edge.OPENING:
            return course.segments[0].first_step, course.segments[0].first_step
        return _closing_steps(item, terms, course.segments[-1])
    low_s, high_s = _pin_span(pin, terms)
    first = math.ceil((low_s - member.offset_s) / terms.step_s - _SAME_S)
    last = math.floor((high_s - member.offset_s) / terms.step_s + _SAME_S)
    return (first, last) if pin.at_min is None else _within_music(first, last, item, terms, course)


def _closing_steps(item: Item, terms: Terms, segment: Segment) -> tuple[int, int]:
    """Give the steps at which an item may begin so that it ends a stretch of music."""
    wanted_s = segment.end_s - terms.start_s - item.length_s
    first = math.ceil((wanted_s - segment.slack_s) / terms.step_s - _SAME_S)
    last = math.floor((wanted_s + segment.slack_s) / terms.step_s + _SAME_S)
    return max(first, segment.first_step), last


def _within_music(
    first: int, last: int, item: Item, terms: Terms, course: Course
) -> tuple[int, int]:
    """Keep the steps at which there is music for certain and the item still has room."""
    spans = []
    for segment in course.segments:
        _, latest = _closing_steps(item, terms, segment)
        over_s = segment.end_s - segment.slack_s - terms.start_s
        sounding = math.ceil(over_s / terms.step_s - _SAME_S) - 1
        low, high = max(first, segment.first_step), min(last, latest, sounding)
        if low <= high:
            spans.append((low, high))
    return max(spans, key=lambda span: span[1] - span[0], default=(first, first - 1))


def _pin_span(pin: Pin, terms: Terms) -> tuple[float, float]:
    """Give from when to when a pinned track may begin, in seconds after the session's start."""
    if pin.at_min is not None:
        at_s = pin.at_min * 60.0 - terms.start_s
        return max(0.0, at_s - PIN_SLACK_S), at_s + PIN_SLACK_S
    phase = _pinned_phase(terms, pin.phase)
    if phase is not None:
        return phase.start_s - terms.start_s, phase.end_s - terms.start_s - terms.step_s
    return 0.0, terms.end_s - terms.start_s
