"""The picture of a plan in a terminal.

::

    heron-17 · lozenge, spat out · inward · 90 min        best here, to within 0.4 %
                │  settle  │ onset │       peak       │       return       │ land │
    challenging                  ····▃▃▃▃▅▅▅▃▃▃▃···
    mixed                  ▃▃▃▅▅███████████████████▅▅▅▅▃▃▃▃·▃▃▃······
    supportive  ▅▅▅▅▅▅▅▅▅▅▅████████████████████████████████ ████████████▅▅▅▅▅▅
    wanted      1··········2··34···5··········6············5····4········3····2····
    rated       2··········5····6··········7··8··6···············5·····4·····6··
    tracks      1   2* 3   4  5 6    7   8  9   10~11  12  ∅14 15  16   17 18

A cell is filled to the rating of what sounds at its middle, three steps of the scale a row.
Below, what is wanted and what the tracks are rated stand in whole steps, written where they
change.
"""

from setlist.drawing.clock import read_clock, tell_clock, tell_elapsed, tell_length
from setlist.drawing.glyphs import Glyphs, glyphs_for
from setlist.drawing.listing import list_blocks
from setlist.drawing.scale import Scale
from setlist.drawing.scene import INTENSITY_WORDS, Block, Lane, Scene, stage
from setlist.drawing.span import Line, Row, Span, Style, flow, in_ascii, style_of
from setlist.drawing.words import DASH, cut, measure
from setlist.model import Plan
from setlist.units import Minutes, Seconds, to_seconds

LABEL = 12
"""Columns left of the picture, for the names of the rows."""

NARROWEST = 60
"""Columns below which a picture tells nothing and a list is given instead."""

WIDEST = 200
_STEPS_A_ROW = 3.0
_TICKS_APART = 8


def draw_plan_text(
    plan: Plan, *, width: int, unicode: bool = True, start_clock: str | None = None
) -> tuple[Line, ...]:
    """Draw a plan for a terminal: phases, target and ratings, tracks, prompts, bands, reserves.

    Parameters
    ----------
    plan : Plan
        Any plan; its texts are made plain before they are drawn.
    width : int [columns, > 0]
        Columns to fill, of which at most 200 are used; under 60 the plan becomes a list.
    unicode : bool
        Without it every character is ASCII.
    start_clock : str or None
        Planned time of the dose such as ``14:00`` (of the first track on an arc without a
        route); a row of clock times is drawn with it.

    Returns
    -------
    tuple of tuple of Span
        Lines of styled spans, none wider than ``width``, none with a control character.

    Raises
    ------
    InputError
        ``start_clock`` is no time of day.
    """
    clock_min = None if start_clock is None else read_clock(start_clock)
    glyphs = glyphs_for(unicode=unicode)
    scene = stage(plan)
    wide = min(width, WIDEST)
    if wide < NARROWEST:
        lines = [*_head(scene, wide, glyphs), *list_blocks(scene, width=wide, glyphs=glyphs)]
    else:
        lines = [*_head(scene, wide, glyphs), *_picture(scene, wide, glyphs, clock_min)]
    lines += flow(_foot(scene, wide, glyphs), width=wide)
    return tuple(lines if unicode else in_ascii(lines))


