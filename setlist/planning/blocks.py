"""What stands in a session beside its music: silences, prompts, and the length in words."""

from setlist.model import (
    BANDED,
    Arc,
    Band,
    Landmark,
    LandmarkBand,
    PlacedPhase,
    PlacedSilence,
    PlannedPrompt,
    PromptRule,
    SessionLength,
)
from setlist.planning.clock import Clock
from setlist.planning.placement import Placement
from setlist.units import Minutes, Seconds

_LEAST_SILENCE_S = 1.0


def place_silences(
    arc: Arc, placement: Placement, phases: tuple[PlacedPhase, ...]
) -> tuple[tuple[PlacedSilence, ...], tuple[str, ...]]:
    """Place the silences of an arc: its blocks, its closing silence, its phases without music.

    Blocks that touch become one.  A block inside the session that would fall before the floor
    of the route is left out and said; a phase without music is the arc's own word and stays.

    Returns
    -------
    tuple of PlacedSilence
        In order of time, inside the session, not touching.
    tuple of str
        What was left out.
    """
    clock = placement.clock
    start_s = phases[0].start_s
    end_s = phases[-1].end_s
    floor_min = clock.timecourse.floor_min if clock.timecourse else None
    spans: list[tuple[float, float]] = []
    notes: list[str] = []
    for block in arc.silences:
        length_s = block.length_min * 60.0
        at_min = clock.read(block.at)
        if at_min is None:
            notes.append(
                f"A silence of {block.length_min:g} min stands on {block.at.landmark}, which this "
                "session does not have; it is left out."
            )
            continue
        from_s = float(round(at_min * 60.0))
        if block.at.landmark is Landmark.END:
            from_s -= length_s
        to_s = min(from_s + length_s, end_s)
        from_s = max(from_s, start_s)
        if to_s - from_s < _LEAST_SILENCE_S:
            continue
        if floor_min is not None and from_s < round(floor_min * 60.0):
            notes.append(
                f"A silence of {block.length_min:g} min at minute {from_s / 60.0:.0f} is left out: "
                f"on this route no silence comes before minute {floor_min:g}."
            )
            continue
        spans.append((from_s, to_s))
    spans += [(one.start_s, one.end_s) for one in phases if not one.phase.music]
    return tuple(
        PlacedSilence(start_s=Seconds(begin), length_s=Seconds(end - begin))
        for begin, end in _join(spans)
    ), tuple(notes)


def place_prompts(arc: Arc, clock: Clock, end_min: Minutes) -> tuple[PlannedPrompt, ...]:
    """Give the prompts of an arc at their times, in order.

    One that repeats does so from its moment on, or from one interval after the dose (after the
    start, where there is no dose).  One on a landmark that the route lacks is left out.
    """
    prompts: list[PlannedPrompt] = []
    for rule in arc.prompts:
        prompts += [
            PlannedPrompt(at_s=Seconds(float(round(at_min * 60.0))), say=rule.say)
            for at_min in _times(rule, clock, end_min)
            if clock.start_min <= at_min <= end_min
        ]
    return tuple(sorted(prompts, key=lambda prompt: (prompt.at_s, prompt.say)))


def place_bands(clock: Clock) -> tuple[LandmarkBand, ...]:
    """Give the bands of the route as they count for this session."""
    bands = ((landmark, clock.band(landmark)) for landmark in BANDED)
    return tuple(
        LandmarkBand(landmark=landmark, band=band) for landmark, band in bands if band is not None
    )


def word_length(placement: Placement, silences: tuple[PlacedSilence, ...]) -> SessionLength:
    """Say how long the session is and for how many people the return is over before it ends."""
    end_min = placement.end_min()
    last = silences[-1] if silences else None
    music_end_min = end_min
    if last is not None and last.start_s + last.length_s >= end_min * 60.0 - 1.0:
        music_end_min = Minutes(last.start_s / 60.0)
    band = placement.clock.band(Landmark.RETURN_END)
    return SessionLength(
        chosen=placement.chosen,
        length_min=Minutes(round(end_min - placement.start_min, 2)),
        percentile=placement.percentile,
        covers=word_cover(band, music_end_min),
    )


def _join(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Put spans in order and make one of those that touch."""
    joined: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if end - begin < _LEAST_SILENCE_S:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _times(rule: PromptRule, clock: Clock, end_min: Minutes) -> list[float]:
    """Give every minute at which a prompt falls."""
    at_min = clock.read(rule.at) if rule.at is not None else None
    if rule.at is not None and at_min is None:
        return []
    if rule.every_min is None:
        return [] if at_min is None else [at_min]
    if at_min is None:
        origin_min = 0.0 if clock.timecourse else clock.start_min
        at_min = Minutes(origin_min + rule.every_min)
    count = int((end_min - at_min) / rule.every_min + 1e-9) + 1
    return [at_min + number * rule.every_min for number in range(max(count, 0))]


def word_cover(band: Band | None, music_end_min: Minutes) -> str:
    """Say for how many people the return is over before the music is."""
    if band is None:
        return "This arc stands on no route, so no return is timed."
    if music_end_min < band.p10:
        return "The return is over for fewer than 1 in 10 people before the music is."
    if music_end_min >= band.p90:
        return "The return is over for 9 in 10 people or more before the music is."
    low, high = 10.0, 90.0
    while high - low > 1e-4:
        middle = (low + high) / 2.0
        if band.at(middle) <= music_end_min:
            low = middle
        else:
            high = middle
    tenths = int(low / 10.0 + 1e-3)
    return f"The return is over for {tenths} in 10 people before the music is."
