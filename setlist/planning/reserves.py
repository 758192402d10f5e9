"""The reserves of a plan: calm at any moment, and more of the peak."""

from setlist.model import (
    Cue,
    PhaseName,
    Reserve,
    ReserveRole,
    Terms,
    Voice,
)
from setlist.planning.building import silence_cue, track_cue
from setlist.planning.fit import Fit
from setlist.planning.items import Item
from setlist.planning.rules import break_rules
from setlist.planning.segments import Hush
from setlist.planning.voices import judge_voice
from setlist.units import Seconds

CALM_INTENSITY = 2.0
"""Music is calm up to here: the lower two steps of the supportive third [warja-bonde2014]."""
_CALM_SILENCE_S = 600.0
_HOLD_WITHIN = 1.5
"""How far a track may be from the intensity of the peak to hold it: our own design."""


def choose_reserves(fit: Fit, cues: tuple[Cue, ...]) -> tuple[Reserve, ...]:
    """Set aside what the plan does not use: a calm piece or silence, and one to hold the peak.

    Parameters
    ----------
    fit : Fit
        All items of the problem.
    cues : tuple of Cue
        The plan; nothing in it becomes a reserve.

    Returns
    -------
    tuple of Reserve
        The calm one first; one for the peak where the arc has one and a track fits it.
    """
    played = {cue.track for cue in cues}
    spare = [
        number
        for number, item in enumerate(fit.items)
        if len(item.members) == 1 and item.head().id not in played
    ]
    calm = _calm(fit, spare)
    reserves = [_calm_reserve(fit, calm)]
    hold = _hold(fit, [number for number in spare if number != calm])
    return (*reserves, hold) if hold is not None else tuple(reserves)


def _calm(fit: Fit, spare: list[int]) -> int | None:
    """Find the calmest track that people rated, whose voice is known and that no phase forbids."""
    safe = [number for number in spare if _is_safe(fit.items[number], fit.terms)]
    return min(safe, key=lambda number: _calmness(fit.items[number]), default=None)


def _is_safe(item: Item, terms: Terms) -> bool:
    """Tell whether a track may be played to anyone in this session at any moment."""
    track = item.head()
    rated = track.tags.intensity()
    if rated is None or rated > CALM_INTENSITY or track.tags.voice is None:
        return False
    if judge_voice(track, terms.music, terms.listener) not in (Voice.NONE, Voice.WORDLESS):
        return False
    musical = (placed.phase for placed in terms.phases if placed.phase.music)
    return all(break_rules(track, phase, terms) is None for phase in musical)


def _calmness(item: Item) -> tuple[bool, float, float, float, str]:
    """Order tracks by calm: known loudness, lowest rating, gentlest rise, longest."""
    track = item.head()
    rise_lu = track.measures.max_rise_3s_lu
    rated = track.tags.intensity()
    return (
        item.loudness_lufs is None,
        rated if rated is not None else CALM_INTENSITY,
        rise_lu if rise_lu is not None else float("inf"),
        -item.length_s,
        track.id,
    )


def _calm_reserve(fit: Fit, calm: int | None) -> Reserve:
    """Make the calm reserve: the piece at the quietest level of the arc, or silence."""
    terms = fit.terms
    if calm is None:
        hush = Hush(wanted_s=terms.start_s, until_s=Seconds(terms.start_s + _CALM_SILENCE_S))
        return Reserve(role=ReserveRole.CALM, cue=silence_cue(terms, terms.start_s, hush))
    item = fit.items[calm]
    curves = (placed.phase.loudness_lu.points for placed in terms.phases if placed.phase.music)
    level_lu = min((min(points) for points in curves), default=0.0)
    cue = track_cue(
        terms,
        item.members[0],
        start_s=terms.start_s,
        gain_db=_gain(item, terms, level_lu=min(level_lu, 0.0)),
    )
    return Reserve(role=ReserveRole.CALM, cue=cue)


def _hold(fit: Fit, spare: list[int]) -> Reserve | None:
    """Find the track that would best go on with the peak from where it ends."""
    terms = fit.terms
    peaks = [one for one in terms.phases if one.phase.name is PhaseName.PEAK]
    peak = peaks[-1] if peaks else None
    if peak is None or not peak.phase.music or peak.phase.intensity is None:
        return None
    wanted = peak.phase.intensity.at(1.0)
    near: list[tuple[float, str, int]] = []
    for number in spare:
        track = fit.items[number].head()
        rated = track.tags.intensity()
        fits = rated is not None and abs(rated - wanted) <= _HOLD_WITHIN
        if rated is not None and fits and break_rules(track, peak.phase, terms) is None:
            near.append((abs(rated - wanted), track.id, number))
    if not near:
        return None
    item = fit.items[min(near)[2]]
    gain_db = _gain(item, terms, level_lu=peak.phase.loudness_lu.at(1.0))
    at_s = peak.end_s
    cue = track_cue(terms, item.members[0], start_s=at_s, gain_db=gain_db)
    return Reserve(role=ReserveRole.HOLD, cue=cue)


def _gain(item: Item, terms: Terms, *, level_lu: float) -> float:
    """Give the gain that puts an item at a level, none where its loudness is not known."""
    known_lufs = item.loudness_lufs
    wanted_db = 0.0 if known_lufs is None else terms.music.reference_lufs + level_lu - known_lufs
    return min(wanted_db, item.loudest_db)
