"""The columns of the phases, which every picture over the time of a session stands on."""

from setlist.drawing.axis import EM
from setlist.drawing.palette import Palette
from setlist.drawing.scale import Scale
from setlist.drawing.scene import Scene
from setlist.drawing.svg import box, line, reach, upright, words

HEAD = 26.0
"""Height of the heads of the columns."""


def draw_phases(
    scene: Scene, scale: Scale, head: float, bottom: float, palette: Palette
) -> list[str]:
    """Draw a tinted column, a head with the name, and a line where a phase begins."""
    marks: list[str] = []
    for phase in scene.phases:
        first, last = scale.x(phase.start_s), scale.x(phase.end_s)
        width, tone = last - first, palette.tone(phase.name)
        marks += [
            box(
                first,
                head + HEAD,
                width,
                bottom - head - HEAD,
                fill=tone,
                fill_opacity=palette.column,
            ),
            box(
                first + 0.5,
                head,
                max(0.0, width - 1),
                HEAD - 3,
                rx=3,
                fill=tone,
                stroke=palette.edge,
                stroke_width=0.7,
            ),
        ]
        if width >= reach(phase.name, EM) + 8:
            middle, y = first + width / 2, head + HEAD * 0.62
            marks.append(
                words(
                    middle, y, phase.name, text_anchor="middle", font_weight=600, fill=palette.text
                )
            )
        elif width >= EM:
            marks.append(
                upright(
                    first + width / 2 + 4,
                    head + HEAD + 5,
                    phase.name,
                    text_anchor="end",
                    font_weight=600,
                    fill=palette.text,
                )
            )
        if phase.start_s > scene.start_s:
            marks.append(
                line(
                    first,
                    head + HEAD,
                    first,
                    bottom,
                    stroke=palette.dim,
                    stroke_opacity=0.5,
                )
            )
    return marks
