"""The rules that an arc sets, each as something that may give way."""

from collections.abc import Iterator
from dataclasses import replace

from setlist.model import (
    Firmness,
    Phase,
    PlacedPhase,
    PlacedSilence,
    SoftPhaseRule,
    SoftRule,
    Terms,
    Voice,
)
from setlist.planning.laxity import Change, Kind, Rule, Way
from setlist.planning.length_rules import list_lengths
from setlist.planning.wording import quote
from setlist.units import Lu, Minutes

FREE_CAP = Lu(1000.0)
"""A cap on steps that nothing reaches."""
_MOST_STEP_LU = 9
"""As high as a file may set ``step_up_max_lu``."""
_RISES_LU = (1.0, 2.0, 3.0, 5.0, 8.0)
_AGAIN_MIN = (90.0, 60.0, 45.0, 30.0, 20.0, 10.0)
_COUNTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48)
"""How far a rule is relaxed, step by step: our own design."""
_VOICES = {
    Voice.NONE: "music without voices",
    Voice.WORDLESS: "wordless voices",
    Voice.SPOKEN: "spoken words",
    Voice.WORDS: "words",
}
_SAME_S = 1.0


def list_arc_rules(terms: Terms) -> Iterator[Rule]:
    """List the rules of an arc that could leave a session without a plan.

    Parameters
    ----------
    terms : Terms
        Of the problem.

    Yields
    ------
    Rule
        Those that ask nothing of this session are left out.
    """
    yield from _rises(terms)
    for placed in _musical(terms):
        yield from _forbidden(placed)
    yield _repeats(terms)
    yield from _artists(terms)
    yield from _silences(terms)
    yield from _counts(terms)
    yield _steps(terms)
    for placed in _musical(terms):
        yield from _voices(placed)
    yield from list_lengths(terms)


def _musical(terms: Terms) -> list[PlacedPhase]:
    """List the phases that have music and time."""
    return [one for one in terms.phases if one.phase.music and one.end_s > one.start_s]


def _alter(before: Phase, after: Phase) -> Change:
    """Make the change that puts another phase in place of one."""

    def change(terms: Terms) -> Terms:
        phases = (
            replace(one, phase=_merge(one.phase, before, after))
            if one.phase.name is before.name
            else one
            for one in terms.phases
        )
        return replace(terms, phases=tuple(phases))

    return change


def _merge(phase: Phase, before: Phase, after: Phase) -> Phase:
    """Take over what one change did to a phase, and keep what other changes did."""
    freed = set(before.forbid) - set(after.forbid)
    voice = tuple(one for one in Voice if one in phase.voice or one in after.voice)
    return replace(
        phase, voice=voice, forbid=tuple(word for word in phase.forbid if word not in freed)
    )


def _voices(placed: PlacedPhase) -> Iterator[Rule]:
    """Give the rule on voices of one phase: the next kind of voice may sound, then the next."""
    phase = placed.phase
    missing = [voice for voice in Voice if voice not in phase.voice]
    if not missing:
        return
    ways = []
    for count in range(1, len(missing) + 1):
        allowed = tuple(one for one in Voice if one in phase.voice or one in missing[:count])
        names = ", ".join(f'"{one}"' for one in allowed)
        ways.append(
            Way(
                said=f"{_VOICES[missing[count - 1]]} may sound in",
                mend=f"set voice = [{names}] in the arc for",
                change=_alter(phase, replace(phase, voice=allowed)),
                where=phase.name,
            )
        )
    yield Rule(
        name=f"voice in {phase.name}",
        said=f"{_refusal(phase)} in {phase.name}",
        kind=Kind.VOICE,
        field=f"phase {phase.name}.voice",
        drop=ways[-1].change,
        ways=tuple(ways),
        soft=SoftPhaseRule.VOICE in phase.soft,
        grave=phase.protect,
    )


def _refusal(phase: Phase) -> str:
    """Say which voices a phase refuses."""
    if set(phase.voice) == {Voice.NONE}:
        return "no voices"
    missing = [voice for voice in Voice if voice not in phase.voice]
    if len(missing) == len(Voice):
        return "neither voices nor music without voices"
    if set(missing) == {Voice.SPOKEN, Voice.WORDS}:
        return "no words"
    return "no " + " and no ".join(_VOICES[voice] for voice in missing)


def _forbidden(placed: PlacedPhase) -> Iterator[Rule]:
    """Give the rule on each tag that one phase forbids."""
    phase = placed.phase
    for word in dict.fromkeys(phase.forbid):
        left = tuple(other for other in phase.forbid if other != word)
        way = Way(
            said=f"the tag {quote(word)} may sound in",
            mend=f"take {quote(word)} out of forbid in the arc for",
            change=_alter(phase, replace(phase, forbid=left)),
            where=phase.name,
        )
        yield Rule(
            name=f"tag {word} in {phase.name}",
            said=f"no tag {quote(word)} in {phase.name}",
            kind=Kind.FORBID,
            field=f"phase {phase.name}.forbid",
            drop=way.change,
            ways=(way,),
            soft=SoftPhaseRule.FORBID in phase.soft,
            grave=phase.protect,
        )


