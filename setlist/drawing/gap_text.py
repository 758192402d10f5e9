"""The picture of a library against an arc in a terminal.

::

    library for IM · Inward
    nothing is missing; thinnest: peak, 1.4 x what it needs
    mixed       6 ████████████████░░░····             54 ~8 of 24 min
                  ── peak ──
"""

from setlist.drawing.gap_words import (
    LEAST_MIN,
    list_wants,
    longest_min,
    tell_level,
    tell_library,
    tell_phase,
)
from setlist.drawing.glyphs import Glyphs, glyphs_for
from setlist.drawing.scale import Scale
from setlist.drawing.scene import INTENSITY_WORDS
from setlist.drawing.span import Line, Row, Span, Style, in_ascii, style_of
from setlist.drawing.timeline import NARROWEST, WIDEST
from setlist.drawing.words import clean, fold
from setlist.model import GapReport, Level
from setlist.units import Seconds, to_minutes, to_seconds

_LABEL = 14
_FIGURES = 24
_TICKS_APART = 9


def draw_gaps_text(report: GapReport, *, width: int, unicode: bool = True) -> tuple[Line, ...]:
    """Draw a library against an arc for a terminal: each step of the intensity, then each phase.

    Parameters
    ----------
    report : GapReport
        How the library stands; its texts are made plain before they are drawn.
    width : int [columns, > 0]
        Columns to fill, of which at most 200 are used; under 60 the bars are left out.
    unicode : bool
        Without it every character is ASCII.

    Returns
    -------
    tuple of tuple of Span
        Lines of styled spans, none wider than ``width`` down to 24 columns.
    """
    glyphs = glyphs_for(unicode=unicode)
    wide = min(width, WIDEST)
    lines: list[Line] = [(Span(glyphs.words(tell_library(report), wide), Style.STRONG),)]
    lines += _said(report.summary, wide, Style.TEXT if report.planned else Style.WARNING, glyphs)
    if wide >= NARROWEST:
        lines += _bars(report, wide, glyphs)
        lines += _said(_key(glyphs), wide, Style.DIM, glyphs)
    else:
        lines += [
            (Span(glyphs.words(f"{level.intensity}  {tell_level(level)}", wide)),)
            for level in reversed(report.levels)
        ]
        if report.unrated_min >= LEAST_MIN:
            lines.append((Span(f"?  {report.unrated_min:.0f} min not rated", Style.WARNING),))
    for gap in report.phases:
        style = Style.WARNING if gap.add else style_of(gap.phase)
        lines += _said(tell_phase(gap), wide, style, glyphs)
    return tuple(lines if unicode else in_ascii(lines))


def _said(text: str, width: int, style: Style, glyphs: Glyphs) -> list[Line]:
    """Set a sentence on as many lines as it needs."""
    return [
        (Span(glyphs.words(row, width), style),) for row in fold(clean(text, limit=2000), width)
    ]


def _bars(report: GapReport, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw every step from the highest, the unrated, and the minutes below."""
    scale = Scale(
        start_s=Seconds(0.0),
        end_s=to_seconds(longest_min(report)),
        left=_LABEL,
        width=width - _LABEL - _FIGURES,
    )
    lines: list[Line] = []
    for level in reversed(report.levels):
        lines += _level(level, scale, width, glyphs)
    if report.unrated_min >= LEAST_MIN:
        row = Row(width, "not rated")
        _fill(row, scale, (0.0, report.unrated_min), glyphs.wide, Style.WARNING, glyphs)
        row.put(width - _FIGURES + 2, f"{report.unrated_min:.0f} min", Style.TEXT)
        lines.append(row.line())
    ticks = Row(width, "minutes")
    for at_s in scale.ticks(apart=_TICKS_APART):
        ticks.put(scale.column(at_s), f"{to_minutes(at_s):.0f}", Style.DIM)
    return [*lines, ticks.line()]


def _level(level: Level, scale: Scale, width: int, glyphs: Glyphs) -> list[Line]:
    """Draw what the library has at one step, and under it what the phases ask for."""
    name = INTENSITY_WORDS[level.intensity // 3] if level.intensity % 3 == 2 else ""
    had = Row(width, name)
    had.put(_LABEL - 2, f"{level.intensity}", Style.STRONG)
    begin_min = 0.0
    for minutes, sign, style in (
        (level.rated_min, glyphs.levels[-1], Style.ACHIEVED),
        (level.suggested_min, glyphs.fog, Style.ACHIEVED),
        (level.barred_min, glyphs.target, Style.DIM),
    ):
        _fill(had, scale, (begin_min, begin_min + minutes), sign, style, glyphs)
        begin_min += minutes
    had.put(width - _FIGURES + 2, tell_level(level), Style.TEXT)
    if not (wants := list_wants(level)):
        return [had.line()]
    wanted, begin_min = Row(width), 0.0
    for want in wants:
        first, begin_min = scale.x(begin_min * 60.0), begin_min + want.length_min
        columns = max(1, round(scale.x(begin_min * 60.0)) - round(first))
        said = want.phase.value if columns >= len(want.phase.value) else want.phase.value[0]
        text = f" {said} " if columns >= len(said) + 2 else said
        wanted.put(round(first), text.center(columns, glyphs.wide), style_of(want.phase))
    return [had.line(), wanted.line()]


def _fill(
    row: Row,
    scale: Scale,
    span_min: tuple[float, float],
    sign: str,
    style: Style,
    glyphs: Glyphs,
) -> None:
    """Fill a bar over a span of minutes; one that runs on ends in an arrow."""
    first, last = (round(scale.x(minutes * 60.0)) for minutes in span_min)
    row.put(first, sign * (last - first), style)
    if span_min[1] * 60.0 > scale.end_s + 1.0:
        row.put(round(scale.left + scale.width), glyphs.onward, Style.DIM)


def _key(glyphs: Glyphs) -> str:
    """Say what the signs mean."""
    return (
        f"{glyphs.levels[-1]} rated, {glyphs.fog} only suggested (~), "
        f"{glyphs.target} kept out by exclusions and rules; below a bar: what the arc asks for"
    )
