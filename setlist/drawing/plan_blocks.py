"""The tracks of a plan as a strip of blocks under the plot."""

from setlist.drawing.axis import SMALL
from setlist.drawing.palette import Palette
from setlist.drawing.scale import Scale
from setlist.drawing.scene import Block, Scene
from setlist.drawing.svg import box, line, number, reach, room_for, shape, upright, window, words
from setlist.drawing.words import wrap
from setlist.model import Voice

_LINE = 14.0
# A block wide enough for this many characters has its title along it, a narrower one up it.
_ALONG = 11


def draw_blocks(scene: Scene, scale: Scale, y: float, height: float, palette: Palette) -> list[str]:
    """Draw each cue from its start to the start of the next, and ties inside a work."""
    marks: list[str] = []
    for block in scene.blocks:
        first, last = scale.x(block.start_s) + 1, scale.x(block.end_s) - 1
        width = max(2.0, last - first)
        if block.silence:
            marks += _silence(first, y, width, height, palette)
            continue
        marks.append(
            box(
                first,
                y + 1,
                width,
                height - 2,
                rx=4,
                fill=palette.tone(block.phase),
                stroke=palette.edge,
                stroke_width=0.8,
            )
        )
        marks += _number(block, first, y, width, palette)
        marks.append(window(first, y, width, height, *_name(block, width, height, palette)))
        if block.tied:
            low = y + height - 5
            marks.append(line(first - 8, low, first + 6, low, stroke=palette.text, stroke_width=2))
    return marks


def _silence(x: float, y: float, width: float, height: float, palette: Palette) -> list[str]:
    """Draw a dotted empty block with a rest in its middle."""
    middle = y + height / 2
    return [
        box(
            x,
            y + 1,
            width,
            height - 2,
            rx=4,
            fill="none",
            stroke=palette.dim,
            stroke_width=1.5,
            stroke_dasharray="2 4",
        ),
        line(
            x + width * 0.25,
            middle,
            x + width * 0.75,
            middle,
            stroke=palette.dim,
            stroke_width=2,
        ),
    ]


def _number(block: Block, x: float, y: float, width: float, palette: Palette) -> list[str]:
    """Write the number, a pin for a pinned track, quotation marks for one with words."""
    said = str(block.number)
    size = SMALL if reach(said, SMALL) + 4 <= width else 9.0
    if reach(said, size) > width:
        return []
    marks = [
        words(
            x + width / 2 if width < 26 else x + 5,
            y + 14,
            said,
            text_anchor="middle" if width < 26 else "start",
            font_size=size,
            fill=palette.text,
        )
    ]
    if block.pinned:
        left, top = (x + width - 14, y + 4) if width >= 40 else (x + width / 2 - 3, y + 18)
        marks.append(
            shape(
                f"M{number(left)},{number(top)}h6l-1,4 2,3h-8l2,-3zm3,7v4",
                fill=palette.text,
                stroke=palette.text,
                stroke_width=1.2,
                stroke_linejoin="round",
            )
        )
    elif block.voice in {Voice.WORDS, None} and width >= 40:
        marks.append(
            words(
                x + width - 5,
                y + 14,
                "“ ”" if block.voice else "“?”",
                text_anchor="end",
                font_size=SMALL,
                fill=palette.text,
            )
        )
    return marks


def _name(block: Block, width: float, height: float, palette: Palette) -> list[str]:
    """Write the title along a wide block or up a narrow one; one without room has none."""
    ink = palette.text
    if width >= reach("x" * _ALONG, SMALL):
        rows = wrap(block.title, room_for(width - 8, SMALL, block.title), lines=5)
        return [
            words(5, 30 + row * _LINE, said, font_size=SMALL, fill=ink)
            for row, said in enumerate(rows)
        ]
    columns = int((width - 2) / _LINE)
    if columns < 1:
        return []
    top = 34 if block.pinned else 20
    room = room_for(height - top - 6, SMALL, block.title)
    rows = wrap(block.title, room, lines=min(2, columns))
    first = width / 2 + SMALL * 0.34 - (len(rows) - 1) * _LINE / 2
    return [
        upright(first + row * _LINE, height - 6, said, font_size=SMALL, fill=ink)
        for row, said in enumerate(rows)
    ]
