"""The picture of a library against an arc as SVG: minutes at each step of the intensity."""

from setlist.drawing.axis import EM, SMALL
from setlist.drawing.gap_words import (
    LEAST_MIN,
    list_wants,
    longest_min,
    tell_level,
    tell_library,
    tell_phase,
)
from setlist.drawing.palette import Palette, Theme, palette_for
from setlist.drawing.scale import Scale
from setlist.drawing.scene import INTENSITY_WORDS
from setlist.drawing.svg import SERIF, box, line, number, picture, reach, room_for, shape, words
from setlist.drawing.words import clean, cut, fold
from setlist.model import GapReport, Level, PhaseGap
from setlist.units import Seconds, to_minutes, to_seconds

_WIDTH = 960.0
_LEFT = 130.0
_RIGHT = 178.0
_MARGIN = 20.0
_TITLE = 30.0
_LARGE = 19.0
_ROW = 36.0
_TINT = 30.0
_BAR = 11.0
_LINE = 17.0
_CHIP = 12.0
_TICKS_APART = 70.0
_HATCH = 5.0
_KEY = (
    "tinted: minutes that the arc asks for · solid: rated, may sound where they are asked for"
    " · hatched (~): only suggested by measures · dotted: kept out by exclusions and rules"
)


def draw_gaps_svg(report: GapReport, *, theme: Theme) -> str:
    """Draw a library against an arc as a picture that stands alone.

    Parameters
    ----------
    report : GapReport
        How the library stands; its texts are made plain before they are drawn.
    theme : Theme
        Light or dark screen, or paper.

    Returns
    -------
    str
        An SVG 1.1 document without script, style sheet or outside file; the same report gives
        the same text.
    """
    palette = palette_for(theme)
    scale = Scale(
        start_s=Seconds(0.0),
        end_s=to_seconds(longest_min(report)),
        left=_LEFT,
        width=_WIDTH - _LEFT - _RIGHT,
    )
    head = fold(clean(report.summary, limit=2000), room_for(_WIDTH - 2 * _MARGIN, EM))
    top = _TITLE + len(head) * _LINE + 16
    unrated = report.unrated_min >= LEAST_MIN
    base = top + (len(report.levels) + unrated) * _ROW + 4
    foot, marks = _foot(report, base + 48, palette)
    height = foot + 8
    title = tell_library(report)
    return picture(
        _WIDTH,
        height,
        title,
        f"Minutes of music at each intensity, beside what the arc asks for. {report.summary}",
        box(0, 0, _WIDTH, height, fill=palette.ground),
        words(
            _MARGIN,
            _TITLE,
            cut(title, room_for(_WIDTH - 2 * _MARGIN, _LARGE, title)),
            font_family=SERIF,
            font_size=_LARGE,
            fill=palette.text,
        ),
        *(
            words(_MARGIN, _TITLE + 22 + row * _LINE, said, fill=palette.text)
            for row, said in enumerate(head)
        ),
        *_axis(scale, top, base, palette),
        *(
            mark
            for row, level in enumerate(reversed(report.levels))
            for mark in _level(level, scale, top + row * _ROW, palette)
        ),
        *(_unrated(report, scale, base - _ROW - 4, palette) if unrated else ()),
        *marks,
    )


def _axis(scale: Scale, top: float, base: float, palette: Palette) -> list[str]:
    """Draw the minutes below the rows, and a faint line up from each."""
    marks = []
    for at_s in scale.ticks(apart=_TICKS_APART):
        x = scale.x(at_s)
        marks += [
            line(x, top, x, base, stroke=palette.dim, stroke_opacity=0.3),
            words(
                x,
                base + 16,
                f"{to_minutes(at_s):.0f} min",
                text_anchor="middle",
                font_size=SMALL,
                fill=palette.dim,
            ),
        ]
    return marks


