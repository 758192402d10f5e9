"""The picture of a route's timing as SVG: the effect between people, and the bands."""

from setlist.drawing.axis import EM, LANE, SMALL, draw_bands, draw_dose, draw_times
from setlist.drawing.palette import Palette, Theme, palette_for
from setlist.drawing.scale import Scale
from setlist.drawing.scene import tell_route
from setlist.drawing.svg import SERIF, box, line, number, picture, room_for, shape, words
from setlist.drawing.timing_text import name_lanes, read_effect, show_until
from setlist.drawing.words import clean, fold
from setlist.model import EffectBand, Timecourse
from setlist.units import Minutes, Seconds, to_minutes, to_seconds

_WIDTH = 960.0
_LEFT = 100.0
_RIGHT = 130.0
_MARGIN = 20.0
_TOP = 56.0
_PLOT = 210.0
_LINE = 16.0
_SAMPLES_APART = 3.0


def draw_timing_svg(course: Timecourse, effect: EffectBand, *, theme: Theme) -> str:
    """Draw the timing of a route as a picture that stands alone.

    Parameters
    ----------
    course : Timecourse
        The landmarks with their bands, the floor and the notes, which are written below.
    effect : EffectBand
        The effect relative to each person's own peak, 0 to 1; never a concentration.
    theme : Theme
        Light or dark screen, or paper.

    Returns
    -------
    str
        An SVG 1.1 document without script, style sheet or outside file.
    """
    palette = palette_for(theme)
    scale = Scale(
        start_s=Seconds(0.0),
        end_s=show_until(course, effect),
        left=_LEFT,
        width=_WIDTH - _LEFT - _RIGHT,
    )
    lanes = name_lanes(course)
    base = _TOP + _PLOT
    below = base + 40
    foot = below + len(lanes) * LANE + 24
    key = (
        "line: middle person; tinted: 8 in 10 people; each relative to the person's own peak"
        " · bars: 8 in 10, dark 5 in 10, stroke middle"
    )
    notes = [
        row
        for text in (key, *(clean(note, limit=2000) for note in course.notes))
        for row in fold(text, room_for(_WIDTH - 2 * _MARGIN, SMALL))
    ]
    height = foot + len(notes) * _LINE + 4
    title = tell_route(course.route)
    return picture(
        _WIDTH,
        height,
        f"Timing: {title}",
        "The effect over time between people, relative to each person's own peak.",
        box(0, 0, _WIDTH, height, fill=palette.ground),
        words(_MARGIN, 30, title, font_family=SERIF, font_size=19, fill=palette.text),
        *_grid(scale, base, palette),
        *_effect(effect, scale, base, palette),
        *_moments(course, scale, base, palette),
        *draw_times(scale, base, palette),
        *draw_bands(lanes, scale, below, palette, figures=True),
        *(
            words(_MARGIN, foot + row * _LINE, said, font_size=SMALL, fill=palette.dim)
            for row, said in enumerate(notes)
        ),
    )


def _grid(scale: Scale, base: float, palette: Palette) -> list[str]:
    """Write the relative heights, and dots across."""
    marks = []
    for share, said in ((0.0, "none"), (0.5, "half of it"), (1.0, "own peak")):
        y = base - share * _PLOT
        marks += [
            words(
                scale.left - 10, y + 4, said, text_anchor="end", font_size=SMALL, fill=palette.dim
            ),
            line(
                scale.left,
                y,
                scale.left + scale.width,
                y,
                stroke=palette.dim,
                stroke_opacity=0.5,
                stroke_dasharray="none" if share == 0.0 else "1 5",
            ),
        ]
    return marks


def _effect(effect: EffectBand, scale: Scale, base: float, palette: Palette) -> list[str]:
    """Draw the tinted band from the tenth to the ninetieth percentile, and the middle."""
    steps = int(scale.width / _SAMPLES_APART)
    places = [scale.left + step * scale.width / steps for step in range(steps + 1)]

    def trace(curve: tuple[float, ...]) -> list[str]:
        """Give the points of one percentile."""
        heights = [read_effect(curve, effect, to_minutes(scale.time(x))) for x in places]
        return [
            f"{number(x)},{number(base - height * _PLOT)}"
            for x, height in zip(places, heights, strict=True)
        ]

    outline = "L".join([*trace(effect.p10), *reversed(trace(effect.p90))])
    return [
        shape(f"M{outline}Z", fill=palette.target, fill_opacity=0.25),
        shape(
            "M" + "L".join(trace(effect.p50)),
            fill="none",
            stroke=palette.achieved,
            stroke_width=2.25,
            stroke_linejoin="round",
        ),
    ]


def _moments(course: Timecourse, scale: Scale, base: float, palette: Palette) -> list[str]:
    """Mark the dose or its parts, and the floor."""
    marks = [
        draw_dose(to_seconds(part.at_min), scale, base, palette)
        for part in course.route.parts
        if to_seconds(part.at_min) < scale.end_s
    ]
    if course.floor_min is not None:
        x = scale.x(to_seconds(Minutes(course.floor_min)))
        marks += [
            line(
                x,
                _TOP,
                x,
                base,
                stroke=palette.text,
                stroke_width=1.5,
                stroke_dasharray="4 4",
            ),
            words(x + 6, _TOP + EM, "floor: no silence or loud cue before it", fill=palette.dim),
        ]
    return marks
