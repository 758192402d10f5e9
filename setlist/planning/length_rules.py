"""The length of a session as a rule that may give way.

The end is moved by minutes, and a closing silence with it; the other phases stay where they
are.  Posing anew with that length may slide them a little.
"""

from collections.abc import Iterator
from dataclasses import replace

from setlist.model import Landmark, PlacedSilence, SoftRule, Terms
from setlist.planning.blocks import cover_return
from setlist.planning.laxity import Change, Kind, Rule, Way
from setlist.units import Minutes, Seconds

_LENGTHS_MIN = (1.0, 2.0, 3.0, 5.0)
"""How far the end is moved, step by step: our own design; farther off is another session."""
_LEAST_LAST_S = 600.0
"""How short a shorter session may make its last phase where the arc does not say: ours."""
_SAME_S = 1.0


def list_lengths(terms: Terms) -> Iterator[Rule]:
    """Give the rule on the length, once for a longer session and once for a shorter one."""
    long_min = terms.length.length_min
    for sign, name in ((1.0, "longer"), (-1.0, "shorter")):
        ways = tuple(
            Way(
                said=f"the session lasts {long_min + by_min:g} min instead of {long_min:g} min",
                mend=f"give --length {long_min + by_min:g}",
                change=_last(Minutes(by_min)),
            )
            for by_min in (sign * one for one in _LENGTHS_MIN)
            if _may_last(terms, by_min)
        )
        if ways:
            yield Rule(
                name=f"{SoftRule.LENGTH} {name}",
                said=f"{long_min:g} min",
                kind=Kind.LENGTH,
                field="length",
                drop=ways[-1].change,
                ways=ways,
                steady=False,
                soft=SoftRule.LENGTH in terms.music.soft,
            )


def _may_last(terms: Terms, by_min: float) -> bool:
    """Tell whether a session may be shorter: its last phase and the floor of the route allow it."""
    if by_min > 0.0:
        return True
    last = terms.phases[-1]
    own_s, by_s = last.end_s - last.start_s, by_min * 60.0
    asked_min = last.phase.at_least_min
    least_s = min(_LEAST_LAST_S if asked_min is None else asked_min * 60.0, own_s)
    closing = terms.silences[-1] if terms.silences else None
    quiet_s = closing.start_s if closing is not None and _closes(closing, terms) else terms.end_s
    floored = terms.floor_s is not None and quiet_s + by_s < terms.floor_s
    return own_s + by_s >= max(least_s, _SAME_S) and not floored


def _closes(silence: PlacedSilence, terms: Terms) -> bool:
    """Tell whether a silence ends with the session."""
    return silence.start_s + silence.length_s >= terms.end_s - _SAME_S


def _last(by_min: Minutes) -> Change:
    """Make the change that moves the end of a session, and its closing silence with it."""

    def change(terms: Terms) -> Terms:
        by_s = by_min * 60.0
        end_s = Seconds(terms.end_s + by_s)
        last = terms.phases[-1]
        guard_s = [
            end_s if one.guard_to_s == terms.end_s else min(one.guard_to_s, end_s)
            for one in terms.phases
        ]
        phases = [
            replace(one, guard_to_s=Seconds(to_s), end_s=end_s if one is last else one.end_s)
            for one, to_s in zip(terms.phases, guard_s, strict=True)
        ]
        silences = tuple(
            replace(one, start_s=Seconds(one.start_s + by_s)) if _closes(one, terms) else one
            for one in terms.silences
        )
        music_end_s = silences[-1].start_s if silences else end_s
        if silences and not _closes(silences[-1], replace(terms, end_s=end_s)):
            music_end_s = end_s
        bands = {one.landmark: one.band for one in terms.bands}
        return replace(
            terms,
            end_s=end_s,
            phases=tuple(phases),
            scenarios=tuple(
                replace(one, ends_s=(*(min(at_s, end_s) for at_s in one.ends_s[:-1]), end_s))
                for one in terms.scenarios
            ),
            silences=silences,
            prompts=tuple(one for one in terms.prompts if one.at_s <= end_s),
            length=replace(
                terms.length,
                length_min=Minutes(round(terms.length.length_min + by_min, 2)),
                covers=cover_return(bands.get(Landmark.RETURN_END), Minutes(music_end_s / 60.0)),
            ),
        )

    return change
