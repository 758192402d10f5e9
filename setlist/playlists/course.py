"""The course of the session on its sheet: phases with their bands, tracks, prompts."""

from itertools import groupby

from setlist.drawing import tell_elapsed, tell_length
from setlist.model import BANDED, CueKind, Curve, Landmark, Plan, Voice
from setlist.playlists.cell import DASH, head_times, tell_rating, tell_times
from setlist.playlists.markdown import BLANK, escape, table
from setlist.playlists.reason import tell_reason
from setlist.units import Minutes, to_seconds

_COMES = {
    Landmark.ONSET: "the onset comes",
    Landmark.PEAK_START: "the peak starts",
    Landmark.PEAK: "the height comes",
    Landmark.PEAK_END: "the peak is over",
    Landmark.RETURN_END: "the return is over",
}
_VOICES = {
    Voice.NONE: "none",
    Voice.WORDLESS: "voice, no words",
    Voice.SPOKEN: "spoken",
    Voice.WORDS: "words",
    None: "not checked",
}


def list_phases(plan: Plan, clock_min: Minutes | None) -> list[str]:
    """List the phases, what the arc asks for in each, and how sure its end is."""
    placed = {(item.phase.name, item.start_s): item for item in plan.problem.phases}
    bands = {item.landmark: item.band for item in plan.problem.bands}
    rows = []
    for stretch in plan.phases:
        item = placed.get((stretch.name, stretch.start_s))
        phase = item.phase if item else None
        asked, ends = "no music" if phase and not phase.music else "", ""
        if phase and phase.music and phase.intensity:
            points = dict.fromkeys(f"{point:g}" for point in _tell_points(phase.intensity))
            asked = " → ".join(points)
        if phase and phase.end.landmark in bands and phase.end.landmark in _COMES:
            band = bands[phase.end.landmark]
            ends = (
                f"For 8 in 10 people {_COMES[phase.end.landmark]}"
                f" {_minute(band.p10)}{DASH}{_minute(band.p90)}, middle {_minute(band.p50)} (model)"
            )
        length = f"{(stretch.end_s - stretch.start_s) / 60.0:.0f} min"
        times = tell_times(stretch.start_s, clock_min)
        rows.append((f"**{stretch.name.value}**", *times, length, asked, ends))
    head = ("Phase", *head_times(plan, clock_min), "Length", "Intensity asked", "How it ends")
    covers = escape(plan.problem.length.covers)
    lines = ["## Phases", "", *table(head, rows)]
    return [*lines, covers, ""] if covers else lines


def _tell_points(curve: Curve) -> list[float]:
    """Give the points of a curve to a tenth; of the many that a cut curve has, the turns."""
    points = [one for one, _ in groupby(round(point, 1) for point in curve.points)]
    turns = [
        here
        for before, here, after in zip(points, points[1:], points[2:], strict=False)
        if (here - before) * (after - here) < 0.0
    ]
    return points if len(points) <= 3 else [points[0], *turns, points[-1]]


def list_bands(plan: Plan) -> list[str]:
    """List the minutes of each landmark, from the dose."""
    bands = {item.landmark: item.band for item in plan.problem.bands}
    if not bands:
        return []
    rows = [
        (
            _COMES[landmark].removeprefix("the ").capitalize(),
            f"{band.p10:.0f}{DASH}{band.p90:.0f}",
            f"{band.p25:.0f}{DASH}{band.p75:.0f}",
            f"{band.p50:.0f}",
        )
        for landmark in BANDED
        if (band := bands.get(landmark)) is not None
    ]
    head = ("Minutes from dose (model)", "8 in 10 people", "5 in 10", "middle")
    return table(head, rows)


def list_tracks(plan: Plan, clock_min: Minutes | None) -> list[str]:
    """List every cue by the clock, with the reason for it."""
    rows = []
    for place, cue in enumerate(plan.cues):
        first = place == 0 or plan.cues[place - 1].phase is not cue.phase
        silent = cue.kind is CueKind.SILENCE
        voice = _VOICES[cue.voice]
        if cue.voice is Voice.WORDS and cue.languages:
            voice += f": {escape(', '.join(cue.languages))}"
        rows.append(
            (
                str(place + 1),
                *tell_times(cue.start_s, clock_min),
                f"**{cue.phase.value}**" if first else "",
                "Silence" if silent else escape(cue.title) or "Untitled",
                "" if silent else escape(cue.artist),
                tell_length(cue.length_s()),
                DASH if silent else tell_rating(cue),
                DASH if silent else voice,
                escape(tell_reason(plan, place)),
            )
        )
    head = (
        "No",
        *head_times(plan, clock_min),
        "Phase",
        "Title",
        "Artist",
        "Length",
        f"1{DASH}9",
        "Voice",
        "Why here",
    )
    key = f"1{DASH}9 is intensity as people rated it; `~` is only suggested, `?` not known."
    return ["## Tracks", "", *table(head, rows), key, ""]


def list_prompts(plan: Plan, clock_min: Minutes | None) -> list[str]:
    """List the reminders in the order of their times, each with a box to tick and room."""
    if not plan.prompts:
        return []
    lines = ["## Prompts", ""]
    for prompt in sorted(plan.prompts, key=lambda prompt: prompt.at_s):
        time = " · ".join(tell_times(prompt.at_s, clock_min))
        lines.append(f"- [ ] {time} {escape(prompt.say)} {BLANK}")
    return [*lines, ""]


def _minute(at_min: Minutes) -> str:
    """Write a minute of a band as time from the dose."""
    return tell_elapsed(to_seconds(Minutes(round(at_min))))
