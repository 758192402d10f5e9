"""The picture of a route's timing in a terminal: the effect between people, and the bands."""

from bisect import bisect_left

from setlist.drawing.glyphs import Glyphs, glyphs_for
from setlist.drawing.scale import Scale
from setlist.drawing.scene import LANDMARK_WORDS, Lane, tell_route
from setlist.drawing.span import Line, Row, Span, Style, in_ascii
from setlist.drawing.timeline import LABEL, NARROWEST, WIDEST, draw_axis, draw_lanes
from setlist.drawing.words import clean, fold, pad
from setlist.model import BANDED, EffectBand, Timecourse
from setlist.units import Minutes, Seconds, to_minutes, to_seconds

_ROWS = 9
_FIGURES = ("p10", "p25", "p50", "p75", "p90")


def draw_timing_text(
    course: Timecourse, effect: EffectBand, *, width: int, unicode: bool = True
) -> tuple[Line, ...]:
    """Draw the timing of a route for a terminal: effect, bands, minutes, and what must be said.

    Parameters
    ----------
    course : Timecourse
        The landmarks with their bands, the floor and the notes.
    effect : EffectBand
        The effect relative to each person's own peak, 0 to 1; never a concentration.
    width : int [columns, > 0]
        Columns to fill, of which at most 200 are used; under 60 only the minutes are listed.
    unicode : bool
        Without it every character is ASCII.

    Returns
    -------
    tuple of tuple of Span
        Lines of styled spans, none wider than ``width`` down to 46 columns.
    """
    glyphs = glyphs_for(unicode=unicode)
    wide = min(width, WIDEST)
    lines: list[Line] = [(Span(glyphs.words(tell_route(course.route), wide), Style.STRONG),)]
    if wide >= NARROWEST:
        scale = Scale(
            start_s=Seconds(0.0),
            end_s=show_until(course, effect),
            left=LABEL,
            width=wide - LABEL,
        )
        lines += _effect(effect, course.floor_min, scale, wide, glyphs)
        lines += draw_axis(scale, wide, dosed=True)
        lines += draw_lanes(name_lanes(course), scale, wide, glyphs)
        lines += [(Span(row, Style.DIM),) for row in fold(_key(glyphs), wide)]
    lines += _figures(course)
    if course.floor_min is not None:
        floor = f"Floor: no silence or loud cue before minute {course.floor_min:.0f}."
        lines += [(Span(row, Style.WARNING),) for row in fold(floor, wide)]
    for note in course.notes:
        lines += [(Span(row, Style.DIM),) for row in fold(clean(note, limit=2000), wide)]
    return tuple(lines if unicode else in_ascii(lines))


def name_lanes(course: Timecourse) -> tuple[Lane, ...]:
    """Give the bands of a route under their plain names."""
    return tuple(
        Lane(name=LANDMARK_WORDS[landmark], band=band)
        for landmark in BANDED
        if (band := course.band(landmark)) is not None
    )


def show_until(course: Timecourse, effect: EffectBand) -> Seconds:
    """Choose where the picture ends: a little after the last band, never after the curve."""
    wanted_min = 1.08 * max(course.return_end.p90, course.floor_min or 0.0)
    return to_seconds(Minutes(min(wanted_min, effect.at_min[-1])))


def read_effect(curve: tuple[float, ...], effect: EffectBand, at_min: float) -> float:
    """Read a percentile of the effect at a minute, straight between the minutes that are known."""
    after = bisect_left(effect.at_min, at_min)
    if after == 0:
        return curve[0]
    if after == len(curve):
        return curve[-1]
    before_min, after_min = effect.at_min[after - 1], effect.at_min[after]
    part = (at_min - before_min) / (after_min - before_min)
    return curve[after - 1] * (1.0 - part) + curve[after] * part


def _effect(
    effect: EffectBand, floor_min: float | None, scale: Scale, width: int, glyphs: Glyphs
) -> list[Line]:
    """Draw the middle course and the fog between the tenth and the ninetieth percentile."""
    names = {_ROWS - 1: "own peak", _ROWS // 2: "half of it", 0: "none"}
    rows = [Row(width, names.get(step, "")) for step in range(_ROWS)]
    floor = None if floor_min is None else scale.column(to_seconds(Minutes(floor_min)))
    before: int | None = None
    for column in range(LABEL, width):
        at_min = to_minutes(scale.time(column + 0.5))
        low, middle, high = (
            round(read_effect(curve, effect, at_min) * (_ROWS - 1))
            for curve in (effect.p10, effect.p50, effect.p90)
        )
        steep = range(*sorted((middle if before is None else before, middle)))
        before = middle
        for step, row in enumerate(rows):
            if step == middle or step in steep[1:]:
                row.put(column, glyphs.curve, Style.ACHIEVED)
            elif low <= step <= high:
                row.put(column, glyphs.fog, Style.TARGET)
            elif column == floor:
                row.put(column, glyphs.floor, Style.WARNING)
    return [row.line() for row in reversed(rows)]


def _key(glyphs: Glyphs) -> str:
    """Say what the signs mean."""
    return (
        f"{glyphs.curve} middle person, {glyphs.fog} 8 in 10 people, each relative to the own peak"
    )


def _figures(course: Timecourse) -> list[Line]:
    """List the minutes of every landmark."""
    head = pad("minutes", LABEL) + "".join(f"{name.upper():>6}" for name in _FIGURES)
    lines: list[Line] = [(Span(head, Style.DIM),)]
    for lane in name_lanes(course):
        minutes = "".join(f"{getattr(lane.band, name):6.0f}" for name in _FIGURES)
        lines.append((Span(pad(lane.name, LABEL) + minutes),))
    return lines
