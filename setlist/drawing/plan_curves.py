"""The curves of the picture of a plan: what the arc asks for, and what the tracks are."""

from setlist.drawing.axis import SMALL
from setlist.drawing.frame import FLOOR, Frame
from setlist.drawing.scene import INTENSITY_WORDS, Block, Scene
from setlist.drawing.svg import line, number, reach, shape, words

# Pixels over which the curve of ratings slants on either side of a join.
_SLANT = 3.0
_SAMPLES_APART = 4.0


def draw_scale(frame: Frame) -> list[str]:
    """Write the three parts of the scale, and dots between them."""
    palette = frame.palette
    left, right = frame.scale.left, frame.scale.left + frame.scale.width
    marks = [
        words(
            left - 10,
            frame.y(2 + 3 * step) + 4,
            word,
            text_anchor="end",
            font_size=SMALL,
            fill=palette.dim,
        )
        for step, word in enumerate(INTENSITY_WORDS)
    ]
    for edge in (3.5, 6.5):
        y = frame.y(edge)
        marks.append(
            line(
                left,
                y,
                right,
                y,
                stroke=palette.dim,
                stroke_opacity=0.35,
                stroke_dasharray="1 5",
            )
        )
    return marks


def draw_achieved(scene: Scene, frame: Frame) -> list[str]:
    """Draw steps at the ratings, slanted over the joins; broken where nobody rated a track."""
    path: list[str] = []
    floor: list[str] = []
    before: Block | None = None
    for block in scene.blocks:
        height = _height(block)
        if height is None:
            before = None
            continue
        first, last = frame.scale.x(block.start_s), frame.scale.x(block.end_s)
        slant = min(_SLANT, (last - first) / 3)
        y = number(frame.y(height))
        if before is None:
            path.append(f"M{number(first)},{y}")
            floor.append(f"M{number(first)},{number(frame.base)}V{y}")
        else:
            path.append(f"L{number(first + slant)},{y}")
            floor.append(f"L{number(first + slant)},{y}")
        follows = block.number < len(scene.blocks)
        joined = follows and _height(scene.blocks[block.number]) is not None
        step = f"H{number(last - slant if joined else last)}"
        path.append(step)
        floor.append(step if joined else f"{step}V{number(frame.base)}Z")
        before = block
    if not path:
        return []
    ink = frame.palette.achieved
    return [
        shape("".join(floor), fill=ink, fill_opacity=0.07),
        shape("".join(path), fill="none", stroke=ink, stroke_width=2.25, stroke_linejoin="round"),
    ]


def _height(block: Block) -> float | None:
    """Give how high a block stands: silence on the floor, what nobody rated nowhere."""
    return FLOOR if block.silence else block.intensity


def draw_target(scene: Scene, frame: Frame) -> list[str]:
    """Draw what the arc asks for, dashed; it is broken where the arc asks nothing."""
    path: list[str] = []
    drawn = False
    steps = int(frame.scale.width / _SAMPLES_APART)
    for step in range(steps + 1):
        x = frame.scale.left + step * frame.scale.width / steps
        target = scene.target_at(frame.scale.time(x))
        if target is not None:
            path.append(f"{'L' if drawn else 'M'}{number(x)},{number(frame.y(target))}")
        drawn = target is not None
    if not path:
        return []
    return [
        shape(
            "".join(path),
            fill="none",
            stroke=frame.palette.target,
            stroke_width=2.5,
            stroke_dasharray="7 5",
            stroke_linecap="round",
            stroke_linejoin="round",
        )
    ]


def draw_ratings(scene: Scene, frame: Frame) -> list[str]:
    """Write each rating beside its step, a suggested one slanted and with its sign."""
    marks = []
    for block in scene.blocks:
        first, last = frame.scale.x(block.start_s), frame.scale.x(block.end_s)
        if block.silence or last - first < reach(block.rating(), SMALL):
            continue
        height = block.intensity or FLOOR
        marks.append(
            words(
                (first + last) / 2,
                frame.y(height) + (15 if height >= 2 else -6),
                block.rating(),
                text_anchor="middle",
                font_size=SMALL,
                font_style="italic" if block.suggested else "normal",
                fill=frame.palette.dim,
                stroke=frame.palette.ground,
                stroke_width=3,
                stroke_opacity=0.55,
                paint_order="stroke",
            )
        )
    return marks
