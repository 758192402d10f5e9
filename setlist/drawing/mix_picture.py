"""The picture of a finished mix as SVG: how loud it is over time, wanted and heard."""

from collections.abc import Sequence

from setlist.drawing.axis import SMALL, draw_times
from setlist.drawing.clock import tell_elapsed
from setlist.drawing.columns import HEAD, draw_phases
from setlist.drawing.frame import Panel
from setlist.drawing.palette import Palette, Theme, palette_for
from setlist.drawing.plan_blocks import draw_blocks
from setlist.drawing.plan_curves import draw_rule, draw_wanted
from setlist.drawing.scale import Scale
from setlist.drawing.scene import Scene, stage
from setlist.drawing.svg import SERIF, box, line, number, picture, reach, shape, words
from setlist.drawing.words import MINUS
from setlist.model import PROFILE_STEP_S, Plan
from setlist.units import Db, Lu, Lufs, Seconds

_WIDTH = 1120.0
_LEFT, _RIGHT = 100.0, 20.0
_TITLE, _PLOT, _STRIP, _STEPS = 44.0, 260.0, 60.0, 20.0
_LU_APART = 5.0
_ABOVE_LU, _BELOW_LU = 10.0, -25.0
"""What is louder or quieter than this from the reference is drawn at the edge: our own."""

_TOLD_LU = 1.0
"""Smaller steps have a mark, but no figure: our own."""


def draw_mix_svg(
    plan: Plan,
    levels: Sequence[Lufs | None],
    steps: Sequence[tuple[Seconds, Lu | None]],
    *,
    rides: Sequence[tuple[Seconds, Seconds, Db]] = (),
    theme: Theme,
) -> str:
    """Draw a mix as a picture that stands alone: no script, no style sheet, no outside file.

    Parameters
    ----------
    plan : Plan
        What was mixed.
    levels : sequence of float [LUFS] or None
        How loud every ten seconds of it are, from its first frame on; None for silence.
    steps : sequence of (float [s], float [LU] or None)
        When each join begins, and how far it steps up or, below zero, down.
    rides : sequence of (float [s], float [s], float [dB])
        From when to when the gain was ridden, and by how much it was lowered at most.
    theme : Theme
        As for a plan.

    Returns
    -------
    str
        An SVG 1.1 document, well-formed whatever the titles hold.
    """
    scene, palette = stage(plan), palette_for(theme)
    scale = Scale(
        start_s=scene.start_s, end_s=scene.end_s, left=_LEFT, width=_WIDTH - _LEFT - _RIGHT
    )
    top = _TITLE + HEAD + _STEPS
    panel = Panel(
        scale=scale,
        palette=palette,
        top=top,
        base=top + _PLOT,
        low=_BELOW_LU,
        high=_ABOVE_LU,
    )
    strip = panel.base + 6
    axis = strip + _STRIP + 8
    height = axis + 56
    reference_lufs = plan.problem.music.reference_lufs
    return picture(
        _WIDTH,
        height,
        scene.subject,
        _describe(steps, rides),
        box(0, 0, _WIDTH, height, fill=palette.ground),
        words(_RIGHT, 29, scene.subject, font_family=SERIF, font_size=19, fill=palette.text),
        *draw_phases(scene, scale, _TITLE, strip + _STRIP + 2, palette),
        *_scale(panel, reference_lufs),
        *draw_wanted(scene.loudness, panel),
        *_rides(rides, panel),
        *_steps(steps, panel),
        *_heard(levels, scene, panel, reference_lufs),
        *draw_blocks(scene, scale, strip, _STRIP, palette),
        *draw_times(scale, axis, palette),
        words(
            _RIGHT,
            height - 10,
            "line: heard, ten seconds at a time \u00b7 dashes: wanted \u00b7 "
            "above: joins with their step in LU" + (" \u00b7 hanging: softened" if rides else ""),
            font_size=SMALL,
            fill=palette.dim,
        ),
    )


def _describe(
    steps: Sequence[tuple[Seconds, Lu | None]], rides: Sequence[tuple[Seconds, Seconds, Db]]
) -> str:
    """Say in words what the picture shows, for those who cannot see it."""
    told = [
        f"{_tell(step_lu)} LU at {tell_elapsed(at_s)}"
        for at_s, step_lu in steps
        if step_lu is not None
    ]
    said = f"Loudness over time, wanted and heard. Joins: {', '.join(told) or 'none'}."
    lowered = [f"by {depth_db:.1f} dB at {tell_elapsed(at_s)}" for at_s, _, depth_db in rides]
    return f"{said} Softened: {', '.join(lowered)}." if lowered else said


def _tell(step_lu: float) -> str:
    """Write a step with its sign."""
    return f"{MINUS if step_lu < 0.0 else '+'}{abs(step_lu):.1f}"


def _scale(panel: Panel, reference_lufs: Lufs) -> list[str]:
    """Write the scale of loudness, and dots across the plot."""
    marks = []
    for step in range(round((_ABOVE_LU - _BELOW_LU) / _LU_APART) + 1):
        at_lu = _BELOW_LU + step * _LU_APART
        told = f"{MINUS}{abs(reference_lufs + at_lu):g} LUFS"
        marks += draw_rule(panel, at_lu, told)
    return marks


def _steps(steps: Sequence[tuple[Seconds, Lu | None]], panel: Panel) -> list[str]:
    """Mark the joins, and write how far they step where there is room."""
    marks, free = [], panel.scale.left
    palette: Palette = panel.palette
    for at_s, step_lu in steps:
        x = panel.scale.x(at_s)
        marks.append(line(x, panel.top - 4, x, panel.base, stroke=palette.dim, stroke_opacity=0.5))
        if step_lu is None or abs(step_lu) < _TOLD_LU:
            continue
        told = _tell(step_lu)
        half = reach(told, SMALL) / 2
        if x - half >= free:
            marks.append(
                words(
                    x,
                    panel.top - 7,
                    told,
                    text_anchor="middle",
                    font_size=SMALL,
                    fill=palette.text if step_lu > 0.0 else palette.dim,
                )
            )
            free = x + half + 4
    return marks


def _rides(rides: Sequence[tuple[Seconds, Seconds, Db]], panel: Panel) -> list[str]:
    """Hang each ride from the top, as deep as it lowers on the scale of loudness."""
    top, ink = number(panel.top), panel.palette.achieved
    marks = []
    for start_s, end_s, depth_db in rides:
        left, right = panel.scale.x(start_s), panel.scale.x(end_s)
        low = number(panel.y(_ABOVE_LU - depth_db))
        deepest = number(left + (right - left) / 4.0)
        course = f"M{number(left)},{top}L{deepest},{low}L{number(right)},{top}Z"
        marks.append(shape(course, fill=ink, fill_opacity=0.5))
    return marks


def _heard(
    levels: Sequence[Lufs | None], scene: Scene, panel: Panel, reference_lufs: Lufs
) -> list[str]:
    """Draw how loud the mix is; broken where it is silent."""
    path, pen = [], "M"
    for place, level_lufs in enumerate(levels):
        if level_lufs is None:
            pen = "M"
            continue
        middle_s = Seconds(scene.start_s + (place + 0.5) * PROFILE_STEP_S)
        x = min(panel.scale.x(middle_s), panel.scale.left + panel.scale.width)
        path.append(f"{pen}{number(x)},{number(panel.y(level_lufs - reference_lufs))}")
        pen = "L"
    if not path:
        return []
    ink = panel.palette.achieved
    return [shape("".join(path), fill="none", stroke=ink, stroke_width=2, stroke_linejoin="round")]
