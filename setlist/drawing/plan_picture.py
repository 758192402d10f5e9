"""The picture of a plan as SVG: phases, target and ratings, tracks, prompts, times, bands."""

from setlist.drawing.axis import EM, LANE, SMALL, draw_bands, draw_dose, draw_times
from setlist.drawing.clock import read_clock, tell_elapsed, tell_length
from setlist.drawing.columns import HEAD, draw_phases
from setlist.drawing.frame import CEILING, FLOOR, Frame, Panel
from setlist.drawing.palette import Palette, Theme, palette_for
from setlist.drawing.plan_blocks import draw_blocks
from setlist.drawing.plan_curves import (
    draw_achieved,
    draw_loudness,
    draw_ratings,
    draw_scale,
    draw_wanted,
    reach_loudness,
)
from setlist.drawing.scale import Scale
from setlist.drawing.scene import Scene, stage
from setlist.drawing.svg import (
    SERIF,
    box,
    number,
    picture,
    reach,
    room_for,
    shape,
    words,
)
from setlist.drawing.words import DASH, cut, fold
from setlist.model import Plan
from setlist.units import Seconds

_WIDTH = 1120.0
_LEFT = 100.0
_RIGHT = 20.0
_TITLE = 44.0
_PLOT = 176.0
_LOUD = 84.0
_BETWEEN = 12.0
_STRIP = 98.0
_PROMPTS = 22.0
_ASIDE = 30.0
_LINE = 16.0


def draw_plan_svg(plan: Plan, *, theme: Theme, start_clock: str | None = None) -> str:
    """Draw a plan as a picture that stands alone: no script, no style sheet, no outside file.

    Parameters
    ----------
    plan : Plan
        Any plan; its texts are made plain before they are drawn.
    theme : Theme
        Light or dark screen, or paper: black with greys that follow the intensity.
    start_clock : str or None
        Planned time of the dose such as ``14:00``; a row of clock times is drawn with it.

    Returns
    -------
    str
        An SVG 1.1 document, well-formed whatever the titles hold; the same plan gives the
        same text.

    Raises
    ------
    InputError
        ``start_clock`` is no time of day.
    """
    clock_min = None if start_clock is None else read_clock(start_clock)
    scene = stage(plan)
    frame = _frame(scene, palette_for(theme))
    lanes = frame.axis + (42 if clock_min is not None else 28)
    foot = lanes + len(scene.lanes) * LANE + 12
    rows = _foot_rows(scene)
    key = _key(scene)
    height = foot + len(rows) * _ASIDE + len(key) * _LINE + 8
    return picture(
        _WIDTH,
        height,
        scene.subject,
        _describe(scene),
        box(0, 0, _WIDTH, height, fill=frame.palette.ground),
        *_title(scene, frame.palette),
        *draw_phases(scene, frame.scale, frame.head, frame.strip + _STRIP + 2, frame.palette),
        *draw_scale(frame.intensity),
        *draw_achieved(scene, frame.intensity),
        *draw_wanted(scene.intensity, frame.intensity),
        *draw_ratings(scene, frame.intensity),
        *draw_loudness(scene, frame.loudness),
        *draw_blocks(scene, frame.scale, frame.strip, _STRIP, frame.palette),
        *_prompts(scene, frame),
        *draw_times(frame.scale, frame.axis, frame.palette, clock_min=clock_min),
        *draw_bands(scene.lanes, frame.scale, lanes, frame.palette),
        *_foot(rows, key, foot, frame.palette),
    )


def _frame(scene: Scene, palette: Palette) -> Frame:
    """Lay the parts out from top to bottom."""
    scale = Scale(
        start_s=scene.start_s, end_s=scene.end_s, left=_LEFT, width=_WIDTH - _LEFT - _RIGHT
    )
    top = _TITLE + HEAD + 10
    loud = top + _PLOT + _BETWEEN
    strip = loud + _LOUD + 6
    low, high = reach_loudness(scene)
    return Frame(
        scale=scale,
        palette=palette,
        head=_TITLE,
        intensity=Panel(
            scale=scale, palette=palette, top=top, base=top + _PLOT, low=FLOOR, high=CEILING
        ),
        loudness=Panel(
            scale=scale, palette=palette, top=loud, base=loud + _LOUD, low=low, high=high
        ),
        strip=strip,
        prompts=strip + _STRIP + _PROMPTS / 2,
        axis=strip + _STRIP + _PROMPTS,
    )


def _describe(scene: Scene) -> str:
    """Say in words what the picture shows, for those who cannot see it."""
    parts = [
        f"{phase.name} {tell_elapsed(phase.start_s)} to {tell_elapsed(phase.end_s)}"
        for phase in scene.phases
    ]
    return f"{len(scene.blocks)} cues. Phases: {', '.join(parts)}."