def draw_lanes(lanes: tuple[Lane, ...], scale: Scale, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw a row for each landmark: where 8 in 10 people fall, where 5 in 10, the middle."""
    lines = []
    for lane in lanes:
        row = Row(width, lane.name)
        low_s, high_s = to_seconds(lane.band.p10), to_seconds(lane.band.p90)
        for sign, from_min, to_min in (
            (glyphs.wide, lane.band.p10, lane.band.p90),
            (glyphs.core, lane.band.p25, lane.band.p75),
            (glyphs.middle, lane.band.p50, lane.band.p50),
        ):
            if to_seconds(from_min) < scale.end_s:
                first = scale.column(to_seconds(from_min))
                last = scale.column(to_seconds(to_min))
                row.put(first, sign * (last - first + 1), Style.BAND)
        if high_s > scale.end_s or low_s >= scale.end_s:
            row.put(width - 1, glyphs.onward, Style.BAND)
        lines.append(row.line())
    return lines


def draw_axis(
    scale: Scale, width: int, *, dosed: bool, clock_min: Minutes | None = None
) -> list[Line]:
    """Draw the row of times from the dose, and above it the clock where it is known."""
    elapsed = Row(width, "from dose" if dosed else "from start")
    clock = Row(width, "clock")
    for at_s in scale.ticks(apart=_TICKS_APART):
        column = scale.column(at_s)
        if column + 5 <= width:
            elapsed.put(column, tell_elapsed(at_s), Style.DIM)
            if clock_min is not None:
                clock.put(column, tell_clock(clock_min, at_s), Style.TEXT)
    return [elapsed.line()] if clock_min is None else [clock.line(), elapsed.line()]


def _head(scene: Scene, width: int, glyphs: Glyphs) -> list[Line]:
    """Write what the plan is, and at the right edge what is proven of it."""
    subject = glyphs.words(scene.subject, width)
    gap = width - measure(subject) - measure(scene.proof)
    if not scene.proof:
        return [(Span(subject, Style.STRONG),)]
    if gap < 2:
        return [
            (Span(subject, Style.STRONG),),
            (Span(glyphs.words(scene.proof, width), Style.DIM),),
        ]
    return [(Span(subject, Style.STRONG), Span(" " * gap), Span(scene.proof, Style.DIM))]


def _picture(scene: Scene, width: int, glyphs: Glyphs, clock_min: Minutes | None) -> list[Line]:
    """Draw the rows that share the time axis."""
    scale = Scale(start_s=scene.start_s, end_s=scene.end_s, left=LABEL, width=width - LABEL)
    return [
        _phases(scene, scale, width, glyphs),
        *_intensities(scene, scale, width, glyphs),
        *_figures(scene, scale, width, glyphs),
        *_numbers(scene, scale, width),
        _prompts(scene, scale, width, glyphs),
        *draw_axis(scale, width, dosed=scene.dosed, clock_min=clock_min),
        *draw_lanes(scene.lanes, scale, width, glyphs),
    ]


def _phases(scene: Scene, scale: Scale, width: int, glyphs: Glyphs) -> Line:
    """Draw the walls between phases and their names, cut where a phase is narrow."""
    row = Row(width)
    for phase in scene.phases:
        first = scale.column(phase.start_s)
        last = scale.column(phase.end_s) if phase.end_s < scene.end_s else width
        room = last - first - 1
        row.put(first + 1, phase.name[:room].center(room) if room > 0 else "", style_of(phase.name))
    for phase in scene.phases:
        row.put(scale.column(phase.start_s), glyphs.wall, Style.DIM)
    return row.line()


def _intensities(scene: Scene, scale: Scale, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw ratings as blocks in three rows, and the target as dots where nothing stands."""
    rows = [Row(width, word) for word in INTENSITY_WORDS]
    quiet = {scale.column(block.start_s) for block in scene.blocks if block.silence}
    full = len(glyphs.levels) - 1
    for column in range(LABEL, width):
        middle_s = scale.time(column + 0.5)
        block = scene.block_at(middle_s)
        heard = None
        if block and not block.silence and column not in quiet:
            heard = block.intensity_at(middle_s)
        target = scene.target_at(middle_s)
        for step, row in enumerate(rows):
            share = ((heard or 0.0) - step * _STEPS_A_ROW) / _STEPS_A_ROW
            level = round(min(max(share, 0.0), 1.0) * full)
            if level:
                row.put(column, glyphs.levels[level], Style.ACHIEVED)
            elif target is not None and _row_of(target) == step:
                row.put(column, glyphs.target, Style.TARGET)
    return [row.line() for row in reversed(rows)]


def _figures(scene: Scene, scale: Scale, width: int, glyphs: Glyphs) -> list[Line]:
    """Write what is wanted and what the tracks are, each figure where it changes."""
    rows = [(Row(width, "wanted"), Style.TARGET), (Row(width, "rated"), Style.ACHIEVED)]
    last = ["", ""]
    for column in range(LABEL, width):
        middle_s = scale.time(column + 0.5)
        wanted, block = scene.target_at(middle_s), scene.block_at(middle_s)
        said = [
            "" if wanted is None else f"{wanted:.0f}",
            "" if block is None or block.silence else _figure(block),
        ]
        for place, (row, style) in enumerate(rows):
            if said[place]:
                row.put(column, said[place] if said[place] != last[place] else glyphs.target, style)
        last = said
    return [row.line() for row, _ in rows]


def _figure(block: Block) -> str:
    """Write the rating of a block in whole steps."""
    return "?" if block.intensity is None else f"{block.intensity:.0f}"


def _row_of(intensity: float) -> int:
    """Give the row of an intensity: 1 to 3 lowest, 4 to 6, 7 to 9."""
    return min(2, int((max(intensity, 1.0) - 0.5) // _STEPS_A_ROW))


def _numbers(scene: Scene, scale: Scale, width: int) -> list[Line]:
    """Write each number at its start, on a further row where the first has no room."""
    rows = [Row(width, "tracks")]
    free = [LABEL]
    for block in scene.blocks:
        tied = block.tied and scale.column(block.start_s) > LABEL
        label = (DASH if tied else "") + block.marks()
        column = min(scale.column(block.start_s) - tied, width - len(label))
        level = next((n for n, edge in enumerate(free) if edge <= column), len(rows))
        if level == len(rows):
            rows.append(Row(width))
            free.append(LABEL)
        rows[level].put(column, label, _style_of_label(block))
        free[level] = column + len(label) + (1 if label[-1].isdigit() else 0)
    return [row.line() for row in rows]


def _style_of_label(block: Block) -> Style:
    """Draw the eye to what nobody rated."""
    if block.silence:
        return Style.DIM
    return Style.WARNING if block.suggested or block.intensity is None else Style.TEXT


def _prompts(scene: Scene, scale: Scale, width: int, glyphs: Glyphs) -> Line:
    """Mark the prompts, those that come once over those that come again, and the dose."""
    row = Row(width, "prompts")
    for prompt in scene.prompts:
        if prompt.again:
            row.put(scale.column(prompt.at_s), glyphs.again, Style.DIM)
    once_s = [prompt.at_s for prompt in scene.prompts if not prompt.again]
    if scene.dosed and scene.start_s <= 0.0:
        once_s.append(Seconds(0.0))
    for at_s in once_s:
        row.put(scale.column(at_s), glyphs.once, Style.PROMPT)
    return row.line()


def _foot(scene: Scene, width: int, glyphs: Glyphs) -> list[Span]:
    """List calm, reserves and prompts, and say what the signs mean."""
    room = min(width, 56)
    items = []
    for aside in scene.asides:
        length = tell_length(aside.block.sounds_s)
        name = f"{aside.name}: " if aside.calm else f"{aside.name} {aside.use}: "
        title = glyphs.words(aside.block.title, max(8, room - len(name) - len(length) - 1))
        items.append(Span(f"{name}{title} {length}", Style.CALM if aside.calm else Style.RESERVE))
    marks = ["dose 0:00"] if scene.dosed and scene.start_s <= 0.0 else []
    marks += [
        f"{glyphs.words(prompt.say, 30)} {tell_elapsed(prompt.at_s)}"
        for prompt in scene.prompts
        if not prompt.again
    ]
    items += [Span(f"{glyphs.once} {mark}", Style.PROMPT) for mark in marks]
    again = dict.fromkeys(prompt.say for prompt in scene.prompts if prompt.again)
    items += [Span(f"{glyphs.again} {glyphs.words(say, 30)}", Style.DIM) for say in again]
    if width < NARROWEST:
        ellipsis = "…" if glyphs.unicode else "..."
        return [Span(cut(item.text, width, ellipsis=ellipsis), item.style) for item in items]
    if any(block.suggested for block in scene.blocks):
        items.append(Span("~ suggested, not rated", Style.WARNING))
    if any(block.intensity is None and not block.silence for block in scene.blocks):
        items.append(Span("? not rated", Style.WARNING))
    if scene.lanes:
        key = f"{glyphs.wide} 8 in 10 people, {glyphs.core} 5 in 10, {glyphs.middle} middle (model)"
        items.append(Span(key, Style.DIM))
    return items