def _level(level: Level, scale: Scale, top: float, palette: Palette) -> list[str]:
    """Draw one step: its name, what the arc asks for there, what the library has, the minutes."""
    middle = top + _ROW / 2
    marks = [
        words(
            scale.left - 10,
            middle + 4,
            f"{level.intensity}",
            text_anchor="end",
            font_weight=600,
            fill=palette.text,
        ),
        words(scale.left + scale.width + 12, middle + 4, tell_level(level), fill=palette.text),
    ]
    if level.intensity % 3 == 2:
        name = INTENSITY_WORDS[level.intensity // 3]
        marks.append(words(_MARGIN, middle + 4, name, fill=palette.dim))
    return [*marks, *_wanted(level, scale, top, palette), *_had(level, scale, top, palette)]


def _wanted(level: Level, scale: Scale, top: float, palette: Palette) -> list[str]:
    """Draw what each phase asks for, side by side in the tints of the phases."""
    marks: list[str] = []
    done_min = 0.0
    for want in list_wants(level):
        x, done_min = scale.x(done_min * 60.0), done_min + want.length_min
        width = scale.x(done_min * 60.0) - x
        tone = palette.tone(want.phase)
        edge = palette.dim if palette.edge == "none" else palette.edge
        y = top + (_ROW - _TINT) / 2
        marks.append(box(x, y, width, _TINT, rx=2, fill=tone, stroke=edge, stroke_width=0.7))
        if width >= reach(want.phase, SMALL) + 8:
            marks.append(words(x + 5, y + 12.5, want.phase, font_size=SMALL, fill=palette.text))
    return marks


def _had(level: Level, scale: Scale, top: float, palette: Palette) -> list[str]:
    """Draw what the library has: rated, then suggested, then kept out."""
    y = top + (_ROW + _TINT) / 2 - _BAR - 3
    ends = [
        scale.x(minutes * 60.0)
        for minutes in (
            level.rated_min,
            level.rated_min + level.suggested_min,
            level.rated_min + level.suggested_min + level.barred_min,
        )
    ]
    marks = []
    if ends[0] > scale.left:
        marks.append(box(scale.left, y, ends[0] - scale.left, _BAR, fill=palette.achieved))
    if ends[1] > ends[0]:
        marks += _hatched(ends[0], y, ends[1] - ends[0], palette)
    if ends[2] > ends[1]:
        marks.append(_dotted(ends[1], y, ends[2] - ends[1], palette))
    if level.rated_min + level.suggested_min + level.barred_min > to_minutes(scale.end_s):
        marks.append(_onward(scale, y + _BAR / 2, palette))
    return marks


def _hatched(x: float, y: float, width: float, palette: Palette) -> list[str]:
    """Draw a bar that is only suggested: an outline with slanted lines in it."""
    slants = ""
    place = x
    while place + _HATCH <= x + width:
        slants += f"M{number(place)},{number(y + _BAR)}l{number(_HATCH)},{number(-_BAR)}"
        place += _HATCH
    marks = [box(x, y, width, _BAR, fill=palette.ground, stroke=palette.achieved, stroke_width=1.0)]
    if slants:
        marks.append(shape(slants, fill="none", stroke=palette.achieved, stroke_width=1.0))
    return marks


def _dotted(x: float, y: float, width: float, palette: Palette) -> str:
    """Draw a bar that cannot sound: a dotted outline."""
    return box(
        x,
        y,
        width,
        _BAR,
        fill="none",
        stroke=palette.dim,
        stroke_width=1.25,
        stroke_dasharray="1.5 2.5",
    )


def _onward(scale: Scale, y: float, palette: Palette) -> str:
    """Draw the arrow of a bar that runs on past the edge."""
    x = scale.left + scale.width
    return shape(
        f"M{number(x + 1)},{number(y - 5)}l6,5l-6,5",
        fill="none",
        stroke=palette.dim,
        stroke_width=1.5,
    )


def _unrated(report: GapReport, scale: Scale, top: float, palette: Palette) -> list[str]:
    """Draw the music that has no intensity at all."""
    middle = top + _ROW / 2
    width = scale.x(to_seconds(report.unrated_min)) - scale.left
    marks = [
        words(_MARGIN, middle + 4, "not rated", fill=palette.dim),
        box(
            scale.left,
            middle - _BAR / 2,
            width,
            _BAR,
            fill="none",
            stroke=palette.target,
            stroke_width=1.5,
            stroke_dasharray="6 4",
        ),
        words(
            scale.left + scale.width + 12,
            middle + 4,
            f"{report.unrated_min:.0f} min",
            fill=palette.text,
        ),
    ]
    if to_seconds(report.unrated_min) > scale.end_s:
        marks.append(_onward(scale, middle, palette))
    return marks


def _foot(report: GapReport, top: float, palette: Palette) -> tuple[float, list[str]]:
    """Say of every phase what it needs and has, and what the signs mean; give where that ends."""
    marks: list[str] = []
    y = top
    for gap in report.phases:
        marks += _chip(gap, y, palette)
        for said in fold(tell_phase(gap), room_for(_WIDTH - 2 * _MARGIN - 20, EM)):
            marks.append(words(_MARGIN + 20, y, said, fill=palette.text))
            y += _LINE
    y += 6
    for said in fold(_KEY, room_for(_WIDTH - 2 * _MARGIN, SMALL)):
        marks.append(words(_MARGIN, y, said, font_size=SMALL, fill=palette.dim))
        y += _LINE
    return y - _LINE, marks


def _chip(gap: PhaseGap, y: float, palette: Palette) -> list[str]:
    """Draw the tint of a phase before its line."""
    edge = palette.dim if palette.edge == "none" else palette.edge
    return [
        box(
            _MARGIN,
            y - _CHIP + 1.5,
            _CHIP,
            _CHIP,
            rx=2,
            fill=palette.tone(gap.phase),
            stroke=edge,
            stroke_width=0.7,
        )
    ]