def _rises(terms: Terms) -> Iterator[Rule]:
    """Give the rule on sudden rises in protected phases."""
    cap_lu = terms.music.rise_max_lu
    names = [one.phase.name for one in _musical(terms) if one.phase.protect]
    if cap_lu is None or not names:
        return

    def allow(most_lu: Lu | None) -> Change:
        return lambda one: replace(one, music=replace(one.music, rise_max_lu=most_lu))

    ways = [
        Way(
            said=f"rises within three seconds may reach {cap_lu + more_lu:g} LU instead of "
            f"{cap_lu:g} LU",
            mend=f"set rise_max_lu = {cap_lu + more_lu:g} in the arc",
            change=allow(Lu(cap_lu + more_lu)),
        )
        for more_lu in _RISES_LU
    ]
    free = allow(None)
    ways.append(
        Way(
            said="sudden rises are not limited",
            mend="take rise_max_lu out of the arc",
            change=free,
        )
    )
    yield Rule(
        name=SoftRule.RISE,
        said=f"no rise over {cap_lu:g} LU within three seconds in {', '.join(names)}",
        kind=Kind.RISE,
        field="music.rise_max_lu",
        drop=free,
        ways=tuple(ways),
        soft=SoftRule.RISE in terms.music.soft,
        grave=True,
    )


def _steps(terms: Terms) -> Rule:
    """Give the rule on how far joins step up."""
    cap_lu = terms.music.step_up_max_lu

    def allow(most_lu: Lu) -> Change:
        return lambda one: replace(one, music=replace(one.music, step_up_max_lu=most_lu))

    ways = tuple(
        Way(
            said=f"joins may step up by {most_lu} LU instead of {cap_lu:g} LU",
            mend=f"set step_up_max_lu = {most_lu} in the arc",
            change=allow(Lu(float(most_lu))),
        )
        for most_lu in range(1, _MOST_STEP_LU + 1)
        if most_lu > cap_lu
    )
    return Rule(
        name=SoftRule.STEP_UP,
        said=f"joins step up by {cap_lu:g} LU at most",
        kind=Kind.STEP,
        field="music.step_up_max_lu",
        drop=allow(FREE_CAP),
        ways=ways,
        soft=SoftRule.STEP_UP in terms.music.soft,
    )


def _repeats(terms: Terms) -> Rule:
    """Give the rule on tracks that come again."""
    again_min = terms.music.repeat_after_min

    def allow(after_min: float) -> Change:
        least_min = Minutes(after_min if again_min is None else min(after_min, again_min))
        return lambda one: replace(one, music=replace(one.music, repeat_after_min=least_min))

    ways = tuple(
        Way(
            said=f"a track may come again after {after_min:g} min",
            mend=f"set repeat_after_min = {after_min:g} in the arc",
            change=allow(after_min),
        )
        for after_min in _AGAIN_MIN
        if again_min is None or after_min < again_min
    )
    return Rule(
        name=SoftRule.REPEAT,
        said="no track twice" if again_min is None else f"no track again within {again_min:g} min",
        kind=Kind.REPEAT,
        field="music.repeat_after_min",
        drop=allow(_AGAIN_MIN[-1]),
        ways=ways,
        soft=SoftRule.REPEAT in terms.music.soft,
    )


def _artists(terms: Terms) -> Iterator[Rule]:
    """Give the rule on the distance between tracks of one artist."""
    gap_min = terms.music.artist_gap_min
    if terms.music.artist_gap is not Firmness.RULE or gap_min <= 0.0:
        return
    way = Way(
        said=f"an artist may come again within {gap_min:g} min",
        mend='set artist_gap = "wish" in the arc',
        change=lambda one: replace(one, music=replace(one.music, artist_gap=Firmness.WISH)),
    )
    yield Rule(
        name=SoftRule.ARTIST_GAP,
        said=f"no artist again within {gap_min:g} min",
        kind=Kind.REPEAT,
        field="music.artist_gap",
        drop=way.change,
        ways=(way,),
        soft=SoftRule.ARTIST_GAP in terms.music.soft,
    )


def _counts(terms: Terms) -> Iterator[Rule]:
    """Give the rule on the number of tracks."""
    if terms.tracks is None:
        return
    low, high = terms.tracks

    def allow(tracks: tuple[int, int] | None) -> Change:
        return lambda one: replace(one, tracks=tracks)

    asked = f"{low} to {high}" if low < high else f"{low}"
    ways = [
        Way(
            said=f"{max(1, low - more)} to {high + more} tracks may sound instead of {asked}",
            mend=f"set tracks = [{max(1, low - more)}, {high + more}] in the arc",
            change=allow((max(1, low - more), high + more)),
        )
        for more in _COUNTS
    ]
    free = Way(
        said="any number of tracks may sound",
        mend="take tracks out of the arc",
        change=allow(None),
    )
    yield Rule(
        name=SoftRule.TRACKS,
        said=f"{asked} tracks",
        kind=Kind.TRACKS,
        field="tracks",
        drop=free.change,
        ways=(*ways, free),
        soft=SoftRule.TRACKS in terms.music.soft,
    )


def _silences(terms: Terms) -> Iterator[Rule]:
    """Give the rule on each silence inside the music; that of a phase without music stays."""
    mute = [one for one in terms.phases if not one.phase.music]
    for silence in terms.silences:
        end_s = silence.start_s + silence.length_s
        inside = terms.start_s + _SAME_S < silence.start_s and end_s < terms.end_s - _SAME_S
        if not inside or any(one.start_s < end_s and one.end_s > silence.start_s for one in mute):
            continue
        where = f"minute {silence.start_s / 60.0:.0f}"
        way = Way(
            said="there is no silence at",
            mend="take out of the arc the silence at",
            change=_without(silence),
            where=where,
        )
        yield Rule(
            name=f"silence at {silence.start_s:g} s",
            said=f"the silence at {where}",
            kind=Kind.SILENCE,
            field="silence",
            drop=way.change,
            ways=(way,),
            soft=SoftRule.SILENCE in terms.music.soft,
        )


def _without(silence: PlacedSilence) -> Change:
    """Make the change that leaves out a silence."""
    return lambda one: replace(
        one, silences=tuple(other for other in one.silences if other.start_s != silence.start_s)
    )