def _title(scene: Scene, palette: Palette) -> list[str]:
    """Write what the plan is, and at the right edge what is proven of it."""
    proof = reach(scene.proof, EM)
    subject = cut(scene.subject, room_for(_WIDTH - 2 * _RIGHT - proof - 20, 19))
    return [
        words(_RIGHT, 29, subject, font_family=SERIF, font_size=19, fill=palette.text),
        words(_WIDTH - _RIGHT, 28, scene.proof, text_anchor="end", fill=palette.dim),
    ]


def _prompts(scene: Scene, frame: Frame) -> list[str]:
    """Mark the prompts and the dose; what comes once has its name beside it."""
    palette, y = frame.palette, frame.prompts
    again = list(dict.fromkeys(prompt.say for prompt in scene.prompts if prompt.again))
    marks = []
    if again:
        label = cut("+ " + ", ".join(again), room_for(_LEFT - 10, SMALL))
        left = frame.scale.left - 10
        marks.append(
            words(left, y + 4, label, text_anchor="end", font_size=SMALL, fill=palette.dim)
        )
    for prompt in scene.prompts:
        if prompt.again:
            arm = number(frame.scale.x(prompt.at_s) - 4)
            marks.append(
                shape(
                    f"M{arm},{number(y)}h8m-4,-4v8",
                    fill="none",
                    stroke=palette.dim,
                    stroke_width=1.75,
                )
            )
    once: list[tuple[Seconds, str]] = [
        (prompt.at_s, prompt.say) for prompt in scene.prompts if not prompt.again
    ]
    if scene.dosed and scene.start_s <= 0.0:
        once.append((Seconds(0.0), "dose"))
    free = frame.scale.left
    for at_s, say in sorted(once):
        x, name = frame.scale.x(at_s), cut(say, 24)
        marks.append(draw_dose(at_s, frame.scale, y, palette))
        if x - 9 - reach(name, SMALL) >= free:
            marks.append(
                words(x - 9, y + 4, name, text_anchor="end", font_size=SMALL, fill=palette.dim)
            )
        free = x + 9
    return marks


def _foot_rows(scene: Scene) -> list[list[tuple[str, bool]]]:
    """Set calm and reserves in rows: words, and whether they stand in the green pill."""
    rows: list[list[tuple[str, bool]]] = []
    used = 0.0
    for aside in scene.asides:
        title = cut(aside.block.title, 40)
        length = tell_length(aside.block.sounds_s)
        head = "Calm now: " if aside.calm else f"{aside.name} {aside.use}: "
        said = f"{head}{title} {length}"
        width = reach(said, EM) + 40
        if not rows or used + width > _WIDTH - 2 * _RIGHT:
            rows.append([])
            used = 0.0
        rows[-1].append((said, aside.calm))
        used += width
    return rows


def _foot(
    rows: list[list[tuple[str, bool]]], key: list[str], y: float, palette: Palette
) -> list[str]:
    """Draw calm in its pill, the reserves dashed, and say what the signs mean."""
    marks: list[str] = []
    for row, items in enumerate(rows):
        x, top = _RIGHT, y + row * _ASIDE
        for said, calm in items:
            width = reach(said, EM) + 24
            marks += [
                box(
                    x,
                    top,
                    width,
                    22,
                    rx=11 if calm else 4,
                    fill=palette.calm if calm else "none",
                    stroke=palette.calm_edge if calm else palette.target,
                    stroke_width=1.5,
                    stroke_dasharray="none" if calm else "6 4",
                ),
                words(x + 12, top + 15.5, said, fill=palette.calm_ink if calm else palette.text),
            ]
            x += width + 16
    bottom = y + len(rows) * _ASIDE + 14
    marks += [
        words(_RIGHT, bottom + row * _LINE, said, font_size=SMALL, fill=palette.dim)
        for row, said in enumerate(key)
    ]
    return marks


def _key(scene: Scene) -> list[str]:
    """Tell the prompts that come once by their times, and what the signs mean."""
    parts = [
        f"{prompt.say} {tell_elapsed(prompt.at_s)}" for prompt in scene.prompts if not prompt.again
    ]
    parts.append("dashes: wanted")
    if len(scene.plan.problem.scenarios) > 1:
        parts[-1] += ", tinted where 8 in 10 people's timings want it"
    parts.append(f"line: as planned, 1{DASH}9 (~ suggested, not rated)")
    if scene.lanes:
        parts.append("bars: where 8 in 10 people fall in the model, dark 5 in 10, stroke middle")
    return fold(" · ".join(parts), room_for(_WIDTH - 2 * _RIGHT, SMALL))
