"""The rules of a phase for a track, and the starts that they leave to an item."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from setlist.model import (
    Phase,
    PlacedPhase,
    Sieve,
    Terms,
    Track,
    Voice,
)
from setlist.planning.items import Item
from setlist.planning.voices import describe, fold_all, judge_voice
from setlist.planning.wording import quote
from setlist.units import Minutes

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
    """A pinned item: the steps it may begin at, both included; ``timed`` if by the minute."""

    item: int
    first_step: int
    last_step: int
    timed: bool


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
    found: dict[int, Fixture] = {}
    for pin in terms.pins:
        for number, item in enumerate(items):
            for member in item.members:
                if member.track.id != pin.track:
                    continue
                span = _pin_span(pin.at_min, _pinned_phase(terms, pin.phase), terms)
                first = math.ceil((span[0] - member.offset_s) / terms.step_s - _SAME_S)
                last = math.floor((span[1] - member.offset_s) / terms.step_s + _SAME_S)
                old = found.get(number)
                found[number] = Fixture(
                    item=number,
                    first_step=max(first, old.first_step if old else 0),
                    last_step=min(last, old.last_step) if old else last,
                    timed=pin.at_min is not None or (old is not None and old.timed),
                )
    return tuple(found.values())


def _pinned_phase(terms: Terms, name: str | None) -> PlacedPhase | None:
    """Give the phase of a pin; one that a revision cut in parts counts from the first on."""
    parts = [one for one in terms.phases if one.phase.name == name]
    return replace(parts[0], end_s=parts[-1].end_s) if parts else None


def _pin_span(
    at_min: Minutes | None, phase: PlacedPhase | None, terms: Terms
) -> tuple[float, float]:
    """Give from when to when a pinned track may begin, in seconds after the session's start."""
    if at_min is not None:
        at_s = at_min * 60.0 - terms.start_s
        return max(0.0, at_s - PIN_SLACK_S), at_s + PIN_SLACK_S
    if phase is not None:
        return phase.start_s - terms.start_s, phase.end_s - terms.start_s - terms.step_s
    return 0.0, terms.end_s - terms.start_s
