"""Why every cue of a plan stands where it does: its dues in plain words.

What costs nothing but is worth saying stands among the charges with a cost of zero.
"""

from collections.abc import Mapping, Sequence

from setlist.model import (
    Charge,
    CostPart,
    Cue,
    CueKind,
    FadeLaw,
    Reason,
    Source,
    Terms,
    Track,
    TrackId,
)
from setlist.planning.clauses import word_due, word_tags
from setlist.planning.costing import list_dues
from setlist.planning.dues import Due, Respect
from setlist.planning.join_dues import SURE_TEMPO
from setlist.planning.misfit import fold
from setlist.planning.wording import quote
from setlist.wording import escape_text

_PASSING = 0.1
"""A phase in which a cue sounds less of its time, over all timings, is not named: our own."""


def explain_plan(
    terms: Terms, cues: Sequence[Cue], tracks: Mapping[TrackId, Track]
) -> tuple[Reason, ...]:
    """Say of every cue what it costs at its place, in plain words.

    Parameters
    ----------
    terms : Terms
        Targets, scenarios and rules.
    cues : sequence of Cue
        In order of time.
    tracks : mapping of TrackId to Track
        For the measures that cues do not carry; may be empty, then they are not told.

    Returns
    -------
    tuple of Reason
        One a cue, in their order, without runners-up.  The charges of each part add up to that
        part of `cost_plan`.
    """
    dues: list[list[Due]] = [[] for _ in cues]
    for due in list_dues(terms, cues, tracks):
        dues[due.cue].append(due)
    befores = (None, *cues)
    return tuple(
        Reason(
            cue=number,
            charges=(
                *_state_facts(cue, befores[number], is_last=number + 1 == len(cues)),
                *_charge(terms, cue, dues[number]),
                *_say_unknown(cue, befores[number], dues[number], tracks),
            ),
        )
        for number, cue in enumerate(cues)
    )


def _state_facts(cue: Cue, before: Cue | None, *, is_last: bool) -> list[Charge]:
    """Say what decided the place of a cue whatever it costs."""
    if cue.kind is CueKind.SILENCE:
        said = "silence closes the session" if is_last else "a planned silence"
        return [Charge(part=CostPart.END, said=said, cost=0.0)]
    facts = ["pinned"] if cue.pinned else []
    if cue.fade is FadeLaw.GAPLESS and before is not None and cue.work is not None:
        facts.append(f"part {cue.work.movement} of {quote(cue.work.name)}, no gap")
    elif before is None:
        facts.append("opens the session")
    elif before.kind is CueKind.SILENCE:
        facts.append("follows silence")
    return [Charge(part=CostPart.TRANSITIONS, said=said, cost=0.0) for said in facts]


def _charge(terms: Terms, cue: Cue, dues: Sequence[Due]) -> list[Charge]:
    """Put the dues of one cue into words, part by part."""
    tags = [due for due in dues if due.about is Respect.TAGS]
    charges = [
        Charge(part=due.part, said=_word(cue, due), cost=due.cost, floor=due.floor)
        for due in dues
        if due.about is not Respect.TAGS
    ]
    if tags:
        cost = sum(due.cost for due in tags)
        said = _word_preferences(terms, cue, tags)
        charges.append(Charge(part=CostPart.WISHES, said=said, cost=cost))
    return sorted(charges, key=lambda charge: list(CostPart).index(charge.part))


def _word(cue: Cue, due: Due) -> str:
    """Word a due; a rating that is only suggested says so."""
    said = word_due(due)
    known = due.about is Respect.INTENSITY and due.has is not None
    if known and cue.intensity_source in {Source.SUGGESTED, Source.MEASURED}:
        return f"suggested {said}"
    return said


def _word_preferences(terms: Terms, cue: Cue, dues: list[Due]) -> str:
    """Say which preferred tags a cue has, in the phases that it sounds in for long enough."""
    whole = sum(due.minutes for due in dues)
    long = sorted(
        (due for due in dues if due.minutes >= _PASSING * whole), key=lambda due: -due.minutes
    )
    own = {fold(word) for word in (*cue.words, *cue.instruments)}
    prefers = {placed.phase.name: placed.phase.prefer for placed in terms.phases}
    had = [
        [escape_text(word) for word in prefers[due.phase] if fold(word) in own]
        for due in long
        if due.phase is not None
    ]
    return word_tags(long, had)


def _say_unknown(
    cue: Cue, before: Cue | None, dues: Sequence[Due], tracks: Mapping[TrackId, Track]
) -> list[Charge]:
    """Say what nobody knows of a join, and that it therefore costs nothing."""
    if before is None or CueKind.SILENCE in (before.kind, cue.kind):
        return []
    if cue.fade is FadeLaw.GAPLESS:
        return []
    told = {due.about for due in dues}
    missing = ["step in loudness not known"] if Respect.STEP not in told else []
    both = [tracks.get(one.track) if one.track else None for one in (before, cue)]
    known = [one for one in both if one is not None]
    if len(known) == 2:
        if Respect.FIFTHS not in told:
            missing.append("key not known")
        if Respect.TEMPO_CHANGE not in told:
            unsure = any(_is_unsure(one) for one in known)
            missing.append("tempo not certain" if unsure else "tempo not known")
        if Respect.BRIGHTNESS_CHANGE not in told:
            missing.append("brightness not known")
    return [
        Charge(part=CostPart.TRANSITIONS, said=said, cost=0.0)
        for said in ([", ".join(missing)] if missing else [])
    ]


def _is_unsure(track: Track) -> bool:
    """Tell whether a tempo was heard without certainty."""
    sure = track.measures.tempo_confidence
    return track.measures.tempo_bpm is not None and sure is not None and sure < SURE_TEMPO
