"""A plan as a list in a terminal: every cue at its time, and the prompts between them."""

from setlist.drawing.clock import read_clock, tell_clock, tell_elapsed, tell_length
from setlist.drawing.glyphs import Glyphs, glyphs_for
from setlist.drawing.scene import Block, Prompt, Scene, stage
from setlist.drawing.span import Line, Span, Style, in_ascii, style_of
from setlist.drawing.words import measure, pad
from setlist.model import Plan, Voice
from setlist.units import Minutes, Seconds

_VOICES = {
    Voice.NONE: "",
    Voice.WORDLESS: "wordless",
    Voice.SPOKEN: "spoken",
    Voice.WORDS: "words",
    None: "words?",
}
NARROWEST = 24
"""Columns below which a list is not narrowed."""
_WITH_LENGTH = 40
_WITH_ARTIST = 60
_WITH_VOICE = 72


def list_plan_text(
    plan: Plan, *, width: int, unicode: bool = True, start_clock: str | None = None
) -> tuple[Line, ...]:
    """List a plan for a terminal: phases, cues with their times and ratings, prompts.

    Parameters
    ----------
    plan : Plan
        Any plan; its texts are made plain before they are listed.
    width : int [columns, > 0]
        Columns to fill; from 40 on lengths, from 60 on artists are shown, from 72 on the voice.
    unicode : bool
        Without it every character is ASCII.
    start_clock : str or None
        Planned time of the dose such as ``14:00``; times are clock times with it.

    Returns
    -------
    tuple of tuple of Span
        Lines of styled spans, none wider than ``width`` (or 24), without control characters.

    Raises
    ------
    InputError
        ``start_clock`` is no time of day.
    """
    clock_min = None if start_clock is None else read_clock(start_clock)
    lines = list_blocks(
        stage(plan), width=width, glyphs=glyphs_for(unicode=unicode), clock_min=clock_min
    )
    return tuple(lines if unicode else in_ascii(lines))


def list_blocks(
    scene: Scene, *, width: int, glyphs: Glyphs, clock_min: Minutes | None = None
) -> list[Line]:
    """List the cues and prompts of a scene in the order of their times, under their phases."""
    wide = max(width, NARROWEST)
    events: list[Block | Prompt] = [*scene.blocks, *scene.prompts]
    events.sort(key=_when)
    lines: list[Line] = []
    phase = None
    for event in events:
        if isinstance(event, Prompt):
            sign = glyphs.again if event.again else glyphs.once
            say = glyphs.words(event.say, wide - 13)
            style = Style.DIM if event.again else Style.PROMPT
            lines.append((Span(f"{sign:>4}  {_time(event.at_s, clock_min):>5}  {say}", style),))
            continue
        if event.phase is not phase:
            phase = event.phase
            lines.append((Span(phase.value, style_of(phase)),))
        lines.append(write_row(event, wide, glyphs, clock_min=clock_min))
    return lines


def write_row(
    block: Block, width: int, glyphs: Glyphs, *, clock_min: Minutes | None = None
) -> Line:
    """Write one cue: number, time, title, artist, length, rating, voice."""
    time = _time(block.start_s, clock_min)
    style = Style.WARNING if block.suggested or block.intensity is None else Style.TEXT
    voice = "" if block.silence else _VOICES[block.voice]
    voice_room = 12 if width >= _WITH_VOICE else 0
    length = f"  {tell_length(block.sounds_s):>6}" if width >= _WITH_LENGTH else ""
    tail = f"{length} {block.rating():>5}"
    room = width - 13 - len(tail) - voice_room
    artist = block.artist if width >= _WITH_ARTIST else ""
    artist_room = min(measure(artist) + 2, room * 2 // 5) if artist else 0
    title = glyphs.words(block.title, room - artist_room)
    if artist:
        artist = "  " + glyphs.words(artist, room - measure(title) - 2)
    spans = [
        Span(f"{block.marks():>4}  {time:>5}  ", Style.DIM),
        Span(title, Style.DIM if block.silence else Style.TEXT),
        Span(pad(artist, room - measure(title)), Style.DIM),
        Span(tail, Style.DIM if block.silence else style),
    ]
    if voice and voice_room:
        spans.append(Span(f"  {voice}", Style.DIM))
    return tuple(span for span in spans if span.text)


def _time(at_s: Seconds, clock_min: Minutes | None) -> str:
    """Write a time from the dose, or by the clock where it is known."""
    return tell_elapsed(at_s) if clock_min is None else tell_clock(clock_min, at_s)


def _when(event: Block | Prompt) -> Seconds:
    """Give the time that an event is listed at."""
    return event.at_s if isinstance(event, Prompt) else event.start_s
