"""The curves of the picture of a plan: what the arc wants, and what the tracks are."""

from collections.abc import Sequence
from dataclasses import replace

from setlist.drawing.axis import SMALL
from setlist.drawing.frame import FLOOR, Panel
from setlist.drawing.scene import INTENSITY_WORDS, Block, Scene
from setlist.drawing.svg import line, number, reach, shape, words
from setlist.drawing.wanted import Course, Wanted
from setlist.drawing.words import MINUS
from setlist.units import Seconds

# Pixels over which a curve of tracks slants on either side of a join.
_SLANT = 3.0
_SAMPLES_APART = 4.0
_LU_APART = 5.0
_LU_BELOW, _LU_ABOVE = 1.5, 3.0
# Pixels that the name of a plot needs above the first figure of its scale.
_BELOW_NAME = 14.0


def draw_scale(panel: Panel) -> list[str]:
    """Write the three parts of the scale of intensity, and dots between them."""
    marks = [
        _label(panel, panel.y(2 + 3 * step), word) for step, word in enumerate(INTENSITY_WORDS)
    ]
    return [*marks, *(_dots(panel, edge) for edge in (3.5, 6.5))]


def draw_loudness(scene: Scene, panel: Panel) -> list[str]:
    """Draw how loud the tracks are after gain against what the arc wants, in LU."""
    marks = [_label(panel, panel.top + 4, "loudness")]
    at_lu = _LU_APART * (panel.high // _LU_APART)
    while at_lu >= panel.low:
        if panel.y(at_lu) >= panel.top + _BELOW_NAME:
            sign = MINUS if at_lu < 0.0 else ""
            marks.append(_label(panel, panel.y(at_lu), f"{sign}{abs(at_lu):g} LU"))
        marks.append(_dots(panel, at_lu))
        at_lu -= _LU_APART
    levels = [block.loudness_lu for block in scene.blocks]
    return [
        *marks,
        *draw_wanted(scene.loudness, panel),
        *draw_steps(scene.blocks, levels, panel),
    ]


def reach_loudness(scene: Scene) -> tuple[float, float]:
    """Give the lowest and the highest loudness that a plot of a plan has to hold, in LU."""
    moments = (block.start_s for block in scene.blocks)
    asked = [found for at_s in moments if (found := scene.loudness.at(at_s)) is not None]
    levels = [block.loudness_lu for block in scene.blocks if block.loudness_lu is not None]
    levels += [0.0, -_LU_APART, *(one.low for one in asked), *(one.high for one in asked)]
    return min(levels) - _LU_BELOW, max(levels) + _LU_ABOVE


def draw_steps(blocks: Sequence[Block], heights: Sequence[float | None], panel: Panel) -> list[str]:
    """Draw steps at the heights, slanted over the joins; broken where there is none."""
    path: list[str] = []
    floor: list[str] = []
    joins = False
    for place, (block, height) in enumerate(zip(blocks, heights, strict=True)):
        if height is None:
            joins = False
            continue
        first, last = panel.scale.x(block.start_s), panel.scale.x(block.end_s)
        slant = min(_SLANT, (last - first) / 3)
        y = number(panel.y(height))
        if joins:
            path.append(f"L{number(first + slant)},{y}")
            floor.append(path[-1])
        else:
            path.append(f"M{number(first)},{y}")
            floor.append(f"M{number(first)},{number(panel.base)}V{y}")
        joins = place + 1 < len(heights) and heights[place + 1] is not None
        path.append(f"H{number(last - slant if joins else last)}")
        floor.append(path[-1] if joins else f"{path[-1]}V{number(panel.base)}Z")
    if not path:
        return []
    ink = panel.palette.achieved
    return [
        shape("".join(floor), fill=ink, fill_opacity=0.07),
        shape("".join(path), fill="none", stroke=ink, stroke_width=2.25, stroke_linejoin="round"),
    ]


def draw_achieved(scene: Scene, panel: Panel) -> list[str]:
    """Draw steps at the ratings, those of long pieces minute by minute.

    Silence lies on the floor, what nobody rated nowhere.
    """
    blocks: list[Block] = []
    heights: list[float | None] = []
    for block in scene.blocks:
        parts = block.parts()
        ends_s = [*(begin_s for begin_s, _ in parts[1:]), block.end_s]
        for (begin_s, height), end_s in zip(parts, ends_s, strict=True):
            blocks.append(replace(block, start_s=Seconds(begin_s), end_s=Seconds(end_s)))
            heights.append(FLOOR if block.silence else height)
    return draw_steps(blocks, heights, panel)


def draw_wanted(course: Course, panel: Panel) -> list[str]:
    """Draw what the arc wants, dashed, in the band of the timings; broken where it is nothing."""
    steps = int(panel.scale.width / _SAMPLES_APART)
    stretches: list[list[tuple[float, Wanted]]] = [[]]
    for step in range(steps + 1):
        x = panel.scale.left + step * panel.scale.width / steps
        wanted = course.at(panel.scale.time(x))
        if wanted is not None:
            stretches[-1].append((x, wanted))
        elif stretches[-1]:
            stretches.append([])
    drawn = [stretch for stretch in stretches if stretch]
    if not drawn:
        return []
    marks = []
    if any(wanted.high > wanted.low for stretch in drawn for _, wanted in stretch):
        band = "".join(_outline(stretch, panel) for stretch in drawn)
        marks.append(shape(band, fill=panel.palette.target, fill_opacity=0.2))
    curve = "".join(
        "M" + "L".join(f"{number(x)},{number(panel.y(wanted.middle))}" for x, wanted in stretch)
        for stretch in drawn
    )
    return [
        *marks,
        shape(
            curve,
            fill="none",
            stroke=panel.palette.target,
            stroke_width=2.5,
            stroke_dasharray="7 5",
            stroke_linecap="round",
            stroke_linejoin="round",
        ),
    ]


def _outline(stretch: list[tuple[float, Wanted]], panel: Panel) -> str:
    """Go round the band of a stretch: along its upper edge and back along the lower."""
    upper = [f"{number(x)},{number(panel.y(wanted.high))}" for x, wanted in stretch]
    lower = [f"{number(x)},{number(panel.y(wanted.low))}" for x, wanted in reversed(stretch)]
    return "M" + "L".join([*upper, *lower]) + "Z"


def draw_rule(panel: Panel, value: float, said: str) -> list[str]:
    """Write a figure of a scale, and dots across the plot at it."""
    return [_label(panel, panel.y(value), said), _dots(panel, value)]


def _label(panel: Panel, y: float, said: str) -> str:
    """Write a word of a scale left of its plot."""
    return words(
        panel.scale.left - 10,
        y + 4,
        said,
        text_anchor="end",
        font_size=SMALL,
        fill=panel.palette.dim,
    )


def _dots(panel: Panel, value: float) -> str:
    """Draw dots across a plot at a value."""
    y = panel.y(value)
    return line(
        panel.scale.left,
        y,
        panel.scale.left + panel.scale.width,
        y,
        stroke=panel.palette.dim,
        stroke_opacity=0.35,
        stroke_dasharray="1 5",
    )


def draw_ratings(scene: Scene, panel: Panel) -> list[str]:
    """Write each rating beside its step, a suggested one slanted and with its sign."""
    marks = []
    for block in scene.blocks:
        first, last = panel.scale.x(block.start_s), panel.scale.x(block.end_s)
        if block.silence or last - first < reach(block.rating(), SMALL):
            continue
        height = block.intensity or FLOOR
        marks.append(
            words(
                (first + last) / 2,
                panel.y(height) + (15 if height >= 2 else -6),
                block.rating(),
                text_anchor="middle",
                font_size=SMALL,
                font_style="italic" if block.suggested else "normal",
                fill=panel.palette.dim,
                stroke=panel.palette.ground,
                stroke_width=3,
                stroke_opacity=0.55,
                paint_order="stroke",
            )
        )
    return marks
