"""What every SVG picture has below its plot: the axis of times and the lanes of landmarks."""

from setlist.drawing.clock import tell_clock, tell_elapsed
from setlist.drawing.palette import Palette
from setlist.drawing.scale import Scale
from setlist.drawing.scene import Lane
from setlist.drawing.svg import box, line, shape, words
from setlist.drawing.words import DASH
from setlist.units import Minutes, Seconds, to_seconds

EM = 13.0
"""Size of the ordinary words of a picture in pixels."""

SMALL = 12.0
"""Size of its small words."""

LANE = 18.0
"""Height of a lane."""

_TICKS_APART = 70.0


def draw_times(
    scale: Scale, y: float, palette: Palette, *, clock_min: Minutes | None = None
) -> list[str]:
    """Draw ticks with the time from the dose, the clock above it where it is known."""
    marks = []
    for at_s in scale.ticks(apart=_TICKS_APART):
        x = scale.x(at_s)
        marks.append(line(x, y, x, y + 5, stroke=palette.dim))
        told = [tell_elapsed(at_s)]
        if clock_min is not None:
            told.insert(0, tell_clock(clock_min, at_s))
        for row, time in enumerate(told):
            marks.append(
                words(
                    x,
                    y + 18 + row * 14,
                    time,
                    text_anchor="middle",
                    font_size=SMALL,
                    fill=palette.dim if row else palette.text,
                )
            )
    return marks


def draw_bands(
    lanes: tuple[Lane, ...], scale: Scale, y: float, palette: Palette, *, figures: bool = False
) -> list[str]:
    """Draw each landmark: where 8 in 10 people fall, where 5 in 10, the middle; its minutes."""
    marks = []
    for row, lane in enumerate(lanes):
        middle = y + row * LANE + LANE / 2
        band = lane.band
        low, high = scale.x(to_seconds(band.p10)), scale.x(to_seconds(band.p90))
        core, far = scale.x(to_seconds(band.p25)), scale.x(to_seconds(band.p75))
        marks += [
            words(
                scale.left - 10,
                middle + 4,
                lane.name,
                text_anchor="end",
                font_size=SMALL,
                fill=palette.dim,
            ),
            box(low, middle - 3, high - low, 6, rx=3, fill=palette.band),
            box(core, middle - 3, far - core, 6, rx=1, fill=palette.dim),
        ]
        if to_seconds(band.p50) <= scale.end_s:
            x = scale.x(to_seconds(band.p50))
            marks.append(line(x, middle - 7, x, middle + 7, stroke=palette.text, stroke_width=2.5))
        if to_seconds(band.p90) > scale.end_s:
            edge = scale.left + scale.width
            marks.append(
                shape(
                    f"M{edge - 1},{middle - 5}l6,5l-6,5",
                    fill="none",
                    stroke=palette.dim,
                    stroke_width=1.5,
                )
            )
        if figures:
            said = f"{band.p50:.0f} min ({band.p10:.0f}{DASH}{band.p90:.0f})"
            marks.append(
                words(
                    scale.left + scale.width + 12,
                    middle + 4,
                    said,
                    font_size=SMALL,
                    fill=palette.text,
                )
            )
    return marks


def draw_dose(at_s: Seconds, scale: Scale, y: float, palette: Palette) -> str:
    """Draw the diamond of something that happens once."""
    return shape(f"M{scale.x(at_s):.2f},{y - 5:g}l5,5l-5,5l-5,-5z", fill=palette.target)
